"""The format for people: each finding with the lines it is about."""

from __future__ import annotations

from collections.abc import Sequence

from linter.finding import Finding, Related
from linter.report.base import Options, count
from linter.report.cells import visible
from linter.report.concise import header, location, more
from linter.report.excerpt import Margin, excerpt, masked
from linter.report.style import BLUE, BOLD, SEVERITY, Painter, painter
from linter.result import FileResult
from linter.source import Source, Span

_SECRET = "hardcoded-secret"
RELATED_SHOWN = 8


def render(results: Sequence[FileResult], options: Options) -> str:
    """Return each finding as a block of lines, the blocks apart by a blank line."""
    paint = painter(options.color)
    blocks: list[str] = []
    for result in results:
        source = without_secrets(result)
        for finding in result.findings[: result.max_findings]:
            blocks.append("\n".join(block(finding, source, paint)))
        blocks += more(result)
    return "\n\n".join(blocks) + "\n" if blocks else ""


def without_secrets(result: FileResult) -> Source | None:
    """Blank every credential of a file: any excerpt may show the lines around its own.

    Those that their format gives away are looked for in the text itself, for the rule may be
    ignored, or the file be one that can't be parsed.
    """
    if result.source is None:
        return None
    from linter.credentials import find

    secrets = [finding for finding in result.findings if finding.rule == _SECRET]
    places = [result.source.place(Span(start, end)) for start, end, _ in find(result.source.text)]
    places += [finding.place for finding in secrets]
    places += [
        related.place
        for finding in secrets
        for related in finding.related
        if related.file == result.name
    ]
    return masked(result.source, places) if places else result.source


def block(finding: Finding, source: Source | None, paint: Painter) -> list[str]:
    """Return the lines of one finding; ``source`` is one without secrets."""
    related = finding.related[:RELATED_SHOWN]
    ends = [finding.place.line + 1]
    ends += [other.place.line for other in related if other.file == finding.file]
    margin = Margin(len(str(max(ends))), paint)

    lines = [header(finding, paint)]
    if source is not None:
        ink = SEVERITY[finding.severity]
        lines += excerpt(source, finding.place, "^", ink, margin, context=1)
    if finding.help is not None:
        if source is not None:
            lines.append(margin.line(None, ""))
        lines.append(margin.remark("help", finding.help))
    for other in related:
        lines += _note(other, source if other.file == finding.file else None, margin)
    hidden = len(finding.related) - len(related)
    if hidden:
        lines.append(margin.remark("note", f"and {count(hidden, 'more place')}"))
    return lines


def _note(other: Related, source: Source | None, margin: Margin) -> list[str]:
    where = location(other.file, other.place, margin.paint)
    lines = [f"{where} {margin.paint('note', BOLD)}: {visible(other.message)}"]
    if source is not None:
        lines += excerpt(source, other.place, "-", BLUE, margin, context=0)
    return lines
