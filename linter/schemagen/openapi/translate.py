"""The walk from a schema of the document to one of our form, beside our own schema of the place."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from linter.schemagen.model import Schema
from linter.schemagen.openapi.agree import (
    NOTHING,
    Part,
    closest,
    keep_hints,
    keep_scalar,
    members,
    part_for,
    tag_of,
)
from linter.schemagen.openapi.branches import NULL, Branch, Branches, kinds_of
from linter.schemagen.openapi.dialects import ANNOTATIONS
from linter.schemagen.openapi.document import OpenApiError
from linter.schemagen.openapi.names import Names
from linter.schemagen.openapi.unions import Tagged, pinned_values, told_apart
from linter.schemagen.openapi.wording import definition_words, place_words

_MOST_SCHEMAS = 10_000
_DEEPEST = 50
_TEXT = ("enum", "minLength", "maxLength", "pattern")
_NUMERIC = ("enum", "minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum")
_KEYWORDS = {"string": _TEXT, "integer": _NUMERIC, "number": _NUMERIC, "boolean": ("enum",)}
_ORDER = ("string", "integer", "number", "boolean", "array", "object")


class Translation:
    """One document on its way; ``definitions`` and ``notes`` grow."""

    def __init__(self, root: dict[str, Any], ours: Schema) -> None:
        self.notes: list[str] = []
        self.branches = Branches(root, self.notes)
        self.ours: dict[str, Schema] = ours["$defs"]
        self.definitions: dict[str, Schema] = {}
        self._names = Names()
        self._open: set[int] = set()
        self._depth = 0
        self._count = 0

    def place(self, schema: Any, ours: Schema, where: str) -> Schema:
        """Return the schema of a place with its words; ``ours`` is {} where we know none."""
        found = self.bare(schema, ours, where)
        own = schema if isinstance(schema, dict) else {}
        said = {key: own[key] for key in ANNOTATIONS if key in own}
        others = [one for one in self.branches.of(schema, where) if one is not NULL]
        if len(others) == 1 and "$ref" not in found:
            inner = others[0].keywords
            said = {**{key: inner[key] for key in ANNOTATIONS if key in inner}, **said}
        return place_words(found, said, ours)

    def bare(self, schema: Any, ours: Schema, where: str) -> Schema:
        """Return the schema of a place without words."""
        self._count += 1
        if self._count > _MOST_SCHEMAS:
            raise OpenApiError(f"{where}: unfolds into more than {_MOST_SCHEMAS} schemas")
        if self._depth > _DEEPEST:
            raise OpenApiError(f"{where}: nested deeper than {_DEEPEST} levels")
        if id(schema) in self._open:
            return {"$ref": self._names.reference(("place", id(schema)), where)}
        self._open.add(id(schema))
        self._depth += 1
        found = self._kinds(schema, ours, where)
        self._depth -= 1
        self._open.discard(id(schema))
        name = self._names.known(("place", id(schema)))
        if name is None:
            return found
        # It holds itself, and not by way of an object, which has a definition anyway.
        self.definitions[name] = found
        return {"$ref": f"#/$defs/{name}"}

    def _kinds(self, schema: Any, ours: Schema, where: str) -> Schema:
        found = self.branches.of(schema, where)
        if any(not kinds_of(branch) for branch in found):
            return {}
        by_kind: dict[str, list[Branch]] = {}
        for branch in found:
            for kind in kinds_of(branch):
                by_kind.setdefault(kind, []).append(branch)
        null = bool(by_kind.pop("null", ()))
        if "number" in by_kind:
            by_kind["number"] += by_kind.pop("integer", [])
        alternatives = [
            self._one(kind, by_kind[kind], schema, part_for(ours, kind, self.ours), where)
            for kind in _ORDER
            if kind in by_kind
        ]
        if not alternatives and not null:
            raise OpenApiError(f"{where}: no value can be all that the document asks for")
        return either(alternatives, null)

    def _one(self, kind: str, found: list[Branch], schema: Any, ours: Part, where: str) -> Schema:
        if kind == "object":
            return self._objects(found, schema, ours, where)
        if kind == "array":
            return self._array(found, ours.schema, where)
        keywords: Schema = {}
        if len(found) == 1:
            keywords = {
                key: found[0].keywords[key] for key in _KEYWORDS[kind] if key in found[0].keywords
            }
        elif all("enum" in branch.keywords for branch in found):
            keywords["enum"] = [each for branch in found for each in branch.keywords["enum"]]
        elif any(branch.keywords.keys() & set(_KEYWORDS[kind]) for branch in found):
            self.notes.append(f"{where}: of several kinds of {kind}, the bounds are left out")
        return keep_scalar({"type": kind, **choices(keywords, kind)}, ours.schema)

    def _array(self, found: list[Branch], ours: Schema, where: str) -> Schema:
        items = [branch.keywords.get("items", True) for branch in found]
        least = min(branch.keywords.get("minItems", 0) for branch in found)
        inner = items[0] if len(items) == 1 else {"anyOf": items}
        self.branches.keep(inner)
        schema = {"type": "array", "items": self.bare(inner, ours.get("items", {}), f"{where}[]")}
        return keep_scalar({**schema, **({"minItems": least} if least else {})}, ours)

    def _objects(self, found: list[Branch], schema: Any, ours: Part, where: str) -> Schema:
        if any(_is_free(branch) for branch in found):
            return {"type": "object", "x-free-form": True}
        if len(found) == 1:
            return self._object(found[0], ours, where)
        tagged = told_apart(found, self.branches, ours, self.ours, where)
        if tagged is not None:
            return self._union(tagged, schema, ours, where)
        self.notes.append(
            f"{where}: its kinds can't be told apart, so the keys of all are accepted"
        )
        joined = _joined(found)
        self.branches.keep(joined)
        return self._object(joined, ours, where)

    def _object(self, branch: Branch, ours: Part, where: str) -> Schema:
        if "properties" not in branch.keywords and "required" not in branch.keywords:
            others = branch.keywords.get("additionalProperties", True)
            if isinstance(others, dict):
                inside = ours.schema.get("additionalProperties") or {}
                return {
                    "type": "object",
                    "additionalProperties": self.bare(others, inside, f"{where}.*"),
                }
        if "x-tag" in ours.schema:
            known = members(ours, self.ours)
            values = pinned_values(branch, tag_of(ours), self.branches, where)
            value = values[0] if len(values) == 1 else closest(_keys(branch), known)
            ours = known.get(value or "", NOTHING)
        return self.definition(branch, ours, where)

    def _union(self, tagged: Tagged, schema: Any, ours: Part, where: str) -> Schema:
        for value in tagged.guessed:
            self.notes.append(
                f'{where}: one kind may have any {tagged.tag}, which is taken to be "{value}"'
            )
        core, hint = self.branches.named(schema, where)
        kinds = tuple((value, branch.sources) for value, branch in tagged.members.items())
        key = ("union", tagged.tag, kinds, ours.name)
        name = self._names.known(key)
        if name is None:
            name = self._names.give(key, (ours.name if "x-tag" in ours.schema else "", hint, where))
            self.definitions[name] = {}
            known = members(ours, self.ours)
            references = [
                self.definition(branch, known.get(value, NOTHING), where, (tagged.tag, value))
                for value in in_order(tagged.members, known)
                for branch in [tagged.members[value]]
            ]
            words = definition_words(core if isinstance(core, dict) else {}, ours.schema, name)
            self.definitions[name] = {**words, "anyOf": references, "x-tag": tagged.tag}
        return {"$ref": f"#/$defs/{name}"}

    def definition(
        self, branch: Branch, ours: Part, where: str, tag: tuple[str, str] | None = None
    ) -> Schema:
        """Return the reference to an object; ``tag`` is a key with the text that it has to have."""
        key = ("object", branch.sources, ours.name, tag)
        name = self._names.known(key)
        if name is None:
            name = self._names.give(key, (ours.name, branch.name, where))
            self.definitions[name] = {}
            self.definitions[name] = self._body(branch, ours.schema, where, tag, name)
        return {"$ref": f"#/$defs/{name}"}

    def _body(
        self, branch: Branch, ours: Schema, where: str, tag: tuple[str, str] | None, name: str
    ) -> Schema:
        keywords = branch.keywords
        places: Schema = dict(keywords.get("properties", {}))
        required = [key for key in keywords.get("required", ()) if not _read_only(places.get(key))]
        places.update((key, True) for key in required if key not in places)
        if tag is not None:
            required.append(tag[0])
            places.setdefault(tag[0], True)
        known = ours.get("properties", {})
        properties = {}
        for key in in_order(places, known):
            place = places[key]
            if tag is not None and key == tag[0]:
                place = {**_said(place), "type": "string", "const": tag[1]}
                self.branches.keep(place)
            properties[key] = self.place(place, known.get(key, {}), f"{where}.{key}".lstrip("."))
        schema: Schema = {
            **definition_words(keywords, ours, name),
            "type": "object",
            "properties": properties,
        }
        if required:
            schema["required"] = in_order(required, known)
        others = keywords.get("additionalProperties", False)
        if others is False:
            schema["additionalProperties"] = False
        elif isinstance(others, dict) and others:
            inside = ours.get("additionalProperties") or {}
            schema["additionalProperties"] = self.bare(others, inside, f"{where}.*".lstrip("."))
        hints = keep_hints(ours, properties)
        return {**schema, "x-hints": hints} if hints else schema


def choices(keywords: Schema, kind: str) -> Schema:
    """Return keywords with the choices that are of a JSON type, a single one as a constant."""
    from linter.schemagen.form import fits

    if "enum" not in keywords:
        return keywords
    fitting = list(dict.fromkeys(each for each in keywords["enum"] if fits(each, kind)))
    rest = {key: value for key, value in keywords.items() if key != "enum"}
    return {**rest, **({"const": fitting[0]} if len(fitting) == 1 else {"enum": fitting})}


def either(alternatives: list[Schema], null: bool) -> Schema:
    """Return the schema of several alternatives, the shortest way the form allows."""
    nothing: Schema = {"type": "null"}
    if not null and len(alternatives) == 1:
        return alternatives[0]
    if not alternatives:
        return nothing
    [only, *more] = alternatives
    if not more and "type" in only and not only.keys() & {"enum", "const"}:
        return {**only, "type": [only["type"], "null"]}
    return {"anyOf": [*alternatives, *([nothing] if null else [])]}


def in_order(keys: Iterable[str], known: Iterable[str]) -> list[str]:
    """Return each key once: those that we know in our order, then the document's own in its."""
    wanted = dict.fromkeys(keys)
    first = [key for key in known if key in wanted]
    return list(dict.fromkeys([*first, *wanted]))


def _is_free(branch: Branch) -> bool:
    keywords = branch.keywords
    return (
        not keywords.get("properties")
        and not keywords.get("required")
        and keywords.get("additionalProperties", True) in (True, {})
    )


def _keys(branch: Branch) -> list[str]:
    return list(branch.keywords.get("properties", ()))


def _joined(found: list[Branch]) -> Branch:
    """Return one mapping that may be any of several."""
    places: dict[str, list[Any]] = {}
    for branch in found:
        for key, place in branch.keywords.get("properties", {}).items():
            places.setdefault(key, []).append(place)
    required = [
        key
        for key in found[0].keywords.get("required", ())
        if all(key in branch.keywords.get("required", ()) for branch in found)
    ]
    properties = {
        key: several[0] if len(several) == 1 else {"anyOf": several}
        for key, several in places.items()
    }
    sources = tuple(source for branch in found for source in branch.sources)
    return Branch(
        frozenset({"object"}),
        {"properties": properties, "required": required},
        sources,
        found[0].name,
    )


def _read_only(place: Any) -> bool:
    return isinstance(place, dict) and place.get("readOnly") is True


def _said(place: Any) -> Schema:
    words = ("description",)
    return {key: place[key] for key in words if isinstance(place, dict) and key in place}
