"""Problems to findings: made concrete, selected, each told once, in the order of the file."""

from __future__ import annotations

from collections.abc import Iterable

from linter.document import Document, Fault
from linter.finding import (
    SEVERITIES,
    Finding,
    Fix,
    Path,
    Place,
    Problem,
    Related,
    Remedy,
    Severity,
    json_pointer,
)
from linter.rules import RULES
from linter.rules.base import Rule
from linter.settings import ALL, Settings
from linter.source import Source


def active_rules(settings: Settings) -> dict[str, Rule]:
    """Return the rules that are in force; ``ignore`` wins over ``select``."""
    return {name: rule for name, rule in RULES.items() if _is_active(rule, settings)}


def _is_active(rule: Rule, settings: Settings) -> bool:
    select, names = settings.select, (ALL, rule.group, rule.name)
    if not settings.ignore.isdisjoint(names):
        return False
    if rule.opt_in:
        return rule.name in select
    return not select or not select.isdisjoint(names)


def effective_severity(rule: Rule, settings: Settings) -> Severity:
    """Return the severity of a rule's findings, those that say otherwise aside."""
    return dict(settings.severities).get(rule.name, rule.severity)


def from_problem(
    source: Source, document: Document, base: Path, rule: str, problem: Problem
) -> Finding:
    """Give a problem its place; ``base`` is where in the document its paths begin.

    What an alias repeats has one place: there a note would show what the finding shows.
    """
    path = base + problem.path
    place = source.place(document.span(path, problem.at, problem.chars))
    related = tuple(
        Related(source.name, other, note.message)
        for note in problem.notes
        if (other := source.place(document.span(base + note.path, note.at, note.chars))) != place
    )
    return Finding(
        file=source.name,
        document=document.index,
        pointer=json_pointer(path),
        place=place,
        rule=rule,
        severity=problem.severity or RULES[rule].severity,
        message=problem.message,
        help=problem.help,
        related=related,
        fix=_fix(document, base, problem.remedy) if problem.remedy is not None else None,
    )


def _fix(document: Document, base: Path, remedy: Remedy) -> Fix | None:
    from linter.fixes import fix

    return fix(document, base, remedy)


def from_fault(source: Source, fault: Fault, document: Document | None = None) -> Finding:
    """Make a finding of what reading found, with its fix if the document is there to be edited."""
    return Finding(
        file=source.name,
        document=fault.document,
        pointer=None if fault.document is None else json_pointer(fault.path),
        place=source.place(fault.span),
        rule=fault.rule,
        severity=RULES[fault.rule].severity,
        message=fault.message,
        help=fault.help,
        related=tuple(Related(source.name, source.place(s), text) for s, text in fault.notes),
        fix=_fix(document, (), fault.remedy) if document and fault.remedy else None,
    )


def settle(findings: Iterable[Finding], settings: Settings) -> list[Finding]:
    """Drop what is not selected and what is told already, rank what is left and sort it by place.

    A severity that the settings give a rule replaces whatever the finding came with. The same
    mistake at the same place is one mistake: a value behind an anchor is met on every path that
    leads to it.
    """
    active = active_rules(settings)
    severities = dict(settings.severities)
    order = {name: number for number, name in enumerate(RULES)}
    kept: dict[tuple[Place, str, str], Finding] = {}
    for finding in sorted(findings, key=lambda f: (f.place, order[f.rule])):
        told = (finding.place, finding.rule, finding.message)
        if finding.rule not in active:
            continue
        if told not in kept:
            kept[told] = finding
        elif kept[told].fix is not None:
            kept[told] = kept[told]._replace(fix=_join(kept[told].fix, finding.fix))
    return [
        _without_credentials(
            finding._replace(severity=severities.get(finding.rule, finding.severity))
        )
        for finding in kept.values()
    ]


def _join(one: Fix | None, other: Fix | None) -> Fix | None:
    from linter.fixes import join

    return join(one, other)


def _without_credentials(finding: Finding) -> Finding:
    """Blank credentials that a finding quotes: a name or value at fault may be one."""
    from linter.credentials import redacted

    return finding._replace(
        pointer=redacted(finding.pointer) if finding.pointer else finding.pointer,
        message=redacted(finding.message),
        help=redacted(finding.help) if finding.help is not None else None,
        related=tuple(note._replace(message=redacted(note.message)) for note in finding.related),
    )


def fails(findings: Iterable[Finding], fail_on: Severity | None) -> bool:
    """Whether any finding is at or above the severity that makes a run fail."""
    if fail_on is None:
        return False
    failing = SEVERITIES[SEVERITIES.index(fail_on) :]
    return any(finding.severity in failing for finding in findings)
