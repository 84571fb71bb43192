"""Lists in brackets and mappings in braces, as plain YAML has them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from linter.document.yaml_plain_scalars import LONGEST_KEY, Doubt, scalar, unescaped

MOST_LEVELS = 10

_PARTS = r"""[][{},]|:[ ]|'[^']*(?:''[^']*)*'|"[^"\\]*(?:\\.[^"\\]*)*"|[^][{},:'"?#&*!|>%@`]+"""
_LONGEST = 4_000
"""No line of a person's is longer, and a pattern may need memory for each escape."""
_LEVEL = {"[": 1, "{": 1, "]": -1, "}": -1}


def parts_of(line: str) -> list[str]:
    """Return the marks and scalars of a line. Raises Doubt.

    Scalars don't go on over several lines here, and a colon has its key on its line.
    """
    found: list[str] = re.findall(_PARTS, line) if len(line) <= _LONGEST else []
    if "".join(found) != line or line[0] == ":":
        raise Doubt
    return [part for spaced in found if (part := spaced.strip(" "))]


def is_whole(parts: list[str]) -> bool:
    """Whether every bracket is closed."""
    return sum(_LEVEL.get(part, 0) for part in parts) <= 0


def collection(parts: list[str]) -> Any:
    """Return the value of a collection, of which all parts are given. Raises Doubt."""
    waiting = iter(parts)
    value = _value(next(waiting), waiting, MOST_LEVELS)
    if next(waiting, None) is not None:
        raise Doubt
    return value


def _value(part: str, parts: Iterator[str], levels: int) -> Any:
    if part not in ("[", "{"):
        return _scalar(part)
    if not levels:
        raise Doubt
    read = _list if part == "[" else _mapping
    return read(parts, levels - 1)


def _list(parts: Iterator[str], levels: int) -> list[Any]:
    items: list[Any] = []
    for part in parts:
        if part == "]":
            return items
        items.append(_value(part, parts, levels))
        if not _goes_on(parts, "]"):
            return items
    raise Doubt


def _mapping(parts: Iterator[str], levels: int) -> dict[str, Any]:
    mapping: dict[str, Any] = {}
    for part in parts:
        if part == "}":
            return mapping
        key = _scalar(part)
        if not isinstance(key, str) or len(part) > LONGEST_KEY or key in mapping:
            raise Doubt
        if next(parts, "") != ":":
            raise Doubt
        mapping[key] = _value(next(parts, ""), parts, levels)
        if not _goes_on(parts, "}"):
            return mapping
    raise Doubt


def _goes_on(parts: Iterator[str], end: str) -> bool:
    part = next(parts, "")
    if part not in (",", end):
        raise Doubt
    return part == ","


def _scalar(part: str) -> Any:
    if part in ("", ",", ":", "]", "}", "[", "{"):
        raise Doubt
    if part[0] == "'":
        return part[1:-1].replace("''", "'")
    if part[0] == '"':
        return unescaped(part[1:-1])
    return scalar(part)
