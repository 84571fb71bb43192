"""Where in a schema the keys of each name belong."""

from __future__ import annotations

from functools import cached_property
from typing import NamedTuple, TypeAlias

from linter.conformance.shapes import Schema, Shapes
from linter.conformance.unions import tagged


class Tag(NamedTuple):
    """The branch of a tagged union that a way through the schema takes."""

    name: str
    value: str


Spot: TypeAlias = tuple["str | Tag", ...]
"""A way through a schema: keys, ``[]`` for any item, ``*`` for any key of a map, and tags."""

ITEM = "[]"
ENTRY = "*"


class Book:
    """What is worked out once for a schema, however many values are held against it."""

    def __init__(self, schema: Schema) -> None:
        self.shapes = Shapes(schema)

    @cached_property
    def places(self) -> dict[str, list[Spot]]:
        """For each key of the schema, the spots of the mappings that know it."""
        found: dict[str, list[Spot]] = {}
        _collect(self.shapes, self.shapes.root, (), frozenset(), found)
        return found


def _collect(
    shapes: Shapes, schema: Schema, spot: Spot, around: frozenset[int], found: dict[str, list[Spot]]
) -> None:
    shape = shapes.of(schema)
    keywords = shape.keywords
    if "x-manifest" in keywords or id(shape) in around:
        return
    # Lists and maps may hold themselves, too.
    around |= {id(shape)}
    if shape.branches:
        tags = {id(branch): tag for tag, branch in _tags(shapes, schema)}
        for branch in shape.branches:
            tag = tags.get(id(branch))
            _collect(shapes, branch, (*spot, tag) if tag else spot, around, found)
        return
    properties = keywords.get("properties", {})
    if id(properties) in around:
        return
    around |= {id(properties)}
    for key, inside in properties.items():
        found.setdefault(key, []).append(spot)
        _collect(shapes, inside, (*spot, key), around, found)
    if "items" in keywords:
        _collect(shapes, keywords["items"], (*spot, ITEM), around, found)
    if isinstance(keywords.get("additionalProperties"), dict):
        _collect(shapes, keywords["additionalProperties"], (*spot, ENTRY), around, found)


def _tags(shapes: Shapes, schema: Schema) -> list[tuple[Tag, Schema]]:
    shape = shapes.of(schema)
    name = shape.keywords.get("x-tag")
    if name is None:
        return []
    return [(Tag(name, str(value)), branch) for value, branch in tagged(shapes, shape, name)]


def other_branches(spots: list[Spot], here: Spot) -> list[Tag]:
    """Return the tags under which the mapping at ``here`` would know the key of the spots."""
    tags: dict[Tag, None] = {}
    for spot in spots:
        if plain(spot) == plain(here):
            other = next(
                (step for step in spot if isinstance(step, Tag) and step not in here), None
            )
            if other is not None:
                tags[other] = None
    first = next(iter(tags), None)
    return [tag for tag in tags if first is not None and tag.name == first.name]


def plain(spot: Spot) -> tuple[str, ...]:
    """Return a way without the tags on it."""
    return tuple(step for step in spot if not isinstance(step, Tag))
