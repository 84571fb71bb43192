"""The format for logs and editors: one line for each finding."""

from __future__ import annotations

from collections.abc import Sequence

from linter.finding import Finding, Place
from linter.report.base import Options, count
from linter.report.cells import visible
from linter.report.style import BOLD, SEVERITY, Painter, painter
from linter.result import FileResult


def render(results: Sequence[FileResult], options: Options) -> str:
    """Return one line for each finding, and one for each file that has more than are shown."""
    paint = painter(options.color)
    lines: list[str] = []
    for result in results:
        lines += [header(finding, paint) for finding in result.findings[: result.max_findings]]
        lines += more(result)
    return "".join(line + "\n" for line in lines)


def header(finding: Finding, paint: Painter) -> str:
    """Return ``path:line:column: severity rule: message``, one line whatever they hold."""
    where = location(finding.file, finding.place, paint)
    severity = paint(finding.severity.value, SEVERITY[finding.severity])
    return f"{where} {severity} {paint(finding.rule, BOLD)}: {visible(finding.message)}"


def location(file: str, place: Place, paint: Painter) -> str:
    """Return ``path:line:column:``."""
    return paint(f"{visible(file)}:{place.line}:{place.column}:", BOLD)


def more(result: FileResult) -> list[str]:
    """Return a line that counts the findings of a file beyond those shown, or none."""
    hidden = len(result.findings) - result.max_findings
    return [f"{visible(result.name)}: and {count(hidden, 'more finding')}"] if hidden > 0 else []
