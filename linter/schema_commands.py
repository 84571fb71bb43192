"""``pmlint schema`` and its commands, loaded only when one of them is called."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from linter.arguments import File, Name
from linter.default_command import DefaultGroup
from linter.nearest import unknown
from linter.output import show
from linter.trouble import complain, note

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


class DefaultToPrint(DefaultGroup):
    """A group in which anything but a command's name is a schema to print."""

    default = "print"


def _complete(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Complete the name of a shipped schema."""
    from linter.completion import names
    from linter.schemas import NAMES

    del ctx, param
    return names(NAMES, incomplete)


@click.group(
    cls=DefaultToPrint,
    epilog='"pmlint schema [NAME]" is short for "pmlint schema print [NAME]".',
)
def schema() -> None:
    """Print a JSON Schema, or make one from the API's documentation."""


@schema.command("print")
@click.argument("name", required=False, shell_complete=_complete)
@click.option("--settings", is_flag=True, help="Print the schema of pmlint's settings files.")
@click.option("--report", is_flag=True, help="Print the schema of the report in JSON.")
def print_schema(name: str | None, settings: bool, report: bool) -> int:
    """Print the schema called NAME, the manifest's own if none is named."""
    from linter.schemas import NAMES, REPORT, SETTINGS, text

    asked = [(settings, SETTINGS), (report, REPORT)]
    own = [schema_name for is_asked, schema_name in asked if is_asked]
    if len(own) > 1:
        raise click.UsageError("--settings and --report are two schemas: ask for one at a time")
    if own:
        if name is not None:
            raise click.UsageError(f"--{own[0]} is a schema of its own: leave the NAME out")
        show(text(own[0]))
        return 0
    if name is None:
        name = NAMES[0]
    if name not in NAMES:
        known = [*NAMES, *schema.commands]
        raise click.UsageError(unknown("schema", name, known, f"use one of {', '.join(NAMES)}"))
    show(text(name))
    return 0


@schema.command("generate")
@click.option(
    "--openapi",
    type=File(),
    metavar="FILE",
    help="An OpenAPI 3.0 or 3.1 document: JSON, YAML, or a Markdown page with one in a fence.",
)
@click.option(
    "--component",
    metavar="NAME",
    help="The component that is the manifest, or a reference to it (#/...), if it is not found.",
)
@click.option("--output", metavar="FILE", help="Write to FILE instead of standard output.")
def generate(openapi: str | None, component: str | None, output: str | None) -> int:
    """Make the manifest's schema of the API's documentation, to be used with check --schema.

    Without --openapi the reference pages that come with pmlint are the source, and the schema is
    the shipped one. Nothing is ever fetched: an OpenAPI document has to be in one piece.
    """
    if openapi is None and component is not None:
        raise click.UsageError("--component names a part of a document: give that with --openapi")
    from linter.generating import GeneratingError, from_openapi, from_reference, write

    try:
        text, notes = from_openapi(openapi, component) if openapi else (from_reference(), [])
        write(text, output)
    except GeneratingError as error:
        return complain(str(error))
    for each in notes:
        note(each)
    return 0


@schema.command("coverage")
@click.argument("pages", nargs=-1, required=True, type=File(), metavar="PAGE...")
@click.option(
    "--schema",
    "schema_file",
    type=File(),
    metavar="FILE",
    help="Another schema of the manifest.",
)
@click.option("--format", "format_name", type=Name("format", ["text", "json"]), default="text")
def coverage(pages: tuple[str, ...], schema_file: str | None, format_name: str) -> int:
    """Compare saved pages of the API reference (text or Markdown) with the schemas.

    The exit code is 1 if a page knows something that the schema does not.
    """
    from linter.apidocs import commands

    return commands.coverage(pages, schema_file, format_name)


@schema.command("diff")
@click.argument("old", type=File())
@click.argument("new", type=File())
@click.option(
    "--format", "format_name", type=Name("format", ["text", "json", "markdown"]), default="text"
)
def diff(old: str, new: str, format_name: str) -> int:
    """Say what changed from the schema OLD to NEW, files or names of shipped schemas.

    The exit code is 1 if something that was accepted no longer is.
    """
    from linter.apidocs import commands

    return commands.diff(old, new, format_name)
