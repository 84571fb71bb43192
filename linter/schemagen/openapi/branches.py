"""The alternatives that a schema of the document allows, each worked out into one plain schema.

References are followed, ``allOf`` is merged, ``anyOf`` and ``oneOf`` become several branches, and
``null`` is one of them. Nothing below a branch is looked at before it is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from linter.schemagen.form import fits, json_type
from linter.schemagen.model import Schema
from linter.schemagen.openapi.dialects import ANNOTATIONS, plain
from linter.schemagen.openapi.document import COMPONENTS, OpenApiError, follow, pointer
from linter.schemagen.openapi.merging import merge_keywords, merge_kinds

_MOST_BRANCHES = 100
_DEEPEST = 60
_STRUCTURE = {"properties", "required", "additionalProperties", "items", "enum", "const"}


class Branch(NamedTuple):
    """One alternative.

    ``kinds`` are its JSON types, None for any. ``sources`` tells it from others: the schemas that
    it was merged from. ``name`` is that of a component, "" for none. ``pins`` are the values that
    a discriminator gives it under a key.
    """

    kinds: frozenset[str] | None
    keywords: Schema
    sources: tuple[int, ...] = ()
    name: str = ""
    pins: tuple[tuple[str, tuple[str, ...]], ...] = ()


NULL = Branch(frozenset({"null"}), {})


class Branches:
    """The branches of every schema of a document, each worked out once."""

    def __init__(self, root: dict[str, Any], notes: list[str]) -> None:
        self.root = root
        self._notes = notes
        self._known: dict[tuple[int, bool], list[Branch]] = {}
        self._open: set[tuple[int, bool]] = set()
        self._kept: list[Any] = []

    def of(self, schema: Any, where: str, part: bool = False) -> list[Branch]:
        """Return the branches of a schema.

        ``part`` says that it is one of ``allOf``: then a discriminator, by which a base is meant
        to become one of its heirs, leads nowhere.
        """
        key = (id(schema), part)
        if key in self._known:
            return self._known[key]
        if key in self._open:
            raise OpenApiError("its references lead back to itself", where)
        if len(self._open) > _DEEPEST:
            raise OpenApiError(f"more than {_DEEPEST} references lead from one to another", where)
        self._open.add(key)
        try:
            found = self._unfold(schema, where, part)
        finally:
            self._open.discard(key)
        if len(found) > _MOST_BRANCHES:
            raise OpenApiError(f"more than {_MOST_BRANCHES} alternatives", where)
        self.keep(schema)
        self._known[key] = found
        return found

    def keep(self, made: Any) -> None:
        """Keep what was made up on the way, or its identity would be given away anew."""
        self._kept.append(made)

    def _unfold(self, schema: Any, where: str, part: bool) -> list[Branch]:
        if schema is True:
            return [Branch(None, {})]
        if schema is False:
            return []
        if not isinstance(schema, dict):
            raise OpenApiError("a schema is a mapping", where)
        own = plain(schema, where, self._notes)
        says_something = own.kinds is not None or own.keywords.keys() - set(ANNOTATIONS)
        if says_something or not _refers(schema):
            found = [Branch(own.kinds, own.keywords, (id(schema),) if says_something else ())]
        else:
            # Its words are about the place, not about what it refers to.
            found = [Branch(None, {})]
        if "$ref" in schema:
            target = follow(self.root, schema["$ref"], where)
            found = _cross(found, _named(self.of(target.schema, where, part), target.name), where)
        for each in _list(schema, "allOf", where):
            found = _cross(found, self.of(each, where, part=True), where)
        heirs = [] if part else _heirs(schema)
        for choice in (_list(schema, "oneOf", where), _list(schema, "anyOf", where), heirs):
            if choice:
                found = _cross(found, self._choice(schema, choice, where), where)
        return _distinct([*found, NULL] if own.null else found)

    def named(self, schema: Any, where: str) -> tuple[Any, str]:
        """Return what a schema refers to once nothing but words stands around it, and its name."""
        name = ""
        for _ in range(_DEEPEST):
            inner = wrapped(schema)
            if inner is None:
                break
            schema = inner
            if isinstance(schema, dict) and schema.keys() == {"$ref"}:
                schema, name = follow(self.root, schema["$ref"], where)
        return schema, name

    def _choice(self, schema: Schema, choice: list[Any], where: str) -> list[Branch]:
        return _distinct(
            branch if branch is NULL else branch._replace(pins=(*branch.pins, *_pins(schema, each)))
            for each in choice
            for branch in self.of(each, where)
        )


def wrapped(schema: Any) -> Any:
    """Return what a schema only puts words around: a reference, or its one alternative."""
    if not isinstance(schema, dict) or schema.keys() & _STRUCTURE:
        return None
    inner = [{"$ref": schema["$ref"]}] if "$ref" in schema else []
    for key in ("allOf", "anyOf", "oneOf"):
        if isinstance(schema.get(key), list):
            inner += [each for each in schema[key] if each != {"type": "null"}]
    return inner[0] if len(inner) == 1 else None


def _refers(schema: Schema) -> bool:
    """Whether a schema stands for others, rather than being put together from several parts."""
    return wrapped(schema) is not None or bool(schema.keys() & {"anyOf", "oneOf"})


def takes_anything(branch: Branch) -> bool:
    """Whether a branch says nothing of the type of its values."""
    return branch.kinds is None and "enum" not in branch.keywords


def kinds_of(branch: Branch) -> list[str]:
    """Return the JSON types of a branch in a fixed order, without those that no choice is of."""
    kinds = branch.kinds
    if "enum" in branch.keywords:
        choices = branch.keywords["enum"]
        if kinds is None:
            kinds = frozenset(map(json_type, choices))
            kinds -= {"integer"} if "number" in kinds else set()
        kinds = frozenset(kind for kind in kinds if any(fits(each, kind) for each in choices))
    return sorted(kinds or ())


def _cross(left: list[Branch], right: list[Branch], where: str) -> list[Branch]:
    if len(left) * len(right) > _MOST_BRANCHES**2:
        raise OpenApiError(f"more than {_MOST_BRANCHES} alternatives", where)
    found = []
    for a in left:
        for b in right:
            kinds = merge_kinds(a.kinds, b.kinds)
            keywords = merge_keywords(a.keywords, b.keywords)
            if kinds != frozenset() and keywords is not None:
                sources = tuple(dict.fromkeys((*a.sources, *b.sources)))
                both_null = kinds == NULL.kinds
                merged = Branch(kinds, keywords, sources, a.name or b.name, (*a.pins, *b.pins))
                found.append(NULL if both_null else merged)
    return found


def _distinct(branches: Iterable[Branch]) -> list[Branch]:
    return list({(one.kinds, one.sources, one.pins): one for one in branches}.values())


def _named(branches: list[Branch], name: str) -> list[Branch]:
    """Give branches the name of the component that they come from, if one name fits them."""
    alone = sum(branch is not NULL for branch in branches) == 1
    return [
        branch if branch is NULL else branch._replace(name=name if alone else branch.name or name)
        for branch in branches
    ]


def _list(schema: Schema, key: str, where: str) -> list[Any]:
    found = schema.get(key, [])
    if not isinstance(found, list):
        raise OpenApiError(f"{key} is not a list", where)
    return found


def _mapping(schema: Schema) -> tuple[str, dict[str, str]]:
    """Return a discriminator: its key, and which value leads to which reference."""
    discriminator = schema.get("discriminator")
    if not isinstance(discriminator, dict):
        return "", {}
    key, mapping = discriminator.get("propertyName"), discriminator.get("mapping")
    if not isinstance(key, str):
        return "", {}
    texts = mapping.items() if isinstance(mapping, dict) else ()
    return key, {
        value: target if "/" in target else pointer(*COMPONENTS, target)
        for value, target in texts
        if isinstance(value, str) and isinstance(target, str)
    }


def _heirs(schema: Schema) -> list[Schema]:
    """Return what a base with a discriminator, and no list of alternatives, stands for."""
    if "oneOf" in schema or "anyOf" in schema:
        return []
    return [{"$ref": target} for target in dict.fromkeys(_mapping(schema)[1].values())]


def _pins(schema: Schema, each: Any) -> tuple[tuple[str, tuple[str, ...]], ...]:
    key, mapping = _mapping(schema)
    if not key or not isinstance(each, dict) or not isinstance(each.get("$ref"), str):
        return ()
    values = tuple(value for value, target in mapping.items() if target == each["$ref"])
    # Without a mapping, a component's name is its value.
    return ((key, values or (each["$ref"].rpartition("/")[2],)),)
