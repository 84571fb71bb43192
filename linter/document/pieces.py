"""How a text in a file spells a value: piece by piece, each with its offsets."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate
from typing import NamedTuple

from linter.source import Span


class Piece(NamedTuple):
    """A stretch of a value and the offsets in the file's text that spell it.

    A piece whose span is as long as its text is spelt character by character; any other is one
    character that an escape or a folded line break spells.
    """

    text: str
    start: int
    end: int


class Spelling:
    """The pieces of one value, for finding the span of any range of its characters."""

    def __init__(self, pieces: Iterable[Piece]) -> None:
        self._pieces = [piece for piece in pieces if piece.text]
        self._ends = list(accumulate(len(piece.text) for piece in self._pieces))

    @property
    def value(self) -> str:
        """The text that the pieces spell."""
        return "".join(piece.text for piece in self._pieces)

    def span(self, start: int, end: int) -> Span | None:
        """Return the span of ``value[start:end]``, None where there is no such character."""
        if not self._ends or start >= self._ends[-1]:
            return None
        last = min(max(end - 1, start), self._ends[-1] - 1)
        return Span(self._character(start).start, self._character(last).end)

    def _character(self, index: int) -> Span:
        number = bisect_right(self._ends, index)
        piece = self._pieces[number]
        if piece.end - piece.start != len(piece.text):
            return Span(piece.start, piece.end)
        offset = piece.start + index - (self._ends[number] - len(piece.text))
        return Span(offset, offset + 1)
