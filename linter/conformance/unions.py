"""Which branch of a union a value is meant for, and what the branches share."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from linter.conformance.shapes import Schema, Shape, Shapes, choices, fits


def known_keys(shapes: Shapes, schema: Schema) -> dict[str, Schema]:
    """Return the properties of the mapping that a schema allows, those of all its branches."""
    shape = shapes.of(schema)
    properties: dict[str, Schema] = dict(shape.keywords.get("properties", {}))
    for branch in shape.branches:
        properties.update(known_keys(shapes, branch))
    return properties


def tag_of(shapes: Shapes, shape: Shape) -> str | None:
    """Name the property whose value tells the branches of a union apart.

    Beside branches of other types a lone mapping counts as tagged by what it pins: in such a
    place, a mapping without that value is hardly meant to be one of its kind.
    """
    if "x-tag" in shape.keywords:
        return str(shape.keywords["x-tag"])
    mappings = [branch for branch in shape.branches if shapes.of(branch).kinds == ("object",)]
    if len(mappings) != 1 or not set(shape.kinds) - {"object", "null"}:
        return None
    keywords = shapes.of(mappings[0]).keywords
    for name in keywords.get("required", ()):
        if "const" in shapes.of(keywords["properties"][name]).keywords:
            return str(name)
    return None


def tagged(shapes: Shapes, shape: Shape, tag: str) -> Iterator[tuple[Any, Schema]]:
    """Yield the values of a tag, each with a branch that it selects."""
    for branch in shape.branches:
        pinned = shapes.of(branch).keywords.get("properties", {}).get(tag)
        if pinned is not None:
            for value in choices(shapes.of(pinned).keywords):
                yield value, branch


def wrapping_key(shapes: Shapes, shape: Shape, value: Any) -> str | None:
    """Name the key under which a text would stand in the mapping that is wanted instead of it.

    That is the tag whose value it is, or else the only key required.
    """
    if not isinstance(value, str) or "object" not in shape.kinds:
        return None
    for branch in shape.branches or (shape.keywords,):
        inner = shapes.of(branch)
        if inner.branches:
            return wrapping_key(shapes, inner, value)
        tag = tag_of(shapes, shape)
        if tag is not None:
            return tag if value in (each for each, _ in tagged(shapes, shape, tag)) else None
        required = inner.keywords.get("required", ())
        if len(required) == 1:
            only = shapes.of(inner.keywords["properties"][required[0]])
            return str(required[0]) if fits(value, only.kinds) else None
    return None


def meant_for_list(shapes: Shapes, shape: Shape, value: dict[Any, Any]) -> bool:
    """Whether a mapping is an item, by its tag, of the list that a union also allows."""
    for branch in shape.branches:
        items = shapes.of(branch).keywords.get("items")
        if items is None:
            continue
        inside = shapes.of(items)
        tag = tag_of(shapes, inside)
        if tag is not None and any(of == value.get(tag) for of, _ in tagged(shapes, inside, tag)):
            return True
    return False
