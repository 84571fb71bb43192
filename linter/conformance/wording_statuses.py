"""Status codes that are not texts: what the diagnosis says of them, and when quotes mend them."""

from __future__ import annotations

from typing import Any

from linter.conformance.misfits import Misfit
from linter.conformance.wording import holder

STATUS_CODES = ("on_status_codes", "fallback_status_codes")

_LOWEST, _HIGHEST = 100, 599


def is_lost(misfit: Misfit) -> bool:
    """Whether a status code would be refused in quotes, too, as it is written."""
    if holder(misfit.path) not in STATUS_CODES:
        return False
    meant = _meant(misfit.value)
    if misfit.written is not None:
        return meant is None or misfit.written != meant
    # JSON writes a whole number in one way alone.
    return meant is None or isinstance(misfit.value, float)


def status_code(value: Any) -> str:
    """Word a number, a boolean or a date where a status code should be."""
    meant = _meant(value)
    advice = f'write "{meant}"' if meant else f'write "{_LOWEST}" to "{_HIGHEST}"'
    return f"status codes are strings: {advice}"


def _meant(value: Any) -> str | None:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    if not _LOWEST <= value <= _HIGHEST or value != int(value):
        return None
    return str(int(value))
