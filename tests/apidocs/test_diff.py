"""What changed from one schema to another, said for a person who writes manifests."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest

from linter import schemas
from linter.apidocs.diff import differences
from linter.apidocs.diff_values import Effect
from linter.apidocs.places import DocumentError, Schema

Edit = Callable[[dict[str, Any]], object]

MANIFEST = schemas.load("chat-prompt")
OPPOSITE = {
    Effect.NARROWING: Effect.WIDENING,
    Effect.WIDENING: Effect.NARROWING,
    Effect.NEUTRAL: Effect.NEUTRAL,
}


def edited(edit: Edit) -> Schema:
    schema = deepcopy(MANIFEST)
    edit(schema["$defs"])
    return schema


def top(definitions: dict[str, Any]) -> dict[str, Any]:
    properties: dict[str, Any] = definitions["ChatPromptManifest"]["properties"]
    return properties


def of(name: str, definitions: dict[str, Any]) -> dict[str, Any]:
    properties: dict[str, Any] = definitions[name]["properties"]
    return properties


TARGETS = "routing_config.load_balance_targets[]"

CHANGES: list[tuple[str, Edit, str, str, str]] = [
    ("a field", lambda d: top(d).update(tags={"type": "array"}),
     "tags", "widening", "a new field: a list"),
    ("a required field", lambda d: (top(d).update(team={"type": "string"}),
                                    d["ChatPromptManifest"]["required"].append("team")),
     "team", "narrowing", "a new field, required: a string"),
    ("no field", lambda d: top(d).pop("sub_agents"),
     "sub_agents", "narrowing", "no longer a field"),
    ("a field of every kind", lambda d: [
        of(f"{kind}BasedTarget", d).update(region={"type": "string"})
        for kind in ("Weight", "Latency", "Priority")],
     f"{TARGETS}.region", "widening", "a new field: a string"),
    ("required", lambda d: d["ChatPromptManifest"]["required"].append("name"),
     "name", "narrowing", "required, before optional"),
    ("optional", lambda d: d["ChatPromptManifest"]["required"].remove("metadata"),
     "metadata", "widening", "optional, before required"),
    ("no null", lambda d: top(d)["version"].update(type="integer"),
     "version", "narrowing", "no longer null: an integer"),
    ("fractions", lambda d: top(d)["version"].update(type=["number", "null"]),
     "version", "widening", "a fraction, too"),
    ("no list", lambda d: of("Parameters", d)["stop"]["anyOf"].pop(1),
     "model_configuration.parameters.stop", "narrowing", "no longer a list: a string or null"),
    ("upper bound", lambda d: top(d)["name"].update(maxLength=64),
     "name", "narrowing", "at most 64 characters, before at most 256 characters"),
    ("wider bound", lambda d: top(d)["description"].update(maxLength=1024),
     "description", "widening", "at most 1024 characters, before at most 512 characters"),
    ("lower bound", lambda d: of("Retry", d)["attempts"].update(minimum=1),
     f"{TARGETS}.retry_config.attempts", "narrowing", "at least 1, before at least 0"),
    ("new bound", lambda d: of("WeightBasedTarget", d)["weight"].update(maximum=100),
     f"{TARGETS}.weight", "narrowing", "at most 100, before without such a bound"),
    ("no bound", lambda d: top(d)["messages"].pop("minItems"),
     "messages", "widening", "no longer at least 1 item"),
    ("end excluded", lambda d: of("SemanticCache", d)["similarity_threshold"].update(
        {"maximum": 1, "exclusiveMaximum": 1}),
     "cache_config.similarity_threshold", "narrowing", "less than 1, before at most 1"),
    ("choices", lambda d: of("SessionIdentifier", d)["source"]["enum"].remove("metadata"),
     "routing_config.sticky_routing.session_identifiers[].source", "narrowing",
     'no longer "metadata"'),
    ("more choices", lambda d: of("SessionIdentifier", d)["source"]["enum"].append("query"),
     "routing_config.sticky_routing.session_identifiers[].source", "widening", '"query", too'),
    ("only choices", lambda d: of("ImageAddress", d)["detail"].update(enum=["low", "high", None]),
     "messages[].content[].image_url.detail", "narrowing",
     'only "low", "high", null, before a string'),
    ("a lone constant", lambda d: of("Tool", d)["type"].update(const="tool"),
     "tools[].type", "narrowing", 'no longer "function"'),
    ("a format", lambda d: of("ModelConfiguration", d)["provider"].update(
        {"pattern": "^a+$", "x-format": "only a"}),
     "model_configuration.provider", "narrowing", "a format: only a, before any text"),
    ("another pattern", lambda d: top(d)["name"].update(pattern="^[-_0-9A-Za-z]+$"),
     "name", "neutral", "the same format, by another pattern"),
    ("a kind less", lambda d: d["Cache"]["anyOf"].pop(),
     "cache_config", "narrowing", 'no longer an object with type "exact-match"'),
    ("map values", lambda d: top(d)["variables"].update(additionalProperties={"type": "string"}),
     "variables.*", "narrowing", "no longer null: a string"),
    ("free-form to map", lambda d: top(d).update(
        metadata={"type": "object", "additionalProperties": {"type": "string"},
                  "description": ""}),
     "metadata.*", "narrowing", "only a string, before anything"),
    ("fields to free-form", lambda d: d.update(Logging={"type": "object"}),
     "logging_config", "widening", "any keys, before only fields of its own"),
    ("default", lambda d: of("Retry", d)["delay"].update(default=200),
     f"{TARGETS}.retry_config.delay", "neutral", "default 200, before 100"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("edit", "path", "effect", "message"),
    [pytest.param(*rest, id=name) for name, *rest in CHANGES],
)
def test_one_change_is_told_once(edit: Edit, path: str, effect: str, message: str) -> None:
    new = edited(edit)
    changes = [one for one in differences(MANIFEST, new) if one.path == path]
    told = [(one.effect.value, one.message) for one in changes]
    if path == "tools[].type":
        assert told == [("narrowing", message), ("widening", '"tool", too')]
    else:
        assert told == [(effect, message)]
    assert len({one.path for one in differences(MANIFEST, new)}) == 1


@pytest.mark.parametrize("edit", [pytest.param(edit, id=name) for name, edit, *_ in CHANGES])
def test_the_way_back_has_the_opposite_effect(edit: Edit) -> None:
    new = edited(edit)
    there = {(one.path, one.effect) for one in differences(MANIFEST, new)}
    back = {(one.path, OPPOSITE[one.effect]) for one in differences(new, MANIFEST)}
    assert back == there or {path for path, _ in there} == {"team"}


@pytest.mark.parametrize("name", schemas.NAMES)
def test_a_schema_does_not_differ_from_itself(name: str) -> None:
    assert differences(schemas.load(name), deepcopy(schemas.load(name))) == []


def test_some_kinds_of_a_union_are_named() -> None:
    def edit(definitions: dict[str, Any]) -> None:
        for role in ("System", "Tool"):
            of(f"{role}Message", definitions)["content"]["anyOf"][0]["maxLength"] = 9

    [change] = differences(MANIFEST, edited(edit))
    assert change.kinds == ('role "system" or role "tool"',)
    assert change.path == "messages[].content"


def test_an_envelope_is_followed_into_the_manifest() -> None:
    old = schemas.load("list-prompts-response")
    new = deepcopy(old)
    del new["$defs"]["ChatPromptManifest"]["properties"]["tools"]
    [change] = differences(old, new)
    assert change.path == "data[].latest_version.manifest.tools"


def test_schemas_of_different_things_are_refused() -> None:
    with pytest.raises(DocumentError, match="no field in common"):
        differences(MANIFEST, schemas.load("list-prompts-response"))


def recursive(limit: int) -> Schema:
    node = {
        "type": "object",
        "properties": {
            "size": {"type": "integer", "maximum": limit},
            "parts": {"type": "array", "items": {"$ref": "#/$defs/Node"}},
        },
    }
    return {"$ref": "#/$defs/Node", "$defs": {"Node": node}}


def test_what_refers_to_itself_is_followed_once() -> None:
    assert differences(recursive(1), recursive(1)) == []
    assert [one.path for one in differences(recursive(1), recursive(2))] == ["size"]


def branching(kind: str) -> Schema:
    definitions: dict[str, Any] = {
        f"D{i}": {
            "type": "object",
            "properties": {key: {"$ref": f"#/$defs/D{i + 1}"} for key in "abcdefgh"},
        }
        for i in range(12)
    }
    return {"$ref": "#/$defs/D0", "$defs": {**definitions, "D12": {"type": kind}}}


def test_branches_are_not_walked_one_by_one() -> None:
    assert differences(branching("string"), branching("string")) == []
    with pytest.raises(DocumentError, match="more than 10000 changes"):
        differences(branching("string"), branching("integer"))
