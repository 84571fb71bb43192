"""JSON text to its document, through the standard library's reader."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import cache
from typing import Any, NoReturn

from linter.document.base import Fault, Reading
from linter.document.json_document import JsonDocument
from linter.settings import Limits
from linter.source import Source

_BLANKS = " \t\n\r"
_CODE_ESCAPE = r"\\[uU]"
"""A character by its number; with a set, the search begins with the backslash alone, fast."""

_HALF = r"\\u(?:[dD][89abAB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F])|[dD][c-fC-F])"
"""What may be half a surrogate pair: a high one without a low one, or any low one."""


def read_json(source: Source, limits: Limits) -> Reading:
    """Read a JSON text; what is not strictly JSON is a fault."""
    text = source.text
    decoder, lost = _decoder()
    lost.clear()
    # Every value takes two characters.
    if len(text) > 2 * limits.max_nodes:
        fault = _beyond(text, limits)
        if fault is not None:
            return Reading([], [fault])
    try:
        value = _decoded(decoder, text)
    except (ValueError, RecursionError):
        from linter.document.json_faults import why_unreadable

        return Reading([], [why_unreadable(text, limits)])
    fault = None
    # Every level is an object or takes a bracket.
    if _has_more("[", text, limits.max_depth - len(lost)) and _is_deep(value, limits.max_depth):
        fault = _beyond(text, limits)
    escapes = _code_escape()(text) is not None
    if fault is None and escapes and re.search(_HALF, text):
        from linter.document.json_faults import half_surrogate

        fault = half_surrogate(text, limits)
    if fault is not None:
        return Reading([], [fault])
    document = JsonDocument(source, value, limits, repeats=any(lost), escapes=escapes)
    return Reading([document], [])


def _decoded(decoder: json.JSONDecoder, text: str) -> Any:
    if text[:1] != "{":
        return decoder.decode(text)
    # As decode does, without looking for white space before the text and in all of it behind.
    value, end = decoder.raw_decode(text)
    if text[end:].strip(_BLANKS):
        raise ValueError("more behind the value")
    return value


@cache
def _decoder() -> tuple[json.JSONDecoder, list[int]]:
    """Return what decodes a text, and a list that gets for each object how many keys are lost.

    Made once: that takes as long as decoding a small text.
    """
    lost: list[int] = []

    def collect(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        mapping: dict[str, Any] = {}
        # Faster than dict(pairs), which first asks what it is given.
        for key, value in pairs:
            mapping[key] = value
        lost.append(len(pairs) - len(mapping))
        return mapping

    return json.JSONDecoder(object_pairs_hook=collect, parse_constant=_refuse), lost


@cache
def _code_escape() -> Callable[[str], object]:
    return re.compile(_CODE_ESCAPE).search


def _refuse(name: str) -> NoReturn:
    raise ValueError(name)


def _has_more(char: str, text: str, most: int) -> bool:
    """Whether a character occurs more often; finding a rare one is faster than counting."""
    at = text.find(char)
    while at >= 0 and most >= 0:
        most -= 1
        at = text.find(char, at + 1)
    return most < 0


def _is_deep(value: Any, most: int) -> bool:
    """Whether a value nests deeper than so many levels: level by level, the cheapest way."""
    level = [value] if isinstance(value, (dict, list)) else []
    for _ in range(most + 1):
        level = [
            item
            for holder in level
            for item in (holder.values() if isinstance(holder, dict) else holder)
            if isinstance(item, (dict, list))
        ]
        if not level:
            return False
    return True


def _beyond(text: str, limits: Limits) -> Fault | None:
    from linter.document.json_faults import beyond_limits

    return beyond_limits(text, limits)
