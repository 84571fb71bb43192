"""What a comment in a YAML text is about: the line it stands on or above, and what begins there."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import NamedTuple

from linter.document.yaml_document import YamlDocument
from linter.document.yaml_nodes import MappingNode, Node, ScalarNode
from linter.source import Source, Span


class _Entry(NamedTuple):
    """A key with its value, or an item of a list; ``value`` is None where it stands elsewhere."""

    start: int
    document: YamlDocument
    parent: Node
    key: Node | None
    value: Node | None

    @property
    def end(self) -> int:
        """Where the value ends, or the key of a value that stands elsewhere."""
        spans = self.document.spans
        behind_key = spans.node(self.key).end if self.key is not None else self.start
        if self.value is None:
            return behind_key
        return max(behind_key, spans.node(self.value, self.parent, self.key).end)


class Extents:
    """The keys and items of a text's documents, by the lines on which they begin and end."""

    def __init__(self, source: Source, documents: Iterable[YamlDocument]) -> None:
        self._source = source
        # A stable order: what holds another that begins at the same place stays before it.
        self._entries = sorted(
            (entry for document in documents for entry in _entries(source, document)),
            key=lambda entry: entry.start,
        )
        self._starts = [entry.start for entry in self._entries]
        self._below = (0, 0)
        self._ends: dict[int, int] = {}

    def about(self, comment: Span) -> Span:
        """Return what a comment is about, with the comment.

        That is its line, or the next one with more than a comment where it stands alone, and
        everything that begins on that line, to its end.
        """
        number, _ = self._source.position(comment.start)
        about = self.line_about(comment)
        if about == number:
            line = self._line(number)
            return Span(self._start(number, line), self._end(line))
        return Span(comment.start, self._end(self._line(about)))

    def line_about(self, comment: Span) -> int:
        """Return the number of the line that a comment is about: its own, or one below."""
        number, column = self._source.position(comment.start)
        start = self._source.line_starts[number - 1]
        if self._source.text[start : start + column - 1].strip():
            return number
        return self._next(number)

    def begun_on(self, number: int) -> Span:
        """Return a line, with everything that begins on it, to its end."""
        line = self._line(number)
        return Span(line.start, self._end(line))

    def lines_reaching(self, at: int) -> Iterator[int]:
        """Yield the lines on which something begins that reaches an offset, the last first."""
        for start in reversed(self._starts[: bisect_right(self._starts, at)]):
            number, _ = self._source.position(start)
            if self.begun_on(number).end >= at:
                yield number

    def _line(self, number: int) -> Span:
        start = self._source.line_starts[number - 1]
        return Span(start, start + len(self._source.line(number)))

    def _next(self, number: int) -> int:
        """Return the next line with more than a comment, the last line if there is none."""
        above, below = self._below
        if not above <= number < below:
            below = number + 1
            while below < len(self._source.line_starts) and _is_filler(self._source.line(below)):
                below += 1
            below = min(below, len(self._source.line_starts))
            # Of a pile of comments, each asks for the same line.
            self._below = (number, below)
        return below

    def _end(self, line: Span) -> int:
        """Return where what begins on a line ends; where nothing does, the line's own end."""
        known = self._ends.get(line.start)
        if known is not None:
            return known
        end = line.end
        at = bisect_left(self._starts, line.start)
        while at < len(self._entries) and self._entries[at].start < line.end:
            own = self._entries[at].end
            end = max(end, own)
            # What stands within is no longer than what holds it.
            at = max(at + 1, bisect_left(self._starts, own))
        end = self._ends[line.start] = self._past_comment(end)
        return end

    def _past_comment(self, end: int) -> int:
        """Return the end of a line if nothing but a comment stands between it and an offset."""
        number, column = self._source.position(end)
        rest = self._source.line(number)[column - 1 :]
        return end + len(rest) if _is_filler(rest) else end

    def _start(self, number: int, line: Span) -> int:
        """Return where a line begins, or the text or bracket that ends on it if nothing begins.

        A comment can't stand in a text of several lines, only behind its end.
        """
        at = bisect_left(self._starts, line.start)
        if at < len(self._starts) and self._starts[at] < line.end:
            return line.start
        return min(line.start, self._ending.get(number, line.start))

    @cached_property
    def _ending(self) -> dict[int, int]:
        """Where what ends on a line begins: the outermost, not counting what indentation ends."""
        found: dict[int, int] = {}
        for entry in self._entries:
            if entry.value is not None and _shows_its_end(entry.value):
                line, _ = self._source.position(entry.end)
                found.setdefault(line, entry.start)
        return found


def _entries(source: Source, document: YamlDocument) -> Iterator[_Entry]:
    """Yield the entries of a document where they are written."""
    spans = document.spans
    seen = set()
    waiting = [document.root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ScalarNode) or id(node) in seen:
            continue
        seen.add(id(node))
        here = Span(node.start_mark.index, node.end_mark.index)
        if isinstance(node, MappingNode):
            for key, value in node.value:
                waiting += (key, value)
                # Merged pairs stand elsewhere.
                if here.start <= key.start_mark.index <= here.end:
                    start = spans.start(key)
                    own = value.start_mark.index >= key.end_mark.index
                    yield _Entry(start, document, node, key, value if own else None)
            continue
        for item in node.value:
            waiting.append(item)
            if here.start <= item.start_mark.index <= here.end:
                start = spans.start(item)
                dash = start if _is_flow(node) else _dash(source, start)
                yield _Entry(dash, document, node, None, item)


def _dash(source: Source, start: int) -> int:
    """Return where an item's dash stands if it stands on a line above, else its own start."""
    number, column = source.position(start)
    if source.line(number)[: column - 1].strip():
        return start
    while number > 1:
        number -= 1
        line = source.line(number)
        if not _is_filler(line):
            found = re.match(r"[\s-]*-(?=\s|\Z)", line)
            return source.line_starts[number - 1] + found.end() - 1 if found is not None else start
    return start


def _is_filler(line: str) -> bool:
    bare = line.lstrip()
    return not bare or bare[0] == "#"


def _shows_its_end(node: Node) -> bool:
    if isinstance(node, ScalarNode):
        return node.style not in ("|", ">")
    return _is_flow(node)


def _is_flow(node: Node) -> bool:
    return bool(getattr(node, "flow_style", None))
