"""What keeps a JSON text from being read, and where: scanned only for a text that has a fault."""

from __future__ import annotations

import re

from linter.document.base import Fault
from linter.document.json_nodes import JsonError, JsonNode, Scanner, spell
from linter.settings import Limits
from linter.source import Span


def beyond_limits(text: str, limits: Limits) -> Fault | None:
    """Return where a text goes beyond the limits, if it does, without building anything."""
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
                return Fault("too-complex", Span(*match.span()), message)
        elif char in ("]", "}"):
            del open_brackets[-1:]
        elif char == ",":
            # A key counts as a value, as it does in YAML.
            count += 2 if open_brackets[-1:] == ["{"] else 1
        if count > limits.max_nodes:
            message = f"more than {limits.max_nodes} values"
            return Fault("too-complex", Span(*match.span()), message)
    return None


def why_unreadable(text: str, limits: Limits) -> Fault:
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


def half_surrogate(text: str, limits: Limits) -> Fault | None:
    """Return the first half of a surrogate pair that a JSON text spells, if there is one."""
    try:
        waiting = [Scanner(text, limits.max_depth, limits.max_nodes).scan()]
    except JsonError as error:
        return Fault(error.rule, error.span, error.message)
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
