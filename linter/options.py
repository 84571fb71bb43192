"""Options of the command line: where settings come from, what becomes of findings."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any

import click

from linter.arguments import File, Name, RuleNames, SchemaFile
from linter.config import Configurations
from linter.settings import FAIL_ON, ManifestSchema, Overrides

if TYPE_CHECKING:
    from linter.adoption import Adoption

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
        "--config",
        type=File(),
        metavar="FILE",
        help="Use this settings file, whatever others there are.",
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


_OF_ADOPTION = (
    click.option(
        "--baseline",
        type=File(),
        metavar="FILE",
        help="Pass over the findings that FILE counts.",
    ),
    click.option(
        "--write-baseline",
        type=File(),
        metavar="FILE",
        help="Count today's findings in FILE, to be passed over from now on.",
    ),
    click.option(
        "--prune-baseline",
        is_flag=True,
        help="Take the findings that are there no more out of the baseline.",
    ),
    click.option(
        "--add-suppressions",
        is_flag=True,
        help="Write comments into YAML files that suppress today's findings.",
    ),
)


def adoption_options(command: Callable[..., int]) -> Callable[..., int]:
    """Give a command the options on findings that are there already, as an argument ``adoption``.

    It is None if none of them is given.
    """

    @wraps(command)
    def with_adoption(
        *,
        baseline: str | None,
        write_baseline: str | None,
        prune_baseline: bool,
        add_suppressions: bool,
        **others: Any,
    ) -> int:
        said = (baseline, write_baseline, prune_baseline, add_suppressions)
        adoption = _adoption(*said) if said != (None, None, False, False) else None
        return command(adoption=adoption, **others)

    for option in reversed(_OF_ADOPTION):
        with_adoption = option(with_adoption)
    return with_adoption


def _adoption(
    baseline: str | None, write_baseline: str | None, prune_baseline: bool, add_suppressions: bool
) -> Adoption:
    from linter.adoption import Adoption

    others = {
        "--baseline": baseline is not None,
        "--prune-baseline": prune_baseline,
        "--add-suppressions": add_suppressions,
    }
    other = next((name for name, is_given in others.items() if is_given), None)
    if write_baseline is not None and other is not None:
        raise click.UsageError(f"--write-baseline and {other} can't go together")
    return Adoption(baseline, write_baseline, prune_baseline, add_suppressions)


_OF_FIXING = (
    click.option("--fix", is_flag=True, help="Mend what can be mended safely; report the rest."),
    click.option(
        "--unsafe-fixes", is_flag=True, help="Mend also where something else may be meant."
    ),
    click.option("--diff", is_flag=True, help="Show what --fix would change, and change nothing."),
    click.option(
        "--exit-non-zero-on-fix", is_flag=True, help="Exit with 1 if --fix changed anything."
    ),
)


def fix_options(command: Callable[..., int]) -> Callable[..., int]:
    """Give a command the options on fixes, as an argument ``fixing``; None to apply none."""

    @wraps(command)
    def with_fixing(
        *, fix: bool, unsafe_fixes: bool, diff: bool, exit_non_zero_on_fix: bool, **others: Any
    ) -> int:
        if unsafe_fixes and not (fix or diff):
            raise click.UsageError("--unsafe-fixes says which fixes to apply: add --fix or --diff")
        if exit_non_zero_on_fix and not fix:
            raise click.UsageError("--exit-non-zero-on-fix says how --fix ends: add --fix")
        fixing = None
        if fix or diff:
            from linter.applying import Fixing

            fixing = Fixing(unsafe=unsafe_fixes, diff=diff, exit_non_zero=exit_non_zero_on_fix)
        return command(fixing=fixing, **others)

    for option in reversed(_OF_FIXING):
        with_fixing = option(with_fixing)
    return with_fixing
