"""What stands between the scalars of a YAML text: comments, and characters that may trip a loader.

Found from the nodes, never by lines: a ``#`` inside a prompt's text is text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from linter.document.base import Document
from linter.source import Span

_COMMENT = re.compile("(?<![\\w!&*])#[^\\n\\r\\x85\u2028\u2029]*")
_HEADER_END = re.compile("[\\n\\r\\x85\u2028\u2029]|\\Z")


def comments(text: str, documents: Iterable[Document]) -> list[Span]:
    """Return the spans of all comments, from their ``#`` to the end of the line."""
    return [
        Span(match.start(), match.end())
        for gap in _gaps(text, documents)
        for match in _COMMENT.finditer(text, gap.start, gap.end)
    ]


def suspect(text: str, documents: list[Document]) -> int | None:
    """Return the offset of what libyaml reads but the pure loader, and ``tfy apply``, may refuse.

    That is a question mark in an unquoted text in brackets, a tab between tokens or in an
    unquoted text, and a comment that follows the indicator of a block scalar without a blank.
    """
    for document in documents:
        question_mark = document.flow_question_mark()
        if question_mark is not None:
            return question_mark
    if "\t" not in text and "|#" not in text and ">#" not in text:
        return None
    for gap in _gaps(text, documents):
        between = text[gap.start : gap.end]
        glued = re.search(r"[|>][-+0-9]*#", between)
        if glued is not None:
            return gap.start + glued.start()
        tab = _COMMENT.sub(lambda match: " " * len(match.group()), between).find("\t")
        if tab >= 0:
            return gap.start + tab
    for document in documents:
        for span in document.plain_spans():
            tab = text.find("\t", span.start, span.end)
            if tab >= 0:
                return tab
    return None


def _gaps(text: str, documents: Iterable[Document]) -> Iterator[Span]:
    """Yield the stretches outside scalars; the line of a block scalar's indicator is outside."""
    at = 0
    for document in documents:
        for span in document.scalar_spans():
            start = span.start
            if text[start] in "|>":
                start = _HEADER_END.search(text, start).start()  # type: ignore[union-attr]
            if start > at:
                yield Span(at, start)
            at = max(at, span.end)
    if at < len(text):
        yield Span(at, len(text))
