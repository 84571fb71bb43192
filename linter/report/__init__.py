"""The report formats by name; a format's module is imported only when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from linter.report.base import Renderer
    from linter.result import FileResult


def _full() -> Renderer:
    from linter.report.full import render

    return render


def _concise() -> Renderer:
    from linter.report.concise import render

    return render


def _json() -> Renderer:
    from linter.report.json import render

    return render


def _sarif() -> Renderer:
    from linter.report.sarif import render

    return render


def _github() -> Renderer:
    from linter.report.github import render

    return render


def _gitlab() -> Renderer:
    from linter.report.gitlab import render

    return render


def _junit() -> Renderer:
    from linter.report.junit import render

    return render


FORMATS: dict[str, Callable[[], Renderer]] = {
    "full": _full,
    "concise": _concise,
    "json": _json,
    "sarif": _sarif,
    "github": _github,
    "gitlab": _gitlab,
    "junit": _junit,
}
"""Every format, those for people first, with what imports it."""

TERMINAL = ("full", "concise")
LOGS = (*TERMINAL, "github", "statistics")
"""Reports that people read as they come; the others are read whole, by programs."""


def _table() -> Renderer:
    from linter.report.statistics import as_table

    return as_table


def _list() -> Renderer:
    from linter.report.statistics import as_json

    return as_json


STATISTICS: dict[str, tuple[str, Callable[[], Renderer]]] = {
    "full": ("statistics", _table),
    "concise": ("statistics", _table),
    "json": ("statistics as json", _list),
}
"""What takes the place of a format where only the counts are asked for."""

_RENDERERS = FORMATS | dict(STATISTICS.values())


def render(
    format_name: str,
    results: Sequence[FileResult],
    *,
    color: bool,
    version: str,
) -> str:
    """Return the report of a run, empty or ending with a line break.

    ``format_name`` is one of FORMATS, or what STATISTICS has for it. ``color`` concerns
    the reports for terminals alone, ``version`` the others.
    """
    if format_name in TERMINAL and not any(result.findings for result in results):
        # Nearly every run of a hook, which is spared the import.
        return ""
    from linter.report.base import Options

    return _RENDERERS[format_name]()(results, Options(color, version))
