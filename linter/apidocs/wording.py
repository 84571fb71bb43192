"""How types, bounds and choices are said, here and of every comparison alike."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from linter.apidocs.places import ANY, Place, choices

_KINDS = {
    "string": "a string",
    "integer": "an integer",
    "number": "a number",
    "boolean": "true or false",
    "null": "null",
    "array": "a list",
    "object": "an object",
    ANY: "anything",
}
_MOST_CHOICES = 8
_LONGEST_SHOWN = 40

BOUNDS = {
    "minimum": "at least {}",
    "exclusiveMinimum": "more than {}",
    "maximum": "at most {}",
    "exclusiveMaximum": "less than {}",
    "minLength": "at least {} character",
    "maxLength": "at most {} character",
    "minItems": "at least {} item",
    "maxItems": "at most {} item",
}


def kinds(found: Iterable[str]) -> str:
    """Name JSON types as alternatives."""
    return " or ".join(dict.fromkeys(_KINDS[kind] for kind in found))


def place_kinds(place: Place) -> str:
    """Name the JSON types that a place takes, null aside where it takes anything else."""
    found = [leaf.kind for leaf in place.leaves]
    return kinds([kind for kind in found if kind != "null"] or found)


def bound(keyword: str, value: float) -> str:
    """Say one bound."""
    words = BOUNDS[keyword].format(number(value))
    return words + "s" if keyword.endswith(("Length", "Items")) and value != 1 else words


def number(value: float) -> str:
    """Write a number without a needless fraction."""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def scalar(value: Any) -> str | None:
    """Write a value as in JSON; None where it is too long to show, or no scalar."""
    if isinstance(value, str):
        return f'"{value}"' if len(value) <= _LONGEST_SHOWN and value.isprintable() else None
    if isinstance(value, (dict, list)):
        return None
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    return number(value)


def listed(values: Sequence[Any]) -> str:
    """List values in full up to eight."""
    words = [scalar(value) or "a long text" for value in values]
    if len(words) > _MOST_CHOICES:
        return f"{', '.join(words[:_MOST_CHOICES])} and {len(words) - _MOST_CHOICES} more"
    return ", ".join(words)


def limits(place: Place) -> str:
    """Say all bounds and choices of a place."""
    bounds = [
        bound(key, leaf.schema[key])
        for leaf in place.leaves
        for key in BOUNDS
        if key in leaf.schema
    ]
    values = [value for leaf in place.leaves for value in choices(leaf)]
    found = [*bounds, *([f"one of {listed(values)}"] if values else [])]
    return ", ".join(dict.fromkeys(found))
