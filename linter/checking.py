"""One check, from paths to an exit code: lint, report, sum up."""

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from linter import output, runner
from linter.config import Configurations
from linter.files import STDIN
from linter.report import LOGS
from linter.report.summary import summary_line
from linter.result import FileResult, Skipped, summarize
from linter.settings import ConfigError
from linter.settle import fails
from linter.trouble import EXIT_CLEAN, complain, note

if TYPE_CHECKING:
    from linter.adoption import Adoption
    from linter.applying import Fixing
else:
    # Types in quotes would be compiled at every start.
    Adoption = Fixing = object


class Request(NamedTuple):
    """What a command line asks for; the defaults are those of one that only has paths."""

    paths: Sequence[str]
    configurations: Configurations
    format_name: str | None = None
    reports: Sequence[str] = ()
    stdin_filename: str | None = None
    color: str = "auto"
    quiet: bool = False
    verbose: bool = False
    statistics: bool = False
    paths_are_listed: bool = False
    """Whether the paths are those of a list, which may well be empty."""
    error_on_no_manifests: bool = False
    adoption: Adoption | None = None
    """What to do about baselines; those that settings files name are used anyway."""
    fixing: Fixing | None = None

    @property
    def all_paths(self) -> Sequence[str]:
        """The paths to lint: those given, or else standard input if it has a name, or all here."""
        if self.paths or self.paths_are_listed:
            return self.paths
        return ["." if self.stdin_filename is None else STDIN]


def check(request: Request) -> int:
    """Lint the paths and report; return 1 for findings that make a run fail, else 0.

    If asked to, return the exit code of trouble where there was nothing to lint.
    """
    fixing = request.fixing
    outputs = output.plan(request.format_name, request.reports, request.statistics)
    skipped: list[Skipped] = []
    results = _lint(request, skipped)
    notes: list[str] = []
    if request.adoption is not None or request.configurations.have_baseline:
        results, notes = _adopted(request, results)
    if fixing is None:
        output.write(outputs, results, request.color)
    else:
        output.write_mended(fixing, outputs, results, request.color)
    if not request.quiet:
        _tell_passed_over(request, results, skipped)
        for text in notes:
            note(text)
    if all(result.skipped for result in results):
        return _nothing_checked(request, results, skipped)
    if not request.quiet and (outputs.main is None or outputs.main in LOGS):
        colored = output.wants_color(request.color, sys.stderr)
        summary = summarize(results)
        output.say(
            summary_line(summary, color=colored)
            if fixing is None
            else fixing.summary(summary, color=colored)
        )
    if fixing is not None:
        for refusal in fixing.refused:
            note(refusal)
        if (code := fixing.exit_code()) is not None:
            return code
    return int(
        any(
            fails(result.findings, request.configurations.settings_for(result.name).fail_on)
            for result in results
            if result.findings
        )
    )


def _lint(request: Request, skipped: list[Skipped]) -> list[FileResult]:
    progress = None
    if not request.quiet and sys.stderr.isatty():
        from linter.progress import progress_on

        progress = progress_on(sys.stderr)
    try:
        return runner.lint_paths(
            request.all_paths,
            request.configurations,
            request.stdin_filename or runner.STDIN_NAME,
            skipped,
            note_all=request.verbose,
            progress=progress,
            fixing=request.fixing,
        )
    finally:
        if progress is not None:
            progress.wipe()


def _adopted(request: Request, results: list[FileResult]) -> tuple[list[FileResult], list[str]]:
    """Do about findings that are there already what was asked for; return notes on that, too."""
    from linter.adoption import add_suppressions, adopt

    adoption, configurations = request.adoption, request.configurations
    found, notes = adopt(results, adoption, configurations)
    if adoption is None or not adoption.add_suppressions:
        return found, notes
    if STDIN in request.all_paths:
        raise ConfigError("--add-suppressions writes into files, and standard input is none")
    added = add_suppressions(found, configurations, request.all_paths)
    # What a comment suppresses may clash with another file, or leave a baseline: all is new.
    found, notes = adopt(_lint(request, []), adoption, configurations)
    return found, added + notes


def _tell_passed_over(request: Request, results: list[FileResult], skipped: list[Skipped]) -> None:
    if skipped or request.verbose:
        from linter.notes import tell_passed_over

        tell_passed_over(skipped, results, request.verbose)


def _nothing_checked(request: Request, results: list[FileResult], skipped: list[Skipped]) -> int:
    """Say that no manifest was checked, and why, in every format: few expect that."""
    from linter.notes import left_out

    why = left_out(skipped)
    if not request.paths and request.paths_are_listed:
        why = "the list of files is empty"
    summary = summarize(results)
    if request.error_on_no_manifests:
        return complain(summary_line(summary, why_none=why))
    if not request.quiet:
        colored = output.wants_color(request.color, sys.stderr)
        output.say(summary_line(summary, color=colored, why_none=why))
    return EXIT_CLEAN
