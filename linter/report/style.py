"""ANSI colours, or none."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from linter.finding import Severity

BOLD = "1"
BLUE = "1;34"
YELLOW = "1;33"
RED = "1;31"

SEVERITY = {Severity.ERROR: RED, Severity.WARNING: YELLOW, Severity.INFO: BLUE}

Painter: TypeAlias = Callable[[str, str], str]
"""Takes a text and one of the inks above."""


def painter(color: bool) -> Painter:
    """Return what paints texts, or leaves them alone."""
    return _painted if color else _plain


def _painted(text: str, ink: str) -> str:
    return f"\x1b[{ink}m{text}\x1b[0m" if text else text


def _plain(text: str, _ink: str) -> str:
    return text
