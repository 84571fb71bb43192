"""The examples show what their README says of them."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from linter.cli import run

ROOT = Path(__file__).parents[1]
README = (ROOT / "examples" / "README.md").read_text("utf-8")
COMMANDS = re.findall(r"^\$ pmlint (.*?) +# .*exit code (\d)", README, re.MULTILINE)

BROKEN = """\
5 warning unknown-field
6 error wrong-type
10 warning unknown-field
17 error invalid-choice
21 warning undeclared-variable
32 warning routing-weights-sum
37 warning retry-budget
38 error wrong-type
"""


@pytest.fixture(autouse=True)
def _at_the_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


@pytest.mark.parametrize(("arguments", "code"), COMMANDS)
def test_the_commands_of_the_readme_end_as_it_says(arguments: str, code: str) -> None:
    assert run(shlex.split(arguments)) == int(code)


def test_the_readme_shows_a_clean_and_a_broken_run() -> None:
    assert {code for _, code in COMMANDS} == {"0", "1"}


def test_the_readme_names_every_example() -> None:
    folder = ROOT / "examples"
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert set(re.findall(r"^\| `(.*?)` \|", README, re.MULTILINE)) == files - {"README.md"}


def test_the_broken_example_has_the_eight_mistakes(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--format", "concise", "examples/broken"]) == 1
    found = re.sub(r"(?m)^.*?:(\d+):\d+: (\w+ [\w-]+): .*$", r"\1 \2", capsys.readouterr().out)
    assert found == BROKEN


def test_the_demo_shows_them_in_full(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "--format", "full", "examples"]) == 1
    out, err = capsys.readouterr()
    headings = re.findall(r"^examples/broken/order-status\.yaml:\d+:\d+: ", out, re.MULTILINE)
    assert len(headings) == len(BROKEN.splitlines())
    elsewhere = re.findall(r"^examples/monorepo/.*?:\d+:\d+: ", out, re.MULTILINE)
    underlined = re.findall(r"^ +\| +\^+$", out, re.MULTILINE)
    assert len(underlined) == len(headings) + len(elsewhere)
    fixable = "2 fixable with --fix, 6 more with --unsafe-fixes"
    assert err == f"5 errors and 7 warnings in 4 of 7 files (7 manifests; {fixable})\n"
