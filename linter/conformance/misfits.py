"""A value of the wrong type with what is known about its place, and the words for types."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from linter.conformance.shapes import choices, kind_of
from linter.conformance.wording import MOST_CHOICES, listed, number, quoted
from linter.finding import Path

WANTED = {
    "string": "a string",
    "array": "a list",
    "object": "a mapping",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "null": "null",
}
FOUND = {**WANTED, "integer": "a number", "boolean": "a boolean"}
NOT_JSON = {
    "date": "a date",
    "datetime": "a date and time",
    "time": "a time",
    "bytes": "binary data",
    "set": "a set",
    "float": "a number that JSON has no form for",
}


class Misfit(NamedTuple):
    """A value whose type does not fit, and all that is known about its place.

    ``written`` is an unquoted YAML scalar as it stands in the file. ``wrap`` is the key under
    which a text would stand in the mapping wanted.
    """

    path: Path
    value: Any
    kinds: Sequence[str]
    keywords: dict[str, Any]
    written: str | None
    required: bool
    wrap: str | None


def wanted(misfit: Misfit) -> str:
    """Word what a value must be: a choice if it has few, else its types."""
    allowed = [str(choice) for choice in choices(misfit.keywords)]
    if 0 < len(allowed) <= MOST_CHOICES and "boolean" not in misfit.kinds:
        return f"one of {', '.join(allowed)}" if len(allowed) > 1 else quoted(allowed[0])
    return types(misfit.kinds)


def types(kinds: Sequence[str]) -> str:
    """Word types that are allowed; null goes without saying where there are others."""
    return listed([WANTED[kind] for kind in kinds if kind != "null"] or [WANTED["null"]], "or")


def found(value: Any) -> str:
    """Word what a value is."""
    kind = kind_of(value)
    name = FOUND.get(kind) if kind else NOT_JSON.get(type(value).__name__)
    return name or "a value that JSON has no form for"


def in_json(value: Any) -> str | None:
    """Write a small value as JSON does; None for one that is not small."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return number(value)
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, list) and len(value) <= MOST_CHOICES:
        return ", ".join(str(in_json(each)) for each in value)
    return None
