"""What a rule is, and the decorator that makes one of a function."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from linter.finding import Problem, Severity

if TYPE_CHECKING:
    from linter.manifest import Manifest
    from linter.settings import Settings
    from linter.survey import Survey

    Check: TypeAlias = Callable[[Manifest, Settings], Iterable[Problem]]
    Look: TypeAlias = Callable[[Survey], object]
else:
    # Types in quotes would be compiled at every start.
    Check = Look = Callable
Fixes: TypeAlias = Literal["no", "safe", "unsafe", "both"]
"""Whether findings of a rule, or some of them, come with a fix; both: it depends on the finding."""


class Rule(NamedTuple):
    """A named mistake. ``page`` is its documentation, ``group`` the module it stands in.

    ``check`` is None where reading or conformance reports the mistake under this name. ``needs``
    and ``when`` spare a manifest the check; see ``rule``. A rule that is ``opt_in`` is in force
    only where the settings select it by its own name. ``fixes`` says what fixes its findings have.
    """

    name: str
    severity: Severity
    group: str
    page: str
    check: Check | None
    needs: str | None = None
    when: Look | None = None
    opt_in: bool = False
    fixes: Fixes = "no"


def rule(
    name: str,
    severity: Severity,
    *,
    needs: str | None = None,
    when: Look | None = None,
    opt_in: bool = False,
    fixes: Fixes = "no",
) -> Callable[[Check], Rule]:
    """Make a rule of a function that yields problems; its docstring is the rule's page.

    The check runs only for manifests that have the key ``needs`` at the top, and of those that
    conform to the schema only for the ones of which the quick look ``when`` says that there may
    be something to report. The look may say so too often, but never too seldom. Rules that give
    the same function have it called once for all of them. ``opt_in`` rules are off until they are
    selected.
    """

    def make(check: Check) -> Rule:
        group = check.__module__.rpartition(".")[2]
        page = check.__doc__ or ""
        return Rule(name, severity, group, page, check, needs, when, opt_in, fixes)

    return make


def reported_elsewhere(
    name: str, severity: Severity, *, fixes: Fixes = "no"
) -> Callable[[Callable[[], None]], Rule]:
    """Make a rule of an empty function: its docstring is the page, others report the mistake.

    For what is found while a file is read, or by the schema.
    """

    def make(page: Callable[[], None]) -> Rule:
        group = page.__module__.rpartition(".")[2]
        return Rule(name, severity, group, page.__doc__ or "", None, fixes=fixes)

    return make
