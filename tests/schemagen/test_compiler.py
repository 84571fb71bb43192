"""The compiler takes any schema of the form, not only what the pages give."""

from __future__ import annotations

from typing import Any

import pytest

from linter.schemagen.compiler import compile_checks
from linter.schemagen.form import FormError
from tests.schemagen.strict import validator

VALUES: list[Any] = [
    *(None, True, False, 0, 1, 2, 1.0, 1.5, float("nan"), float("inf")),
    *("", "a", "b", "abc", "1"),
    *([], [1], ["a"], [[]], [[["a"]]], [None]),
    *({}, {"a": 1}, {"a": "x"}, {"b": 1}, {"a": {"a": {}}}, {"a": None}, {"a": 1, "b": 2}),
    *({"kind": "p"}, {"kind": "q", "a": 1}, {"kind": "q"}, {"kind": ["p"]}, {"kind": "p", "a": 1}),
]
TO_B = {"$ref": "#/$defs/B"}
TREE = {"anyOf": [{"type": "string"}, {"type": "array", "items": {"$ref": "#/$defs/Root"}}]}
KINDS = {
    "Root": {
        "anyOf": [{"$ref": "#/$defs/P"}, {"$ref": "#/$defs/Q"}],
        "x-tag": "kind",
    },
    "P": {
        "type": "object",
        "properties": {"kind": {"const": "p"}, "a": {}},
        "required": ["kind"],
        "additionalProperties": False,
    },
    "Q": {
        "type": "object",
        "properties": {"kind": {"const": "q"}, "a": {"type": ["integer", "null"]}},
        "required": ["kind", "a"],
    },
}


def document(root: Any, **definitions: Any) -> dict[str, Any]:
    return {"$ref": "#/$defs/Root", "$defs": {"Root": root, **definitions}}


SOUND = {
    "anything": document({}),
    "alias of anything": document({"$ref": "#/$defs/B"}, B={"title": "b"}),
    "const": document({"const": "a"}),
    "const of a type": document({"type": "string", "const": "a"}),
    "const integer": document({"type": "integer", "const": 1}),
    "const true": document({"const": True}),
    "enum": document({"enum": ["a", "b"]}),
    "enum of types": document({"enum": ["a", True, None]}),
    "enum with null": document({"type": ["string", "null"], "enum": ["a", None]}),
    "enum without null": document({"type": ["string", "null"], "enum": ["a"]}),
    "enum of no type": document({"type": "integer", "enum": ["a"]}),
    "integer enum": document({"type": ["integer", "boolean"], "enum": [1, 2, True]}),
    "bounds": document({"type": ["number", "string"], "exclusiveMaximum": 2, "minLength": 2}),
    "lists": document({"type": "array", "items": {"type": "integer"}, "minItems": 1}),
    "tree": document(TREE),
    "chain": document(
        {"type": "object", "properties": {"a": {"$ref": "#/$defs/Root"}}, "required": ["a"]}
    ),
    "open chain": document(
        {
            "type": "object",
            "properties": {"a": {"anyOf": [{"$ref": "#/$defs/Root"}, {"type": "null"}]}},
        }
    ),
    "map": document({"type": "object", "additionalProperties": {"type": "integer"}}),
    "map and properties": document(
        {
            "type": "object",
            "properties": {"a": {"type": "string"}},
            "additionalProperties": {"type": "integer"},
        }
    ),
    "required but unknown": document({"type": "object", "required": ["b"]}),
    "required null": document(
        {"type": "object", "properties": {"a": {"type": ["null", "integer"]}}, "required": ["a"]}
    ),
    "shared": document(
        {"type": ["array", "object"], "items": TO_B, "additionalProperties": TO_B},
        B={"type": ["integer", "string"], "maximum": 1},
    ),
    "union": document(KINDS["Root"], P=KINDS["P"], Q=KINDS["Q"]),
    "list of a shared union": document(
        {"anyOf": [{"type": "array", "items": TO_B}, TO_B]},
        B=KINDS["Root"],
        P=KINDS["P"],
        Q=KINDS["Q"],
    ),
}


@pytest.mark.parametrize("name", SOUND)
def test_compiled_and_jsonschema_agree(name: str) -> None:
    namespace: dict[str, Any] = {}
    exec(compile_checks({"some-schema": SOUND[name]}), namespace)
    check, judge = namespace["CHECKS"]["some-schema"], validator(SOUND[name])
    for value in VALUES:
        assert check(value) == judge.is_valid(value), value


@pytest.mark.parametrize(
    ("root", "message"),
    [
        ({"oneOf": []}, "#/$defs/Root: the keyword oneOf is not part of the form"),
        ({"$ref": "#/$defs/No"}, "#/$defs/Root: #/$defs/No leads to no definition"),
        ({"type": "text"}, "#/$defs/Root: text is not a type"),
        ({"minimum": 1}, "#/$defs/Root: minimum needs a type beside it"),
        ({"const": []}, "#/$defs/Root: a constant is a scalar"),
        ({"anyOf": [], "type": "string"}, "#/$defs/Root: type stands beside anyOf"),
        (
            {"anyOf": [{"type": "integer"}, {"type": "number"}]},
            "#/$defs/Root: several branches for number",
        ),
        (
            {"anyOf": [{"$ref": "#/$defs/P"}, {"$ref": "#/$defs/P"}], "x-tag": "kind"},
            "#/$defs/Root: the branches are not told apart by kind",
        ),
        (
            {"anyOf": [{"type": "object"}], "x-tag": "kind"},
            "#/$defs/Root: the branches are not told apart by kind",
        ),
        (
            {"type": "object", "properties": {"a": {"items": {}}}},
            "#/$defs/Root/properties/a: items needs a type beside it",
        ),
        (
            {"type": "object", "required": ["a"], "additionalProperties": False},
            "#/$defs/Root: a is required and not allowed",
        ),
        ({"type": "array", "items": True}, "#/$defs/Root/items: a schema is an object"),
    ],
)
def test_what_is_not_of_the_form_is_refused(root: dict[str, Any], message: str) -> None:
    with pytest.raises(FormError) as caught:
        compile_checks({"some-schema": document(root, P=KINDS["P"])})
    assert str(caught.value) == message


def test_names_that_give_one_function_are_refused() -> None:
    with pytest.raises(FormError, match="differ too little"):
        compile_checks({"some-schema": document({}, **{"A.b": {}, "A_b": {}})})


def test_two_schemas_must_agree_on_a_definition() -> None:
    first, second = document({"type": "string"}), document({"type": "integer"})
    with pytest.raises(FormError, match="second: another schema defines Root"):
        compile_checks({"first": first, "second": second})
