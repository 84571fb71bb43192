"""Where a place of the document is one of ours: what our schema says there, and what we keep of it.

Ours are the words, the rules that report a keyword, and the bounds that only a rule of ours asks
for; types, choices and all other bounds are the document's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from linter.schemagen.form import constants, definition, json_types
from linter.schemagen.model import Schema
from linter.schemagen.openapi.regex import means_the_same

_SIDES = {
    "minimum": "below",
    "exclusiveMinimum": "below",
    "maximum": "above",
    "exclusiveMaximum": "above",
}


class Part(NamedTuple):
    """What our schema says of one JSON type at a place; ``name`` is that of a definition, or ""."""

    schema: Schema
    name: str = ""


NOTHING = Part({})


def part_for(ours: Schema, kind: str, definitions: dict[str, Schema]) -> Part:
    """Return what our schema at a place says of one JSON type, nothing where it takes none."""
    if "$ref" in ours:
        found = part_for(definition(ours, definitions), kind, definitions)
        return found if found.name or not found.schema else found._replace(name=_name(ours))
    if "anyOf" in ours and "x-tag" not in ours:
        parts = (part_for(each, kind, definitions) for each in ours["anyOf"])
        return next((part for part in parts if part.schema), NOTHING)
    if not ours.keys() & {"type", "const", "enum", "anyOf"}:
        return NOTHING
    kinds = json_types(ours, definitions)
    return Part(ours) if ("number" if kind == "integer" else kind) in kinds else NOTHING


def members(union: Part, definitions: dict[str, Schema]) -> dict[str, Part]:
    """Return the kinds of mapping of ours at a place by their tag; a lone one by what it pins."""
    if "x-tag" in union.schema:
        tag = union.schema["x-tag"]
        named = [(_name(each), definition(each, definitions)) for each in union.schema["anyOf"]]
        return {str(pinned(each, tag)): Part(each, name) for name, each in named}
    return {str(pinned(union.schema, tag)): union for tag in [tag_of(union)] if tag}


def tag_of(part: Part) -> str:
    """Name the key by which our kinds of mapping at a place are told apart, "" for none."""
    if "x-tag" in part.schema:
        return str(part.schema["x-tag"])
    required = part.schema.get("required", ())
    return next((key for key in required if pinned(part.schema, key) is not None), "")


def pinned(schema: Schema, key: str) -> str | None:
    """Return the text that a mapping has to have under a key, None where it is free."""
    constant = schema.get("properties", {}).get(key, {}).get("const")
    return constant if isinstance(constant, str) else None


def closest(keys: Iterable[str], candidates: dict[str, Part]) -> str | None:
    """Return the tag of the kind of mapping that shares most keys, None where none shares any."""
    known = set(keys)
    shared = {
        tag: len(known & part.schema.get("properties", {}).keys())
        for tag, part in candidates.items()
    }
    best = max(shared, key=lambda tag: shared[tag], default=None)
    return best if best is not None and shared[best] else None


def keep_scalar(schema: Schema, ours: Schema) -> Schema:
    """Return a schema of one JSON type with what is kept of ours."""
    kept = dict(schema)
    rules = ours.get("x-rules", {})
    kept_rules = {}
    if "pattern" in kept and "pattern" in ours:
        examples = tuple(each for each in ours.get("examples", ()) if isinstance(each, str))
        if means_the_same(kept["pattern"], ours["pattern"], examples):
            kept["pattern"] = ours["pattern"]
    for keyword, rule in rules.items():
        side = _SIDES.get(keyword, keyword)
        same = [key for key in kept if _SIDES.get(key, key) == side]
        if not same and keyword in ours and not constants(schema):
            # It is the rule that asks for this, and the document does not say otherwise.
            kept[keyword] = ours[keyword]
            same = [keyword]
        kept_rules.update(dict.fromkeys(same, rule))
    if "pattern" in kept and kept["pattern"] == ours.get("pattern") and "x-format" in ours:
        kept["x-format"] = ours["x-format"]
    return {**kept, "x-rules": kept_rules} if kept_rules else kept


def keep_hints(ours: Schema, properties: Schema) -> dict[str, str]:
    """Return our hints for keys that do not belong in a mapping, as far as they still hold.

    A hint that names a key which only our schema has would send people nowhere.
    """
    gone = ours.get("properties", {}).keys() - properties.keys()
    return {
        key: hint
        for key, hint in ours.get("x-hints", {}).items()
        if key not in properties and not gone & set(re.findall(r"\w+", hint))
    }


def _name(reference: Schema) -> str:
    return str(reference["$ref"]).removeprefix("#/$defs/")
