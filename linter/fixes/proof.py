"""The proof that fixes do what they say: the text is read again, with them applied.

What it holds then must differ from what it held exactly as the fixes named it, and there must not
be more findings than before. A fix that fails is withdrawn.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from linter.finding import Finding
from linter.fixes.choosing import Batch, batches
from linter.fixes.values import same
from linter.source import Source

_MOST_BATCHES = 40
_MOST_READ = 4_000_000
"""Characters that are read again for one file before the rest of its fixes is withdrawn."""


class Look(NamedTuple):
    """What a text holds: the values of its documents, None if it can't be read; its findings."""

    values: list[Any] | None
    findings: list[Finding]


class Proof:
    """Checks fixes of one text; ``look`` reads and lints another one in its place."""

    def __init__(self, source: Source, before: Look, look: Callable[[str], Look]) -> None:
        self._source = source
        self._before = before
        self._look = look
        self._left = max(_MOST_READ, 4 * len(source.text))

    def proved(self) -> list[Finding]:
        """Return the findings, those without their fixes that have none that is right."""
        findings, values = self._before.findings, self._before.values
        mended = [finding for finding in findings if finding.fix is not None]
        if not mended:
            return findings
        right: set[int] = set()
        if values is not None:
            for batch in batches(self._source, values, mended, _MOST_BATCHES):
                right.update(map(id, self._sound_ones(batch.findings)))
        return [
            finding if finding.fix is None or id(finding) in right else finding._replace(fix=None)
            for finding in findings
        ]

    def together(self, findings: Sequence[Finding]) -> Batch | None:
        """Return as many of the fixes as can be applied at once, None if none can."""
        assert self._before.values is not None
        first = batches(self._source, self._before.values, findings, 1)
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
        assert self._before.values is not None
        batch = Batch(self._source, self._before.values)
        if not all(batch.add(finding) for finding in findings):
            return None
        text = batch.text()
        self._left -= len(text)
        if self._left < 0:
            return None
        after = self._look(text)
        sound = (
            after.values is not None
            and len(after.findings) <= len(self._before.findings)
            and same(after.values, batch.expected())
        )
        return batch if sound else None
