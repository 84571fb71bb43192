"""Values of the file as messages show them: short, on one line, whatever they are."""

from __future__ import annotations

_LONGEST = 60
_LARGEST = 10**15


def short(text: str) -> str:
    """Return a text without line breaks, cut where it is long."""
    text = " ".join(text.splitlines())
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def number(value: float) -> str:
    """Return a number in digits; Python refuses to write huge ones, and nobody reads them."""
    if isinstance(value, float) or abs(value) < _LARGEST:
        return str(value)
    return "over 10^15" if value > 0 else "under -10^15"
