"""Whether a schema has a bound that a page gives, and what it has instead."""

from __future__ import annotations

import re
from typing import Any

from linter.apidocs import wording
from linter.apidocs.bounds import Bound
from linter.apidocs.examples import Field, takes
from linter.apidocs.places import ANY, Leaf, Place, choices

_LENGTHS = ("minLength", "maxLength")
_ITEMS = ("minItems", "maxItems")
_LOWER = ("minimum", "exclusiveMinimum")
_UPPER = ("maximum", "exclusiveMaximum")


def agrees(bound: Bound, field: Field) -> bool:
    """Whether the schema has a bound of a page, in whatever way it says so."""
    place = field.place
    if place is None or not is_for(bound, field):
        return False
    if isinstance(bound.value, tuple):
        return _agree_on_choices(bound.value, field.wide or place)
    if _normal(bound.keyword, bound.value, place) in _of_schema(bound, place):
        return True
    return any(_has_length(leaf, bound.keyword, bound.value) for leaf in place.leaves)


def is_bounded(bound: Bound, field: Field) -> bool:
    """Whether the schema has any bound on the same side."""
    return field.place is not None and bool(_of_schema(bound, field.place))


def is_for(bound: Bound, field: Field) -> bool:
    """Whether a bound is one for values of the field's types."""
    kinds = {*field.kinds, *(leaf.kind for leaf in (field.place.leaves if field.place else ()))}
    if bound.keyword in _ITEMS:
        return "array" in kinds
    if bound.keyword in _LENGTHS or bound.keyword == "enum":
        return "string" in kinds
    return bool(kinds & {"integer", "number"})


def on_page(found: Bound) -> str:
    """Say what a page bounds."""
    if isinstance(found.value, tuple):
        return f"one of {wording.listed(found.value)}"
    return wording.bound(found.keyword, found.value)


def in_schema(bound: Bound, field: Field) -> str:
    """Say what the schema has where the page has a bound."""
    place = field.wide or field.place
    said: list[Any] = []
    for leaf in place.leaves if place else ():
        if bound.keyword == "enum":
            said += choices(leaf)
        else:
            said += [
                wording.bound(keyword, leaf.schema[keyword])
                for keyword in _same_side(bound.keyword)
                if keyword in leaf.schema
            ]
    if bound.keyword == "enum":
        return f"one of {wording.listed(said)}" if said else "any text"
    return " or ".join(dict.fromkeys(said)) or "no such bound"


def further_choices(bound: Bound, field: Field) -> list[Any]:
    """Return the choices that the schema has beyond those of the page."""
    place = field.wide or field.place
    if place is None or not isinstance(bound.value, tuple):
        return []
    listed = [value for leaf in place.leaves for value in choices(leaf)]
    return [value for value in dict.fromkeys(listed) if value not in bound.value]


def side(keyword: str) -> str:
    """Name the side that a keyword bounds; several may bound the same."""
    return _same_side(keyword)[0]


def _has_length(leaf: Leaf, keyword: str, value: float) -> bool:
    """Whether the format of a text says how long it is: in words, or by refusing an empty one."""
    if keyword not in _LENGTHS or "pattern" not in leaf.schema:
        return False
    if re.search(rf"\b{wording.number(value)}\b", leaf.schema.get("x-format", "")):
        return True
    return keyword == "minLength" and value == 1 and _refuses_empty(leaf.schema["pattern"])


def _refuses_empty(pattern: str) -> bool:
    try:
        return re.search(pattern, "") is None
    except re.error:
        return False


def _agree_on_choices(values: tuple[str, ...], place: Place) -> bool:
    """Whether the schema has all values, as choices, or at least in words where it has none."""
    if not all(takes(value, place) for value in values):
        return False
    texts = [leaf for leaf in place.leaves if leaf.kind in ("string", ANY)]
    if all(choices(leaf) for leaf in texts):
        return True
    return all(re.search(rf"(?<!\w){re.escape(value)}(?!\w)", place.said) for value in values)


def _of_schema(bound: Bound, place: Place) -> set[tuple[float, bool]]:
    """Return the schema's bounds on the same side, for comparison."""
    return {
        _normal(keyword, leaf.schema[keyword], place, leaf)
        for leaf in place.leaves
        for keyword in _same_side(bound.keyword)
        if keyword in leaf.schema
    }


def _normal(
    keyword: str, value: float, place: Place, leaf: Leaf | None = None
) -> tuple[float, bool]:
    """Return a bound as its last value and whether that is excluded: of integers none is."""
    kinds = {one.kind for one in place.leaves} if leaf is None else {leaf.kind}
    excluded = keyword.startswith("exclusive")
    if excluded and "number" not in kinds and value == int(value):
        return value + (1 if keyword == "exclusiveMinimum" else -1), False
    return value, excluded


def _same_side(keyword: str) -> tuple[str, ...]:
    for side in (_LOWER, _UPPER):
        if keyword in side:
            return side
    return (keyword,)
