"""One schema of an OpenAPI document, in either dialect, without what it combines or refers to.

OpenAPI 3.0 says ``nullable`` and makes bounds exclusive by a boolean; 3.1 has a list of types and
exclusive bounds of their own. Nothing in one dialect means something else in the other, so each
keyword is read as it is written, whatever version the document names.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from linter.schemagen.form import TYPES
from linter.schemagen.model import Schema
from linter.schemagen.openapi.document import OpenApiError, at
from linter.schemagen.openapi.regex import whole_text

ANNOTATIONS = ("title", "description", "default", "examples")
NUMBERS = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")
_COUNTS = ("minLength", "maxLength", "minItems")
_INSIDE = ("items", "additionalProperties")
_TELLING = {
    "object": ("properties", "required", "additionalProperties"),
    "array": ("items", "minItems"),
    "string": ("pattern", "minLength", "maxLength"),
    "number": NUMBERS,
}
"""The keywords that tell the type of a schema that names none."""
_LEFT_OUT = (
    *("maxItems", "uniqueItems", "prefixItems", "contains", "multipleOf", "not", "if"),
    *("patternProperties", "propertyNames", "minProperties", "maxProperties"),
    *("dependentRequired", "dependentSchemas", "$dynamicRef"),
)
"""Keywords that narrow what is accepted and that our form has no room for."""


class Plain(NamedTuple):
    """What a schema itself says.

    ``kinds`` are the JSON types, None for any. ``null`` is what ``nullable`` adds to everything
    else that the schema says. ``keywords`` are those of our form, choices always as ``enum``.
    """

    kinds: frozenset[str] | None
    null: bool
    keywords: Schema


def plain(schema: Schema, where: str, notes: list[str]) -> Plain:
    """Read a schema; what can't be kept is added to the notes."""
    keywords: Schema = {
        key: schema[key] for key in ("title", "description") if isinstance(schema.get(key), str)
    }
    if "default" in schema:
        keywords["default"] = schema["default"]
    examples = schema.get("examples", [schema["example"]] if "example" in schema else [])
    if isinstance(examples, list) and examples:
        keywords["examples"] = examples
    null = schema.get("nullable") is True
    kinds = _kinds(schema, where)
    if "enum" in schema or "const" in schema:
        keywords["enum"] = _choices(schema, where)
        null = null or (None in keywords["enum"] and (kinds is None or "null" in kinds))
        keywords["enum"] = [each for each in keywords["enum"] if each is not None]
        if not keywords["enum"]:
            del keywords["enum"]
            kinds, null = frozenset({"null"}), False
    keywords |= _bounds(schema, where)
    if "pattern" in schema:
        pattern = whole_text(_typed(schema, "pattern", str, "a text", where))
        if pattern is None:
            notes.append(at(where, "its pattern can't be read here and is left out"))
        else:
            keywords["pattern"] = pattern
    for key in _INSIDE:
        if key in schema:
            keywords[key] = _schema(schema[key], f"{where}.{key}")
    if "properties" in schema:
        properties = _typed(schema, "properties", dict, "a mapping", where)
        keywords["properties"] = {
            key: _schema(each, f"{where}.{key}")
            for key, each in properties.items()
            if isinstance(key, str)
        }
    if "required" in schema:
        required = schema["required"]
        if not isinstance(required, list) or not all(isinstance(key, str) for key in required):
            raise OpenApiError("required is not a list of keys", where)
        keywords["required"] = list(dict.fromkeys(required))
    notes += [
        at(where, f"{key} is left out") for key in _LEFT_OUT if schema.get(key) not in (None, False)
    ]
    if kinds is None and "enum" not in keywords:
        told = [kind for kind, telling in _TELLING.items() if keywords.keys() & set(telling)]
        kinds = frozenset(told) if len(told) == 1 else None
    return Plain(kinds, null, keywords)


def _kinds(schema: Schema, where: str) -> frozenset[str] | None:
    said = schema.get("type")
    if said is None:
        return None
    kinds = said if isinstance(said, list) else [said]
    for kind in kinds:
        if kind not in TYPES:
            raise OpenApiError(f"the type is none of {', '.join(TYPES)}", where)
    return frozenset(kinds) - ({"integer"} if "number" in kinds else set())


def _choices(schema: Schema, where: str) -> list[Any]:
    choices = [schema["const"]] if "const" in schema else schema["enum"]
    if not isinstance(choices, list) or not choices:
        raise OpenApiError("enum is not a list of values", where)
    if not all(each is None or type(each) in (str, int, float, bool) for each in choices):
        raise OpenApiError("a choice is neither a text nor a number, true, false or null", where)
    seen = {(type(each), each): each for each in choices}
    return list(seen.values())


def _bounds(schema: Schema, where: str) -> Schema:
    """Return the bounds, with those that a boolean makes exclusive under the name for that."""
    found: Schema = {}
    for key in _COUNTS:
        if key in schema:
            count = _number(schema, key, where)
            if count < 0 or count != int(count):
                raise OpenApiError(f"{key} is not a whole number from 0 on", where)
            found[key] = int(count)
    for key in NUMBERS:
        if key in schema and not isinstance(schema[key], bool):
            found[key] = _number(schema, key, where)
    for key in ("minimum", "maximum"):
        exclusive = f"exclusiveM{key[1:]}"
        if schema.get(exclusive) is True and key in found:
            found[exclusive] = found.pop(key)
    # A length from 0 on bounds nothing.
    return {
        key: bound
        for key, bound in found.items()
        if bound != 0 or key not in ("minLength", "minItems")
    }


def _number(schema: Schema, key: str, where: str) -> float:
    number = schema[key]
    if type(number) not in (int, float) or number - number != 0:
        raise OpenApiError(f"{key} is not a number", where)
    whole = isinstance(number, float) and number.is_integer()
    bound: float = int(number) if whole else number
    return bound


def _typed(schema: Schema, key: str, kind: type, words: str, where: str) -> Any:
    if not isinstance(schema[key], kind):
        raise OpenApiError(f"{key} is not {words}", where)
    return schema[key]


def _schema(value: Any, where: str) -> Any:
    if not isinstance(value, (dict, bool)):
        raise OpenApiError("it is not a schema", where)
    return value
