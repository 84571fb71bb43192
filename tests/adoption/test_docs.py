"""The commands of docs/suppressing.md, run one after another in an old repository."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

from tests.adoption.test_cases import CASES, execute

pytestmark = pytest.mark.checkout

PAGE = Path(__file__).parent.parent.parent / "docs" / "suppressing.md"


def test_the_commands_print_what_the_page_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root = tmp_path / "root"
    shutil.copytree(CASES / "adopt" / "tree", root)
    monkeypatch.chdir(root)
    blocks = re.findall(r"^```console\n(.*?)```$", PAGE.read_text("utf-8"), re.M | re.S)
    shown = "".join(blocks)
    told = []
    for command in re.findall(r"^\$ (.*)$", shown, re.M):
        execute(shlex.split(command))
        out, err = capsys.readouterr()
        told += [f"$ {command}\n", out, err]
    assert "".join(told) == shown
    assert len(blocks) >= 3
