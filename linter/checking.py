"""One check, from paths to an exit code: lint, report, sum up."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from linter import output, runner
from linter.config import Configurations
from linter.files import STDIN
from linter.report import LOGS
from linter.report.summary import summary_line
from linter.result import FileResult, summarize
from linter.settings import ConfigError
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
    results = _lint(request, passed_over)
    notes: list[str] = []
    if request.adoption is not None or request.configurations.have_baseline:
        results, notes = _adopted(request, results)
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


def _lint(request: Request, passed_over: list[str]) -> list[FileResult]:
    default = STDIN if request.stdin_filename is not None else "."
    return runner.lint_paths(
        request.paths or [default],
        request.configurations,
        request.stdin_filename or runner.STDIN_NAME,
        passed_over,
    )


def _adopted(request: Request, results: list[FileResult]) -> tuple[list[FileResult], list[str]]:
    """Do about findings that are there already what was asked for; return notes on that, too."""
    from linter.adoption import add_suppressions, adopt

    adoption, configurations = request.adoption, request.configurations
    found, notes = adopt(results, adoption, configurations)
    if adoption is None or not adoption.add_suppressions:
        return found, notes
    if STDIN in request.paths or request.stdin_filename is not None:
        raise ConfigError("--add-suppressions writes into files, and standard input is none")
    added = add_suppressions(found, configurations, request.paths or ["."])
    # What a comment suppresses may clash with another file, or leave a baseline: all is new.
    found, notes = adopt(_lint(request, []), adoption, configurations)
    return found, added + notes
