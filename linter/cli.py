"""The command line: arguments in, report out, exit code back."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click

from linter import __version__
from linter.arguments import (
    File,
    ListFile,
    Name,
    ReportFile,
    RuleName,
    explanation,
    named_and_listed,
)
from linter.config import Configurations
from linter.default_command import DefaultGroup
from linter.nearest import unknown
from linter.options import adoption_options, fix_options, settings_options
from linter.output import show, wants_color
from linter.report import FORMATS
from linter.trouble import EXIT_CLEAN, INTERRUPTED, complain, guarded

if TYPE_CHECKING:
    from linter.adoption import Adoption
    from linter.applying import Fixing
    from linter.discovery.lists import PathList

SELDOM = ("config", "schema")
"""Commands that are loaded only when they are called."""


class DefaultToCheck(DefaultGroup):
    """A group in which anything but a command's name is arguments of ``check``."""

    default = "check"

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Point out a misspelt command; know whether the version is to be told at length."""
        ctx.obj = "--verbose" in args
        if args[:2] == ["--verbose", "--version"]:
            args = args[1:]
        names = self.list_commands(ctx)
        if args and not self.is_own(ctx, args[0]) and self.is_misspelt(args[0], names):
            raise click.UsageError(unknown("command", args[0], names))
        return super().parse_args(ctx, args)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name every command, those that are seldom needed last."""
        return [*super().list_commands(ctx), *SELDOM]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command; one that is seldom needed is loaded now."""
        if cmd_name == "config":
            from linter.config_command import config

            return config
        if cmd_name == "schema":
            from linter.schema_commands import schema

            return schema
        return super().get_command(ctx, cmd_name)

    def is_misspelt(self, word: str, names: list[str]) -> bool:
        """Whether a first argument is nearly a command's name, and no path that exists."""
        if not word.isalpha() or os.path.lexists(word):
            return False
        from linter.nearest import nearest

        return nearest(word, names) is not None


def show_version(ctx: click.Context, param: click.Parameter, wanted: bool) -> None:
    """Print the version; verbosely, also which API the schemas describe, and as of when."""
    del param
    if not wanted:
        return
    text = f"pmlint {__version__}\n"
    if ctx.obj:
        from linter.schemas import NAMES, load

        facts = load(NAMES[0])["x-facts"]
        text += f"schemas: {facts['api']}\nfacts of: {facts['date']}\n"
    show(text)
    ctx.exit()


@click.group(
    cls=DefaultToCheck,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog='"pmlint PATH..." is short for "pmlint check PATH...".',
)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=show_version,
    help="Show the version and exit; with --verbose, also what API the schemas describe.",
)
@click.option("--verbose", is_flag=True, expose_value=False, hidden=True)
def cli() -> None:
    """Lint TrueFoundry chat prompt manifests (YAML or JSON)."""


@cli.command("check")
@click.argument("paths", nargs=-1, type=File(), metavar="[PATH]...")
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
@settings_options
@fix_options
@adoption_options
@click.option("--stdin-filename", metavar="NAME", help='What to call standard input, "-".')
@click.option(
    "--color", type=Name("color mode", ["auto", "always", "never"]), default="auto", help="Colours."
)
@click.option(
    "--files-from",
    "lists",
    multiple=True,
    type=ListFile(),
    metavar="FILE",
    help="Check the paths in FILE too, one a line or with NULs between them; - is standard input.",
)
@click.option(
    "--error-on-no-manifests", is_flag=True, help="Exit with 2 where there is none to check."
)
@click.option(
    "--statistics", is_flag=True, help="Report how many findings each rule has, and no finding."
)
@click.option("--quiet", "-q", is_flag=True, help="Nothing on standard error but errors.")
@click.option(
    "--verbose", "-v", is_flag=True, help="Say which files and findings are passed over, and why."
)
def check_paths(
    paths: tuple[str, ...],
    format_name: str | None,
    reports: tuple[str, ...],
    configurations: Configurations,
    adoption: Adoption | None,
    fixing: Fixing | None,
    stdin_filename: str | None,
    color: str,
    lists: tuple[PathList, ...],
    **flags: bool,
) -> int:
    """Check manifests in files, folders or standard input (-); without a PATH, this folder."""
    from linter.checking import Request, check

    if flags["quiet"] and flags["verbose"]:
        raise click.UsageError("--quiet and --verbose can't go together")
    reporting = format_name or reports or adoption or flags["statistics"]
    if fixing is not None and fixing.diff and reporting:
        raise click.UsageError("--diff prints a diff alone: leave the options on reports out")
    return check(
        Request(
            named_and_listed(paths, lists),
            configurations,
            format_name,
            reports,
            stdin_filename,
            color,
            paths_are_listed=bool(lists),
            adoption=adoption,
            fixing=fixing,
            **flags,
        )
    )


@cli.command()
@click.option("--format", "format_name", type=Name("format", ["text", "json"]), default="text")
def rules(format_name: str) -> int:
    """List the rules."""
    from linter.catalog import rules_as_json, rules_as_text

    show(rules_as_json() if format_name == "json" else rules_as_text())
    return EXIT_CLEAN


@cli.command()
@click.argument("rule", type=RuleName())
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
    return guarded(lambda: _run(arguments))


def _run(arguments: list[str]) -> int:
    try:
        code = cli.main(arguments, prog_name="pmlint", standalone_mode=False)
    except click.ClickException as error:
        return complain(explanation(error))
    except click.Abort:
        return complain(INTERRUPTED)
    return code if isinstance(code, int) else EXIT_CLEAN
