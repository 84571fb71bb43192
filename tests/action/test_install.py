"""The action's installation: which Python, what pip is told, and once the real thing."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.action.conftest import ROOT, Step
from tests.cli.samples import ERROR

pytestmark = [
    pytest.mark.checkout,
    pytest.mark.skipif(sys.platform == "win32", reason="stands in for Python by POSIX scripts"),
]

PYTHON = """\
#!/bin/sh
# Stands in for Python: says how old it is, makes environments of copies of itself, notes the rest.
case "$*" in
  *version_info*) exit {too_old} ;;
  *"-m venv "*) shift 3; mkdir -p "$1/bin"; cp "$0" "$1/bin/python" ;;
  *) printf '%s\\n' "$@" > pip ;;
esac
"""


def pythons(folder: Path, **versions: int) -> Path:
    """Write stand-ins for commands, each 0 for new enough, or 1."""
    folder.mkdir()
    for name, too_old in versions.items():
        (folder / name).write_text(PYTHON.format(too_old=too_old), "utf-8")
        (folder / name).chmod(0o755)
    return folder


@pytest.mark.parametrize(
    ("version", "wanted"),
    [("", str(ROOT)), ("1.2.0", "pmlint==1.2.0"), ("$(touch owned)", "pmlint==$(touch owned)")],
)
def test_what_is_installed(
    step: Callable[..., Step], workspace: Path, tmp_path: Path, version: str, wanted: str
) -> None:
    ran = step("install.sh", pythons(tmp_path / "bin", python3=0), PMLINT_VERSION=version)
    assert ran.code == 0, ran.log
    assert (workspace / "pip").read_text("utf-8").splitlines()[-1] == wanted
    assert ran.outputs == {"python": str(tmp_path / "temp" / "pmlint" / "bin" / "python")}
    assert not (workspace / "owned").exists()


def test_the_first_python_that_is_new_enough(step: Callable[..., Step], tmp_path: Path) -> None:
    ran = step("install.sh", pythons(tmp_path / "bin", python3=1, python=0), PMLINT_VERSION="")
    assert ran.code == 0, ran.log


def test_an_old_python_is_said(step: Callable[..., Step], tmp_path: Path) -> None:
    ran = step("install.sh", pythons(tmp_path / "bin", python3=1, python=1), PMLINT_VERSION="")
    assert (ran.code, ran.outputs) == (2, {})
    assert ran.said == [
        ("error", "Python 3.10 or later is needed: use actions/setup-python before")
    ]


def test_from_installation_to_findings(step: Callable[..., Step], workspace: Path) -> None:
    (workspace / "linter").mkdir()
    (workspace / "linter" / "__init__.py").write_text("raise SystemExit('owned')", "utf-8")
    (workspace / "bad.yaml").write_text(ERROR, "utf-8")
    installed = step("install.sh", PMLINT_VERSION="")
    assert installed.code == 0, installed.log
    names = ("PATHS", "ARGS", "SARIF_FILE", "SUMMARY")
    ran = step(
        "check.sh",
        PMLINT_PYTHON=installed.outputs["python"],
        PMLINT_FORMAT="github",
        **{f"PMLINT_{name}": "" for name in names},
    )
    assert ran.code == 1, ran.log
    assert [name for name, _ in ran.said] == ["error"]
