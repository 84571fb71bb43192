"""What to say of names that placeholders use and nothing declares: imported if there are any."""

from __future__ import annotations

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

_MOST_NOTES = 50
"""How many other places of a name are shown; behind these nobody looks."""


def problems(manifest: Manifest, names: dict[str, list[Use]]) -> Iterator[Problem]:
    """Yield a problem at the first use of each name, with the others as notes."""
    advice = declares_nothing(manifest)
    meant = guesses(manifest, names)
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
            remedy=_declaration(manifest, name) if name not in meant else None,
        )


def _declaration(manifest: Manifest, name: str) -> Remedy:
    if "variables" in manifest.value:
        return insert(("variables",), name, None, "declare it with null")
    return insert((), "variables", {name: None}, "declare it with null")


def _range(placeholder: Placeholder) -> tuple[int, int]:
    return placeholder.start, placeholder.end
