"""The quick look at schemas: what it is sure of, so that the slow one is spared."""

from __future__ import annotations

from typing import Any

import pytest

from linter.rules.json_schemas import surely_sound, surely_strict


def each(key: str, *values: Any) -> list[dict[str, Any]]:
    """Return one schema for each value of a key."""
    return [{key: value} for value in values]


OBJECT: dict[str, Any] = {"type": "object", "properties": {"a": {}}}


@pytest.mark.parametrize(
    "schema",
    [
        {},
        *each("type", "string", "number", "integer", "boolean", "object", "array", "null"),
        *each("type", ["string", "null"], ["null", "object"]),
        *({key: "x"} for key in ("title", "description", "format", "pattern", "$comment")),
        *(each("minimum", 0, -1, 0.5) + each("maximum", 0, -1, 0.5)),
        *({key: 0} for key in ("minLength", "maxLength", "minItems", "maxItems")),
        *(each("default", None, [], "x") + each("const", None, [], "x")),
        *({key: [{}, OBJECT]} for key in ("allOf", "anyOf")),
        {"enum": [None]},
        {"items": OBJECT},
        *each("additionalProperties", True, False),
        {**OBJECT, "required": []},
        {**OBJECT, "required": ["a"]},
        {"properties": {"a": {}, "b": {}}, "required": ["b", "a"]},
    ],
)
def test_sound(schema: Any) -> None:
    assert surely_sound(schema)
    assert surely_sound({"properties": {"x": schema}})


@pytest.mark.parametrize(
    "schema",
    [
        *each("type", "x", None, 5, {}, [], ["null"], ["null", "null"]),
        *each("type", ["null", 5], ["x", "null"], ["string", "null", "null"]),
        *({key: None} for key in ("title", "description", "format", "pattern", "$comment")),
        *(each("minimum", True, "1", None) + each("maximum", True, "1", None)),
        *each("minLength", -1, 1.0, True, "1"),
        *each("allOf", [], {}, [True], [{"x": 1}]),
        *each("anyOf", [], {}, [True], [{"x": 1}]),
        *each("enum", [], "a", {}),
        *each("items", [], True, {"x": 1}),
        *each("properties", [], {"a": True}, {"a": {"x": 1}}),
        *each("additionalProperties", {}, None, 0),
        *(OBJECT | x for x in each("required", True, "a", ["b"], ["a", "a"], [5], [["a"]])),
        {"required": []},
        {"required": ["a"], "properties": ["a"]},
        {"$schema": "http://json-schema.org/draft-07/schema#"},
        {"$ref": "#"},
        {5: {}},
    ],
)
def test_perhaps_not_sound(schema: Any) -> None:
    assert not surely_sound(schema)
    assert not surely_sound({"properties": {"x": schema}})
    assert not surely_sound({"items": schema})
    assert not surely_sound({"anyOf": [{}, schema]})


def strict(**properties: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def nested(levels: int) -> dict[str, Any]:
    schema = strict()
    for _ in range(levels - 1):
        schema = strict(a=schema)
    return schema


@pytest.mark.parametrize(
    "schema",
    [
        strict(),
        strict(a={"type": "string"}, b={}, c={"type": ["string", "null"]}),
        strict(a=strict(b={"enum": ["c"]})),
        strict(a={"type": "array", "items": {"type": "string"}}),
        strict(a={"type": "array", "items": strict()}),
        nested(10),
    ],
)
def test_strict(schema: Any) -> None:
    assert surely_strict(schema)


@pytest.mark.parametrize(
    "schema",
    [
        {},
        {"type": "object"},
        {**strict(), "additionalProperties": True},
        {**strict(a={}), "required": []},
        {"properties": {"a": {}}, "additionalProperties": False},
        {**strict(), "anyOf": [strict()]},
        {**strict(), "allOf": [strict()]},
        strict(a={"type": "object"}),
        strict(a={"type": ["object", "null"]}),
        strict(a={"anyOf": [strict()]}),
        strict(a={"$ref": "#"}),
        strict(a={"oneOf": [strict()]}),
        strict(a=True),
        {**strict(), "required": None},
        {**strict(), "required": {}},
        {**strict(), "properties": []},
        {**strict(), "items": []},
        strict(a={"allOf": [strict()]}),
        strict(a={"items": {"type": "object"}}),
        strict(a={}, b={"items": {"items": {"type": "object"}}}),
        nested(11),
    ],
)
def test_perhaps_not_strict(schema: Any) -> None:
    assert not surely_strict(schema)
