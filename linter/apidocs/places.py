"""What a schema allows at one place: every alternative by its JSON type, and what is below."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple, TypeAlias

Schema: TypeAlias = dict[str, Any]
Path: TypeAlias = tuple[str, ...]
"""Keys from a root down, with ``ITEM`` for any item of a list and ``VALUE`` for any of a map."""

ITEM, VALUE = "[]", "*"
TYPES = ("string", "integer", "number", "boolean", "null", "array", "object")
ANY = "any"
"""Stands for every JSON type."""

MOST_FIELDS = 20_000
_MOST_REFERENCES = 100


class DocumentError(Exception):
    """A page or a schema that can't be used; the message is one line that says why."""


class Leaf(NamedTuple):
    """One alternative: its JSON type, its keywords, and the key that tells it from others."""

    kind: str
    schema: Schema
    tag: str | None


class Place(NamedTuple):
    """All that may stand at one place of a schema; ``said`` is what the schema says of it."""

    document: Schema
    leaves: tuple[Leaf, ...]
    said: str = ""

    @property
    def objects(self) -> tuple[Leaf, ...]:
        """The alternatives that are objects."""
        return tuple(leaf for leaf in self.leaves if leaf.kind == "object")

    @property
    def is_free(self) -> bool:
        """Whether anything at all may stand below."""
        return any(leaf.kind == ANY or is_free(leaf) for leaf in self.leaves)


def is_free(leaf: Leaf) -> bool:
    """Whether an alternative is an object of any keys and values."""
    return (
        leaf.kind == "object"
        and not leaf.schema.get("properties")
        and leaf.schema.get("additionalProperties", True) in (True, {})
    )


def root(document: Schema) -> Place:
    """Return the place of a whole schema."""
    schema = {key: value for key, value in document.items() if key not in ("$defs", "$schema")}
    return at(document, [schema])


def at(document: Schema, schemas: Iterable[Schema]) -> Place:
    """Return the place that some schemas describe together."""
    leaves: dict[tuple[str, int], Leaf] = {}
    said = []
    for schema in schemas:
        said.append(str(schema.get("description", "")))
        for leaf in _leaves(document, schema, None, []):
            leaves.setdefault((leaf.kind, id(leaf.schema)), leaf)
    if not leaves:
        raise DocumentError("a definition of the schema refers to nothing but itself")
    return Place(document, tuple(leaves.values()), " ".join(said))


def below(place: Place, step: str) -> Place | None:
    """Return the place of a key, or of ``ITEM`` or ``VALUE``; None where there is none."""
    schemas = []
    for leaf in place.leaves:
        inner: Any = None
        if step == ITEM:
            inner = leaf.schema.get("items") if leaf.kind == "array" else None
        elif leaf.kind == "object" and step == VALUE:
            inner = leaf.schema.get("additionalProperties")
        elif leaf.kind == "object":
            inner = leaf.schema.get("properties", {}).get(step)
        if isinstance(inner, dict):
            schemas.append(inner)
    return at(place.document, schemas) if schemas else None


def keys(place: Place) -> list[str]:
    """Return the keys that a place knows by name, those of all its alternatives."""
    known: dict[str, None] = {}
    for leaf in place.objects:
        known.update(dict.fromkeys(leaf.schema.get("properties", {})))
    return list(known)


def holds_manifest(place: Place, key: str) -> bool:
    """Whether a key of an envelope is where the manifest stands."""
    return any(
        leaf.schema.get("properties", {}).get(key, {}).get("x-manifest") for leaf in place.objects
    )


def fields(place: Place, manifest: Place | None = None) -> dict[Path, Place]:
    """Return every field by its path; those of a manifest by their path from there.

    ``manifest`` stands in for the manifest that an envelope's own schema describes. What refers
    to itself is followed once.
    """
    found: dict[Path, Place] = {}
    for path, inner in _fields(place, (), manifest, ()):
        found.setdefault(path, inner)
        if len(found) > MOST_FIELDS:
            raise DocumentError(f"the schema has more than {MOST_FIELDS} fields")
    return found


def shown(path: Path) -> str:
    """Write a path as people do, such as ``routing_config.load_balance_targets[].weight``."""
    return "".join(step if step == ITEM else f".{step}" for step in path).removeprefix(".")


def choices(leaf: Leaf) -> list[Any]:
    """Return the values that an alternative lists, none where it lists none."""
    schema = leaf.schema
    return [schema["const"]] if "const" in schema else list(schema.get("enum", ()))


def kind_of(value: Any) -> str:
    """Return the JSON type of a value; a whole number is an integer, however it is written."""
    if isinstance(value, bool):
        return "boolean"
    names = {str: "string", int: "integer", float: "number", list: "array", dict: "object"}
    return names.get(type(value), "null")


def _fields(
    place: Place, path: Path, manifest: Place | None, seen: tuple[int, ...]
) -> Iterator[tuple[Path, Place]]:
    own = tuple(id(leaf.schema) for leaf in place.objects)
    if own and set(own) <= set(seen):
        return
    for key in [*keys(place), ITEM, VALUE]:
        inner = below(place, key)
        if inner is None:
            continue
        if holds_manifest(place, key):
            yield from _fields(manifest or inner, (), None, ())
            continue
        if key not in (ITEM, VALUE):
            yield (*path, key), inner
        yield from _fields(inner, (*path, key), manifest, (*seen, *own))


def _leaves(document: Schema, schema: Schema, tag: str | None, opened: list[str]) -> Iterator[Leaf]:
    """Yield the alternatives of a schema; ``opened`` are the definitions looked into already."""
    if "$ref" in schema:
        name = schema["$ref"].removeprefix("#/$defs/")
        if name not in opened:
            opened.append(name)
            if len(opened) > _MOST_REFERENCES:
                raise DocumentError(f'more than {_MOST_REFERENCES} references lead to "{name}"')
            yield from _leaves(document, document["$defs"][name], tag, opened)
    elif "anyOf" in schema:
        for one in schema["anyOf"]:
            yield from _leaves(document, one, schema.get("x-tag", tag), opened)
    else:
        for kind in _kinds(schema):
            yield Leaf(kind, schema, tag)


def _kinds(schema: Schema) -> list[str]:
    if "type" in schema:
        kinds = schema["type"]
        return kinds if isinstance(kinds, list) else [kinds]
    listed = [schema["const"]] if "const" in schema else schema.get("enum", ())
    return list(dict.fromkeys(map(kind_of, listed))) or [ANY]
