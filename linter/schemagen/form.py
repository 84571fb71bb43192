"""The form of schemas that the compiler and the diagnosis rely on, and the check of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from linter.schemagen.model import Schema

TYPES = ("string", "integer", "number", "boolean", "null", "array", "object")
ANNOTATIONS = {
    *("title", "description", "markdownDescription", "default", "examples"),
    *("x-tag", "x-format", "x-rules", "x-hints", "x-free-form", "x-manifest"),
}
CONSTRAINTS = {
    *("$ref", "anyOf", "type", "const", "enum", "pattern", "minLength", "maxLength"),
    *("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "items", "minItems"),
    *("properties", "required", "additionalProperties"),
}
_ROOT = {"$schema", "$id", "$defs", "x-facts"}


class FormError(Exception):
    """A schema that is not of the form; the message names the place in it."""


def check_form(document: Schema) -> None:
    """Raise FormError unless a whole schema keeps to the form."""
    definitions = document.get("$defs", {})
    for key in document.keys() - _ROOT - CONSTRAINTS - ANNOTATIONS:
        raise FormError(f"#: the keyword {key} is not part of the form")
    _check({key: value for key, value in document.items() if key not in _ROOT}, "#", definitions)
    for name, schema in definitions.items():
        _check(schema, f"#/$defs/{name}", definitions)


def json_types(schema: Schema, definitions: dict[str, Schema]) -> frozenset[str]:
    """Return the JSON types that a schema may accept; an integer counts as a number."""
    if "$ref" in schema:
        return json_types(definition(schema, definitions), definitions)
    if "anyOf" in schema:
        return frozenset().union(*(json_types(one, definitions) for one in schema["anyOf"]))
    kinds = kinds_of(schema)
    if kinds is not None:
        return frozenset("number" if kind == "integer" else kind for kind in kinds)
    return frozenset(TYPES) - {"integer"}


def kinds_of(schema: Schema) -> list[str] | None:
    """Return the types that ``type``, ``const`` and ``enum`` leave, None without any of them."""
    pinned = constants(schema)
    if "type" not in schema:
        return list(dict.fromkeys(map(json_type, pinned))) or None
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    return [kind for kind in kinds if not pinned or any(fits(one, kind) for one in pinned)]


def constants(schema: Schema) -> list[Any]:
    """Return the values that a schema pins, none where it pins nothing."""
    return [schema["const"]] if "const" in schema else list(schema.get("enum", ()))


def fits(constant: Any, kind: str) -> bool:
    """Whether a constant is of a JSON type; an integer is also a number."""
    return json_type(constant) in (kind, "integer" if kind == "number" else kind)


def definition(schema: Schema, definitions: dict[str, Schema]) -> Schema:
    """Return what a ``$ref`` leads to."""
    return definitions[schema["$ref"].removeprefix("#/$defs/")]


def json_type(value: Any) -> str:
    """Return the JSON type of a scalar; a float is a number, whatever its value."""
    if value is None:
        return "null"
    return {bool: "boolean", int: "integer", float: "number", str: "string"}[type(value)]


def _check(schema: Any, where: str, definitions: dict[str, Schema]) -> None:
    if not isinstance(schema, dict):
        raise FormError(f"{where}: a schema is an object")
    for key in schema.keys() - CONSTRAINTS - ANNOTATIONS:
        raise FormError(f"{where}: the keyword {key} is not part of the form")
    if "$ref" in schema and schema["$ref"].removeprefix("#/$defs/") not in definitions:
        raise FormError(f"{where}: {schema['$ref']} leads to no definition")
    if any(isinstance(value, (list, dict)) for value in constants(schema)):
        raise FormError(f"{where}: a constant is a scalar")
    unknown = set(kinds_of(schema) or ()) - set(TYPES)
    if unknown:
        raise FormError(f"{where}: {min(unknown)} is not a type")
    untyped = schema.keys() & CONSTRAINTS - {"$ref", "anyOf", "const", "enum"}
    if untyped and "type" not in schema:
        raise FormError(f"{where}: {min(untyped)} needs a type beside it")
    if schema.get("additionalProperties") is False:
        unlisted = set(schema.get("required", ())) - schema.get("properties", {}).keys()
        if unlisted:
            raise FormError(f"{where}: {min(unlisted)} is required and not allowed")
    for alone in ("$ref", "anyOf"):
        beside = schema.keys() & CONSTRAINTS - {alone}
        if alone in schema and beside:
            raise FormError(f"{where}: {min(beside)} stands beside {alone}")
    if "x-tag" in schema and "anyOf" not in schema:
        raise FormError(f"{where}: x-tag needs anyOf beside it")
    if "anyOf" in schema:
        _check_any_of(schema, where, definitions)
    for key, inner in _inner(schema):
        _check(inner, f"{where}/{key}", definitions)


def _inner(schema: Schema) -> Iterator[tuple[str, Any]]:
    for name, inner in schema.get("properties", {}).items():
        yield f"properties/{name}", inner
    for i, inner in enumerate(schema.get("anyOf", [])):
        yield f"anyOf/{i}", inner
    if "items" in schema:
        yield "items", schema["items"]
    if schema.get("additionalProperties", False) is not False:
        yield "additionalProperties", schema["additionalProperties"]


def _check_any_of(schema: Schema, where: str, definitions: dict[str, Schema]) -> None:
    if "x-tag" in schema:
        pins = [pin(one, schema["x-tag"], definitions) for one in schema["anyOf"]]
        if None in pins or len(set(pins)) < len(pins):
            raise FormError(f"{where}: the branches are not told apart by {schema['x-tag']}")
        return
    seen: set[str] = set()
    for one in schema["anyOf"]:
        kinds = json_types(one, definitions)
        if seen & kinds:
            raise FormError(f"{where}: several branches for {min(seen & kinds)}")
        seen |= kinds


def pin(branch: Schema, tag: str, definitions: dict[str, Schema]) -> str | None:
    """Return the constant that a branch of a tagged union requires under its tag, else None."""
    if "$ref" not in branch:
        return None
    target = definition(branch, definitions)
    constant = target.get("properties", {}).get(tag, {}).get("const")
    pinned = target.get("type") == "object" and tag in target.get("required", ())
    return constant if pinned and isinstance(constant, str) else None
