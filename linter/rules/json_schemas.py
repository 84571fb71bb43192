"""The quick look at a JSON Schema: whether it is surely in order, in any draft that may be meant.

"No" is no verdict: it only means that the slow look of ``tool_schemas`` or ``strict_schemas`` is
worth its import.
"""

from __future__ import annotations

from typing import Any

MOST_LEVELS = 10
"""How deep objects may be nested in strict mode by OpenAI's documentation; others allow less."""

TYPES = ("string", "number", "integer", "boolean", "object", "array", "null")

_TYPES = frozenset(TYPES)

_CLASSES = {
    **dict.fromkeys(("description", "title", "format", "pattern", "$comment"), str),
    **dict.fromkeys(("minimum", "maximum"), int),
    "additionalProperties": bool,
}
"""Keywords of which any value of the class is fine."""

_KINDS = {
    **dict.fromkeys(("minimum", "maximum"), "number"),
    **dict.fromkeys(("minLength", "maxLength", "minItems", "maxItems"), "count"),
    **dict.fromkeys(("default", "const"), "any"),
    **dict.fromkeys(("allOf", "anyOf"), "schemas"),
}

_WITHOUT_PARTS = frozenset(
    (*_CLASSES, *_KINDS, "type", "properties", "required", "items", "enum")
) - {"allOf", "anyOf"}
"""Keywords that bring in no other schema but those of properties and items."""


def surely_sound(schema: dict[Any, Any]) -> bool:
    """Whether a schema breaks no meta-schema and requires no property that is not there."""
    for key, value in schema.items():
        kind = value.__class__
        if kind is _CLASSES.get(key):
            continue
        if kind is str:
            if key == "type" and value in _TYPES:
                continue
        elif kind is dict:
            if key == "properties":
                if _are_sound(value):
                    continue
            elif key == "items" and surely_sound(value):
                continue
        elif kind is list:
            if key == "enum":
                if value:
                    continue
            elif key == "required":
                if _all_there(value, schema.get("properties")):
                    continue
            elif key == "type" and _only_null_beside(value) in _TYPES:
                continue
        if not _is_of_kind(value, _KINDS.get(key)):
            return False
    return True


def _are_sound(properties: dict[Any, Any]) -> bool:
    for schema in properties.values():
        if schema.__class__ is not dict:
            return False
        # Most properties have a type and a description.
        if (
            len(schema) != 2
            or schema.get("type") not in TYPES
            or schema.get("description").__class__ is not str
        ) and not surely_sound(schema):
            return False
    return True


def _is_of_kind(value: Any, kind: str | None) -> bool:
    """Whether a value is right for one of the less common keywords."""
    if kind == "number":
        return value.__class__ is int or value.__class__ is float
    if kind == "count":
        return value.__class__ is int and value >= 0
    if kind == "schemas":
        if value.__class__ is not list or not value:
            return False
        return all(inner.__class__ is dict and surely_sound(inner) for inner in value)
    return kind == "any"


def _only_null_beside(types: list[Any]) -> str:
    """Return the type of a list that allows null beside it; "" for all other lists."""
    if len(types) == 2 and "null" in types and types != ["null", "null"]:
        other = types[0] if types[1] == "null" else types[1]
        return other if isinstance(other, str) else ""
    return ""


def _all_there(required: Any, properties: Any) -> bool:
    """Whether ``required`` is a list of different keys of the properties beside it."""
    if required.__class__ is not list or properties.__class__ is not dict:
        return False
    for name in required:
        if name.__class__ is not str or name not in properties:
            return False
    return len(required) < 2 or len(set(required)) == len(required)


def surely_strict(schema: Any, level: int = 1) -> bool:
    """Whether a schema of an object is closed and requires everything, all the way down.

    How many properties are required is enough to know here: another rule sees to their names.
    """
    if schema.__class__ is not dict or not schema.keys() <= _WITHOUT_PARTS:
        return False
    if "items" in schema and not surely_strict(schema["items"], level + 1):
        return False
    properties = schema.get("properties")
    if properties is None:
        kind = schema.get("type")
        return (
            level > 1 and kind != "object" and (kind.__class__ is not list or "object" not in kind)
        )
    if schema.get("additionalProperties") is not False or properties.__class__ is not dict:
        return False
    required = schema.get("required")
    if required.__class__ is not list or len(required) != len(properties) or level > MOST_LEVELS:
        return False
    return all(surely_strict(inner, level + 1) for inner in properties.values())
