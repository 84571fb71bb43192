"""Strict tools: every object closed, every property required, and no union at the root."""

from __future__ import annotations

from typing import Any

import pytest

from tests.rules.manifests import places, problems
from tests.rules.test_tool_schemas import BASE, an_object, tool

STRICT = "strict-schema"
CLOSE = "write additionalProperties: false"


def closed(**properties: Any) -> dict[str, Any]:
    """Return a schema of an object that is strict if its properties are."""
    return an_object(properties=properties, required=list(properties), additionalProperties=False)


def strict(parameters: Any) -> str:
    return tool(parameters, strict=True)


def nested(levels: int) -> dict[str, Any]:
    schema = closed()
    for _ in range(levels - 1):
        schema = closed(inside=schema)
    return schema


@pytest.mark.parametrize(
    "schema",
    [
        closed(),
        closed(a={"type": "string"}, b={"type": ["integer", "null"]}),
        closed(a=closed(b={}), c={"type": "array", "items": closed()}),
        closed(a={"type": "array", "items": {"type": "array", "items": {"type": "string"}}}),
        closed(a={"anyOf": [closed(), {"type": "null"}]}),
        closed(a={"$ref": "#/$defs/b"}) | {"$defs": {"b": closed(), "unused": an_object()}},
        closed(a={"$ref": "#/definitions/b"})
        | {"definitions": {"b": closed(), "unused": an_object()}},
        closed(a={"$ref": "#"}),
        {"$ref": "#/$defs/a", "$defs": {"a": closed()}},
        {"type": "array", "items": an_object()},
        {"properties": {"a": {}}},
        {},
        nested(10),
        "x",
        None,
    ],
)
def test_strict(schema: Any) -> None:
    assert places(STRICT, strict(schema)) == []


@pytest.mark.parametrize("value", [False, None, "true", 1])
def test_a_tool_that_is_not_strict(value: Any) -> None:
    assert places(STRICT, tool(an_object(properties={"a": {}}), strict=value)) == []


@pytest.mark.parametrize(
    ("schema", "message"),
    [
        (an_object(), f"strict mode wants objects closed: {CLOSE}"),
        (
            closed(a={}) | {"additionalProperties": True},
            f"strict mode wants objects closed: {CLOSE}",
        ),
        (
            closed(a={}) | {"additionalProperties": {"type": "string"}},
            f"strict mode wants objects closed: {CLOSE}",
        ),
        (
            closed(a={}, b={}) | {"required": ["b"]},
            'strict mode wants all properties required: add "a" to required',
        ),
        (
            closed(a={}, b={}, c={}) | {"required": []},
            'strict mode wants all properties required: add "a", "b" and "c" to required',
        ),
        (
            an_object(properties={"a": {}, "b": {}}),
            "strict mode wants objects closed and all properties required:"
            f' {CLOSE}, and add "a" and "b" to required',
        ),
        (
            closed(**{f"p{i}": {} for i in range(8)}) | {"required": []},
            'strict mode wants all properties required: add "p0", "p1", "p2", "p3", "p4", "p5",'
            ' "p6" and "p7" to required',
        ),
        (
            closed(**{f"p{i}": {} for i in range(10)}) | {"required": []},
            'strict mode wants all properties required: add "p0", "p1", "p2", "p3", "p4", "p5",'
            ' "p6", "p7" and 2 more to required',
        ),
        (
            closed() | {"anyOf": [closed()]},
            "strict mode takes no anyOf at the root: put it below a property",
        ),
        (
            closed() | {"oneOf": [closed()]},
            "strict mode takes no oneOf at the root: put it below a property",
        ),
        ({"anyOf": [closed()]}, "strict mode takes no anyOf at the root: put it below a property"),
    ],
)
def test_not_strict(schema: Any, message: str) -> None:
    assert places(STRICT, strict(schema)) == [BASE]
    [problem] = problems(STRICT, strict(schema))
    assert problem.message == message
    advice = 'where there may be no value, allow null: type: ["string", "null"]'
    assert problem.help == (advice if "to required" in message else None)


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        (closed(a=an_object()), ["/properties/a"]),
        (closed(a={"type": ["object", "null"]}), ["/properties/a"]),
        (closed(a={"properties": {}}), ["/properties/a"]),
        (closed(a={"type": "array", "items": an_object()}), ["/properties/a/items"]),
        (closed(a={"anyOf": [{"type": "null"}, an_object()]}), ["/properties/a/anyOf/1"]),
        (closed(a={"$ref": "#/$defs/b"}) | {"$defs": {"b": an_object()}}, ["/$defs/b"]),
        (
            closed(a={"$ref": "#/$defs/b"}, c={"$ref": "#/$defs/b"})
            | {"$defs": {"b": an_object()}},
            ["/$defs/b"],
        ),
        (
            closed(a={"$ref": "#/definitions/b"})
            | {"definitions": {"b": closed(c={"$ref": "#/definitions/c"}), "c": an_object()}},
            ["/definitions/c"],
        ),
        ({"$ref": "#/$defs/a", "$defs": {"a": an_object()}}, ["/$defs/a"]),
        (an_object(properties={}, items=an_object()), ["", "/items"]),
        (closed(a=an_object(), b=an_object()), ["/properties/a", "/properties/b"]),
        (
            closed(a={"$ref": "#/$defs/b"}, b={"$ref": "#"}, c=an_object()) | {"$defs": {"b": {}}},
            ["/properties/c"],
        ),
        (nested(11), ["/properties/inside" * 10]),
        (nested(12), ["/properties/inside" * 10]),
    ],
)
def test_each_object_is_looked_at(schema: Any, expected: list[str]) -> None:
    assert sorted(places(STRICT, strict(schema))) == [f"{BASE}{path}" for path in expected]


def test_levels() -> None:
    [problem] = problems(STRICT, strict(nested(11)))
    assert problem.message == "strict mode takes 10 levels of objects: this is one more"


def test_what_is_of_another_type_is_told_by_another_rule() -> None:
    assert places(STRICT, strict(closed() | {"required": "a"})) == []
    assert places(STRICT, strict(closed() | {"properties": ["a"]})) == []
    assert places(STRICT, strict(closed(a={}) | {"required": [5, "a"]})) == []
    assert places(STRICT, strict({"type": "array", "anyOf": [closed()]})) == []
    assert places(STRICT, strict(closed() | {"anyOf": []})) == []
