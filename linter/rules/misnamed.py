"""What to say of names that placeholders use and nothing declares: imported if there are any."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from linter.finding import Note, Problem, Remedy, Severity
from linter.remedies import insert
from linter.rules.usage import declares_nothing, guesses
from linter.rules.words import short

if TYPE_CHECKING:
    from linter.manifest import Manifest
    from linter.placeholders import Placeholder
    from linter.rules.usage import Use

_DECLARE_IT = "declare it with null"
_MOST_AT_ONCE = 50
"""How many variables are declared at once where none is declared yet."""

_MOST_NOTES = 50
"""How many other places of a name are shown; behind these nobody looks."""


def problems(manifest: Manifest, names: dict[str, list[Use]]) -> Iterator[Problem]:
    """Yield a problem at the first use of each name, with the others as notes."""
    advice = declares_nothing(manifest)
    found = guesses(manifest, names)
    meant = {name: guess for name, guess in found.items() if not _are_numbered(name, guess)}
    declarations = _declarations(manifest, [name for name in names if name not in meant])
    for name, uses in names.items():
        message = "{{" + short(name) + "}} is not declared under variables: "
        if name in meant:
            message += "did you mean {{" + short(meant[name]) + "}}?"
        elif advice:
            message += "declare it, or pass it with every call"
        else:
            message += "declare it there, with null for no default"
        yield Problem(
            uses[0].path,
            message,
            chars=_range(uses[0].placeholder),
            notes=tuple(
                Note(use.path, "used here too", chars=_range(use.placeholder))
                for use in uses[1 : _MOST_NOTES + 1]
            ),
            severity=Severity.INFO if advice else None,
            remedy=declarations.get(name),
        )


def _are_numbered(one: str, other: str) -> bool:
    """Whether names differ in their numbers alone, as those of a series do on purpose."""
    parts = re.sub(r"\d+", "0", one), re.sub(r"\d+", "0", other)
    return parts[0] == parts[1]


def _declarations(manifest: Manifest, names: list[str]) -> dict[str, Remedy]:
    """Return what declares names, by name; with one declared, others like it must not be left.

    They would look as if they were misspelt.
    """
    if manifest.variables:
        return {name: insert(("variables",), name, None, _DECLARE_IT) for name in names}
    if len(names) > _MOST_AT_ONCE:
        return {}
    message = _DECLARE_IT if len(names) == 1 else f"declare all {len(names)} variables with null"
    declared = dict.fromkeys(names)
    if "variables" in manifest.value:
        return dict.fromkeys(names, insert(("variables",), None, declared, message))
    return dict.fromkeys(names, insert((), "variables", declared, message))


def _range(placeholder: Placeholder) -> tuple[int, int]:
    return placeholder.start, placeholder.end
