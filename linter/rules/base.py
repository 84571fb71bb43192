"""What a rule is, and the decorator that makes one of a function."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from linter.finding import Problem, Severity

if TYPE_CHECKING:
    from linter.manifest import Manifest
    from linter.settings import Settings

Check: TypeAlias = "Callable[[Manifest, Settings], Iterable[Problem]]"


class Rule(NamedTuple):
    """A named mistake. ``page`` is its documentation, ``group`` the module it stands in.

    ``check`` is None where reading or conformance reports the mistake under this name. It runs
    only for manifests that have the key ``needs`` at the top. A rule that is ``opt_in`` is in
    force only where the settings select it by its own name.
    """

    name: str
    severity: Severity
    group: str
    page: str
    check: Check | None
    needs: str | None = None
    opt_in: bool = False


def rule(
    name: str, severity: Severity, needs: str | None = None, *, opt_in: bool = False
) -> Callable[[Check], Rule]:
    """Make a rule of a function that yields problems; its docstring is the rule's page.

    A rule that has nothing to say of a manifest without a certain top-level key is spared the
    call by naming that key in ``needs``. ``opt_in`` rules are off until they are selected.
    """

    def make(check: Check) -> Rule:
        group = check.__module__.rpartition(".")[2]
        return Rule(name, severity, group, check.__doc__ or "", check, needs, opt_in)

    return make


def reported_elsewhere(name: str, severity: Severity) -> Callable[[Callable[[], None]], Rule]:
    """Make a rule of an empty function: its docstring is the page, others report the mistake.

    For what is found while a file is read, or by the schema.
    """

    def make(page: Callable[[], None]) -> Rule:
        return Rule(name, severity, page.__module__.rpartition(".")[2], page.__doc__ or "", None)

    return make
