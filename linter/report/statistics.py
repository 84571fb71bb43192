"""Findings counted by rule: a table for people, a list for programs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import NamedTuple

from linter.finding import SEVERITIES, Finding, Severity
from linter.report.base import Options
from linter.report.style import BOLD, SEVERITY, painter
from linter.result import FileResult


class Count(NamedTuple):
    """The findings of a rule, the gravest severity among them, and those with a safe fix."""

    rule: str
    severity: Severity
    findings: int
    fixable: int


def as_table(results: Sequence[FileResult], options: Options) -> str:
    """Return a line for each rule with findings, under a heading; nothing if there are none."""
    counts = _counts(results)
    if not counts:
        return ""
    paint = painter(options.color)
    width = max(len(count.rule) for count in counts)
    lines = [f"count  severity  {'rule':<{width}}  fixable"]
    for rule, severity, findings, fixable in counts:
        word = paint(severity.value, SEVERITY[severity]) + " " * (8 - len(severity.value))
        name = paint(rule, BOLD) + " " * (width - len(rule))
        lines.append(f"{findings:>5}  {word}  {name}  {fixable:>7}")
    return "".join(line + "\n" for line in lines)


def as_json(results: Sequence[FileResult], options: Options) -> str:
    """Return a JSON list with an object for each rule with findings, each on its line."""
    del options
    rows = [
        json.dumps({"rule": rule, "severity": severity.value, "count": count, "fixable": fixable})
        for rule, severity, count, fixable in _counts(results)
    ]
    inside = ",\n  ".join(rows)
    return f"[\n  {inside}\n]\n" if rows else "[]\n"


def _counts(results: Sequence[FileResult]) -> list[Count]:
    """Count the findings of each rule, those of the most frequent one first."""
    by_rule: dict[str, list[Finding]] = {}
    for result in results:
        for finding in result.findings:
            by_rule.setdefault(finding.rule, []).append(finding)
    counts = [
        Count(
            rule,
            max((finding.severity for finding in findings), key=SEVERITIES.index),
            len(findings),
            sum(finding.fix is not None and finding.fix.safe for finding in findings),
        )
        for rule, findings in by_rule.items()
    ]
    return sorted(counts, key=lambda count: (-count.findings, count.rule))
