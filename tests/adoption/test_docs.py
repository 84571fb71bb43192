"""The commands of docs/suppressing.md: each chapter's are run in an old repository of its own."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

from tests.adoption.test_cases import CASES, execute, portable

pytestmark = pytest.mark.checkout

PAGE = Path(__file__).parent.parent.parent / "docs" / "suppressing.md"


def test_the_commands_print_what_the_page_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    chapters = PAGE.read_text("utf-8").split("\n## ")
    shown = ["".join(re.findall(r"^```console\n(.*?)```$", text, re.M | re.S)) for text in chapters]
    assert sum(bool(commands) for commands in shown) == 2
    for number, commands in enumerate(shown):
        root = tmp_path / str(number)
        shutil.copytree(CASES / "adopt" / "tree", root)
        monkeypatch.chdir(root)
        told = []
        for command in re.findall(r"^\$ (.*)$", commands, re.M):
            execute(shlex.split(command))
            out, err = capsys.readouterr()
            told += [f"$ {command}\n", portable(out, root), portable(err, root)]
        assert "".join(told) == commands
