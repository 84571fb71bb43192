"""What shells are offered for a word that is begun, and that bash takes it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from linter.report import FORMATS
from tests.cli.samples import environment, process

PAGE = Path(__file__).parents[2] / "docs" / "completion.md"
FILES = "(files)"


def offered(line: str, shell: str = "bash") -> list[str]:
    """Return what is offered for the last word of a line."""
    words = line.split(" ")
    ran = process(
        env={
            "_PMLINT_COMPLETE": f"{shell}_complete",
            "COMP_WORDS": line,
            # fish hands over the word itself.
            "COMP_CWORD": words[-1] if shell == "fish" else str(len(words) - 1),
        }
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    lines = ran.stdout.splitlines()
    if shell == "zsh":
        # A kind, a name and a description, each on a line of its own.
        found = list(zip(lines[::3], lines[1::3], strict=True))
    else:
        found = [
            (each.split(",")[0], each.split(",", 1)[1].split("\t")[0]) for each in lines if each
        ]
    return [FILES if kind == "file" else name for kind, name in found]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("pmlint ", ["check", "explain", "rules", "config", "schema"]),
        ("pmlint ru", ["rules"]),
        ("pmlint pro", [FILES]),
        ("pmlint --col", ["--color"]),
        ("pmlint --vers", ["--version"]),
        ("pmlint pro --unsa", ["--unsafe-fixes"]),
        ("pmlint --color ", ["auto", "always", "never"]),
        ("pmlint check --format ", list(FORMATS)),
        ("pmlint check --output sa", ["sarif="]),
        ("pmlint check --output re", [FILES]),
        ("pmlint check --select sec", ["security"]),
        (
            "pmlint check --ignore duplicate-t",
            ["duplicate-tool-call", "duplicate-tool", "duplicate-target"],
        ),
        ("pmlint check --select security,security,sec", []),
        ("pmlint check --select status-code,unread", ["status-code,unreadable-file"]),
        ("pmlint check --config ", [FILES]),
        ("pmlint check --files-from ", [FILES]),
        ("pmlint check --baseline ", [FILES]),
        ("pmlint explain mis", ["missing-field", "misplaced-system-message"]),
        ("pmlint schema cre", ["create-or-update-request"]),
        ("pmlint schema d", ["diff"]),
        ("pmlint schema diff ", [FILES]),
        ("pmlint config ", [FILES]),
        ("pmlint config --fail-on inf", ["info"]),
    ],
)
def test_what_is_offered(line: str, expected: list[str]) -> None:
    assert sorted(offered(line)) == sorted(expected)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_every_shell_is_offered_the_same(shell: str) -> None:
    assert offered("pmlint explain routing-", shell) == ["routing-weights", "routing-weights-sum"]


def test_the_page_has_a_script_for_every_shell() -> None:
    shells = re.findall(r"^\$ _PMLINT_COMPLETE=(\w+)_source pmlint > ", PAGE.read_text(), re.M)
    assert shells == ["bash", "zsh", "fish"]
    for shell in shells:
        ran = process(env={"_PMLINT_COMPLETE": f"{shell}_source"})
        assert ran.returncode == 0
        assert f"_PMLINT_COMPLETE={shell}_complete" in ran.stdout


@pytest.mark.skipif(shutil.which("bash") is None or os.name == "nt", reason="needs bash")
def test_bash_completes_with_the_script(tmp_path: Path) -> None:
    script = process(env={"_PMLINT_COMPLETE": "bash_source"}).stdout
    command = tmp_path / "pmlint"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m linter "$@"\n')
    command.chmod(0o755)
    asked = "COMP_WORDS=(pmlint explain duplicate-t); COMP_CWORD=2; _pmlint_completion pmlint"
    ran = subprocess.run(
        ["bash", "-c", f'{script}\n{asked}\necho "${{COMPREPLY[@]}}"'],
        env=environment(PATH=f"{tmp_path}{os.pathsep}{os.environ['PATH']}"),
        capture_output=True,
        text=True,
        check=True,
    )
    assert sorted(ran.stdout.split()) == [
        "duplicate-target",
        "duplicate-tool",
        "duplicate-tool-call",
    ]
