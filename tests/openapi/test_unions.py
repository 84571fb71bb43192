"""Several kinds of mapping at one place: told apart by their tag, however the document says it."""

from __future__ import annotations

from typing import Any

import pytest

from linter.conformance.diagnosis import problems
from linter.document import read
from linter.settings import Limits
from linter.source import Source
from tests.openapi.samples import accepts, field, manifest

TEXT = {"type": "string"}


def kind(value: str | None, key: str) -> dict[str, Any]:
    told: dict[str, Any] = {"type": "string"} if value is None else {"enum": [value]}
    return {
        "type": "object",
        "required": ["kind", key],
        "properties": {"kind": told, key: {"type": "integer"}},
    }


def heir(key: str) -> dict[str, Any]:
    return {
        "allOf": [{"$ref": "#/components/schemas/Base"}, {"properties": {key: {"type": "integer"}}}]
    }


A, B = {"$ref": "#/components/schemas/A"}, {"$ref": "#/components/schemas/B"}
MAPPED = {"propertyName": "kind", "mapping": {"a": "#/components/schemas/A", "b": "B"}}
BASE = {"type": "object", "required": ["kind"], "properties": {"kind": {"type": "string"}}}
DOCUMENTS = {
    "constants alone": manifest(field={"oneOf": [A, B]}, A=kind("a", "one"), B=kind("b", "two")),
    "inline": manifest(field={"anyOf": [kind("a", "one"), kind("b", "two")]}),
    "a discriminator with a mapping": manifest(
        field={"oneOf": [A, B], "discriminator": MAPPED}, A=kind(None, "one"), B=kind(None, "two")
    ),
    "a discriminator by names": manifest(
        field={
            "oneOf": [{"$ref": "#/components/schemas/a"}, {"$ref": "#/components/schemas/b"}],
            "discriminator": {"propertyName": "kind"},
        },
        a=kind(None, "one"),
        b=kind(None, "two"),
    ),
    "a base with heirs": manifest(
        field={"$ref": "#/components/schemas/Base"},
        Base={**BASE, "discriminator": MAPPED},
        A=heir("one"),
        B=heir("two"),
    ),
    "unions in unions": manifest(
        field={"anyOf": [{"oneOf": [A]}, {"$ref": "#/components/schemas/More"}]},
        A=kind("a", "one"),
        B=kind("b", "two"),
        More={"anyOf": [B, A]},
    ),
    "a base around the choice": manifest(
        field={"allOf": [BASE, {"oneOf": [A, B]}]}, A=kind("a", "one"), B=kind("b", "two")
    ),
}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_kinds_are_told_apart(name: str) -> None:
    found, made = field(DOCUMENTS[name])
    assert made.notes == []
    union = made.schema["$defs"][found["$ref"].rpartition("/")[2]]
    assert union["x-tag"] == "kind"
    assert accepts(made, {"kind": "a", "one": 1})
    assert accepts(made, {"kind": "b", "two": 2})
    assert not accepts(made, {"kind": "a", "two": 2})
    assert not accepts(made, {"kind": "c", "one": 1})
    assert not accepts(made, {"one": 1})
    assert not accepts(made, "a")


def test_one_kind_may_have_several_values() -> None:
    both = {**kind("a", "one")}
    both["properties"] = {**both["properties"], "kind": {"enum": ["a", "c"]}}
    _, made = field(manifest(field={"oneOf": [both, kind("b", "two")]}))
    assert accepts(made, {"kind": "a", "one": 1})
    assert accepts(made, {"kind": "c", "one": 1})
    assert not accepts(made, {"kind": "c", "two": 1})


def test_kinds_beside_null_texts_and_lists() -> None:
    _, made = field(
        manifest(
            field={
                "nullable": True,
                "anyOf": [
                    kind("a", "one"),
                    kind("b", "two"),
                    {"type": "string"},
                    {"type": "array", "items": {"anyOf": [A, B]}},
                ],
            },
            A=kind("a", "one"),
            B=kind("b", "two"),
        )
    )
    good: list[object] = [None, "text", [], [{"kind": "b", "two": 2}], {"kind": "a", "one": 1}]
    for value in good:
        assert accepts(made, value)
    bad: list[object] = [5, [None], [{"kind": "c"}], {"kind": "c"}]
    for value in bad:
        assert not accepts(made, value)


def test_kinds_that_nothing_tells_apart_are_joined_with_a_note() -> None:
    one = {
        "type": "object",
        "required": ["a", "b"],
        "properties": {"a": {}, "b": {"type": "string"}},
    }
    two = {"type": "object", "required": ["b"], "properties": {"b": {"type": "integer"}, "c": {}}}
    _, made = field(manifest(field={"oneOf": [one, two]}))
    assert made.notes == ["field: its kinds can't be told apart, so the keys of all are accepted"]
    assert accepts(made, {"a": 1, "b": "x", "c": 3})
    assert accepts(made, {"b": 1})
    assert not accepts(made, {"b": None})
    assert not accepts(made, {"a": 1})
    assert not accepts(made, {"b": 1, "d": 1})


def test_a_mapping_of_anything_swallows_the_others() -> None:
    found, _ = field(manifest(field={"anyOf": [kind("a", "one"), {"type": "object"}]}))
    assert found == {"type": "object", "x-free-form": True}


def test_components_may_hold_themselves() -> None:
    tree = {
        "type": "object",
        "required": ["name"],
        "properties": {
            "name": {"type": "string"},
            "parts": {"type": "array", "items": {"$ref": "#/components/schemas/Tree"}},
        },
    }
    _, made = field(manifest(field={"$ref": "#/components/schemas/Tree"}, Tree=tree))
    assert accepts(made, {"name": "a", "parts": [{"name": "b", "parts": []}]})
    assert not accepts(made, {"name": "a", "parts": [{"name": "b", "parts": [{}]}]})


def test_a_value_of_any_json_may_hold_itself() -> None:
    value = {
        "anyOf": [
            {"type": ["string", "number", "boolean", "null"]},
            {"type": "array", "items": {"$ref": "#/components/schemas/Value"}},
            {"type": "object", "additionalProperties": {"$ref": "#/components/schemas/Value"}},
        ]
    }
    _, made = field(manifest(field={"$ref": "#/components/schemas/Value"}, Value=value))
    assert accepts(made, [1, ["a", {"b": [None]}]])


def test_a_list_may_hold_lists_of_its_own_kind_only() -> None:
    nest = {
        "type": "array",
        "items": {"anyOf": [{"$ref": "#/components/schemas/Nest"}, {"enum": [1]}]},
    }
    _, made = field(manifest(field={"$ref": "#/components/schemas/Nest"}, Nest=nest))
    assert accepts(made, [1, [[], 1]])
    assert not accepts(made, [1, [[2]]])
    assert not accepts(made, {"unknown": 1})


def test_mappings_are_closed_unless_the_document_opens_them() -> None:
    closed = {"type": "object", "properties": {"a": {"type": "string"}}}
    _, made = field(manifest(field=closed))
    assert not accepts(made, {"b": 1})
    _, made = field(manifest(field={**closed, "additionalProperties": True}))
    assert accepts(made, {"b": 1})
    assert not accepts(made, {"a": 1})
    _, made = field(manifest(field={**closed, "additionalProperties": {"type": "integer"}}))
    assert accepts(made, {"a": "x", "b": 1})
    assert not accepts(made, {"b": "x"})
    _, made = field(manifest(field={"type": "object", "additionalProperties": False}))
    assert accepts(made, {})
    assert not accepts(made, {"b": 1})


def test_allof_joins_keys_and_what_is_required() -> None:
    base = {"type": "object", "required": ["a"], "properties": {"a": {"type": "integer"}}}
    more = {"required": ["b"], "properties": {"a": {"minimum": 3}, "b": {"type": "string"}}}
    _, made = field(
        manifest(field={"allOf": [{"$ref": "#/components/schemas/Base"}, more]}, Base=base)
    )
    assert accepts(made, {"a": 3, "b": ""})
    assert not accepts(made, {"a": 2, "b": ""})
    assert not accepts(made, {"a": 3})
    assert not accepts(made, {"b": ""})


def test_what_only_a_response_has_is_not_required() -> None:
    written = {
        "type": "object",
        "required": ["id", "a"],
        "properties": {"id": {"type": "string", "readOnly": True}, "a": {}},
    }
    _, made = field(manifest(field=written))
    assert accepts(made, {"a": 1})
    assert not accepts(made, {"id": "x"})


@pytest.mark.parametrize("name", ["With-Input", "a.b[c]", "Ünïcode", "1st", "class", "__init__"])
def test_odd_names_of_components_are_no_trouble(name: str) -> None:
    properties: dict[str, Any] = {"a": TEXT, "b c": {}, "d'\"\\": {}}
    components: dict[str, Any] = {name: {"type": "object", "properties": properties}}
    pointer = "#/components/schemas/" + name.replace("[", "%5B")
    _, made = field(manifest(field={"$ref": pointer}, **components))
    assert accepts(made, {"a": "x"})
    assert not accepts(made, {"a": 1})


def test_the_diagnosis_finds_its_way_through_what_holds_itself() -> None:
    nest = {"anyOf": [{"type": "array", "items": {"$ref": "#/components/schemas/Nest"}}, TEXT]}
    _, made = field(manifest(field={"$ref": "#/components/schemas/Nest"}, Nest=nest))
    source = Source("m.json", '{"type": "chat_prompt", "messages": [], "feild": [["a"]]}')
    [document] = read(source, Limits()).documents
    [(rule, problem)] = problems(made.schema, document.value, document, ())
    assert (rule, problem.message) == (
        "unknown-field",
        'unknown key "feild": did you mean "field"?',
    )
    value = {"type": "chat_prompt", "messages": [], "elsewhere": 1}
    [(rule, problem)] = problems(made.schema, value, document, ())
    assert (rule, problem.path) == ("unknown-field", ("elsewhere",))
