"""``pmlint schema`` and its commands, loaded only when one of them is called."""

from __future__ import annotations

import click

from linter.arguments import unknown
from linter.output import show


class DefaultToPrint(click.Group):
    """A group in which anything but a command's name is a schema to print."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put ``print`` before arguments that do not begin with a command."""
        if not args or args[0] not in (*self.commands, "--help", "-h"):
            args = ["print", *args]
        return super().parse_args(ctx, args)


@click.group(
    cls=DefaultToPrint,
    epilog='"pmlint schema [NAME]" is short for "pmlint schema print [NAME]".',
)
def schema() -> None:
    """Print a JSON Schema, or make one from the API's documentation."""


@schema.command("print")
@click.argument("name", default="chat-prompt")
def print_schema(name: str) -> int:
    """Print the schema called NAME, the manifest's own if none is named."""
    from linter.schemas import NAMES, text

    if name not in NAMES:
        known = [*NAMES, *schema.commands]
        raise click.UsageError(unknown("schema", name, known, f"use one of {', '.join(NAMES)}"))
    show(text(name))
    return 0
