"""A step of a workflow: a runner's environment, a workspace, and what the step gave."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.report.runner import Command, obeyed

ROOT = Path(__file__).parents[2]


class Step(NamedTuple):
    """What running a script gave: its log, what the runner obeyed of it, outputs, summary."""

    code: int
    log: str
    commands: list[Command]
    outputs: dict[str, str]
    summary: str

    @property
    def said(self) -> list[tuple[str, str]]:
        """The names and the data of the annotations."""
        wanted = ("error", "warning", "notice")
        return [(command.name, command.data) for command in self.commands if command.name in wanted]


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """Return an empty folder for a repository, in a path with a space."""
    folder = tmp_path / "work space"
    folder.mkdir()
    return folder


@pytest.fixture
def step(workspace: Path, tmp_path: Path) -> Callable[..., Step]:
    """Return what runs a script of the action with the inputs given, in the workspace."""

    def run(script: str, path: Path | None = None, **inputs: str) -> Step:
        for name in ("output", "summary"):
            (tmp_path / name).write_bytes(b"")
        (tmp_path / "temp").mkdir(exist_ok=True)
        kept = {name: value for name, value in os.environ.items() if not name.startswith("GITHUB_")}
        searched = [str(path)] if path else []
        done = subprocess.run(
            # As "shell: bash" of a workflow does.
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(ROOT / "action" / script)],
            cwd=workspace,
            env={
                **kept,
                "PATH": os.pathsep.join([*searched, os.environ["PATH"]]),
                "GITHUB_ACTION_PATH": str(ROOT),
                "GITHUB_WORKSPACE": str(workspace),
                "GITHUB_OUTPUT": str(tmp_path / "output"),
                "GITHUB_STEP_SUMMARY": str(tmp_path / "summary"),
                "RUNNER_TEMP": str(tmp_path / "temp"),
                **inputs,
            },
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
        )
        return Step(
            done.returncode,
            done.stdout,
            obeyed(done.stdout),
            _outputs((tmp_path / "output").read_text("utf-8")),
            (tmp_path / "summary").read_text("utf-8"),
        )

    return run


@pytest.fixture
def check(step: Callable[..., Step], tmp_path: Path) -> Callable[..., Step]:
    """Return what runs ``check.sh`` with the code of this checkout in place of a package's."""
    python = tmp_path / "python"
    # -I, with which the script calls it, would hide the checkout.
    python.write_text(f'#!/bin/sh\nshift\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -P "$@"\n')
    if sys.version_info < (3, 11):
        python.write_text(python.read_text("utf-8").replace(" -P ", " "))
    python.chmod(0o755)

    def run(**inputs: str) -> Step:
        defaults = {"paths": "", "args": "", "format": "github", "sarif_file": "", "summary": ""}
        given = {f"PMLINT_{name.upper()}": value for name, value in (defaults | inputs).items()}
        return step("check.sh", PMLINT_PYTHON=str(python), **given)

    return run


def _outputs(text: str) -> dict[str, str]:
    """Read a file of outputs, ``name=value`` or ``name<<end``, a value of lines, ``end``."""
    found = {}
    lines = iter(text.splitlines())
    for line in lines:
        name, between, rest = line.partition("<<")
        if between:
            value = []
            for other in lines:
                if other == rest:
                    break
                value.append(other)
            found[name] = "\n".join(value)
        else:
            name, _, found[name] = line.partition("=")
    return found
