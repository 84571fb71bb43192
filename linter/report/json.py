"""The format for programs, version 1: every finding, and the counts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from linter.finding import Finding, Fix, Place
from linter.report.base import Options, fix_to_tell
from linter.report.jsontext import dump, rows
from linter.result import FileResult, summarize

VERSION = 1


def render(results: Sequence[FileResult], options: Options) -> str:
    """Return one JSON object, with a line for each finding."""
    counts = summarize(results)._asdict()
    del counts["affected"], counts["unsafe"]
    tool = {"name": "pmlint", "version": options.version}
    findings = [_finding(finding) for result in results for finding in result.findings]
    return (
        f'{{\n  "version": {VERSION},\n  "tool": {dump(tool)},\n'
        f'  "summary": {dump(counts)},\n  "findings": {rows(findings, "  ")}\n}}\n'
    )


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "file": finding.file,
        "document": finding.document,
        "pointer": finding.pointer,
        **_place(finding.place),
        "rule": finding.rule,
        "severity": finding.severity.value,
        "message": finding.message,
        "help": finding.help,
        "url": finding.url,
        "related": [
            {"file": other.file, **_place(other.place), "message": other.message}
            for other in finding.related
        ],
        "fix": None if (fix := fix_to_tell(finding)) is None else _fix(fix),
    }


def _fix(fix: Fix) -> dict[str, Any]:
    return {
        "applicability": "safe" if fix.safe else "unsafe",
        "message": fix.message,
        "edits": [{**_place(edit.place), "text": edit.text} for edit in fix.edits],
    }


def _place(place: Place) -> dict[str, int]:
    return place._asdict()
