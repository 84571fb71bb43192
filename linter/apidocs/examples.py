"""What the example bodies of a page show, field by field, each beside its place in a schema."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from linter.apidocs.bodies import Body
from linter.apidocs.places import (
    ANY,
    ITEM,
    VALUE,
    Leaf,
    Path,
    Place,
    below,
    choices,
    kind_of,
)
from linter.document.json_nodes import JsonNode
from linter.finding import Path as ExactPath

_FILLERS = (123, "<any>", "<unknown>")
"""What a page shows for a value of which it knows no more than its type, or not even that."""
_MOST_EXAMPLES = 5


class Field(NamedTuple):
    """A field of a page. ``place`` is None where the schema lacks it.

    ``path`` starts at the manifest for what is in one, else at the body. ``values`` are a few of
    the different examples, with their lines. ``place`` has the kinds of objects that the examples
    show; ``wide``, if it is known, all kinds that there are.
    """

    path: Path
    in_manifest: bool
    line: int
    values: list[tuple[Any, int]]
    place: Place | None
    wide: Place | None = None

    @property
    def kinds(self) -> list[str]:
        """The JSON types of the examples."""
        return list(dict.fromkeys(kind_of(value) for value, _ in self.values))


class _Seen(NamedTuple):
    path: Path
    in_manifest: bool
    line: int
    value: Any
    place: Place | None


def page_fields(bodies: Iterable[tuple[Body, Place]], manifest: Place) -> list[Field]:
    """Return the fields of bodies, each body given with the schema of its envelope.

    What stands in a free-form object is passed over.
    """
    found: dict[tuple[bool, Path], Field] = {}
    for body, schema in bodies:
        walk = _Walk(body, manifest)
        for seen in walk.values(body.root, body.value, schema, (), (), False):
            field = found.setdefault(
                (seen.in_manifest, seen.path),
                Field(seen.path, seen.in_manifest, seen.line, [], seen.place),
            )
            known = [value for value, _ in field.values]
            if len(known) < _MOST_EXAMPLES and not _is_in(seen.value, known):
                field.values.append((seen.value, seen.line))
            if field.place is not None:
                known_place = _together(field.place, seen.place)
                line = field.line if known_place else seen.line
                found[seen.in_manifest, seen.path] = field._replace(place=known_place, line=line)
    return list(found.values())


def is_placeholder(value: Any) -> bool:
    """Whether an example stands for any value of its type, such as ``<string>``."""
    if isinstance(value, str):
        return re.fullmatch(r"<[^<>]+>", value) is not None
    return isinstance(value, (dict, list)) or _is_in(value, _FILLERS)


def has_type(value: Any, place: Place) -> bool:
    """Whether the schema takes values of the example's type."""
    kind = kind_of(value)
    taken = {leaf.kind for leaf in place.leaves}
    return (
        bool(taken & {kind, ANY})
        or (kind == "integer" and "number" in taken)
        or (isinstance(value, str) and value in _FILLERS)
    )


def takes(value: Any, place: Place) -> bool:
    """Whether some alternative of the schema has an example among its choices and bounds."""
    return any(_takes(leaf, value) for leaf in place.leaves)


def _takes(leaf: Leaf, value: Any) -> bool:
    kind = kind_of(value)
    if leaf.kind not in (kind, ANY) and (leaf.kind, kind) != ("number", "integer"):
        return False
    listed = choices(leaf)
    if listed and not _is_in(value, listed):
        return False
    if kind not in ("integer", "number"):
        return True
    schema = leaf.schema
    return (
        value >= schema.get("minimum", value)
        and value <= schema.get("maximum", value)
        and ("exclusiveMinimum" not in schema or value > schema["exclusiveMinimum"])
        and ("exclusiveMaximum" not in schema or value < schema["exclusiveMaximum"])
    )


class _Walk:
    """A walk through one body, side by side with its schema."""

    def __init__(self, body: Body, manifest: Place) -> None:
        self.body = body
        self.manifest = manifest

    def values(
        self,
        node: JsonNode,
        value: Any,
        place: Place | None,
        exact: ExactPath,
        path: Path,
        inside: bool,
    ) -> Iterator[_Seen]:
        """Yield what is below a value, parents first."""
        if exact in self.body.manifests:
            place, path, inside = self.manifest, (), True
        fitting = _kind_meant(place, value)
        if fitting is not None and isinstance(value, dict) and fitting.is_free:
            return
        last = {key: i for i, (key, _, _) in enumerate(node.pairs)}
        for i, (key, span, inner) in enumerate(node.pairs):
            if last[key] != i:
                continue
            step = key
            held = fitting and below(fitting, key)
            if fitting is not None and held is None:
                held = below(fitting, VALUE)
                step = VALUE if held is not None else key
            yield from self._value(
                inner, value[key], held, (*exact, key), (*path, step), inside, span.start
            )
        for i, inner in enumerate(node.items):
            held = fitting and below(fitting, ITEM)
            yield from self._value(
                inner, value[i], held, (*exact, i), (*path, ITEM), inside, inner.span.start
            )

    def _value(
        self,
        node: JsonNode,
        value: Any,
        place: Place | None,
        exact: ExactPath,
        path: Path,
        inside: bool,
        offset: int,
    ) -> Iterator[_Seen]:
        yield _Seen(path, inside, self.body.line(offset), value, place)
        if place is None or has_type(value, place):
            yield from self.values(node, value, place, exact, path, inside)


def _kind_meant(place: Place | None, value: Any) -> Place | None:
    """Leave the alternatives whose constants an object has; all of them if it has none's."""
    if place is None or not isinstance(value, dict):
        return place
    meant = tuple(leaf for leaf in place.objects if _has_constants(leaf, value))
    return place._replace(leaves=meant) if meant else place


def _has_constants(leaf: Leaf, value: dict[str, Any]) -> bool:
    return all(
        value[key] == inner["const"]
        for key, inner in leaf.schema.get("properties", {}).items()
        if "const" in inner and key in value
    )


def _together(place: Place, other: Place | None) -> Place | None:
    """Return the place of a field that several examples show; None once one of them is lacking."""
    if other is None:
        return None
    leaves = {(leaf.kind, id(leaf.schema)): leaf for leaf in (*place.leaves, *other.leaves)}
    return place._replace(leaves=tuple(leaves.values()))


def _is_in(value: Any, values: Iterable[Any]) -> bool:
    """Whether a value is among others, of which ``True`` is not 1 and 1.0 not 1."""
    return any(type(one) is type(value) and one == value for one in values)
