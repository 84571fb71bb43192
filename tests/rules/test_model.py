from __future__ import annotations

import json
from typing import Any

import pytest

from linter.rules import RULES
from tests.rules.manifests import places, problems

MODEL = "/model_configuration"
TARGETS = "/routing_config/load_balance_targets"


def model(**configuration: Any) -> str:
    """Write a snippet with a model configuration."""
    whole = {"provider": "openai-main", "model": "gpt-4o", **configuration}
    return f"model_configuration: {json.dumps(whole)}\n"


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        ("temperature", 3, "temperature 3 is outside of 0 to 2: write at most 2"),
        ("temperature", 2.01, "temperature 2.01 is outside of 0 to 2: write at most 2"),
        ("temperature", -0.1, "temperature -0.1 is outside of 0 to 2: write at least 0"),
        ("top_p", 90, "top_p 90 is outside of 0 to 1: write at most 1"),
        ("top_p", -1, "top_p -1 is outside of 0 to 1: write at least 0"),
        ("max_tokens", 0, "max_tokens 0 is below 1: write at least 1, or leave it out"),
        ("max_tokens", -(10**16), "max_tokens under -10^15 is below 1: write at least 1, or leave"),
        ("top_k", -1, "top_k -1 is below 0: write at least 0, or leave it out"),
        ("top_k", -0.5, "top_k -0.5 is below 0: write at least 0, or leave it out"),
        ("stop", list("abcde"), "5 stop sequences are too many: keep at most 4"),
    ],
)
def test_out_of_bounds(key: str, value: Any, message: str) -> None:
    snippet = model(parameters={key: value})
    [problem] = problems("parameter-bounds", snippet)
    assert problem.message.startswith(message)
    assert places("parameter-bounds", snippet) == [f"{MODEL}/parameters/{key}"]


@pytest.mark.parametrize(
    "parameters",
    [
        {"temperature": 0, "top_p": 0, "max_tokens": 1, "top_k": 0, "stop": list("abcd")},
        {"temperature": 2, "top_p": 1, "max_tokens": 10**20, "top_k": 1e9, "stop": "abcde"},
        {"temperature": 2.0, "top_p": 1.0, "stop": []},
        {"temperature": "3", "top_p": True, "max_tokens": 0.5, "top_k": None, "stop": None},
        {"temperature": None, "max_tokens": False, "presence_penalty": -3},
        {},
    ],
)
def test_within_bounds(parameters: dict[str, Any]) -> None:
    assert places("parameter-bounds", model(parameters=parameters)) == []


@pytest.mark.parametrize("value", [".nan", ".inf", "-.inf", "'-1'"])
def test_what_json_can_not_write_is_told_by_others(value: str) -> None:
    snippet = f"model_configuration: {{parameters: {{temperature: {value}, top_k: {value}}}}}"
    assert places("parameter-bounds", snippet) == []


def test_all_at_once_in_every_place() -> None:
    wrong = {"temperature": 5, "top_p": 5, "max_tokens": 0, "top_k": -1, "stop": list("abcde")}
    targets = {
        "type": "latency-based-routing",
        "load_balance_targets": [{"override_params": wrong}],
    }
    snippet = model(parameters=wrong, extra_parameters=wrong)
    snippet += f"routing_config: {json.dumps(targets)}\n"
    free = ["temperature", "top_p", "max_tokens", "stop"]
    assert places("parameter-bounds", snippet) == [
        *(f"{MODEL}/parameters/{key}" for key in [*free[:3], "top_k", "stop"]),
        *(f"{MODEL}/extra_parameters/{key}" for key in free),
        *(f"{TARGETS}/0/override_params/{key}" for key in free),
    ]


@pytest.mark.parametrize("broken", ["[]", "text", "null", "{parameters: [1]}"])
def test_bounds_wait_for_the_shape(broken: str) -> None:
    assert places("parameter-bounds", f"model_configuration: {broken}") == []


def test_shadowed() -> None:
    snippet = model(
        parameters={"temperature": 0.1, "max_tokens": 5, "stop": "a"},
        extra_parameters={"stop": "a", "temperature": 0.1, "seed": 1},
    )
    assert places("shadowed-parameter", snippet) == [
        f"{MODEL}/extra_parameters/temperature@key",
        f"{MODEL}/extra_parameters/stop@key",
    ]
    first = problems("shadowed-parameter", snippet)[0]
    assert (
        first.message == '"temperature" overrides the one under parameters: remove one of the two'
    )
    assert [note.path for note in first.notes] == [
        ("model_configuration", "parameters", "temperature")
    ]


@pytest.mark.parametrize("key", ["max_tokens", "temperature", "top_k", "top_p", "stop"])
def test_every_parameter_can_be_shadowed(key: str) -> None:
    snippet = model(parameters={key: 1}, extra_parameters={key: None})
    assert places("shadowed-parameter", snippet) == [f"{MODEL}/extra_parameters/{key}@key"]


@pytest.mark.parametrize(
    "configuration",
    [
        {"parameters": {"temperature": None}, "extra_parameters": {"temperature": 1}},
        {"parameters": {"seed": 1}, "extra_parameters": {"seed": 2}},
        {"parameters": {"max_tokens": 1}, "extra_parameters": {"max_completion_tokens": 1}},
        {"parameters": {"temperature": 1}, "extra_parameters": {}},
        {"parameters": {"temperature": 1}, "extra_parameters": ["temperature"]},
        {"parameters": "temperature", "extra_parameters": {"temperature": 1}},
        {"extra_parameters": {"temperature": 1}},
    ],
)
def test_nothing_is_shadowed(configuration: dict[str, Any]) -> None:
    assert places("shadowed-parameter", model(**configuration)) == []


def test_what_the_rules_need() -> None:
    assert RULES["parameter-bounds"].needs is None, "targets have parameters too"
    assert RULES["shadowed-parameter"].needs == "model_configuration"
