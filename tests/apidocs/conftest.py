"""The commands of ``pmlint schema``, run in this process."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from linter.cli import run
from tests.apidocs.samples import Ran


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
