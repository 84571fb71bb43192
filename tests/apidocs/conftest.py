"""The command run in this process, and pages as they were saved, changed here and there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from linter.cli import run

PAGES = Path(__file__).parent / "pages"


class Ran(NamedTuple):
    code: int
    out: str
    err: str


@pytest.fixture
def pmlint(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Ran]:
    """Return what runs ``pmlint schema`` with arguments."""
    monkeypatch.delenv("PMLINT_TRACEBACK", raising=False)

    def call(*arguments: str) -> Ran:
        capsys.readouterr()
        code = run(["schema", *arguments])
        return Ran(code, *capsys.readouterr())

    return call
