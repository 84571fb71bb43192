"""Whether a schema from a file is one that can be followed, said in one line where it is not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from linter.apidocs.places import TYPES, DocumentError, Schema, at

_MEANINGFUL = (
    *("allOf", "oneOf", "not", "if", "then", "else", "$dynamicRef", "$recursiveRef"),
    *("patternProperties", "propertyNames", "dependentRequired", "dependentSchemas"),
    *("prefixItems", "contains", "unevaluatedItems", "unevaluatedProperties", "definitions"),
)
"""Keywords of JSON Schema that say what is allowed in a way that no comparison here follows."""


def check_schema(name: str, document: Schema) -> None:
    """Raise DocumentError unless every part of a schema can be followed and compared."""
    definitions = document.get("$defs", {})
    if not isinstance(definitions, dict):
        raise DocumentError(f"{name}: #/$defs is not an object of schemas")
    waiting: list[tuple[str, Any]] = [("#", document)]
    waiting += [(f"#/$defs/{key}", schema) for key, schema in definitions.items()]
    while waiting:
        where, schema = waiting.pop()
        if not isinstance(schema, dict):
            raise DocumentError(f"{name}: {where} is not a schema")
        for keyword in _MEANINGFUL:
            if keyword in schema:
                raise DocumentError(
                    f"{name}: {where} has the keyword {keyword}, which pmlint does not follow: "
                    "make a schema with pmlint schema generate"
                )
        for keyword, (fits, wanted) in _WANTED.items():
            if keyword in schema and not fits(schema[keyword]):
                raise DocumentError(f"{name}: {keyword} at {where} is not {wanted}")
        target = schema.get("$ref", "#/$defs/")
        if "$ref" in schema and target.removeprefix("#/$defs/") not in definitions:
            raise DocumentError(
                f'{name}: the reference "{target[:80]}" at {where} leads to no definition in it'
            )
        waiting += _parts(where, schema)
    try:
        for schema in (document, *definitions.values()):
            at(document, [schema])
    except DocumentError as error:
        raise DocumentError(f"{name}: {error}") from error


def _parts(where: str, schema: Schema) -> Iterator[tuple[str, Any]]:
    for key, inner in schema.get("properties", {}).items():
        yield f"{where}/properties/{key}", inner
    for i, inner in enumerate(schema.get("anyOf", ())):
        yield f"{where}/anyOf/{i}", inner
    if "items" in schema:
        yield f"{where}/items", schema["items"]
    if isinstance(schema.get("additionalProperties"), dict):
        yield f"{where}/additionalProperties", schema["additionalProperties"]


def _is_type(value: Any) -> bool:
    kinds = value if isinstance(value, list) else [value]
    return bool(kinds) and all(isinstance(kind, str) and kind in TYPES for kind in kinds)


def _is_scalar(value: Any) -> bool:
    return not isinstance(value, (list, dict))


def _is_number(value: Any) -> bool:
    finite = not isinstance(value, float) or value - value == 0
    return isinstance(value, (int, float)) and not isinstance(value, bool) and finite


def _is_list_of(fits: Callable[[Any], bool]) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, list) and all(map(fits, value))


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_object(value: Any) -> bool:
    return isinstance(value, dict)


_WANTED: dict[str, tuple[Callable[[Any], bool], str]] = {
    "type": (_is_type, f"one of {', '.join(TYPES)}, or a list of them"),
    "const": (_is_scalar, "a scalar"),
    "enum": (_is_list_of(_is_scalar), "a list of scalars"),
    "required": (_is_list_of(_is_text), "a list of keys"),
    "anyOf": (_is_list_of(_is_object), "a list of schemas"),
    "properties": (_is_object, "an object of schemas"),
    "items": (_is_object, "a schema"),
    "additionalProperties": (
        lambda value: isinstance(value, (bool, dict)),
        "a schema or a boolean",
    ),
    **dict.fromkeys(
        ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"), (_is_number, "a number")
    ),
    **dict.fromkeys(("minLength", "maxLength", "minItems", "maxItems"), (_is_number, "a number")),
    **dict.fromkeys(("pattern", "$ref", "x-tag", "x-format"), (_is_text, "a text")),
    "x-facts": (_is_object, "an object"),
}
"""What a keyword's value has to be, with the words for it."""
