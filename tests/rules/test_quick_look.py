"""The quick look at schemas says yes to what people write, so the slow one is seldom needed."""

from __future__ import annotations

from typing import Any

import pytest

from linter.rules.json_schemas import MOST_LEVELS, surely_sound, surely_strict


@pytest.mark.parametrize(
    "schema",
    [
        {},
        {"type": "string", "description": "a", "format": "date", "pattern": "^a"},
        {"type": ["string", "null"]},
        {"type": ["null", "integer"], "minimum": 0, "maximum": 1.5},
        {"type": "string", "minLength": 0, "maxLength": 1},
        {"type": "array", "items": {"type": "string"}, "minItems": 1},
        {"enum": ["a"], "default": None, "const": {}},
        {"type": "object", "additionalProperties": False},
        {"type": "object", "additionalProperties": True},
        {"properties": {"a": {"type": "string"}, "b": {}}, "required": ["a", "b"]},
        {"properties": {"a": {}}, "required": []},
        {"anyOf": [{"type": "string"}, {"allOf": [{}]}]},
    ],
)
def test_sound(schema: dict[str, Any]) -> None:
    assert surely_sound(schema)


@pytest.mark.parametrize(
    "schema",
    [
        {"type": "text"},
        {"type": 5},
        {"type": ["string"]},
        {"type": ["string", "integer"]},
        {"type": ["null", "null"]},
        {"type": ["null", 5]},
        {"type": ["string", "null", "integer"]},
        {"description": 5},
        {"minimum": "0"},
        {"minimum": True},
        {"minLength": -1},
        {"minLength": 0.5},
        {"items": []},
        {"items": {"type": "text"}},
        {"enum": []},
        {"enum": "a"},
        {"additionalProperties": {}},
        {"additionalProperties": None},
        {"properties": []},
        {"properties": {"a": True}},
        {"properties": {"a": {"type": "text"}}},
        {"properties": {"a": {}}, "required": "a"},
        {"properties": {"a": {}}, "required": ["b"]},
        {"properties": {"a": {}}, "required": [5]},
        {"properties": {"a": {}}, "required": ["a", "a"]},
        {"required": []},
        {"anyOf": []},
        {"anyOf": {}},
        {"anyOf": [True]},
        {"anyOf": [{"type": "text"}]},
        {"$ref": "#"},
    ],
)
def test_not_surely_sound(schema: dict[str, Any]) -> None:
    assert not surely_sound(schema)


def closed(**properties: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def nested(levels: int) -> dict[str, Any]:
    schema = closed(a={"type": "string"})
    for _ in range(levels - 1):
        schema = closed(a=schema)
    return schema


@pytest.mark.parametrize(
    "schema",
    [
        closed(a={"type": "string"}, b={"type": ["integer", "null"]}),
        closed(a={"type": "array", "items": closed(b={"type": "string"})}),
        closed(a={"type": "array", "items": {"type": "string"}}),
        nested(MOST_LEVELS),
    ],
)
def test_strict(schema: dict[str, Any]) -> None:
    assert surely_strict(schema) is True


@pytest.mark.parametrize(
    "schema",
    [
        {"type": "string"},
        closed(a={"type": "object"}),
        closed(a={"type": ["object", "null"]}),
        {**closed(a={"type": "string"}), "required": []},
        {**closed(a={"type": "string"}), "additionalProperties": True},
        {"type": "object", "properties": {}, "required": []},
        closed(a={"anyOf": [{"type": "string"}]}),
        closed(a={"type": "array", "items": {"type": "object"}}),
        {**closed(a={"type": "string"}), "allOf": [{}]},
        nested(MOST_LEVELS + 1),
    ],
)
def test_not_surely_strict(schema: dict[str, Any]) -> None:
    assert not surely_strict(schema)
