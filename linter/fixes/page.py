"""A document's text as an editor needs it: lines, comments, indentation, quotation marks."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from functools import cached_property
from typing import NamedTuple

from linter.document import Document, composed, is_json
from linter.document.layout import Layout
from linter.finding import Path

ANCHOR, ALIAS = re.compile(r"&([^\s,\[\]{}]+)"), re.compile(r"\*([^\s,\[\]{}]+)")
"""What looks like an anchor or an alias; in texts and comments it is none, and nothing is lost."""


class Patch(NamedTuple):
    """A stretch of a text, as offsets, and what to put in its place."""

    start: int
    end: int
    text: str


class Page:
    """The text of one document, with what its author's habits are."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.text = document.source.text
        self.is_json = is_json(document.source)

    @cached_property
    def newline(self) -> str:
        """The line break that the file uses."""
        found = re.search(r"\r\n|\n|\r", self.text)
        return found[0] if found is not None else "\n"

    @cached_property
    def step(self) -> str:
        """What one more level is indented by."""
        root = self.document.layout(())
        if root is None or not root.entries:
            return "  "
        if root.style != "block":
            step = self.indentation(root.entries[0].start)[len(self.indentation(root.span.start)) :]
            return step or "  "
        for entry in root.entries:
            inside = self.document.layout((entry.name,)) if root.is_mapping else None
            if inside is not None and inside.style == "block" and inside.is_mapping:
                return " " * (self.column(inside) - self.column(root)) or "  "
        return "  "

    def line_start(self, at: int) -> int:
        """Return where the line of an offset begins."""
        starts = self.document.source.line_starts
        return starts[bisect_right(starts, at) - 1]

    def line_end(self, at: int) -> int:
        """Return where the line of an offset ends, before its line break."""
        starts = self.document.source.line_starts
        following = bisect_right(starts, at)
        if following == len(starts):
            return len(self.text)
        end = starts[following] - 1
        return end - 1 if self.text.startswith("\r\n", end - 1) and end > at else end

    def next_line(self, at: int) -> int:
        """Return where the line after that of an offset begins, or the end of the text."""
        end = self.line_end(at)
        return end + 2 if self.text.startswith("\r\n", end) else min(end + 1, len(self.text))

    def indentation(self, at: int) -> str:
        """Return the blanks that the line of an offset begins with."""
        found = re.compile(r"[ \t]*").match(self.text, self.line_start(at))
        return found[0] if found is not None else ""

    def begins_line(self, at: int) -> bool:
        """Whether nothing but blanks stands before an offset in its line."""
        return not self.text[self.line_start(at) : at].strip(" \t")

    def ends_line(self, at: int) -> bool:
        """Whether nothing but blanks or a comment stands behind an offset in its line."""
        rest = self.text[at : self.line_end(at)].lstrip(" \t")
        return not rest or (rest.startswith("#") and bool(self.comments_in(at, self.line_end(at))))

    def column(self, layout: Layout) -> int:
        """Return the column, from 0, at which the entries of a block stand."""
        start = layout.entries[0].start
        return start - self.line_start(start)

    def comments_in(self, start: int, end: int) -> list[tuple[int, int]]:
        """Return the comments that begin in a stretch of the text."""
        first, last = (bisect_left(self._comments, (at, at)) for at in (start, end))
        return self._comments[first:last]

    @cached_property
    def aliases(self) -> Counter[str]:
        """How often each name stands in the text as that of an alias."""
        return Counter(ALIAS.findall(self.text))

    @cached_property
    def _comments(self) -> list[tuple[int, int]]:
        if self.is_json:
            return []
        from linter.document.yaml_comments import comments

        document = composed(self.document)
        assert document is not None
        return [(span.start, span.end) for span in comments(self.text, [document])]

    def quoted(self, text: str, mark: str) -> str | None:
        """Put a text in quotation marks; None for one that needs more than that."""
        if not text.isprintable():
            return None
        if mark == "'":
            return "'" + text.replace("'", "''") + "'"
        return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'

    def spelt(self, text: str, path: Path, like: str = "") -> str | None:
        """Write a text as the file would: ``like`` is what stood in its place, or nothing."""
        if like[:1] in ("|", ">", "*"):
            return None
        if like[:1] in ("'", '"'):
            return self.quoted(text, like[0])
        if not self.is_json:
            from linter.document.yaml_layout import reads_as_text

            if reads_as_text(text):
                return text
        return self.quoted(text, self.document.quotation_mark(path))
