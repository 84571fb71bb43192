"""The sentence that sums up a run, for people."""

from __future__ import annotations

from linter.report.base import count, listed
from linter.report.style import BLUE, RED, YELLOW, painter
from linter.result import Summary


def summary_line(
    summary: Summary, *, color: bool = False, why_none: str = "", left: str | None = None
) -> str:
    """Return one line, such as ``2 errors and 1 warning in 1 of 3 files (2 manifests)``.

    ``why_none`` is what else there is to say where no manifest was checked, ``left`` what a run
    with --fix says of the fixes that it did not apply.
    """
    paint = painter(color)
    found = [
        paint(count(number, noun), ink)
        for number, noun, ink in (
            (summary.errors, "error", RED),
            (summary.warnings, "warning", YELLOW),
            (summary.infos, "info", BLUE),
        )
        if number
    ]
    checked = count(summary.manifests, "manifest")
    if not summary.manifests:
        checked = paint(f"{checked} checked", YELLOW)

    details = []
    if found:
        headline = f"{listed(found)} in {_affected(summary)}"
        details.append(checked)
    elif summary.manifests:
        headline = f"no findings in {checked}"
    else:
        return f"{checked}: {_nothing(summary, why_none)}"
    if summary.skipped:
        details.append(f"{count(summary.skipped, 'file')} without one skipped")
    if summary.suppressed:
        details.append(f"{count(summary.suppressed, 'finding')} suppressed")
    if fixable := _fixable(summary) if left is None else left:
        details.append(fixable)
    return f"{headline} ({'; '.join(details)})" if details else headline


def _fixable(summary: Summary) -> str:
    """Say what --fix would do."""
    if not summary.fixable:
        return f"{summary.unsafe} fixable with --fix --unsafe-fixes" if summary.unsafe else ""
    more = f", {summary.unsafe} more with --unsafe-fixes" if summary.unsafe else ""
    return f"{summary.fixable} fixable with --fix{more}"


def _affected(summary: Summary) -> str:
    files = count(summary.files, "file")
    return files if summary.affected == summary.files else f"{summary.affected} of {files}"


def _nothing(summary: Summary, why: str) -> str:
    if summary.files:
        nothing = f"no prompt manifest in {count(summary.files, 'file')}"
        return f"{nothing}; {why}" if why else nothing
    return why or "no YAML or JSON file found"
