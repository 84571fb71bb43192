"""Which stretches of a text are code in Markdown: fenced blocks and back-quoted spans."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import islice

_FENCE = r"^[ \t>]*(?:[-*+][ \t]+|\d+[.)][ \t]+)?(`{3,}|~{3,})([^\r\n]*)$"
_MOST = 100_000
"""How many marks of a text are looked at, so that a text made of them costs no memory."""


def code_ranges(text: str) -> list[tuple[int, int]]:
    """Return the half-open ranges of code, in order; a fence that is never closed runs on."""
    ranges: list[tuple[int, int]] = []
    fence: str | None = None
    start = prose = 0
    if "```" in text or "~~~" in text:
        for match in islice(re.finditer(_FENCE, text, re.MULTILINE), _MOST):
            marks, rest = match[1], match[2]
            if fence is None:
                # Backquotes after the marks make the line a span of code, not a fence.
                if marks[0] == "`" and "`" in rest:
                    continue
                fence, start = marks, match.start()
                ranges += _spans(text, prose, start)
            elif marks.startswith(fence) and not rest.strip():
                ranges.append((start, match.end()))
                fence, prose = None, match.end()
    if fence is not None:
        return [*ranges, (start, len(text))]
    return ranges + _spans(text, prose, len(text))


def within(ranges: list[tuple[int, int]], offset: int) -> bool:
    """Whether an offset lies in one of the ranges."""
    before = bisect_right(ranges, offset, key=lambda found: found[0])
    return before > 0 and offset < ranges[before - 1][1]


def _spans(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Pair runs of as many backquotes; a blank line ends the search for a partner."""
    spans: list[tuple[int, int]] = []
    pending: list[tuple[int, int, int]] = []
    for match in islice(re.finditer(r"(`+)|\n[ \t]*\r?\n", text[start:end]), _MOST):
        if match[1] is None:
            spans += _paired(pending)
            pending = []
            continue
        pending.append((len(match[1]), start + match.start(), start + match.end()))
    return spans + _paired(pending)


def _paired(runs: list[tuple[int, int, int]]) -> list[tuple[int, int]]:
    """Pair each run with the next one of its length; what lies between is code."""
    following: list[int | None] = [None] * len(runs)
    latest: dict[int, int] = {}
    for i in range(len(runs) - 1, -1, -1):
        following[i] = latest.get(runs[i][0])
        latest[runs[i][0]] = i
    spans = []
    i = 0
    while i < len(runs):
        partner = following[i]
        if partner is None:
            i += 1
            continue
        spans.append((runs[i][1], runs[partner][2]))
        i = partner + 1
    return spans
