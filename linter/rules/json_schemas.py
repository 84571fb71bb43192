"""The quick look at a JSON Schema: whether it is surely in order, in any draft that may be meant.

"No" is no verdict: it only means that the slow look of ``tool_schemas`` or ``strict_schemas`` is
worth its import.
"""

from __future__ import annotations

from typing import Any

MOST_LEVELS = 10
"""How deep objects may be nested in strict mode by OpenAI's documentation; others allow less."""

TYPES = ("string", "number", "integer", "boolean", "object", "array", "null")

_KINDS = {
    **dict.fromkeys(("description", "title", "format", "pattern", "$comment"), "text"),
    **dict.fromkeys(("minimum", "maximum"), "number"),
    **dict.fromkeys(("minLength", "maxLength", "minItems", "maxItems"), "count"),
    **dict.fromkeys(("default", "const"), "any"),
    **dict.fromkeys(("allOf", "anyOf"), "schemas"),
    **{key: key for key in ("type", "properties", "required", "items", "enum")},
    "additionalProperties": "additionalProperties",
}


_WITHOUT_PARTS = frozenset(_KINDS) - {"allOf", "anyOf"}
"""Keywords that bring in no other schema but those of properties and items."""


def surely_sound(schema: dict[Any, Any]) -> bool:
    """Whether a schema breaks no meta-schema and requires no property that is not there."""
    for key, value in schema.items():
        kind = _KINDS.get(key)
        if kind == "type":
            if value.__class__ is not str:
                value = "" if value.__class__ is not list else _only_null_beside(value)
            if value not in TYPES:
                return False
        elif kind == "text":
            if value.__class__ is not str:
                return False
        elif kind == "properties":
            if value.__class__ is not dict:
                return False
            for inner in value.values():
                if inner.__class__ is not dict or not surely_sound(inner):
                    return False
        elif kind == "required":
            if not _all_there(value, schema.get("properties")):
                return False
        elif kind == "items":
            if value.__class__ is not dict or not surely_sound(value):
                return False
        elif kind == "enum":
            if value.__class__ is not list or not value:
                return False
        elif kind == "additionalProperties":
            if value is not False and value is not True:
                return False
        elif kind == "number":
            if value.__class__ is not int and value.__class__ is not float:
                return False
        elif kind == "count":
            if value.__class__ is not int or value < 0:
                return False
        elif kind == "schemas":
            if value.__class__ is not list or not value:
                return False
            for inner in value:
                if inner.__class__ is not dict or not surely_sound(inner):
                    return False
        elif kind is None:
            return False
    return True


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
