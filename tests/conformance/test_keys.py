"""Missing, misspelt, unknown and misplaced keys."""

from __future__ import annotations

from typing import Any

import pytest

from linter.conformance.keys import pairs
from tests.conformance.documents import diagnosed
from tests.conformance.golden import REMOVED, Said, said_of
from tests.conformance.small_schema import REQUEST, RESPONSE, VALID

TARGET = "routing_config/load_balance_targets/0"
CALL = "messages/3/tool_calls/0"
PARAMETERS = "model_configuration/parameters"


@pytest.mark.parametrize(
    ("place", "message"),
    [
        ("metadata", '"metadata" is missing: an empty mapping, {}, will do'),
        ("type", '"type" is missing: write type: chat_prompt'),
        ("messages", '"messages" is required'),
        (f"{TARGET}/weight", '"weight" is missing: every weight-based target needs one'),
        (
            "messages/4/tool_call_id",
            '"tool_call_id" is missing: it names the call that this message answers',
        ),
        (
            "messages/0/role",
            '"role" is missing: write one of system, developer, user, assistant, tool',
        ),
    ],
)
def test_missing_key_is_reported_at_the_key_that_holds_the_mapping(
    place: str, message: str
) -> None:
    holder = place.rpartition("/")[0]
    assert said_of(place, REMOVED) == [Said("missing-field", f"holder:{holder}", message)]


def test_each_missing_key_is_a_problem_of_its_own() -> None:
    assert [said.message for said in said_of("model_configuration", {})] == [
        '"provider" is required',
        '"model" is required',
    ]


@pytest.mark.parametrize(
    ("place", "value", "key", "message"),
    [
        (
            "messages/0",
            {"role": "user", "contnet": 5},
            "contnet",
            'unknown key "contnet": did you mean "content"?',
        ),
        (
            "messages/0",
            {"role": "user", "Content": "x"},
            "Content",
            'unknown key "Content": did you mean "content"?',
        ),
        ("messages/0", {"rol": "user"}, "rol", 'unknown key "rol": did you mean "role"?'),
        (
            "messages/0",
            {"speaker": "user"},
            "speaker",
            'unknown key "speaker": did you mean "role"?',
        ),
        ("messages/0", {"user": "Hello"}, "user", 'unknown key "user": write role: user'),
        (
            "messages/2/content/0",
            {"type": "text", "txt": "x"},
            "txt",
            'unknown key "txt": did you mean "text"?',
        ),
        # Words left out of the name, though another mapping has a key of that very name.
        (
            "messages/0",
            {"role": "tool", "content": "x", "id": "1"},
            "id",
            'unknown key "id": did you mean "tool_call_id"?',
        ),
        (
            "routing_config",
            {"type": "weight-based-routing", "targets": []},
            "targets",
            'unknown key "targets": did you mean "load_balance_targets"?',
        ),
        # The schema's own hint tells to write the missing key.
        (
            "messages/0",
            {"role": "user", "text": "x"},
            "text",
            'unknown key "text": call it content',
        ),
        (
            f"{TARGET}/retry_config",
            {"max_retries": 1},
            "max_retries",
            'unknown key "max_retries": call it attempts',
        ),
    ],
)
def test_unknown_key_explains_a_missing_one(
    place: str, value: dict[str, Any], key: str, message: str
) -> None:
    assert said_of(place, value) == [Said("missing-field", f"key:{place}/{key}", message)]


@pytest.mark.parametrize(
    ("place", "value", "message"),
    [
        (
            CALL,
            {"type": "function", "id": "1", "name": "look", "arguments": "{}"},
            '"function" is missing: move "name" and "arguments" into it',
        ),
        (
            "tools/0",
            {"type": "function", "name": "x", "description": "y", "parameters": {}},
            '"function" is missing: move "name", "description" and "parameters" into it',
        ),
        (
            "response_format",
            {"type": "json_schema", "schema": {}},
            '"json_schema" is missing: move "schema" into it',
        ),
        (
            "messages/2/content/1",
            {"type": "image_url", "url": "https://example.com"},
            '"image_url" is missing: move "url" into it',
        ),
    ],
)
def test_keys_beside_the_mapping_that_should_hold_them_are_one_problem(
    place: str, value: dict[str, Any], message: str
) -> None:
    assert said_of(place, value) == [Said("missing-field", f"holder:{place}", message)]


@pytest.mark.parametrize(
    ("place", "message"),
    [
        (
            f"{PARAMETERS}/temprature",
            'unknown key "temprature": the API does not know it and drops it',
        ),
        (f"{PARAMETERS}/foo", 'unknown key "foo": the API does not know it and drops it'),
        (
            "tags",
            '"tags" does not belong here, remove it: tags are set on a version through the API',
        ),
        ("url", 'unknown key "url": the API does not know it and drops it'),
        (f"{PARAMETERS}/version", 'unknown key "version": the API does not know it and drops it'),
        (f"{PARAMETERS}/name", 'unknown key "name": the API does not know it and drops it'),
        (
            "messages/0/tool_calls",
            '"tool_calls" is known only for role assistant: the API drops it here',
        ),
        (
            "messages/2/content/0/image_url",
            '"image_url" is known only for image_url: the API drops it here',
        ),
        (
            "messages/2/content/0/refusal",
            '"refusal" is known only for role assistant: the API drops it here',
        ),
        ("mcp_servers/0/url", '"url" is known only for mcp-server-url: the API drops it here'),
        ("a\x1b[0m\nb", r'unknown key "a\x1b[0m\nb": the API does not know it and drops it'),
        ("k" * 80, f'unknown key "{"k" * 57}...": the API does not know it and drops it'),
    ],
)
def test_unknown_key(place: str, message: str) -> None:
    assert said_of(place, 1) == [Said("unknown-field", f"key:{place}", message)]


def test_keys_are_not_moved_into_what_need_not_be_a_mapping() -> None:
    assert [said.message for said in said_of("messages/0", {"role": "user", "path": "x"})] == [
        '"content" is required',
        'unknown key "path": the API does not know it and drops it',
    ]


def test_misspelt_optional_key_is_meant_once() -> None:
    found = said_of(PARAMETERS, {"temprature": 1, "temperaure": 1, "max_tokns": 1})
    assert [(said.rule, said.message) for said in found] == [
        ("unknown-field", 'unknown key "temprature": the API does not know it and drops it'),
        ("unknown-field", 'unknown key "temperaure": did you mean "temperature"?'),
        ("unknown-field", 'unknown key "max_tokns": did you mean "max_tokens"?'),
    ]


def test_a_misspelt_key_of_another_mapping_is_told_with_its_place() -> None:
    model = {"provider": "openai-main", "model": "gpt-4o", "temprature": 0.5}
    assert [said.message for said in said_of("model_configuration", model)] == [
        'unknown key "temprature": did you mean "temperature",'
        " which belongs in model_configuration.parameters?"
    ]
    # There it is already.
    assert [said.message for said in said_of("temprature", 0.5)] == [
        'unknown key "temprature": the API does not know it and drops it'
    ]
    # So short a name is near to many.
    assert said_of("urls", 1) == [
        Said(
            "unknown-field", "key:urls", 'unknown key "urls": the API does not know it and drops it'
        )
    ]


def test_weight_is_known_only_for_routing_by_weight() -> None:
    found = said_of("routing_config/type", "latency-based-routing")
    assert [(said.place.rpartition("/")[2], said.message) for said in found] == [
        (
            key,
            f'"{key}" is known only for weight-based-routing: the API drops it here',
        )
        for key in ("sticky_routing", "weight", "weight")
    ]


def test_key_known_elsewhere_is_not_taken_for_a_similar_one() -> None:
    value = {"target": "a/b", "weight": 1, "type": "x", "targets": []}
    assert [said.message for said in said_of(TARGET, value)] == [
        'unknown key "type": the API does not know it and drops it',
        'unknown key "targets": the API does not know it and drops it',
    ]


def test_pairs_take_the_nearest_first_and_each_key_once() -> None:
    assert pairs(["contents", "contnt"], ["content"]) == {"contents": "content"}
    assert pairs(["nmae", "rol"], ["role", "name"]) == {"nmae": "name", "rol": "role"}
    assert pairs(["tool_cals", "tool_call_di"], ["tool_call_id", "tool_calls"]) == {
        "tool_cals": "tool_calls",
        "tool_call_di": "tool_call_id",
    }
    assert pairs([f"conten{i}" for i in range(60)], ["content"]) == {}


def test_keys_that_are_not_text_are_left_to_another_rule() -> None:
    assert said_of("", {**VALID, 1: 2, False: 3}) == []
    assert said_of("variables", {1: 2}) == []


def test_request_is_checked_around_its_manifest() -> None:
    request = {"manifest": {"anything": 1}, "dryrun": True}
    [(rule, problem)] = diagnosed(REQUEST, request)
    assert (rule, problem.path) == ("unknown-field", ("dryrun",))
    assert problem.message == 'unknown key "dryrun": did you mean "dryRun"?'


def test_unknown_keys_of_a_response_are_fine() -> None:
    assert diagnosed(RESPONSE, {"id": "1", "idd": 2}) == []
    [(rule, problem)] = diagnosed(RESPONSE, {"idd": 2})
    assert (rule, problem.path, problem.message) == ("missing-field", (), '"id" is required')
