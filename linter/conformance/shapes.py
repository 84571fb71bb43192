"""What a schema says about one place: references followed, JSON types, branches."""

from __future__ import annotations

from math import isfinite
from typing import Any, NamedTuple, TypeAlias

from linter.templates import Unknown

Schema: TypeAlias = dict[str, Any]


class Shape(NamedTuple):
    """One schema, made ready to be asked.

    ``keywords`` has the references followed. ``kinds`` are the JSON types allowed, in the
    schema's order; empty means any. ``branches`` are those of a union.
    """

    keywords: Schema
    kinds: tuple[str, ...]
    branches: tuple[Schema, ...]


class Shapes:
    """The shapes of one self-contained schema, each worked out once."""

    def __init__(self, root: Schema) -> None:
        self.root = root
        self._known: dict[int, Shape] = {}

    def of(self, schema: Schema) -> Shape:
        """Return the shape of a schema that is part of the root."""
        shape = self._known.get(id(schema))
        if shape is None:
            shape = self._known[id(schema)] = self._work_out(schema)
        return shape

    def _work_out(self, schema: Schema) -> Shape:
        keywords = schema
        while "$ref" in keywords:
            target = self.root["$defs"][keywords["$ref"].rpartition("/")[2]]
            beside = {word: said for word, said in keywords.items() if word != "$ref"}
            keywords = {**target, **beside}
        branches = tuple(keywords.get("anyOf", ()))
        return Shape(keywords, self._kinds(keywords, branches), branches)

    def _kinds(self, keywords: Schema, branches: tuple[Schema, ...]) -> tuple[str, ...]:
        if branches:
            each = [self.of(branch).kinds for branch in branches]
            return (
                tuple(dict.fromkeys(kind for kinds in each for kind in kinds)) if all(each) else ()
            )
        if "type" in keywords:
            said = keywords["type"]
            return (said,) if isinstance(said, str) else tuple(said)
        return tuple(dict.fromkeys(kind for kind in map(kind_of, choices(keywords)) if kind))


def choices(keywords: Schema) -> list[Any]:
    """Return the values that a schema lists, none where it lists none."""
    return [keywords["const"]] if "const" in keywords else list(keywords.get("enum", ()))


def kind_of(value: Any) -> str | None:
    """Name the JSON type of a value; None where JSON has no form for it."""
    if isinstance(value, str):
        return "string"
    if isinstance(value, dict):
        return "object"
    if isinstance(value, list):
        return "array"
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int):
        return "integer"
    if isinstance(value, float) and isfinite(value):
        return "number"
    return None


def fits(value: Any, kinds: tuple[str, ...]) -> bool:
    """Whether a value is of one of the JSON types: a fraction is never an integer.

    What is unknown may be of any.
    """
    if isinstance(value, Unknown):
        return True
    kind = kind_of(value)
    return not kinds or kind in kinds or (kind == "integer" and "number" in kinds)
