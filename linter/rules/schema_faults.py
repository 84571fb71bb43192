"""What a JSON Schema may not say: the meta-schemas of the drafts, as tables and one walk.

The tables are those of the published meta-schemas, without their formats: whether a text is a
regular expression or a URI is for the program that uses it. A test holds them together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple, TypeAlias

from linter.finding import Path
from linter.rules.json_schemas import TYPES


class Many(NamedTuple):
    """A list of something; ``least`` is how many at least, ``different`` that none comes twice."""

    of: Kind
    least: int = 0
    different: bool = False


class Named(NamedTuple):
    """A mapping of names to something."""

    to: Kind


class Either(NamedTuple):
    """A list of one kind, or something else."""

    listed: Many
    other: Kind


Kind: TypeAlias = "str | Many | Named | Either"
"""What a keyword takes; a text names one of the leaves, ``schema`` or one of its variants."""

_SCHEMAS = Many("schema", 1)
_NAMES = Many("text", different=True)
_TYPE = Either(Many("type", 1, different=True), "type")

_ALWAYS: dict[str, Kind] = {
    **dict.fromkeys(("$schema", "title", "description", "pattern", "format"), "text"),
    **dict.fromkeys(("minimum", "maximum"), "number"),
    **dict.fromkeys(("minLength", "maxLength", "minItems", "maxItems"), "count"),
    **dict.fromkeys(("properties", "patternProperties"), Named("schema")),
    **dict.fromkeys(("additionalItems", "additionalProperties"), "schema or flag"),
    "uniqueItems": "flag",
}
_SINCE_4: dict[str, Kind] = {
    **_ALWAYS,
    **dict.fromkeys(("minProperties", "maxProperties"), "count"),
    **dict.fromkeys(("allOf", "anyOf", "oneOf"), _SCHEMAS),
    "type": _TYPE,
    "items": Either(_SCHEMAS, "schema"),
    "multipleOf": "positive",
    "definitions": Named("schema"),
    "dependencies": Named(Either(_NAMES, "schema")),
    "not": "schema",
}
_SINCE_6: dict[str, Kind] = {
    **_SINCE_4,
    **dict.fromkeys(("$id", "$ref"), "text"),
    **dict.fromkeys(("exclusiveMinimum", "exclusiveMaximum"), "number"),
    **dict.fromkeys(("contains", "propertyNames"), "schema"),
    **dict.fromkeys(("enum", "examples"), Many("any")),
    "required": _NAMES,
}
_SINCE_7: dict[str, Kind] = {
    **_SINCE_6,
    **dict.fromkeys(("$comment", "contentMediaType", "contentEncoding"), "text"),
    **dict.fromkeys(("if", "then", "else"), "schema"),
    "readOnly": "flag",
}
_SINCE_2019: dict[str, Kind] = {
    **_SINCE_7,
    **dict.fromkeys(("unevaluatedItems", "unevaluatedProperties", "contentSchema"), "schema"),
    **dict.fromkeys(("minContains", "maxContains"), "count"),
    **dict.fromkeys(("$defs", "dependentSchemas"), Named("schema")),
    **dict.fromkeys(("deprecated", "writeOnly", "$recursiveAnchor"), "flag"),
    "$id": "id",
    "$anchor": "anchor",
    "$recursiveRef": "text",
    "$vocabulary": Named("flag"),
    "dependentRequired": Named(_NAMES),
}

LATEST = "2020-12"
DRAFTS: dict[str, dict[str, Kind]] = {
    "3": {
        **_ALWAYS,
        **dict.fromkeys(("id", "$ref"), "text"),
        **dict.fromkeys(("exclusiveMinimum", "exclusiveMaximum", "required"), "flag"),
        **dict.fromkeys(
            ("type", "disallow"), Either(Many("schema or text", different=True), "text")
        ),
        **dict.fromkeys(("items", "extends"), Either(Many("schema"), "schema")),
        "dependencies": Named(Either(Many("text"), "schema or text")),
        "divisibleBy": "positive",
        "enum": Many("any", 1, different=True),
        "maxLength": "integer",
    },
    "4": {
        **_SINCE_4,
        **dict.fromkeys(("exclusiveMinimum", "exclusiveMaximum"), "flag"),
        "id": "text",
        "required": Many("text", 1, different=True),
        "dependencies": Named(Either(Many("text", 1, different=True), "schema")),
        "enum": Many("any", 1, different=True),
    },
    "6": _SINCE_6,
    "7": _SINCE_7,
    "2019-09": _SINCE_2019,
    LATEST: {
        **{key: kind for key, kind in _SINCE_2019.items() if key != "additionalItems"},
        **dict.fromkeys(("$dynamicAnchor", "$recursiveAnchor"), "anchor"),
        "items": "schema",
        "prefixItems": _SCHEMAS,
        "$dynamicRef": "text",
    },
}
"""What each keyword takes, by the draft; what a draft does not know may hold anything."""

_URIS = {
    **{f"json-schema.org/draft-0{number}/schema": number for number in "3467"},
    **{f"json-schema.org/draft/{date}/schema": date for date in ("2019-09", LATEST)},
}
_OLD = ("3", "4")
"""The drafts in which true and false are schemas in a few places alone, and 1.0 is no integer."""


class Fault(NamedTuple):
    """A value in a schema that its keyword does not take, and the kind that it takes.

    ``twice`` says that the value is fine, and stands in its list already.
    """

    path: Path
    keyword: str
    kind: Kind
    value: Any
    twice: bool = False


def draft_of(schema: dict[str, Any]) -> str:
    """Return the draft that a schema names, the latest where it names none that is known."""
    named = schema.get("$schema")
    if not isinstance(named, str):
        return LATEST
    return _URIS.get(named.partition("://")[2].rstrip("#"), LATEST)


def faults(schema: dict[str, Any]) -> Iterator[Fault]:
    """Yield what the meta-schema of a schema's draft refuses, in the order of the schema."""
    return _value("schema", "", schema, (), draft_of(schema))


def _value(kind: Kind, keyword: str, value: Any, path: Path, draft: str) -> Iterator[Fault]:
    wanted = kind
    if isinstance(kind, Either):
        kind = kind.listed if isinstance(value, list) else kind.other
    if isinstance(kind, str) and "schema" in kind and isinstance(value, dict):
        keywords = DRAFTS[draft]
        for key, inner in value.items():
            if key in keywords:
                yield from _value(keywords[key], key, inner, (*path, key), draft)
        if draft in _OLD:
            yield from _lonely(value, path)
    elif isinstance(kind, Many) and isinstance(value, list) and len(value) >= kind.least:
        for i, item in enumerate(value):
            yield from _value(kind.of, keyword, item, (*path, i), draft)
        if kind.different:
            for i in _repeated(value):
                yield Fault((*path, i), keyword, kind, value[i], twice=True)
    elif isinstance(kind, Named) and isinstance(value, dict):
        for name, inner in value.items():
            if isinstance(name, str):
                yield from _value(kind.to, keyword, inner, (*path, name), draft)
    elif not isinstance(kind, str) or not _fits(kind, value, draft):
        yield Fault(path, keyword, wanted, value)


def _fits(kind: str, value: Any, draft: str) -> bool:
    """Whether a value that holds no schema is of a kind."""
    if isinstance(value, bool):
        with_booleans = draft not in _OLD or "flag" in kind
        return kind in ("any", "flag") or ("schema" in kind and with_booleans)
    if isinstance(value, str):
        if kind in ("type", "anchor", "id"):
            return _is_named(kind, value)
        return kind == "any" or "text" in kind
    if isinstance(value, (int, float)):
        if kind == "positive":
            return value > 0
        if kind in ("count", "integer"):
            whole = isinstance(value, int) or (value.is_integer() and draft not in _OLD)
            return whole and (kind == "integer" or value >= 0)
        return kind in ("any", "number")
    return kind == "any"


def _is_named(kind: str, text: str) -> bool:
    if kind == "type":
        return text in TYPES
    if kind == "id":
        return "#" not in text[:-1]
    return re.fullmatch(r"[A-Za-z_][-\w.:]*", text, re.ASCII) is not None


def _lonely(schema: dict[str, Any], path: Path) -> Iterator[Fault]:
    """Up to draft 4 a bound is called exclusive by a flag beside it."""
    for word in ("minimum", "maximum"):
        exclusive = f"exclusive{word.capitalize()}"
        if isinstance(schema.get(exclusive), bool) and word not in schema:
            yield Fault((*path, exclusive), exclusive, word, schema[exclusive])


def _repeated(items: list[Any]) -> Iterator[int]:
    """Yield where a text or number stands for the second time."""
    seen = set()
    for i, item in enumerate(items):
        if isinstance(item, (str, int, float)):
            same = (isinstance(item, bool), item)
            if same in seen:
                yield i
            seen.add(same)
