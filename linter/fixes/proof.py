"""The proof that fixes do what they say: the text is read again, with them applied.

What it holds then must differ from what it held exactly as the fixes named it. A fix that fails is
withdrawn. Whether there may be more findings than before is for the caller to say.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from linter.document import Reading
from linter.finding import Finding
from linter.fixes.choosing import Batch, batches
from linter.fixes.values import same
from linter.source import Source

_MOST_BATCHES = 40
_MOST_FIXES = 5_000
"""Fixes of one file that are looked at; the next round sees the others."""

_MOST_READ = 4_000_000
"""Characters that are read again for one file before the rest of its fixes is withdrawn."""

_MOST_FOUND = 5_000
"""Findings of those readings, likewise, for each takes as long as many characters."""


class Look(NamedTuple):
    """What a text holds, and what is wrong with it."""

    reading: Reading
    findings: list[Finding]

    @property
    def values(self) -> list[Any] | None:
        """The values of the documents, None where there is more or other text than that."""
        documents, faults = self.reading
        if faults or any(document.fatal for document in documents):
            return None
        return [document.value for document in documents]


class Proof:
    """Checks fixes of one text; ``look`` reads and lints another one in its place."""

    def __init__(self, source: Source, before: Look, look: Callable[[str], Look]) -> None:
        self._source = source
        self._values = before.values
        self._findings = before.findings
        self._look = look
        self._revealing = True
        self._left = max(_MOST_READ, 4 * len(source.text))
        self._left_to_find = max(_MOST_FOUND, 2 * len(before.findings))

    def proved(self) -> list[Finding]:
        """Return the findings, those without their fixes that have none that is right."""
        mended = [finding for finding in self._findings if finding.fix is not None]
        right: set[int] = set()
        if self._values is not None:
            most = mended[:_MOST_FIXES]
            for batch in batches(self._source, self._values, most, _MOST_BATCHES):
                right.update(map(id, self._sound_ones(batch.findings)))
        return [
            finding if finding.fix is None or id(finding) in right else finding._replace(fix=None)
            for finding in self._findings
        ]

    def together(self, findings: Sequence[Finding], *, revealing: bool) -> Batch | None:
        """Return as many of the fixes as can be applied at once, None if none can.

        With ``revealing`` there may be more findings then than before: what a mapping lacks shows
        only where its tag is right.
        """
        self._revealing = revealing
        first = batches(self._source, self._values or (), findings, 1)
        return self._most(first[0].findings) if first else None

    def _sound_ones(self, findings: list[Finding]) -> list[Finding]:
        """Return the findings whose fixes are right; those in one batch usually are at once."""
        if self._batch(findings) is not None:
            return findings
        if len(findings) == 1:
            return []
        half = len(findings) // 2
        return self._sound_ones(findings[:half]) + self._sound_ones(findings[half:])

    def _most(self, findings: list[Finding]) -> Batch | None:
        batch = self._batch(findings)
        if batch is not None or len(findings) == 1:
            return batch
        half = len(findings) // 2
        one, other = self._most(findings[:half]), self._most(findings[half:])
        if one is None or other is None:
            return one or other
        return self._batch([*one.findings, *other.findings]) or one

    def _batch(self, findings: list[Finding]) -> Batch | None:
        """Return the fixes as one batch, None if it does not do what they say."""
        batch = Batch(self._source, self._values or ())
        if not all(batch.add(finding) for finding in findings):
            return None
        text = batch.text()
        self._left -= len(text)
        if self._left < 0 or self._left_to_find < 0:
            return None
        after = self._look(text)
        self._left_to_find -= len(after.findings)
        adds = len(after.findings) > len(self._findings)
        if after.values is None or (adds and not self._revealing):
            return None
        return batch if same(after.values, batch.expected()) else None
