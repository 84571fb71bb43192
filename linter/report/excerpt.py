"""Lines of a source with a place in them underlined, in a window where they are long."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from linter.finding import Place
from linter.report.cells import cell, cells, visible
from linter.report.style import BLUE, BOLD, Painter
from linter.source import Source, Span

_COLUMNS = 100
_AROUND = 20
"""Columns kept for what stands around a place, however long the place is."""

_CUT = "..."


class Margin(NamedTuple):
    """The column of line numbers that all lines of one finding share."""

    digits: int
    paint: Painter

    def line(self, number: int | None, text: str) -> str:
        """Return a line behind its number, or behind an empty margin."""
        label = "" if number is None else str(number)
        margin = self.paint(f"{label:>{self.digits}} |", BLUE)
        return f"{margin} {text}" if text else margin

    def remark(self, kind: str, text: str) -> str:
        """Return a line that belongs to the finding as a whole."""
        return f"{' ' * self.digits} {self.paint(f'= {kind}', BOLD)}: {visible(text)}"


def excerpt(
    source: Source, place: Place, mark: str, ink: str, margin: Margin, *, context: int
) -> list[str]:
    """Return the first line of a place, underlined, between ``context`` lines on each side.

    Blank lines around it are left out. A place of several lines says where it ends.
    """
    line = _extent(source, place.line)
    start = min(line.start + place.column - 1, line.end)
    end, last = _end(place, line)
    window = _window(source.text, line, Span(start, end))

    laid = cells(source.text[window.start : window.end])
    before = sum(width for _, width in laid[: start - window.start])
    below = sum(width for _, width in laid[start - window.start : end - window.start])
    indent = " " * (before + (len(_CUT) if window.start > line.start else 0))
    underline = indent + margin.paint(mark * max(below, 1), ink)
    if last > place.line:
        underline += f" up to line {last}"

    shift = window.start - line.start
    above = range(max(1, place.line - context), place.line)
    after = range(place.line + 1, min(place.line + context, len(source.line_starts)) + 1)
    return [
        margin.line(None, ""),
        *_context(source, above, shift, margin),
        margin.line(place.line, _show(source.text, line, window)),
        margin.line(None, underline),
        *_context(source, after, shift, margin),
    ]


def masked(source: Source, places: Iterable[Place]) -> Source:
    """Return a source in which asterisks stand for every character of some places."""
    starts = source.line_starts
    pieces: list[str] = []
    done = 0
    for place in sorted(places):
        start = max(done, starts[place.line - 1] + place.column - 1)
        end = max(start, starts[place.end_line - 1] + place.end_column - 1)
        hidden = source.text[start:end]
        pieces.append(source.text[done:start])
        pieces.append("".join(char if char.isspace() else "*" for char in hidden))
        done = end
    return Source(source.name, "".join(pieces) + source.text[done:])


def _extent(source: Source, number: int) -> Span:
    """Return where a line stands, without its line break.

    Not the line itself: it may be the whole of a long file, and be asked for many times.
    """
    starts = source.line_starts
    start = starts[number - 1]
    if number == len(starts):
        return Span(start, len(source.text))
    end = starts[number] - 1
    return Span(start, end - 1 if source.text[end - 1 : end + 1] == "\r\n" else end)


def _end(place: Place, line: Span) -> tuple[int, int]:
    """Return the offset at which the underline ends, and the last line of the place."""
    if place.end_line == place.line:
        return min(line.start + place.end_column - 1, line.end), place.line
    # A place that ends before the first character of a line ends with the line above.
    last = place.end_line - (place.end_column == 1)
    return line.end, last


def _window(text: str, line: Span, span: Span) -> Span:
    """Return the part of a line to show: the span's beginning, and as much around it as fits."""
    end, room = _walk(text, span.start, span.end, _COLUMNS - _AROUND)
    room += _AROUND
    start, left = _walk(text, span.start, line.start, room // 2)
    end, left = _walk(text, end, line.end, room - room // 2 + left)
    start, _ = _walk(text, start, line.start, left)
    return Span(start, end)


def _walk(text: str, offset: int, goal: int, columns: int) -> tuple[int, int]:
    """Go from an offset to a goal while the columns last; return the offset and what is left.

    A character without a width costs a column too: a text of nothing else must not be endless.
    """
    step = 1 if goal > offset else -1
    while offset != goal:
        cost = max(1, cell(text[offset if step > 0 else offset - 1]).width)
        if cost > columns:
            break
        columns -= cost
        offset += step
    return offset, columns


def _show(text: str, line: Span, window: Span) -> str:
    shown = "".join(shown for shown, _ in cells(text[window.start : window.end]))
    before = _CUT if window.start > line.start else ""
    after = _CUT if window.end < line.end else ""
    return f"{before}{shown}{after}".rstrip()


def _context(source: Source, numbers: range, shift: int, margin: Margin) -> list[str]:
    """Return the lines around a place, cut where the place's own line is."""
    lines: list[str] = []
    for number in numbers:
        line = _extent(source, number)
        start = min(line.start + shift, line.end)
        end, _ = _walk(source.text, start, line.end, _COLUMNS)
        if source.text[start:end].strip():
            lines.append(margin.line(number, _show(source.text, line, Span(start, end))))
    return lines
