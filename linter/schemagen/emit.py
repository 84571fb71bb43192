"""The model -> JSON Schema, in the form that the compiler and the diagnosis read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from linter.schemagen.cells import BOUNDED, either
from linter.schemagen.markdown import plain, without_links
from linter.schemagen.model import Field, Object, Reference, Root, Schema, Union

META_SCHEMA = "https://json-schema.org/draft/2020-12/schema"
MANIFEST = "chat-prompt"
"""The schema whose object is checked on its own wherever another one holds it."""


def emit(reference: Reference) -> dict[str, Schema]:
    """Return the schemas of all roots by name."""
    manifest = next((root.definition for root in reference.roots if root.name == MANIFEST), "")
    definitions = {
        name: _object(shape, manifest) if isinstance(shape, Object) else _union(shape)
        for name, shape in reference.definitions.items()
    }
    return {root.name: _document(root, reference, definitions) for root in reference.roots}


def _document(root: Root, reference: Reference, definitions: dict[str, Schema]) -> Schema:
    return {
        "$schema": META_SCHEMA,
        "$id": f"urn:pmlint:schema:{root.name}",
        "title": reference.definitions[root.definition].title,
        "description": root.text,
        "x-facts": reference.facts,
        "$ref": f"#/$defs/{root.definition}",
        "$defs": {name: definitions[name] for name in reachable(root.definition, definitions)},
    }


def reachable(start: str, definitions: dict[str, Schema]) -> list[str]:
    """Return the names of all definitions that one needs, itself first, in order of mention."""
    found = [start.removeprefix("#/$defs/")]
    for name in found:
        found += [new for new in dict.fromkeys(_references(definitions[name])) if new not in found]
    return found


def _references(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        for item in value:
            yield from _references(item)
    elif isinstance(value, dict):
        if isinstance(value.get("$ref"), str):
            yield value["$ref"].removeprefix("#/$defs/")
        for item in value.values():
            yield from _references(item)


def _object(shape: Object, manifest: str) -> Schema:
    schema: Schema = {
        "title": shape.title,
        "description": shape.text,
        "type": "object",
        "properties": {field.name: _field(field, manifest) for field in shape.fields},
    }
    required = [field.name for field in shape.fields if field.required]
    if required:
        schema["required"] = required
    if shape.closed:
        schema["additionalProperties"] = False
    if shape.hints:
        schema["x-hints"] = shape.hints
    return schema


def _union(shape: Union) -> Schema:
    return {
        "title": shape.title,
        "description": shape.text,
        "anyOf": [{"$ref": f"#/$defs/{name}"} for name in shape.members.values()],
        "x-tag": shape.tag,
    }


def _field(field: Field, manifest: str) -> Schema:
    alternatives = [_constrained(one, field) for one in field.types]
    if field.nullable:
        alternatives.append({"type": "null"})
    schema = either(alternatives)
    if schema.get("$ref") == f"#/$defs/{manifest}":
        schema = {**schema, "x-manifest": True}
    annotations: Schema = {
        "description": plain(field.meaning),
        "markdownDescription": _markdown(field),
    }
    if field.default:
        annotations["default"] = field.default[0]
    if field.format and field.format.accepts:
        annotations["examples"] = field.format.accepts
    return {**schema, **annotations}


def _constrained(schema: Schema, field: Field) -> Schema:
    """Add to an alternative the bounds, the format and the rules that are for its type."""
    kind = schema.get("type")
    added: Schema = {key: value for key, value in field.bounds.items() if kind in BOUNDED[key]}
    if field.format and kind == "string":
        added |= {"pattern": field.format.pattern, "x-format": field.format.words}
    rules = {key: rule for key, rule in field.rules.items() if key in added}
    return {**schema, **added, **({"x-rules": rules} if rules else {})}


def _markdown(field: Field) -> str:
    """Return the hover text: the meaning, then what a reader looks up."""
    facts = []
    if field.format:
        facts.append(f"Format: {field.format.words}.")
    if field.default:
        facts.append(f"Default: `{json.dumps(field.default[0])}`.")
    if field.since:
        facts.append(f"Since: {field.since}.")
    meaning = without_links(field.meaning)
    return f"{meaning}\n\n{' '.join(facts)}" if facts else meaning
