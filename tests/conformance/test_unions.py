"""Which branch of a union is meant, and what is said if none is."""

from __future__ import annotations

from typing import Any

import pytest

from linter.conformance.shapes import Shapes
from tests.conformance.documents import diagnosed
from tests.conformance.golden import Said, said_of

ROLES = "system, developer, user, assistant, tool"
KINDS = "weight-based-routing, latency-based-routing, priority-based-routing"


@pytest.mark.parametrize(
    ("place", "value", "message"),
    [
        ("messages/0/role", "sytem", f'role "sytem" is not one of {ROLES}: did you mean "system"?'),
        ("messages/0/role", "User", f'role "User" is not one of {ROLES}: did you mean "user"?'),
        ("messages/0/role", "human", f'role "human" is not one of {ROLES}: did you mean "user"?'),
        ("messages/0/role", "poet", f'role "poet" is not one of {ROLES}'),
        ("messages/0/role", "x" * 61, f"role is not one of {ROLES}"),
        (
            "messages/0/role",
            "user\n",
            rf'role "user\n" is not one of {ROLES}: did you mean "user"?',
        ),
        (
            "routing_config/type",
            "weight-based",
            f'type "weight-based" is not one of {KINDS}: did you mean "weight-based-routing"?',
        ),
        (
            "messages/2/content/1/type",
            "image",
            'type "image" is not one of text, image_url: did you mean "image_url"?',
        ),
        (
            "mcp_servers/0/type",
            "mcp-server",
            'type "mcp-server" is not one of mcp-server-fqn, mcp-server-url',
        ),
        (
            "response_format/type",
            "text",
            'type "text" is not one of json_object, json_schema: '
            "leave response_format out for plain text",
        ),
    ],
)
def test_unknown_tag_is_all_that_is_said(place: str, value: str, message: str) -> None:
    assert said_of(place, value) == [Said("invalid-choice", place, message)]


@pytest.mark.parametrize(
    ("value", "written", "message"),
    [
        (None, "", f'"role" can\'t be null: write one of {ROLES}'),
        (False, "NO", f'NO is read as false (YAML 1.1): "role" must be one of {ROLES}'),
        (5, None, f'"role" must be one of {ROLES}, not a number'),
        (["user"], None, f'"role" must be one of {ROLES}, not a list'),
    ],
)
def test_tag_of_the_wrong_type(value: Any, written: str | None, message: str) -> None:
    found = said_of("messages/0/role", value, written)
    assert found == [Said("wrong-type", "messages/0/role", message)]


def test_nothing_else_is_said_of_a_mapping_without_its_tag() -> None:
    [said] = said_of("messages/0", {"content": 5, "foo": 1})
    assert (said.rule, said.place) == ("missing-field", "holder:messages/0")


@pytest.mark.parametrize(
    ("place", "value", "message"),
    [
        (
            "messages/0/content",
            {"type": "text", "text": "x"},
            '"content" must be a string; a mapping must have type: blob-storage',
        ),
        (
            "messages/2/content",
            {"foo": "text"},
            '"content" must be a string or a list; a mapping must have type: blob-storage',
        ),
        (
            "messages/2/content",
            {"type": "text", "text": "x"},
            '"content" must be a list, even of one: put the mapping in a list',
        ),
        ("messages/0/content", 5, '"content" must be a string, not a number: put it in quotes'),
        (
            "messages/0/content",
            [],
            "only user and assistant messages take a list of parts: write one text",
        ),
        (
            "model_configuration/parameters/stop",
            {},
            '"stop" must be a string or a list, not a mapping',
        ),
        ("guardrails", "x", '"guardrails" must be a mapping, not a string'),
        (
            "response_format",
            "json_object",
            '"response_format" must be a mapping: write {type: json_object}',
        ),
    ],
)
def test_no_branch_of_that_type(place: str, value: Any, message: str) -> None:
    assert said_of(place, value) == [Said("wrong-type", place, message)]


def test_lone_mapping_beside_other_types_is_known_by_its_own_keys() -> None:
    assert said_of("messages/0/content", {"path": "x", "mime_type": "text/plain"}) == [
        Said(
            "missing-field",
            "holder:messages/0/content",
            '"type" is missing: write type: blob-storage',
        )
    ]
    assert said_of("messages/0/content", {"type": "blob_storage"}) == [
        Said(
            "invalid-choice",
            "messages/0/content/type",
            'type "blob_storage" must be "blob-storage"',
        )
    ]
    [said] = said_of("messages/0/content", {"type": "blob-storage", "path": "x", "mime_type": "x"})
    assert (said.rule, said.place) == ("invalid-choice", "messages/0/content/mime_type")


def test_of_several_branches_that_fit_the_one_with_the_fewest_problems_is_meant() -> None:
    near = {"type": "object", "properties": {"a": {"type": "string"}, "b": {"type": "string"}}}
    far = {"type": "object", "properties": {"a": {"type": "null"}, "b": {"type": "null"}}}
    schema = {"anyOf": [far, near, {"type": "string"}]}
    [(rule, problem)] = diagnosed(schema, {"a": "x", "b": 1})
    assert (rule, problem.path) == ("wrong-type", ("b",))
    assert diagnosed(schema, {"a": None, "b": None}) == []


def test_recursive_schema_is_walked_as_deep_as_the_value() -> None:
    tree = {"type": "array", "items": {"$ref": "#/$defs/Tree"}}
    node = {
        "type": "object",
        "properties": {"children": tree},
        "required": [],
        "additionalProperties": False,
    }
    schema = {"$ref": "#/$defs/Tree", "$defs": {"Tree": node}}
    [(rule, problem)] = diagnosed(schema, {"children": [{"children": [{"childen": []}]}]})
    assert (rule, problem.path) == ("unknown-field", ("children", 0, "children", 0, "childen"))


def test_shape_of_an_untyped_place_allows_any_type() -> None:
    shapes = Shapes({})
    assert shapes.of({"x-free-form": True}).kinds == ()
    assert shapes.of({"anyOf": [{"type": "string"}, {}]}).kinds == ()
    assert shapes.of({"enum": ["a", 1, None]}).kinds == ("string", "integer", "null")
