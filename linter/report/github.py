"""The format for logs of GitHub Actions: annotations, and all findings as text in a group."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from linter.finding import SEVERITIES, Finding, Severity
from linter.report.base import Options, count, listed
from linter.report.cells import visible
from linter.report.concise import header
from linter.report.full import RELATED_SHOWN
from linter.report.repository import within
from linter.report.style import painter
from linter.result import FileResult

_LEVEL = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}

_CAP = 10
"""Annotations of one level that GitHub keeps of a step; it drops the others silently."""


def render(results: Sequence[FileResult], options: Options) -> str:  # noqa: ARG001
    """Return workflow commands, errors first, then every finding as a line of text."""
    findings = [finding for result in results for finding in result.findings]
    if not findings:
        return ""
    # The sort is stable: within a level the order is that of the other reports.
    ranked = sorted(findings, key=lambda finding: -SEVERITIES.index(finding.severity))
    lines = [*_cap(findings), *map(_annotation, ranked), *_group(findings)]
    return "".join(line + "\n" for line in lines)


def _annotation(finding: Finding) -> str:
    place = finding.place
    # All of them even where a place has several lines: GitHub leaves out the columns then.
    properties = {
        "file": within(finding.file, "GITHUB_WORKSPACE"),
        "line": place.line,
        "col": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
        "title": f"pmlint: {finding.rule}",
    }
    written = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items())
    message = f"{finding.file}:{place.line}:{place.column}: {finding.message}"
    notes = [f"help: {finding.help}"] if finding.help else []
    notes += [
        f"{other.file}:{other.place.line}:{other.place.column}: {other.message}"
        for other in finding.related[:RELATED_SHOWN]
    ]
    if len(finding.related) > RELATED_SHOWN:
        notes.append(f"and {count(len(finding.related) - RELATED_SHOWN, 'more place')}")
    text = "\n".join(map(visible, [message, *notes]))
    return f"::{_LEVEL[finding.severity]} {written}::{_data(text)}"


def _cap(findings: list[Finding]) -> Iterator[str]:
    """Yield a notice that says what GitHub will not show; it takes a place among ten notices."""
    found = dict.fromkeys(Severity, 0)
    for finding in findings:
        found[finding.severity] += 1
    if max(found.values()) <= _CAP:
        return
    found[Severity.INFO] += 1
    hidden = [
        count(number - _CAP, f"more {level.value}")
        for level, number in found.items()
        if number > _CAP
    ]
    text = f"GitHub shows {_CAP} annotations of a level: the log of this step has {listed(hidden)}"
    yield f"::notice title=pmlint::{_data(text)}"


def _group(findings: list[Finding]) -> Iterator[str]:
    """Yield the findings as text in which GitHub obeys nothing.

    It would obey ``##[command]`` anywhere in a line. What ends the text is its own digest, which
    nobody can write into it.
    """
    from hashlib import sha256

    paint = painter(False)
    lines = [header(finding, paint) for finding in findings]
    token = "pmlint-" + sha256("\n".join(lines).encode("utf-8", "surrogatepass")).hexdigest()
    yield f"::group::pmlint: {count(len(findings), 'finding')}"
    yield f"::stop-commands::{token}"
    yield from lines
    yield f"::{token}::"
    yield "::endgroup::"


def _property(text: str) -> str:
    return _data(visible(text)).replace(":", "%3A").replace(",", "%2C")


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
