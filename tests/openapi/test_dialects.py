"""What the keywords of both dialects become."""

from __future__ import annotations

from typing import Any

import pytest

from linter.schemagen.openapi import OpenApiError
from tests.openapi.samples import accepts, field, manifest

TEXT = {"type": "string"}
LIST = {"type": "array", "items": TEXT}


@pytest.mark.parametrize(
    ("written", "made"),
    [
        ({"type": "string"}, {"type": "string"}),
        ({"type": "string", "nullable": True}, {"type": ["string", "null"]}),
        ({"type": ["string", "null"]}, {"type": ["string", "null"]}),
        ({"anyOf": [TEXT, {"type": "null"}]}, {"type": ["string", "null"]}),
        ({"oneOf": [{"type": "null"}, TEXT]}, {"type": ["string", "null"]}),
        ({"allOf": [TEXT], "nullable": True}, {"type": ["string", "null"]}),
        ({"const": "a"}, {"type": "string", "const": "a"}),
        ({"enum": ["a"]}, {"type": "string", "const": "a"}),
        ({"enum": ["a", "b"]}, {"type": "string", "enum": ["a", "b"]}),
        ({"const": None}, {"type": "null"}),
        (
            {"type": "string", "nullable": True, "enum": ["a", "b", None]},
            {"anyOf": [{"type": "string", "enum": ["a", "b"]}, {"type": "null"}]},
        ),
        (
            {"type": ["string", "null"], "enum": ["a", None]},
            {"anyOf": [{"type": "string", "const": "a"}, {"type": "null"}]},
        ),
        ({"type": ["string", "integer"], "enum": ["a"]}, {"type": "string", "const": "a"}),
        ({"enum": [1, 2]}, {"type": "integer", "enum": [1, 2]}),
        (
            {"enum": [1, "a"]},
            {"anyOf": [{"type": "string", "const": "a"}, {"type": "integer", "const": 1}]},
        ),
        (
            {"type": "integer", "minimum": 0, "exclusiveMinimum": True},
            {"type": "integer", "exclusiveMinimum": 0},
        ),
        (
            {"type": "integer", "minimum": 0, "exclusiveMinimum": False},
            {"type": "integer", "minimum": 0},
        ),
        (
            {"type": "number", "maximum": 1.0, "exclusiveMaximum": True},
            {"type": "number", "exclusiveMaximum": 1},
        ),
        ({"type": "number", "exclusiveMinimum": 0.5}, {"type": "number", "exclusiveMinimum": 0.5}),
        ({"minimum": 3}, {"type": "number", "minimum": 3}),
        ({"anyOf": [{"type": "integer"}, {"type": "number"}]}, {"type": "number"}),
        ({"type": "string", "minLength": 0, "maxLength": 9}, {"type": "string", "maxLength": 9}),
        ({"type": "array", "items": TEXT, "minItems": 2}, {**LIST, "minItems": 2}),
        ({"type": "array"}, {"type": "array", "items": {}}),
        ({"items": TEXT}, LIST),
        ({"type": "object"}, {"type": "object", "x-free-form": True}),
        ({"type": "object", "additionalProperties": True}, {"type": "object", "x-free-form": True}),
        ({"additionalProperties": TEXT}, {"type": "object", "additionalProperties": TEXT}),
        ({}, {}),
        (True, {}),
        ({"anyOf": [TEXT, True]}, {}),
        ({"anyOf": [{"enum": ["a"]}, {"enum": ["b"]}]}, {"type": "string", "enum": ["a", "b"]}),
        ({"anyOf": [{"enum": ["a"]}, TEXT]}, {"type": "string"}),
        ({"anyOf": [TEXT, LIST]}, {"anyOf": [TEXT, LIST]}),
        (
            {"anyOf": [TEXT, {"anyOf": [LIST, {"type": "null"}]}]},
            {"anyOf": [TEXT, LIST, {"type": "null"}]},
        ),
        (
            {"allOf": [{"minimum": 1}, {"type": "integer", "maximum": 9}]},
            {"type": "integer", "minimum": 1, "maximum": 9},
        ),
        ({"allOf": [{"type": "number"}, {"type": "integer"}]}, {"type": "integer"}),
        ({"allOf": [{"enum": ["a", "b"]}, {"enum": ["b", "c"]}]}, {"type": "string", "const": "b"}),
        ({"allOf": [{"type": ["string", "null"]}, TEXT]}, {"type": "string"}),
        ({"allOf": [{"maxLength": 9}, {"maxLength": 5}]}, {"type": "string", "maxLength": 5}),
        ({"type": "string", "format": "uuid", "x-internal": 1}, {"type": "string"}),
    ],
)
def test_each_keyword_becomes_one_of_our_form(written: Any, made: dict[str, Any]) -> None:
    found, _ = field(manifest(field=written))
    assert found == made


@pytest.mark.parametrize(
    ("pattern", "good", "bad"),
    [
        ("^[a-z]+$", ["ab"], ["aB", "", "ab\n"]),
        ("[a-z]", ["1a2", "a", "\na"], ["1", ""]),
        ("^a", ["a", "ab\nc"], ["ba"]),
        ("a$", ["a", "\nba"], ["ab", "a\n"]),
        ("^a|b$", ["ac", "cb"], ["ca", "b\n"]),
        ("^(a|b)$", ["a"], ["ab"]),
        ("^.$", ["a", "é"], ["\r", "\u2028", "\n"]),
        (r"^\d[\w.]$", ["1_", "1."], ["١a", "1é"]),
        (r"^a\$$", ["a$"], ["a"]),
        ("^[$]$", ["$"], ["a"]),
        (r"^[\]|]$", ["|", "]"], ["a"]),
    ],
)
def test_patterns_mean_what_they_mean_in_javascript(
    pattern: str, good: list[str], bad: list[str]
) -> None:
    _, made = field(manifest(field={"type": "string", "pattern": pattern}))
    assert [text for text in good if not accepts(made, text)] == []
    assert [text for text in bad if accepts(made, text)] == []


@pytest.mark.parametrize("pattern", [r"^\p{L}+$", "(", "^(?<a>b)$", "a{99999999999}", "[[a]"])
def test_a_pattern_that_python_can_t_read_is_left_out_with_a_note(pattern: str) -> None:
    found, made = field(manifest(field={"type": "string", "pattern": pattern}))
    assert found == TEXT
    assert made.notes == ["field: its pattern can't be read here and is left out"]


def test_what_the_form_has_no_room_for_is_left_out_with_a_note() -> None:
    written = {"type": "array", "items": TEXT, "maxItems": 4, "uniqueItems": True}
    found, made = field(manifest(field=written))
    assert found == LIST
    assert made.notes == ["field: maxItems is left out", "field: uniqueItems is left out"]


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ({"type": "text"}, "field: the type is none of string, integer, number"),
        ({"type": 5}, "field: the type is none of string, integer, number"),
        ({"type": [["string"]]}, "field: the type is none of string, integer, number"),
        ({"enum": []}, "field: enum is not a list of values"),
        ({"enum": "ab"}, "field: enum is not a list of values"),
        ({"enum": [["a"]]}, "field: a choice is neither a text nor a number"),
        ({"minimum": "1"}, "field: minimum is not a number"),
        ({"minimum": float("nan")}, "field: minimum is not a number"),
        ({"minLength": -1}, "field: minLength is not a whole number from 0 on"),
        ({"maxLength": 1.5}, "field: maxLength is not a whole number from 0 on"),
        ({"pattern": 5}, "field: pattern is not a text"),
        ({"properties": []}, "field: properties is not a mapping"),
        ({"properties": {"a": 5}}, "field.a: it is not a schema"),
        ({"required": "a"}, "field: required is not a list of keys"),
        ({"items": [TEXT]}, "field.items: it is not a schema"),
        ({"anyOf": {}}, "field: anyOf is not a list"),
        ({"anyOf": [5]}, "field: a schema is a mapping"),
        ({"allOf": [TEXT, {"type": "object"}]}, "field: no value can be all that"),
        ({"allOf": [{"enum": ["a"]}, {"enum": ["b"]}]}, "field: no value can be all that"),
        (False, "field: no value can be all that the document asks for"),
        ({"$ref": 5}, "field: a reference is not a text"),
        ({"$ref": "#/nowhere"}, 'field: the reference "#/nowhere" leads nowhere'),
        ({"$ref": "#"}, 'field: the reference "#" leads nowhere'),
        ({"$ref": "#/info/title"}, "field: a schema is a mapping"),
    ],
)
def test_a_broken_schema_is_named_with_its_place(written: Any, message: str) -> None:
    with pytest.raises(OpenApiError) as refused:
        field(manifest(field=written))
    assert str(refused.value).startswith(message)
