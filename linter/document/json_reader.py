"""JSON text to its document, through the standard library's reader."""

from __future__ import annotations

import json
import re
from typing import Any, NoReturn

from linter.document.base import Fault, Reading
from linter.document.json_document import JsonDocument
from linter.document.json_nodes import JsonError, JsonNode, Scanner, spell
from linter.settings import Limits
from linter.source import Source, Span

_HALF = r"\\u[dD][89abAB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F])|\\u[dD][c-fC-F]"
"""What may be half a surrogate pair: a high one without a low one, or any low one."""


def read_json(source: Source, limits: Limits) -> Reading:
    """Read a JSON text; what is not strictly JSON is a fault."""
    text = source.text
    repeats: list[bool] = []

    def collect(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        mapping = dict(pairs)
        if len(mapping) != len(pairs):
            repeats.append(True)
        return mapping

    try:
        # Every value takes two characters, and every level a bracket.
        if len(text) > 2 * limits.max_nodes:
            _check_limits(text, limits)
        value = json.loads(text, object_pairs_hook=collect, parse_constant=_refuse)
        if isinstance(value, (dict, list)) and text.count("[") + text.count("{") > limits.max_depth:
            _check_depth(text, value, limits)
        half = _half_surrogate(text, limits) if "\\" in text and re.search(_HALF, text) else None
    except (ValueError, RecursionError):
        return Reading([], [_fault(text, limits)])
    except JsonError as error:
        return Reading([], [Fault(error.rule, error.span, error.message)])
    if half is not None:
        return Reading([], [half])
    return Reading([JsonDocument(source, value, limits, bool(repeats))], [])


def _refuse(name: str) -> NoReturn:
    raise ValueError(name)


def _check_depth(text: str, value: Any, limits: Limits) -> None:
    """Raise JsonError for a value that nests too deep: level by level, the cheapest way."""
    level = [value]
    for _ in range(limits.max_depth + 1):
        level = [
            item
            for holder in level
            for item in (holder.values() if isinstance(holder, dict) else holder)
            if isinstance(item, (dict, list))
        ]
        if not level:
            return
    _check_limits(text, limits)


def _check_limits(text: str, limits: Limits) -> None:
    """Raise JsonError where brackets nest deeper than allowed, without building anything."""
    open_brackets: list[str] = []
    count = 0
    # A pattern that passes over escapes would need memory for each one.
    plain = text.replace(r"\\", "xx").replace(r"\"", "xx")
    for match in re.finditer(r'"[^"]*"|[\[{\]},]', plain):
        char = match.group()
        if char in ("[", "{"):
            open_brackets.append(char)
            if len(open_brackets) > limits.max_depth:
                message = f"nested deeper than {limits.max_depth} levels"
                raise JsonError(Span(*match.span()), message, "too-complex")
        elif char in ("]", "}"):
            del open_brackets[-1:]
        elif char == ",":
            # A key counts as a value, as it does in YAML.
            count += 2 if open_brackets[-1:] == ["{"] else 1
        if count > limits.max_nodes:
            message = f"more than {limits.max_nodes} values"
            raise JsonError(Span(*match.span()), message, "too-complex")


def _fault(text: str, limits: Limits) -> Fault:
    """Say why the text is not JSON."""
    try:
        root = Scanner(text, limits.max_depth, limits.max_nodes).scan()
    except JsonError as error:
        return Fault(error.rule, error.span, error.message)
    return Fault(
        "syntax-error", _longest_number(root), "this number has too many digits to be read"
    )


def _longest_number(root: JsonNode) -> Span:
    waiting, longest = [root], Span(0, 0)
    while waiting:
        node = waiting.pop()
        if node.kind == "atom" and node.span.end - node.span.start > longest.end - longest.start:
            longest = node.span
        waiting.extend(node.items)
        waiting.extend(value for _, _, value in node.pairs)
    return longest


def _half_surrogate(text: str, limits: Limits) -> Fault | None:
    waiting = [Scanner(text, limits.max_depth, limits.max_nodes).scan()]
    spans: list[Span] = []
    while waiting:
        node = waiting.pop()
        if node.kind == "string":
            spans.append(node.span)
        spans.extend(span for _, span, _ in node.pairs)
        waiting.extend(node.items)
        waiting.extend(value for _, _, value in node.pairs)
    for span in sorted(spans):
        spelling = spell(text, span)
        half = re.search("[\ud800-\udfff]", spelling.value)
        if half is not None:
            message = "half a surrogate pair is not a character: write both halves"
            return Fault("encoding", spelling.span(*half.span()) or span, message)
    return None
