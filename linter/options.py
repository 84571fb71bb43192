"""The options of the command line that settings come from, for every command that has them."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

import click

from linter.arguments import Name, RuleNames, SchemaFile
from linter.config import Configurations
from linter.settings import FAIL_ON, ManifestSchema, Overrides

_OPTIONS = (
    click.option("--select", multiple=True, type=RuleNames(), help="Only these rules or groups."),
    click.option("--ignore", multiple=True, type=RuleNames(), help="Not these rules or groups."),
    click.option(
        "--fail-on",
        type=Name("severity", FAIL_ON),
        help="The mildest severity that makes the exit code 1; warning, if nothing else is set.",
    ),
    click.option(
        "--schema",
        type=SchemaFile(),
        metavar="FILE",
        help='Check with this schema, which "pmlint schema generate" wrote.',
    ),
    click.option(
        "--config", metavar="FILE", help="Use this settings file, whatever others there are."
    ),
    click.option("--isolated", is_flag=True, help="Use no settings file."),
)


def settings_options(command: Callable[..., int]) -> Callable[..., int]:
    """Give a command the options that settings come from, as an argument ``configurations``."""

    @wraps(command)
    def with_configurations(
        *,
        select: tuple[frozenset[str], ...],
        ignore: tuple[frozenset[str], ...],
        fail_on: str | None,
        schema: ManifestSchema | None,
        config: str | None,
        isolated: bool,
        **others: Any,
    ) -> int:
        if config is not None and isolated:
            raise click.UsageError("--config and --isolated can't go together")
        overrides = Overrides(
            select=frozenset().union(*select) or None,
            ignore=frozenset().union(*ignore),
            fail_on=fail_on,
            schema=schema,
        )
        configurations = Configurations(overrides, config=config, isolated=isolated)
        return command(configurations=configurations, **others)

    for option in reversed(_OPTIONS):
        with_configurations = option(with_configurations)
    return with_configurations
