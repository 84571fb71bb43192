"""``pmlint config``: the settings in force, loaded only when it is called."""

from __future__ import annotations

import click

from linter.arguments import File, Name
from linter.config import Configurations
from linter.options import settings_options
from linter.output import show


@click.command()
@click.argument("path", type=File(), default=".")
@settings_options
@click.option("--format", "format_name", type=Name("format", ["text", "json"]), default="text")
def config(path: str, configurations: Configurations, format_name: str) -> int:
    """Print the settings in force for PATH, a file or a folder, and where each comes from."""
    from linter.config.inforce import as_json, as_text, in_force

    found = in_force(configurations, path)
    show(as_json(found) if format_name == "json" else as_text(found))
    return 0
