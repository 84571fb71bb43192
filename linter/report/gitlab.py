"""The format of GitLab's code quality reports, for merge requests and pipelines."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from linter.finding import Finding, Severity
from linter.fingerprint import identities
from linter.report.base import Options
from linter.report.cells import visible
from linter.report.repository import within
from linter.result import FileResult

_SEVERITY = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}
"""GitLab's ``critical`` and ``blocker`` are for what endangers a running system."""


def render(results: Sequence[FileResult], options: Options) -> str:  # noqa: ARG001
    """Return one JSON list, with a line for each finding."""
    lines = [json.dumps(issue) for result in results for issue in _issues(result)]
    return "[\n  " + ",\n  ".join(lines) + "\n]\n" if lines else "[]\n"


def _issues(result: FileResult) -> Iterator[dict[str, Any]]:
    """Yield the findings of a file; a path from the repository's root is the same everywhere."""
    name = within(result.name, "CI_PROJECT_DIR")
    findings = [finding._replace(file=name) for finding in result.findings]
    for finding, identity in zip(findings, identities(findings, result.source), strict=True):
        yield _issue(finding, identity)


def _issue(finding: Finding, identity: str) -> dict[str, Any]:
    place = finding.place
    return {
        # GitLab shows nothing else of a finding in a merge request: the rule is told here, too.
        "description": f"{finding.rule}: {visible(finding.message)}",
        "check_name": finding.rule,
        "fingerprint": identity,
        "severity": _SEVERITY[finding.severity],
        "location": {
            "path": visible(finding.file),
            "positions": {
                "begin": {"line": place.line, "column": place.column},
                "end": {"line": place.end_line, "column": place.end_column},
            },
        },
    }
