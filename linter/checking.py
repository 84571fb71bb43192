"""One check, from paths to an exit code: lint, report, sum up."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from linter import output, runner
from linter.config import Configurations
from linter.report import LOGS
from linter.report.summary import summary_line
from linter.result import summarize
from linter.settle import fails
from linter.trouble import note

if TYPE_CHECKING:
    from linter.adoption import Adoption


class Request(NamedTuple):
    """What a command line asks for; the defaults are those of one that only has paths."""

    paths: Sequence[str]
    configurations: Configurations
    format_name: str | None = None
    reports: Sequence[str] = ()
    stdin_filename: str | None = None
    color: str = "auto"
    quiet: bool = False
    adoption: Adoption | None = None
    """What to do about baselines; those that settings files name are used anyway."""


def check(request: Request) -> int:
    """Lint the paths and report; return 1 for findings that make a run fail, else 0."""
    outputs = output.plan(request.format_name, request.reports)
    passed_over: list[str] = []
    default = "." if request.stdin_filename is None else "-"
    results = runner.lint_paths(
        request.paths or [default],
        request.configurations,
        request.stdin_filename or runner.STDIN_NAME,
        passed_over,
    )
    notes: list[str] = []
    if request.adoption is not None or request.configurations.have_baseline:
        from linter.adoption import adopt

        results, notes = adopt(results, request.adoption, request.configurations)
    output.write(outputs, results, request.color)
    if not request.quiet:
        for path in passed_over:
            note(f"{path} is neither YAML nor JSON by its name: passed over")
        for text in notes:
            note(text)
        if outputs.main is None or outputs.main in LOGS:
            colored = output.wants_color(request.color, sys.stderr)
            output.say(summary_line(summarize(results), color=colored))
    return int(
        any(
            fails(result.findings, request.configurations.settings_for(result.name).fail_on)
            for result in results
            if result.findings
        )
    )
