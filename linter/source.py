"""A decoded text and its lines, as editors count them."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from linter.finding import Place

_LINE_BREAK = r"\r\n|\n|\r"

_COUNT_BELOW = 50_000
"""Characters below which counting line feeds anew costs less than the table of a whole file."""


class Span(NamedTuple):
    """A half-open range of offsets (code points) into a source's text."""

    start: int
    end: int


class Source:
    """A file's text under the name that reports show; the byte order mark is not part of it."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.text = text
        self._starts: Sequence[int] | None = None

    @property
    def line_starts(self) -> Sequence[int]:
        r"""Offsets at which lines begin; only ``\n``, ``\r\n`` and ``\r`` end one."""
        if self._starts is None:
            from array import array

            # A list would take nine times the memory, more than a gigabyte for blank lines.
            self._starts = array("I", [0])
            self._starts.extend(match.end() for match in re.finditer(_LINE_BREAK, self.text))
        return self._starts

    def position(self, offset: int) -> tuple[int, int]:
        """Return the 1-based line and column (in code points) of an offset."""
        if self._starts is None and len(self.text) < _COUNT_BELOW and "\r" not in self.text:
            line_start = self.text.rfind("\n", 0, offset) + 1
            return self.text.count("\n", 0, offset) + 1, offset - line_start + 1
        starts = self.line_starts
        line = bisect_right(starts, offset)
        return line, offset - starts[line - 1] + 1

    def place(self, span: Span) -> Place:
        """Turn a span into lines and columns."""
        return Place(*self.position(span.start), *self.position(span.end))

    def line(self, number: int) -> str:
        """Return the text of a 1-based line, without its line break; nothing past the end."""
        starts = self.line_starts
        if number > len(starts):
            return ""
        end = starts[number] if number < len(starts) else len(self.text)
        return self.text[starts[number - 1] : end].rstrip("\r\n")
