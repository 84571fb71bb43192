"""The schemas that tools and answers carry: faults inside of them, and where these are."""

from __future__ import annotations

import json
from typing import Any

import pytest

from linter.engine import lint
from linter.finding import At, Note
from linter.rules import schema_refs, tool_schemas
from linter.settings import Settings
from linter.source import Source
from tests.rules.manifests import complete, places, problems
from tests.rules.test_tools import declared

TOOL = "tool-parameters"
ANSWER = "response-schema"
BASE = "/tools/0/function/parameters"
BASE_OF_ANSWER = "/response_format/json_schema/schema"


def tool(parameters: Any, **more: Any) -> str:
    """Write a snippet with one tool that takes such parameters."""
    return declared({"name": "f", "description": "x", "parameters": parameters, **more})


def answer(schema: Any) -> str:
    response = {"type": "json_schema", "json_schema": {"name": "a", "schema": schema}}
    return f"response_format: {json.dumps(response)}"


def an_object(**more: Any) -> dict[str, Any]:
    return {"type": "object", **more}


def holding(schema: Any) -> dict[str, Any]:
    return an_object(properties={"a": schema})


def messages(parameters: Any) -> list[str]:
    return [problem.message for problem in problems(TOOL, tool(parameters))]


COMMON = an_object(
    description="x",
    properties={
        "text": {"type": "string", "minLength": 1, "pattern": "^a", "format": "date"},
        "count": {"type": ["integer", "null"], "minimum": 0, "maximum": 1.5, "default": None},
        "kind": {"enum": ["a", None, 1], "title": "x", "const": "a"},
        "list": {"type": "array", "items": {"type": "boolean"}, "minItems": 1, "maxItems": 2},
        "none": {},
        "any": {"anyOf": [{"type": "null"}, an_object(properties={"b": {}}, required=["b"])]},
    },
    required=["text", "count"],
    additionalProperties=False,
)
UNCOMMON = an_object(
    properties={
        "ref": {"$ref": "#/$defs/part"},
        "root": {"$ref": "#"},
        "deep": {"$ref": "#/properties/list/prefixItems/0"},
        "escaped": {"$ref": "#/$defs/a~1b%20~0"},
        "elsewhere": {"$ref": "https://example.com/schema.json"},
        "anchor": {"$ref": "#part"},
        "list": {"type": "array", "prefixItems": [{"type": "string"}], "uniqueItems": True},
        "never": False,
        "always": True,
        "number": {"type": "number", "multipleOf": 0.5, "exclusiveMinimum": 0},
        "whole": {"type": "array", "minItems": 2.0},
        "map": an_object(additionalProperties={"type": "string"}, required=["en"]),
        "patterns": an_object(patternProperties={"^a": {}}, required=["a1"]),
        "null": {"type": "null", "x-extra": {"type": "nonsense"}},
    },
    required=[],
    **{"$defs": {"part": an_object(properties={}), "a/b ~": {}}},
    dependentRequired={"list": ["ref"]},
)


@pytest.mark.parametrize("schema", [an_object(), holding({}), COMMON, UNCOMMON])
def test_schemas_in_order(schema: Any) -> None:
    assert places(TOOL, tool(schema)) == []
    assert places(ANSWER, answer(schema)) == []


@pytest.mark.parametrize("parameters", [None, "x", 5, True, [], ["object"]])
def test_what_is_no_mapping_is_for_others(parameters: Any) -> None:
    assert places(TOOL, tool(parameters)) == []
    assert places(ANSWER, answer(parameters)) == []


FAULTS: list[tuple[Any, str, str]] = [
    ({"type": "strng"}, "/type", '"strng" is not a type of JSON: did you mean "string"?'),
    ({"type": "Int"}, "/type", '"Int" is not a type of JSON: did you mean "integer"?'),
    (
        {"type": "any"},
        "/type",
        '"any" is not a type of JSON: write one of string, number, integer, boolean, object,'
        " array, null",
    ),
    ({"type": None}, "/type", 'null is a type only in quotes: write "null"'),
    ({"type": ["string", None]}, "/type/1", 'null is a type only in quotes: write "null"'),
    (
        {"type": 5},
        "/type",
        "a type is written as a string, not as a whole number: write one of string, number,"
        " integer, boolean, object, array, null",
    ),
    (
        {"type": {}},
        "/type",
        '"type" must be one of string, number, integer, boolean, object, array, null, or a list'
        " of types, not a mapping",
    ),
    ({"type": []}, "/type", '"type" must not be empty: list at least one'),
    ({"type": ["null", "null"]}, "/type/1", '"type" lists "null" twice: remove one'),
    ({"enum": "a"}, "/enum", '"enum" must be a list of values, not a string'),
    ({"title": 5}, "/title", '5 is read as a number: quote it to keep the text, "5"'),
    ({"pattern": 0.5}, "/pattern", '0.5 is read as a number: quote it to keep the text, "0.5"'),
    ({"minimum": "1"}, "/minimum", '"minimum" must be a number, not a string'),
    ({"maximum": True}, "/maximum", '"maximum" must be a number, not true'),
    (
        {"minLength": -1},
        "/minLength",
        '"minLength" must be a whole number, 0 or above, not a number below 0',
    ),
    (
        {"maxItems": 1.5},
        "/maxItems",
        '"maxItems" must be a whole number, 0 or above, not a number',
    ),
    ({"multipleOf": 0}, "/multipleOf", '"multipleOf" must be a number above 0, not a whole number'),
    ({"uniqueItems": "yes"}, "/uniqueItems", '"uniqueItems" must be true or false, not a string'),
    (
        {"items": [{}]},
        "/items",
        '"items" is one schema since draft 2020-12: write prefixItems for a list of them',
    ),
    (
        {"items": "int"},
        "/items",
        '"items" must be a schema: write a mapping, such as {type: integer}',
    ),
    ({"not": None}, "/not", '"not" must be a schema: write a mapping, such as {type: string}'),
    ({"anyOf": []}, "/anyOf", '"anyOf" must not be empty: list at least one'),
    ({"oneOf": {}}, "/oneOf", '"oneOf" must be a list of schemas, not a mapping'),
    (
        {"allOf": ["x"]},
        "/allOf/0",
        'an item of "allOf" must be a schema: write a mapping, such as {type: string}',
    ),
    (
        {"properties": ["a"]},
        "/properties",
        '"properties" must be a mapping of names to schemas, not a list',
    ),
    (
        {"properties": {"b": "boolean"}},
        "/properties/b",
        '"b" must be a schema: write a mapping, such as {type: boolean}',
    ),
    (
        {"additionalProperties": "no"},
        "/additionalProperties",
        '"additionalProperties" must be true, false or a schema, not a string',
    ),
    (
        {"required": True},
        "/required",
        '"required" lists names of properties: name this one in the object around it',
    ),
    ({"required": "a"}, "/required", '"required" must be a list of strings, not a string'),
    (
        {"required": [5]},
        "/required/0",
        '5 is read as a number: quote it to keep the text, "5"',
    ),
    (
        {"exclusiveMinimum": True},
        "/exclusiveMinimum",
        '"exclusiveMinimum" is the bound itself since draft 6: write the number, not minimum',
    ),
    (
        {"exclusiveMaximum": False},
        "/exclusiveMaximum",
        '"exclusiveMaximum" is the bound itself since draft 6: write the number, not maximum',
    ),
    (
        {"exclusiveMinimum": "0"},
        "/exclusiveMinimum",
        '"exclusiveMinimum" must be a number, not a string',
    ),
    (
        {"dependentRequired": {"a": "b"}},
        "/dependentRequired/a",
        '"a" must be a list of strings, not a string',
    ),
    (
        {"dependentRequired": []},
        "/dependentRequired",
        '"dependentRequired" must be a mapping of names to lists of strings, not a list',
    ),
    (
        {"dependencies": 5},
        "/dependencies",
        '"dependencies" must be a mapping of names to lists of strings or schemas, not a whole'
        " number",
    ),
    (
        {"$vocabulary": 5},
        "/$vocabulary",
        '"$vocabulary" must be a mapping of names to true or false, not a whole number',
    ),
    (
        {"$anchor": "#a"},
        "/$anchor",
        '"$anchor" must be a name of letters, digits, _, - and ., not a string',
    ),
    ({"$id": "a#b"}, "/$id", '"$id" must be a URI without a # and what follows it, not a string'),
    ({"$ref": 5}, "/$ref", '"$ref" must be a string, not a whole number'),
]


@pytest.mark.parametrize(("schema", "path", "message"), FAULTS)
def test_faults(schema: Any, path: str, message: str) -> None:
    within = holding(schema)
    assert places(TOOL, tool(within)) == [f"{BASE}/properties/a{path}"]
    assert messages(within) == [message]
    assert places(ANSWER, answer(schema)) == [f"{BASE_OF_ANSWER}{path}"]


@pytest.mark.parametrize(
    ("schema", "message"),
    [
        ("required: [on]", 'on is read as true (YAML 1.1): quote it to keep the text, "on"'),
        ("required: [true]", 'true is read as a boolean: quote it to keep the text, "true"'),
        ("required: [010]", '010 is read as 8 (YAML 1.1): quote it to keep the text, "010"'),
        ("description: NO", 'NO is read as false (YAML 1.1): quote it to keep the text, "NO"'),
        ("minimum: 1e3", "1e3 is read as text (YAML 1.1): write 1000"),
        ("maximum: 1e-3", "1e-3 is read as text (YAML 1.1): write 0.001"),
        ("maximum: -2.5e7", "-2.5e7 is read as text (YAML 1.1): write -25000000"),
        ("multipleOf: 1e-7", "1e-7 is read as text (YAML 1.1): write 1.0e-07"),
        ("maxLength: 2e2", "2e2 is read as text (YAML 1.1): write 200"),
        ("maxLength: 2e-2", '"maxLength" must be a whole number, 0 or above, not a string'),
        ("minLength: -2e2", '"minLength" must be a whole number, 0 or above, not a string'),
        ("maximum: 1e999", '"maximum" must be a number, not a string'),
        ("minimum: '1e3'", '"minimum" must be a number, not a string'),
        ("$ref: 5", '"$ref" must be a string, not a whole number'),
    ],
)
def test_what_yaml_made_of_an_unquoted_word(schema: str, message: str) -> None:
    within = f"{{type: object, properties: {{on: {{}}}}, {schema}}}"
    function = f"{{name: f, description: x, parameters: {within}}}"
    found = problems(TOOL, f"tools: [{{type: function, function: {function}}}]\n")
    assert [problem.message for problem in found] == [message]
    of_answer = f"{{type: json_schema, json_schema: {{name: a, schema: {within}}}}}"
    assert [each.message for each in problems(ANSWER, f"response_format: {of_answer}")] == [message]


def test_json_has_no_unquoted_words() -> None:
    value = {"type": "object", "required": [True]}
    manifest = {
        "type": "chat_prompt",
        "metadata": {},
        "messages": [{"role": "user", "content": "Hi"}],
        "tools": [{"type": "function", "function": {"name": "f", "parameters": value}}],
    }
    found = lint(Source("x.json", json.dumps(manifest)), Settings()).findings
    assert 'an item of "required" must be a string, not true' in {each.message for each in found}


@pytest.mark.parametrize(
    "schema",
    [
        {"prefixItems": [{"type": "x"}]},
        {"if": {"type": "x"}},
        {"$defs": {"a": {"type": "x"}}},
        {"definitions": {"a": {"type": "x"}}},
        {"dependentSchemas": {"a": {"type": "x"}}},
        {"dependencies": {"a": {"type": "x"}}},
        {"contains": {"type": "x"}},
        {"unevaluatedProperties": {"type": "x"}},
        {"additionalProperties": {"type": "x"}},
        {"items": {"anyOf": [{"not": {"type": "x"}}]}},
    ],
)
def test_faults_are_found_in_depth(schema: Any) -> None:
    [place] = places(TOOL, tool(holding(schema)))
    assert place.endswith("/type")
    assert len(problems(ANSWER, answer(schema))) == 1


DRAFT = "http://json-schema.org/draft-0{}/schema#"
DATED = "https://json-schema.org/draft/{}/schema"


@pytest.mark.parametrize(
    ("uri", "schema", "fits"),
    [
        (DRAFT.format(3), {"required": True, "divisibleBy": 2, "disallow": "string"}, True),
        (DRAFT.format(3), {"type": ["any", {"type": "odd"}]}, True),
        (DRAFT.format(3), {"minLength": 2.0}, False),
        (DRAFT.format(4), {"maximum": 1, "exclusiveMaximum": True}, True),
        (DRAFT.format(4), {"exclusiveMaximum": True}, False),
        (DRAFT.format(4), {"exclusiveMaximum": 1}, False),
        (DRAFT.format(4), {"items": [{}], "additionalItems": False}, True),
        (DRAFT.format(4), {"not": True}, False),
        (DRAFT.format(4), {"required": []}, False),
        (DRAFT.format(4), {"enum": [1, True, "a", {}, {}]}, True),
        (DRAFT.format(4), {"enum": [1, 1]}, False),
        (DRAFT.format(6), {"not": True, "enum": [1, 1], "required": []}, True),
        (DRAFT.format(6), {"if": 5, "$comment": 5}, True),
        (DRAFT.format(7), {"if": 5}, False),
        (DRAFT.format(7), {"items": [{}], "$defs": 5}, True),
        (DRAFT.format(7).rstrip("#"), {"items": [{}]}, True),
        (DRAFT.format(7).replace("http:", "https:"), {"items": [{}]}, True),
        (DRAFT.format(7), {"maximum": 1, "exclusiveMaximum": True}, False),
        (DATED.format("2019-09"), {"items": [{}], "$recursiveAnchor": True}, True),
        (DATED.format("2019-09"), {"$defs": 5}, False),
        (DATED.format("2019-09"), {"prefixItems": 5}, True),
        (DATED.format("2020-12"), {"items": [{}]}, False),
        (DATED.format("2020-12"), {"prefixItems": 5}, False),
        (DATED.format("2099-01"), {"items": [{}]}, False),
        ("draft-07", {"items": [{}]}, False),
    ],
)
def test_the_draft_is_the_one_that_is_named(uri: str, schema: Any, fits: bool) -> None:
    whole = {"$schema": uri, "type": "object", "properties": {"a": schema}}
    assert bool(places(TOOL, tool(whole))) is not fits
    assert bool(places(ANSWER, answer(whole))) is not fits


def test_a_schema_keyword_that_is_no_text() -> None:
    assert places(TOOL, tool(an_object(**{"$schema": 7}))) == [f"{BASE}/$schema"]


@pytest.mark.parametrize(
    ("uri", "value", "message"),
    [
        (
            DRAFT.format(4),
            5,
            '"exclusiveMinimum" is true or false up to draft 4: write the number as minimum',
        ),
        (
            DRAFT.format(4),
            True,
            '"exclusiveMinimum" is true or false up to draft 4: write the number as minimum',
        ),
        (
            DRAFT.format(4),
            "x",
            '"exclusiveMinimum" is true or false up to draft 4: write the number as minimum',
        ),
    ],
)
def test_bounds_of_old_drafts(uri: str, value: Any, message: str) -> None:
    schema = an_object(**{"$schema": uri}, properties={"a": {"exclusiveMinimum": value}})
    assert messages(schema) == [message]


def test_values_that_another_rule_tells_of() -> None:
    assert places(TOOL, tool(holding({"minimum": "{{least}}", "enum": "{{all}}"}))) == []
    assert places(TOOL, tool({"type": "{{kind}}"})) == []
    written = "tools: [{type: function, function: {name: f, parameters: "
    assert places(TOOL, written + "{type: object, minProperties: 2024-05-01}}}]") == []
    assert places(TOOL, written + "{type: 2024-05-01}}}]") == []
    assert places(TOOL, written + "{type: object, properties: {1: {}}, required: [b]}}}]") == [
        f"{BASE}/required/0"
    ]


NOT_SAID = "the schema does not say that it is an object: "


@pytest.mark.parametrize(
    ("schema", "place", "message"),
    [
        ({}, "@holder", f"{NOT_SAID}write type: object, or leave parameters out"),
        ({"properties": {}}, "@holder", f"{NOT_SAID}write type: object beside properties"),
        ({"anyOf": [an_object()]}, "@holder", f"{NOT_SAID}write type: object"),
        ({"oneOf": [an_object()]}, "@holder", f"{NOT_SAID}write type: object"),
        ({"required": ["a"]}, "@holder", f"{NOT_SAID}write type: object"),
        (
            {"city": {"type": "string"}},
            "@holder",
            f"{NOT_SAID}write type: object, and put what the tool takes under properties",
        ),
        (
            {"city": {"type": "string"}, "required": ["city"]},
            "@holder",
            f"{NOT_SAID}write type: object",
        ),
        ({"typ": "object"}, "/typ@key", 'unknown key "typ": did you mean "type"?'),
        ({"type": "array"}, "/type", "the parameters of a tool are an object: write type: object"),
        (
            {"type": ["object", "null"]},
            "/type",
            "the parameters of a tool are an object: write type: object",
        ),
        ({"type": "objekt"}, "/type", '"objekt" is not a type of JSON: did you mean "object"?'),
        (
            {"$ref": "#/$defs/a", "$defs": {"a": {"type": "string"}}},
            "@holder",
            f"{NOT_SAID}write type: object",
        ),
        (
            {"$ref": "#/$defs/a", "$defs": {"a": True}},
            "@holder",
            f"{NOT_SAID}write type: object",
        ),
    ],
)
def test_the_root_is_an_object(schema: Any, place: str, message: str) -> None:
    assert places(TOOL, tool(schema)) == [f"{BASE}{place}"]
    assert messages(schema) == [message]


def test_a_key_that_only_resembles_type_is_a_parameter() -> None:
    assert messages({"tape": {}}) == [
        f"{NOT_SAID}write type: object, and put what the tool takes under properties"
    ]


@pytest.mark.parametrize(
    "schema",
    [
        {"$ref": "#/$defs/a", "$defs": {"a": an_object()}},
        {"$ref": "#/$defs/a", "$defs": {"a": {"$ref": "#/$defs/b"}, "b": an_object()}},
        {"$ref": "https://example.com/object.json"},
        {"$ref": "#"},
        {"type": "object", "$ref": "#/$defs/a", "$defs": {"a": {}}},
    ],
)
def test_the_root_refers_to_an_object(schema: Any) -> None:
    assert places(TOOL, tool(schema)) == []


def test_a_root_without_a_type_may_have_properties() -> None:
    assert places(TOOL, tool({"properties": {"a": {}}, "required": ["b"]})) == [
        f"{BASE}@holder",
        f"{BASE}/required/0",
    ]
    inside = {"a": an_object(properties={}, required=["b"])}
    assert places(TOOL, tool({"anyOf": [{"properties": inside}]})) == [
        f"{BASE}@holder",
        f"{BASE}/anyOf/0/properties/a/required/0",
    ]


def test_an_answer_may_be_anything() -> None:
    anything: list[Any] = [{}, {"type": "array"}, {"anyOf": [{}]}, an_object(required=["a"])]
    for schema in anything:
        assert places(ANSWER, answer(schema)) == []


def test_an_open_root_of_a_strict_tool_is_told_by_another_rule() -> None:
    union = {"anyOf": [an_object()]}
    assert places(TOOL, tool(union, strict=True)) == []
    assert places(TOOL, tool(union, strict=False)) == [f"{BASE}@holder"]
    assert places(TOOL, tool({**union, "type": "array"}, strict=True)) == [f"{BASE}/type"]
    assert places(TOOL, tool({"oneOf": [an_object()]}, strict=True)) == [f"{BASE}@holder"]


@pytest.mark.parametrize(
    ("reference", "advice"),
    [
        ("#/$defs/Adress", 'did you mean "#/$defs/Address"?'),
        ("#/definitions/Address", 'did you mean "#/$defs/Address"?'),
        ("#/components/schemas/Old", 'did you mean "#/definitions/Old"?'),
        ("#/$defs/Boat", "define it under $defs"),
        ("#/properties/a/0", "define it under $defs"),
        ("#/required/1", "define it under $defs"),
        ("#/required/x", "define it under $defs"),
    ],
)
def test_references_that_lead_nowhere(reference: str, advice: str) -> None:
    schema = an_object(
        properties={"a": {"items": {"$ref": reference}}, "b": {}},
        required=["b"],
        **{"$defs": {"Address": {}, "Town": {}}, "definitions": {"Old": {}}},
    )
    assert places(TOOL, tool(schema)) == [f"{BASE}/properties/a/items/$ref"]
    assert messages(schema) == [f'"{reference}" leads nowhere: {advice}']
    assert len(problems(ANSWER, answer(schema))) == 1


def test_references_in_lists_of_items() -> None:
    schema = {
        "$schema": DRAFT.format(7),
        **holding({"items": [{"$ref": "#/gone"}], "enum": [{"$ref": "#/no-reference"}]}),
    }
    assert places(TOOL, tool(schema)) == [f"{BASE}/properties/a/items/0/$ref"]


def test_references_below_another_identity_are_not_judged() -> None:
    inside = {"$id": "https://example.com/part", "$ref": "#/$defs/gone"}
    assert places(TOOL, tool(holding(inside))) == []
    assert places(TOOL, tool({**holding({"$ref": "#/gone"}), "$id": "https://example.com"})) == [
        f"{BASE}/properties/a/$ref"
    ]
    named_id = holding({"$ref": "#/gone", "properties": {"id": {}}})
    assert places(TOOL, tool(named_id)) == [f"{BASE}/properties/a/$ref"]


@pytest.mark.parametrize(
    "schema",
    [
        an_object(
            properties={"a": {}},
            anyOf=[{"required": ["a"]}, {"required": ["b"], "properties": {"b": {}}}],
        ),
        an_object(properties={"a": {}}, allOf=[{"properties": {"b": {}}}], required=["b"]),
        an_object(properties={"a": {}}, oneOf=[{"anyOf": [{"required": ["a"]}]}]),
        an_object(**{"if": {"properties": {"a": {}}}, "then": {"required": ["a"]}, "else": {}}),
        an_object(**{"not": {"required": ["gone"]}}),
        an_object(dependentSchemas={"a": {"required": ["b"]}}, properties={"a": {}, "b": {}}),
        an_object(additionalProperties={"type": "string"}, required=["a"]),
        an_object(unevaluatedProperties={"type": "string"}, required=["a"]),
        an_object(patternProperties={"^x": {}}, required=["xa"], anyOf=[{"required": ["xb"]}]),
        an_object(
            **{"$ref": "#/$defs/a", "$defs": {"a": {"properties": {"b": {}}}}}, required=["b"]
        ),
        an_object(**{"$ref": "https://example.com/a.json"}, required=["b"]),
        an_object(allOf=[{"$dynamicRef": "#a"}], required=["b"]),
        an_object(properties={"b": {}}, allOf=[{"$ref": "#"}], required=["b"]),
        an_object(required=["{{name}}"]),
    ],
)
def test_required_properties_that_are_there(schema: Any) -> None:
    assert places(TOOL, tool(schema)) == []


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        (an_object(properties={"a": {}}, required=["b"]), ["/required/0"]),
        (an_object(properties={"a": {}}, required=["a", "b", "c"]), ["/required/1", "/required/2"]),
        (an_object(required=["b", "c"]), ["/required/0"]),
        (an_object(properties={}, required=["b"], additionalProperties=True), ["/required/0"]),
        (an_object(properties={}, required=["b"], additionalProperties={}), ["/required/0"]),
        (holding(an_object(properties={}, required=["a"])), ["/properties/a/required/0"]),
        (holding({"items": an_object(required=["a"])}), ["/properties/a/items/required/0"]),
        (
            an_object(properties={"a": {}}, anyOf=[{"required": ["a"]}, {"required": ["b"]}]),
            ["/anyOf/1/required/0"],
        ),
        (an_object(properties={"a": {}}, then={"required": ["b"]}), ["/then/required/0"]),
        (
            an_object(patternProperties={"^x": an_object(required=["a"])}, required=["b"]),
            ["/patternProperties/^x/required/0"],
        ),
        (
            an_object(**{"not": {"properties": {"a": {"required": ["b"]}}}}),
            ["/not/properties/a/required/0"],
        ),
        (
            an_object(
                **{"$ref": "#/$defs/a", "$defs": {"a": {"properties": {"b": {}}}}}, required=["c"]
            ),
            ["/required/0"],
        ),
        (
            an_object(**{"$defs": {"a": {"required": ["b"], "type": "object"}}}),
            ["/$defs/a/required/0"],
        ),
        (an_object(properties=["b"], required=["b"]), ["/properties", "/required/0"]),
    ],
)
def test_required_properties_that_are_not_there(schema: Any, expected: list[str]) -> None:
    assert places(TOOL, tool(schema)) == [f"{BASE}{path}" for path in expected]


def test_what_is_said_of_required_properties() -> None:
    schema = an_object(properties={"city": {}, "unit": {}}, required=["citty", "place"])
    assert messages(schema) == [
        '"citty" is required and not a property: did you mean "city"?',
        '"place" is required and not a property: add it, or remove it here',
    ]
    [problem] = problems(TOOL, tool(an_object(required=["a", "b"])))
    assert problem.message == '"a" is required, and no property is defined: add properties'
    path = ("tools", 0, "function", "parameters", "required", 1)
    assert problem.notes == (Note(path, "required, too"),)
    assert problem.at is At.VALUE


def test_a_fault_is_told_once() -> None:
    schema = an_object(properties={"a": {}}, required=["a", "b", "b", 5])
    assert places(TOOL, tool(schema)) == [f"{BASE}/required/{i}" for i in (3, 2, 1)]


def test_huge_schemas_are_not_searched_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    schema = an_object(properties={"a": {}}, required=["b"], allOf=[{}, {"$ref": "#"}])
    monkeypatch.setattr(tool_schemas, "_MOST_LOOKS", 3)
    assert places(TOOL, tool(schema)) == [f"{BASE}/required/0"]
    monkeypatch.setattr(tool_schemas, "_MOST_LOOKS", 2)
    assert places(TOOL, tool(schema)) == []


def test_only_so_many_names_are_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    schema = an_object(properties={"one": {}, "two": {}}, required=["onne", "twoo"])
    monkeypatch.setattr(tool_schemas, "_MOST_COMPARED", 2)
    assert ["did you mean" in message for message in messages(schema)] == [True, False]
    references = {"a": {"$ref": "#/$defs/onne"}, "b": {"$ref": "#/$defs/twoo"}}
    schema = an_object(properties=references, **{"$defs": {"one": {}, "two": {}}})
    monkeypatch.setattr(schema_refs, "_MOST_COMPARED", 2)
    assert sum("did you mean" in message for message in messages(schema)) == 1


@pytest.mark.parametrize(
    ("parameters", "strict", "expected"),
    [
        ("x", True, ["wrong-type"]),
        ({"type": "object", "propertes": {"a": {}}}, False, []),
        ({}, True, ["tool-parameters"]),
        ({"type": "array"}, True, ["tool-parameters"]),
        ({"anyOf": [an_object(properties={})]}, True, ["strict-schema"]),
        (an_object(properties={"a": {"type": "{{kind}}"}}), False, ["unrendered-placeholder"]),
    ],
)
def test_one_cause(parameters: Any, strict: bool, expected: list[str]) -> None:
    text = complete(tool(parameters, strict=strict))
    result = lint(Source("prompt.yaml", text), Settings())
    assert [finding.rule for finding in result.findings] == expected
