"""What arguments may be: names, rules, report files; and what is said of wrong ones."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import click

from linter.nearest import unknown
from linter.report import FORMATS
from linter.settings import ALL

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from linter.discovery.lists import PathList
    from linter.settings import ManifestSchema

    # Generic in the newest click only.
    _Type = click.ParamType[Any]
else:
    _Type = click.ParamType


class Name(_Type):
    """One of a few names; an unknown one is answered with the nearest."""

    def __init__(self, name: str, choices: Iterable[str]) -> None:
        self.name = name
        self.choices = list(choices)

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the value, or fail with what it may be."""
        if value not in self.choices:
            self.fail(unknown(self.name, value, self.choices), param, ctx)
        return value

    def get_metavar(self, param: click.Parameter, ctx: click.Context | None = None) -> str:  # noqa: ARG002
        """Show the names in the help."""
        return "[" + "|".join(self.choices) + "]"

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """Complete a name."""
        from linter.completion import names

        del ctx, param
        return names(self.choices, incomplete)


class RuleName(_Type):
    """The name of a rule; whether there is such a rule, the command has to see."""

    name = "rule"

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """Complete the name of a rule."""
        from linter.completion import names
        from linter.rules import RULES

        del ctx, param
        return names(RULES, incomplete)


class RuleNames(_Type):
    """Names of rules or groups, separated by commas."""

    name = "rules"

    def convert(
        self, value: str, param: click.Parameter | None, ctx: click.Context | None
    ) -> frozenset[str]:
        """Return the names, or fail at the first unknown one, or where there is none."""
        from linter.rules import GROUPS, RULES

        names = [name.strip() for name in value.split(",") if name.strip()]
        if not names:
            # A variable of a script that is not set must not select every rule.
            self.fail("it is empty: list a rule, or leave the option out", param, ctx)
        known = [ALL, *RULES, *GROUPS]
        for name in names:
            if name not in known:
                self.fail(unknown("rule", name, known), param, ctx)
        return frozenset(names)

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """Complete the last name of the list."""
        from linter.completion import lists
        from linter.rules import GROUPS, RULES

        del ctx, param
        return lists([ALL, *GROUPS, *RULES], incomplete)


class File(_Type):
    """A file or folder by its name, whatever that is; the command finds out what is there."""

    name = "path"

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """Leave it to the shell to complete a file."""
        from linter.completion import files

        del ctx, param
        return files(incomplete)


class SchemaFile(File):
    """A file with a schema to check manifests with."""

    name = "schema"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> ManifestSchema:
        """Return the schema, compiled, or fail with what is wrong with the file."""
        from linter.custom_schema import SchemaFileError, load_manifest_schema

        try:
            return load_manifest_schema(value)
        except SchemaFileError as error:
            self.fail(str(error), param, ctx)


class ListFile(File):
    """A file with a list of paths."""

    name = "list"

    def convert(
        self, value: str, param: click.Parameter | None, ctx: click.Context | None
    ) -> PathList:
        """Return the paths in the file, or fail with why it can't be read."""
        from linter.discovery.lists import ListError, read_list

        try:
            return read_list(value)
        except ListError as error:
            self.fail(str(error), param, ctx)


class ReportFile(_Type):
    """A file for a report, ``FILE`` or ``FORMAT=FILE``."""

    name = "report"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the value, or fail where a word before ``=`` is no format.

        It would be a strange name for a file, and a report in the wrong format is found late.
        """
        prefix, equals, _ = value.partition("=")
        if equals and prefix.isalpha() and prefix not in FORMATS:
            self.fail(unknown("format", prefix, FORMATS), param, ctx)
        return value

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """Complete a format, or leave it to the shell to complete a file."""
        from linter.completion import reports

        del ctx, param
        return reports(FORMATS, incomplete)


def named_and_listed(paths: Sequence[str], lists: Sequence[PathList]) -> Sequence[str]:
    """Return the paths of the command line and those in lists."""
    if not lists:
        return paths
    from linter.discovery.lists import ListError, joined

    try:
        return joined(paths, lists)
    except ListError as error:
        raise click.UsageError(str(error)) from error


def explanation(error: click.ClickException) -> str:
    """Say what is wrong with the arguments in the voice of the findings, not in click's."""
    if isinstance(error, click.NoSuchOption) and error.ctx is not None:
        options = [name for param in error.ctx.command.get_params(error.ctx) for name in param.opts]
        return unknown(
            "option",
            error.option_name,
            [name for name in options if name.startswith("--")],
            f'"{error.ctx.command_path} --help" lists them all',
        )
    if isinstance(error, click.BadParameter) and error.message and error.param is not None:
        return f"{error.param.opts[0]}: {error.message}"
    text = error.format_message().rstrip(".")
    return text[:1].lower() + text[1:]
