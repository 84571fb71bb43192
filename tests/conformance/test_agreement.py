"""The diagnosis, jsonschema and the compiled check agree on what conforms."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from datetime import date
from itertools import islice
from math import isfinite
from typing import Any, cast

import pytest
from jsonschema import Draft202012Validator, ValidationError, validators

from linter.conformance import conforms
from linter.schemas import load
from tests.conformance.documents import diagnosed, replaced
from tests.conformance.small_schema import REQUEST, RESPONSE, SCHEMA, VALID

ODD: list[Any] = [
    None,
    True,
    0,
    -1,
    7,
    1.0,
    0.5,
    float("nan"),
    10**30,
    "",
    "\n",
    "text",
    "text\n",
    "v1",
    "json_object",
    "x" * 600,
    [],
    ["text"],
    [{}],
    {},
    {"type": "text", "text": "x"},
    {"role": "user", "content": "x"},
    date(2024, 5, 1),
    b"x",
    {"a set"},
]


def is_integer(_checker: object, value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def is_number(checker: object, value: Any) -> bool:
    return is_integer(checker, value) or (isinstance(value, float) and isfinite(value))


def whole_pattern(
    _validator: Any, pattern: str, value: Any, _schema: Any
) -> Iterator[ValidationError]:
    if isinstance(value, str) and not re.fullmatch(pattern, value):
        yield ValidationError("pattern")


StrictValidator: Any = cast(Any, validators.extend)(
    Draft202012Validator,
    {"pattern": whole_pattern},
    type_checker=Draft202012Validator.TYPE_CHECKER.redefine_many(
        {"integer": is_integer, "number": is_number}
    ),
)


def without_manifests(schema: Any) -> Any:
    """Take out what is checked on its own."""
    if isinstance(schema, list):
        return [without_manifests(inside) for inside in schema]
    if isinstance(schema, dict):
        if "x-manifest" in schema:
            return {}
        return {key: without_manifests(inside) for key, inside in schema.items()}
    return schema


def mutations(value: Any) -> Iterator[Any]:
    """Yield copies of a value, each with one thing wrong, or at least different, in one place."""
    for path, inside in places(value, ()):
        for odd in ODD:
            yield replaced(value, path, copy.deepcopy(odd))
        if isinstance(inside, dict):
            yield replaced(value, path, {**inside, "unknown": 1})
            for key in inside:
                rest = {other: kept for other, kept in inside.items() if other != key}
                yield replaced(value, path, rest)
                yield replaced(value, path, {**rest, key + "s": inside[key]})
        elif isinstance(inside, list):
            yield replaced(value, path, [*inside, *inside])


def places(value: Any, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    yield path, value
    if isinstance(value, dict):
        for key, inside in value.items():
            yield from places(inside, (*path, key))
    elif isinstance(value, list):
        for index, inside in enumerate(value):
            yield from places(inside, (*path, index))


def real_manifest() -> dict[str, Any]:
    """The small schema's valid manifest with what the real schema requires and knows besides."""
    manifest = copy.deepcopy(VALID)
    manifest["tool_call_to_mcp_mapping"] = {
        "call": {"mcp_server_integration_id": "s", "tool_name": "search"}
    }
    manifest["routing_config"]["sticky_routing"]["session_identifiers"] = [
        {"source": "headers", "key": "x-session"}
    ]
    manifest["cache_config"] = {"type": "semantic", "similarity_threshold": 0.9, "ttl": 60}
    manifest["logging_config"] = {"enabled": True}
    manifest["sub_agents"] = [{"name": "helper"}]
    return manifest


def other_routing(kind: str, target: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "chat_prompt",
        "metadata": {},
        "messages": [{"role": "assistant"}],
        "routing_config": {"type": kind, "load_balance_targets": [{"target": "a/b", **target}]},
    }


REAL = [
    real_manifest(),
    other_routing("latency-based-routing", {"headers_override": {"remove": ["a"], "set": {}}}),
    other_routing(
        "priority-based-routing",
        {"priority": 1, "sla_cutoff": {"time_per_output_token_ms": 50}, "metadata_match": {}},
    ),
    {
        "type": "chat_prompt",
        "metadata": {},
        "messages": [{"role": "user", "content": "x"}],
        "cache_config": {"type": "exact-match", "namespace": None},
        "response_format": {"type": "json_object"},
    },
]


@pytest.mark.parametrize(
    ("schema", "valid"),
    [
        (SCHEMA, VALID),
        (REQUEST, {"manifest": 5, "dryRun": True}),
        (RESPONSE, {"id": "1", "tags": ["a"], "other": {}}),
        *((load("chat-prompt"), manifest) for manifest in REAL),
    ],
    ids=["small", "request", "response", "real", "latency", "priority", "exact-match"],
)
def test_diagnosis_and_jsonschema_agree(schema: dict[str, Any], valid: Any) -> None:
    validator = StrictValidator(without_manifests(schema))
    assert validator.is_valid(valid)
    verdicts = set()
    # jsonschema takes milliseconds for each, and the compiled check is asked about all of them.
    for value in islice(mutations(valid), 0, None, 5):
        verdict = validator.is_valid(value)
        assert (diagnosed(schema, value) == []) is verdict, value
        verdicts.add(verdict)
    assert verdicts == {True, False}


VERSION = {"manifest": {}, "tags": ["prod"], "usage_code_snippets": [{"code": "x", "new": 1}]}
PROMPT = {"type": "chat_prompt", "latest_version": VERSION, "run_steps": [0.5]}
PAGE = {"total": 1, "offset": None, "limit": 5}


@pytest.mark.parametrize(
    ("name", "valid"),
    [
        *(("chat-prompt", manifest) for manifest in REAL),
        ("create-or-update-request", {"manifest": {}, "dryRun": False}),
        ("get-version-response", {"data": VERSION}),
        ("get-prompt-response", {"data": PROMPT}),
        ("list-prompts-response", {"data": [PROMPT], "pagination": PAGE}),
        ("list-versions-response", {"data": [VERSION], "pagination": PAGE}),
    ],
)
def test_diagnosis_and_compiled_check_agree(name: str, valid: Any) -> None:
    schema = load(name)
    assert conforms(name, valid)
    assert diagnosed(schema, valid) == []
    for value in mutations(valid):
        assert (diagnosed(schema, value) == []) is conforms(name, value), value


@pytest.mark.parametrize("schema", [SCHEMA, load("chat-prompt")], ids=["small", "real"])
def test_every_problem_points_into_the_value_in_one_line_of_words(schema: dict[str, Any]) -> None:
    secret = "hunter2\nhunter2"
    manifest = replaced(VALID, ("messages", 0, "content"), secret)
    for value in mutations(manifest):
        for rule, problem in diagnosed(schema, value):
            message = problem.message
            assert message.isprintable(), message
            assert not message.endswith(".")
            assert "[a-z" not in message
            assert "hunter2" not in message
            assert len(message) < 250
            assert rule == rule.lower()
            inside = value
            for step in problem.path:
                inside = inside[step]
