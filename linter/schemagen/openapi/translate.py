"""The walk from a schema of the document to one of our form, beside our own schema of the place."""

from __future__ import annotations

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
from linter.schemagen.openapi.branches import NULL, Branch, Branches, kinds_of, takes_anything
from linter.schemagen.openapi.dialects import ANNOTATIONS
from linter.schemagen.openapi.document import OpenApiError, at
from linter.schemagen.openapi.fragments import either, in_order, is_free, joined, scalar
from linter.schemagen.openapi.names import Names
from linter.schemagen.openapi.unions import Tagged, pinned_values, told_apart
from linter.schemagen.openapi.wording import definition_words, place_words

_MOST_SCHEMAS = 10_000
_DEEPEST = 50
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
            raise OpenApiError(f"unfolds into more than {_MOST_SCHEMAS} schemas", where)
        if self._depth > _DEEPEST:
            raise OpenApiError(f"nested deeper than {_DEEPEST} levels", where)
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
        if any(takes_anything(branch) for branch in found):
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
            raise OpenApiError("no value can be all that the document asks for", where)
        return either(alternatives, null)

    def _one(self, kind: str, found: list[Branch], schema: Any, ours: Part, where: str) -> Schema:
        if kind == "object":
            return self._objects(found, schema, ours, where)
        if kind == "array":
            return self._array(found, ours.schema, where)
        made = scalar(kind, found)
        if made is None:
            self.notes.append(at(where, f"of several kinds of {kind}, the bounds are left out"))
        return keep_scalar(made or {"type": kind}, ours.schema)

    def _array(self, found: list[Branch], ours: Schema, where: str) -> Schema:
        items = [branch.keywords.get("items", True) for branch in found]
        least = min(branch.keywords.get("minItems", 0) for branch in found)
        inner = items[0] if len(items) == 1 else {"anyOf": items}
        self.branches.keep(inner)
        schema = {"type": "array", "items": self.bare(inner, ours.get("items", {}), f"{where}[]")}
        return keep_scalar({**schema, **({"minItems": least} if least else {})}, ours)

    def _objects(self, found: list[Branch], schema: Any, ours: Part, where: str) -> Schema:
        if any(is_free(branch) for branch in found):
            return {"type": "object", "x-free-form": True}
        if len(found) == 1:
            return self._object(found[0], ours, where)
        tagged = told_apart(found, self.branches, ours, self.ours, where)
        if tagged is not None:
            return self._union(tagged, schema, ours, where)
        open_kinds = "its kinds can't be told apart, so the keys of all are accepted"
        self.notes.append(at(where, open_kinds))
        whole = joined(found)
        self.branches.keep(whole)
        return self._object(whole, ours, where)

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
            guess = f'one kind may have any {tagged.tag}, which is taken to be "{value}"'
            self.notes.append(at(where, guess))
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


def _keys(branch: Branch) -> list[str]:
    return list(branch.keywords.get("properties", ()))


def _read_only(place: Any) -> bool:
    return isinstance(place, dict) and place.get("readOnly") is True


def _said(place: Any) -> Schema:
    words = ("description",)
    return {key: place[key] for key in words if isinstance(place, dict) and key in place}
