"""What stands between the scalars of a YAML text: comments, and the gaps they stand in.

Found from the nodes, never by lines: a ``#`` inside a prompt's text is text.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator

from linter.document.yaml_document import YamlDocument
from linter.document.yaml_nodes import ScalarNode
from linter.source import Span

COMMENT = re.compile("(?<![\\w!&*])#[^\\n\\r\\x85\u2028\u2029]*")
_HEADER_END = re.compile("[\\n\\r\\x85\u2028\u2029]|\\Z")


def comments(text: str, documents: Iterable[YamlDocument]) -> list[Span]:
    """Return the spans of all comments, from their ``#`` to the end of the line."""
    return [
        Span(match.start(), match.end())
        for gap in gaps(text, documents)
        for match in COMMENT.finditer(text, gap.start, gap.end)
    ]


def gaps(text: str, documents: Iterable[YamlDocument]) -> Iterator[Span]:
    """Yield the stretches outside scalars; the line of a block scalar's indicator is outside."""
    at = 0
    for document in documents:
        for span in scalar_spans(document):
            start = span.start
            if text[start] in "|>":
                header = _HEADER_END.search(text, start)
                start = header.start() if header is not None else start
            if start > at:
                yield Span(at, start)
            at = max(at, span.end)
    if at < len(text):
        yield Span(at, len(text))


class Texts:
    """Where in a text no comment can begin: inside a scalar; behind its header, if it has one."""

    def __init__(self, text: str, documents: Iterable[YamlDocument]) -> None:
        self._spans = []
        for document in documents:
            for start, end in scalar_spans(document):
                header = _HEADER_END.search(text, start) if text[start] in "|>" else None
                behind = start if header is None else header.start()
                # A block at the end of a text without a last line break goes on behind it.
                open_ended = header is not None and text[end - 1] not in "\n\r\x85\u2028\u2029"
                self._spans.append(Span(behind, end + open_ended))
        self._starts = [span.start for span in self._spans]

    def hold(self, at: int) -> bool:
        """Whether an offset is inside a scalar, where a ``#`` would be text."""
        number = bisect_left(self._starts, at) - 1
        return number >= 0 and at < self._spans[number].end


def scalar_spans(document: YamlDocument) -> list[Span]:
    """Return the spans of all scalars that are written, keys too, in the order of the text."""
    found = set()
    for _, _, node in document.walk(document.root):
        if isinstance(node, ScalarNode):
            start, end = document.spans.start(node), node.end_mark.index
            if end > start:
                found.add(Span(start, end))
    return sorted(found)
