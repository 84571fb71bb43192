"""Texts on which a regular expression would backtrack for ever, made from the expression."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from importlib import import_module
from typing import Any

# How a pattern is parsed is told under other names before Python 3.11.
_NEW = sys.version_info >= (3, 11)
parser: Any = import_module("re._parser" if _NEW else "sre_parse")
constants: Any = import_module("re._constants" if _NEW else "sre_constants")

_REPEATS = tuple(
    getattr(constants, name)
    for name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT")
    if hasattr(constants, name)
)
_GROUPS = (constants.SUBPATTERN,)
_MANY = 64
"""Times from which on a repetition counts as one without an end."""


def attacks(pattern: str, flags: int, size: int) -> Iterator[str]:
    """Yield texts of about a size that drive each repetition of a pattern, and then disappoint it.

    For each repetition: what stands before it, what it repeats, over and over, and an end that
    nothing asks for; and the same again with the way to it repeated, as a search would meet it.
    """
    for before, unit in _repeated(parser.parse(pattern, flags), ""):
        for end in ("\0", "\n\0"):
            if unit:
                yield before + unit * (size // len(unit)) + end
            if before:
                yield (before + unit) * (size // len(before + unit)) + end
                yield before * (size // len(before)) + end


def _repeated(tokens: Any, before: str) -> Iterator[tuple[str, str]]:
    """Yield, for each repetition, a text that leads to it and one that it repeats."""
    for kind, value in tokens:
        if kind in _REPEATS:
            least, most, inner = value
            unit = _sample(inner)
            if most > _MANY or most is constants.MAXREPEAT:
                yield before, unit
            yield from _repeated(inner, before)
            before += unit * min(least, 3)
            continue
        if kind in _GROUPS:
            yield from _repeated(value[-1], before)
        elif kind is constants.BRANCH:
            for branch in value[1]:
                yield from _repeated(branch, before)
        before += _sample([(kind, value)])


def _sample(tokens: Any) -> str:
    """Return a short text that a part of a pattern matches, look-arounds left aside."""
    text = ""
    for kind, value in tokens:
        if kind is constants.LITERAL:
            text += chr(value)
        elif kind in (constants.NOT_LITERAL, constants.ANY):
            text += "b" if value == ord("a") else "a"
        elif kind is constants.IN:
            text += _member(value)
        elif kind is constants.BRANCH:
            text += _sample(value[1][0])
        elif kind in _GROUPS:
            text += _sample(value[-1])
        elif kind in _REPEATS:
            text += _sample(value[2]) * max(1, min(value[0], 3))
    return text


def _member(tokens: Any) -> str:
    """Return a character of a set."""
    wanted = re.compile(_written(tokens))
    tried = map(chr, (*b"aA0", *range(1, 0x2030)))
    return next((char for char in tried if wanted.match(char)), "")


def _written(tokens: Any) -> str:
    """Write a parsed set as a pattern again."""
    inside = ""
    for kind, value in tokens:
        if kind is constants.NEGATE:
            inside += "^"
        elif kind is constants.LITERAL:
            inside += re.escape(chr(value))
        elif kind is constants.RANGE:
            inside += f"{re.escape(chr(value[0]))}-{re.escape(chr(value[1]))}"
        elif kind is constants.CATEGORY:
            inside += _CATEGORIES[value]
    return f"[{inside}]"


_CATEGORIES = {
    constants.CATEGORY_DIGIT: r"\d",
    constants.CATEGORY_NOT_DIGIT: r"\D",
    constants.CATEGORY_SPACE: r"\s",
    constants.CATEGORY_NOT_SPACE: r"\S",
    constants.CATEGORY_WORD: r"\w",
    constants.CATEGORY_NOT_WORD: r"\W",
}
