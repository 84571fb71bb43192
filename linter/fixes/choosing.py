"""Which fixes go together: edits that do not overlap, and changes that do not contradict."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Sequence
from typing import Any

from linter.finding import Finding, Fix
from linter.fixes.page import Patch
from linter.fixes.values import Plan
from linter.source import Source


class Batch:
    """Fixes of one text that can be applied together."""

    def __init__(self, source: Source, values: Sequence[Any]) -> None:
        self._source = source
        self._values = values
        self._plans: dict[int, Plan] = {}
        self._patches: list[tuple[int, int, int, str]] = []
        self._edits: set[Patch] = set()
        self._ranges: list[tuple[int, int]] = []
        """Where text is replaced, in order."""
        self._points: list[int] = []
        """Where text is inserted, in order and each once."""
        self._stacks: dict[int, bool] = {}
        """Whether there may be more insertions at such a point."""
        self.findings: list[Finding] = []

    def add(self, finding: Finding) -> bool:
        """Take the fix of a finding in, unless it gets into the way of those that are in."""
        assert finding.fix is not None
        patches = patches_of(self._source, finding.fix)
        new = [patch for patch in patches if patch not in self._edits]
        # Two findings may have one fix, but not half of one.
        if len(new) not in (0, len(patches)) or any(map(self._overlaps, new)):
            return False
        number = finding.document or 0
        plan = self._plans.setdefault(number, Plan(self._values[number]))
        if not plan.add(finding.fix.changes):
            return False
        for patch in new:
            insort(self._patches, (patch.start, patch.end, len(self._edits), patch.text))
            self._edits.add(patch)
            if patch.start != patch.end:
                insort(self._ranges, (patch.start, patch.end))
            elif patch.start not in self._stacks:
                insort(self._points, patch.start)
                self._stacks[patch.start] = _stacks(patch.text)
        self.findings.append(finding)
        return True

    def _overlaps(self, patch: Patch) -> bool:
        start, end, text = patch
        at = bisect_left(self._ranges, (start, start))
        if at and self._ranges[at - 1][1] > start:
            return True
        if start == end:
            stacks = self._stacks.get(start)
            return stacks is not None and not (stacks and _stacks(text))
        if at < len(self._ranges) and self._ranges[at][0] < end:
            return True
        return bisect_right(self._points, start) < bisect_left(self._points, end)

    def text(self) -> str:
        """Return the text with the fixes applied."""
        text = self._source.text
        parts = []
        at = 0
        for start, end, _, new in self._patches:
            parts += [text[at:start], new]
            at = end
        return "".join([*parts, text[at:]])

    def expected(self) -> list[Any]:
        """Return the values of the documents that the text should have."""
        return [
            value if plan is None else plan.result()
            for number, value in enumerate(self._values)
            if (plan := self._plans.get(number)) is None or not plan.drops
        ]


def batches(
    source: Source, values: Sequence[Any], findings: Iterable[Finding], most: int
) -> list[Batch]:
    """Sort findings with fixes into batches, so many at most; the rest is left out."""
    found: list[Batch] = []
    for finding in findings:
        if any(batch.add(finding) for batch in found):
            continue
        if len(found) < most:
            batch = Batch(source, values)
            batch.add(finding)
            found.append(batch)
    return found


def patches_of(source: Source, fix: Fix) -> list[Patch]:
    """Return a fix's edits as offsets."""
    starts = source.line_starts
    return [
        Patch(
            starts[edit.place.line - 1] + edit.place.column - 1,
            starts[edit.place.end_line - 1] + edit.place.end_column - 1,
            edit.text,
        )
        for edit in fix.edits
    ]


def _stacks(text: str) -> bool:
    """Whether an insertion may follow another one at the same place: one entry more."""
    return text[:1] in ",\r\n" and bool(text.strip(", \r\n"))
