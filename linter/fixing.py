"""Mending a text: rounds of fixes that go together, until none is left to apply."""

from __future__ import annotations

from typing import NamedTuple

from linter.engine import lint_to_mend
from linter.finding import Finding
from linter.result import FileResult
from linter.settings import Settings
from linter.source import Source

MOST_ROUNDS = 10
"""Fixes that get into each other's way wait for the next round; so many do for anything."""


class Mended(NamedTuple):
    """A text with its fixes applied: what linting it gives now, and the findings that are gone."""

    text: str
    result: FileResult
    fixed: list[Finding]


def mend(source: Source, settings: Settings, *, unsafe: bool) -> Mended:
    """Apply the safe fixes of a text, or all of them, and lint what comes of it.

    A fix may bring to light what was wrong below a tag or key all along. That is welcome, as long
    as the others make up for it: in the end there are never more findings than in the beginning.
    """
    before = len(lint_to_mend(source, settings)[0].findings)
    mended = _rounds(source, settings, unsafe, revealing=True)
    if len(mended.result.findings) <= before:
        return mended
    return _rounds(source, settings, unsafe, revealing=False)


def _rounds(source: Source, settings: Settings, unsafe: bool, *, revealing: bool) -> Mended:
    fixed: list[Finding] = []
    for _ in range(MOST_ROUNDS):
        result, proof = lint_to_mend(source, settings)
        chosen = [each for each in result.findings if each.fix and (unsafe or each.fix.safe)]
        # Where two get into each other's way, the safe one goes first.
        chosen.sort(key=lambda finding: not (finding.fix and finding.fix.safe))
        batch = proof.together(chosen, revealing=revealing) if chosen else None
        if batch is None:
            return Mended(source.text, _without_fixes(result, chosen), fixed)
        fixed += batch.findings
        source = Source(source.name, batch.text())
    return Mended(source.text, lint_to_mend(source, settings)[0], fixed)


def _without_fixes(result: FileResult, withdrawn: list[Finding]) -> FileResult:
    """Return a result in which findings have no fix that could not be applied."""
    gone = set(map(id, withdrawn))
    findings = [
        finding._replace(fix=None) if id(finding) in gone else finding
        for finding in result.findings
    ]
    return result._replace(findings=findings)
