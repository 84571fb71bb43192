"""The command line: arguments in, report out, exit code back."""

from __future__ import annotations

import os
import sys
from io import StringIO

import click

from linter import __version__
from linter.arguments import Name, ReportFile, RuleNames, explanation, unknown
from linter.finding import Severity
from linter.output import OutputError, ReaderLeftError, say, show, wants_color
from linter.report import FORMATS
from linter.settings import Settings

EXIT_CLEAN, EXIT_FINDINGS, EXIT_TROUBLE = 0, 1, 2
SCHEMA = "schema"
FAIL_ON = {severity.value: severity for severity in Severity} | {"never": None}


class DefaultToCheck(click.Group):
    """A group in which anything but a command's name is arguments of ``check``."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put ``check`` before arguments that do not begin with a command."""
        own = {"--help", "-h", "--version"}
        names = self.list_commands(ctx)
        if not args or (args[0] not in names and args[0] not in own):
            if args and self.is_misspelt(args[0], names):
                raise click.UsageError(unknown("command", args[0], names))
            args = ["check", *args]
        return super().parse_args(ctx, args)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name every command, ``schema`` too, whose own commands are seldom needed."""
        return [*super().list_commands(ctx), SCHEMA]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command; those of ``schema`` are loaded now."""
        if cmd_name != SCHEMA:
            return super().get_command(ctx, cmd_name)
        from linter.schema_commands import schema

        return schema

    def is_misspelt(self, word: str, names: list[str]) -> bool:
        """Whether a first argument is nearly a command's name, and no path that exists."""
        if not word.isalpha() or os.path.lexists(word):
            return False
        from linter.nearest import nearest

        return nearest(word, names) is not None


@click.group(
    cls=DefaultToCheck,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog='"pmlint PATH..." is short for "pmlint check PATH...".',
)
@click.version_option(__version__, prog_name="pmlint", message="%(prog)s %(version)s")
def cli() -> None:
    """Lint TrueFoundry chat prompt manifests (YAML or JSON)."""


@cli.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option(
    "--format",
    "format_name",
    type=Name("format", FORMATS),
    help="How to report: full on a terminal, else concise, if not given.",
)
@click.option(
    "--output",
    "reports",
    multiple=True,
    type=ReportFile(),
    metavar="[FORMAT=]FILE",
    help="Write the report to FILE instead; with FORMAT=, one more beside it.",
)
@click.option("--select", multiple=True, type=RuleNames(), help="Only these rules or groups.")
@click.option("--ignore", multiple=True, type=RuleNames(), help="Not these rules or groups.")
@click.option(
    "--fail-on",
    type=Name("severity", FAIL_ON),
    default="warning",
    show_default=True,
    help="The mildest severity that makes the exit code 1.",
)
@click.option("--stdin-filename", metavar="NAME", help='What to call standard input, "-".')
@click.option(
    "--color", type=Name("color mode", ["auto", "always", "never"]), default="auto", help="Colours."
)
@click.option("--quiet", "-q", is_flag=True, help="Nothing on standard error but errors.")
def check(
    paths: tuple[str, ...],
    format_name: str | None,
    reports: tuple[str, ...],
    select: tuple[frozenset[str], ...],
    ignore: tuple[frozenset[str], ...],
    fail_on: str,
    stdin_filename: str | None,
    color: str,
    quiet: bool,
) -> int:
    """Check manifests in files, folders or standard input (-); without a PATH, this folder."""
    from linter import output, runner
    from linter.report.summary import summary_line
    from linter.result import summarize
    from linter.settle import fails

    settings = Settings(
        select=frozenset().union(*select),
        ignore=frozenset().union(*ignore),
        fail_on=FAIL_ON[fail_on],
    )
    outputs = output.plan(format_name, reports)
    passed_over: list[str] = []
    default = "." if stdin_filename is None else "-"
    results = runner.lint_paths(
        paths or [default], settings, stdin_filename or runner.STDIN_NAME, passed_over
    )
    output.write(outputs, results, color)
    if not quiet:
        for path in passed_over:
            note(f"{path} is neither YAML nor JSON by its name: passed over")
        if outputs.main != "json":
            colored = output.wants_color(color, sys.stderr)
            say(summary_line(summarize(results), color=colored))
    return int(any(fails(result.findings, settings.fail_on) for result in results))


@cli.command()
@click.option("--format", "format_name", type=Name("format", ["text", "json"]), default="text")
def rules(format_name: str) -> int:
    """List the rules."""
    from linter.catalog import rules_as_json, rules_as_text

    show(rules_as_json() if format_name == "json" else rules_as_text())
    return EXIT_CLEAN


@cli.command()
@click.argument("rule")
def explain(rule: str) -> int:
    """Print the page of a RULE."""
    from shutil import get_terminal_size

    from linter.catalog import page
    from linter.rules import RULES

    if rule not in RULES:
        raise click.UsageError(unknown("rule", rule, RULES))
    colored = wants_color("auto", sys.stdout)
    show(page(rule, width=get_terminal_size().columns, color=colored))
    return EXIT_CLEAN


def run(arguments: list[str]) -> int:
    """Run a command line and return its exit code; no input makes it print a traceback."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            # It was closed before the program started; what is written to it is not missed.
            setattr(sys, name, StringIO())
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        code = cli.main(arguments, prog_name="pmlint", standalone_mode=False)
    except click.ClickException as error:
        return complain(explanation(error))
    except (click.Abort, KeyboardInterrupt):
        return complain("interrupted")
    except OutputError as error:
        return complain(str(error))
    except ReaderLeftError:
        return EXIT_TROUBLE
    except Exception as error:
        return defect(error)
    return code if isinstance(code, int) else EXIT_CLEAN


def defect(error: Exception) -> int:
    """Report a defect of the program in one line; PMLINT_TRACEBACK=1 shows where."""
    if os.environ.get("PMLINT_TRACEBACK"):
        raise error
    from linter.engine import Defect

    cause = error.__cause__ if isinstance(error, Defect) else error
    where = f" on {error}" if isinstance(error, Defect) else ""
    return complain(
        f"a defect of pmlint{where}: {type(cause).__name__}; "
        "please report it, with what PMLINT_TRACEBACK=1 shows"
    )


def complain(message: str) -> int:
    """Print one line to standard error and return the exit code for trouble."""
    note(message)
    return EXIT_TROUBLE


def note(message: str) -> None:
    """Print one line to standard error, whatever the message holds."""
    from linter.report.cells import visible

    say(f"pmlint: {visible(' '.join(message.split()))}")
