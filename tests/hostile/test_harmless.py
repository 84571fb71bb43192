"""Linting runs no code, opens no connection, starts no process and changes no file."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from linter.report import FORMATS
from tests.cli.samples import environment

ROOT = Path(__file__).parents[2]
CORPUS = ROOT / "tests" / "corpus"

TAGS = (
    "!!python/object/apply:os.system ['touch {mark}']",
    "!!python/object/new:subprocess.Popen [['touch', '{mark}']]",
    "!!python/name:os.system",
    "!!python/module:antigravity",
    "!include {mark}",
    "!ruby/object:Gem::Installer {{i: x}}",
    "!<tag:yaml.org,2002:python/object/apply:os.mkdir> ['{mark}']",
)


def watched(code: str, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    """Run something where what a linter must not do ends it with 99."""
    return subprocess.run(
        [sys.executable, *code.split(), *arguments],
        cwd=ROOT,
        env=environment(PYTHONDONTWRITEBYTECODE="1", PYTHONPATH=str(ROOT)),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize("form", [*FORMATS])
def test_the_whole_corpus_is_linted_without_doing_anything(form: str) -> None:
    ran = watched("-m tests.hostile.watched", "check", "--format", form, str(CORPUS))
    assert (ran.returncode, ran.stderr.count(b"\n") <= 1) == (1, True), ran.stderr[-500:]


@pytest.mark.parametrize(
    "deed",
    [
        "import socket; socket.socket()",
        "import subprocess; subprocess.run(['true'])",
        "import os; os.system('true')",
        "import os; os.mkdir('/nowhere/at/all')",
        "open('/nowhere/at/all', 'w')",
    ],
)
def test_deeds_are_noticed(deed: str) -> None:
    """Without this, the test above might watch nothing."""
    code = f"import sys; from tests.hostile.watched import refuse; sys.addaudithook(refuse); {deed}"
    assert watched("-c", code).returncode == 99


@pytest.mark.parametrize("tag", TAGS)
def test_tags_make_nothing(tag: str, tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    value = tag.format(mark=mark)
    path = tmp_path / "prompt.yaml"
    path.write_text(
        f"type: chat_prompt\nname: greeting\nml_repo: support\nmetadata: {{x: {value}}}\n"
        "messages: [{role: user, content: Hello}]\n"
    )
    ran = watched("-m tests.hostile.watched", str(path))
    assert ran.returncode == 1, ran.stderr
    assert b": error " in ran.stdout
    assert not mark.exists()
