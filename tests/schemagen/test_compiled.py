"""The compiled check and jsonschema have to be of one mind."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

from linter import schemas
from linter.conformance import compiled
from linter.conformance.compiled import CHECKS
from tests.schemagen.samples import BLOB, FULL, OTHER_KINDS, SMALLEST, TARGET, VALID
from tests.schemagen.strict import validator

PROBES: list[Any] = [
    *(None, True, 0, 1, -1, 2000, 10**30, 1.0, 0.5, float("nan"), float("inf")),
    *("", " ", "v1", "v1\n", "\ntext", "\u2028x", "é", "x" * 600, "user", "https://a.b"),
    *([], [None], ["a"], [{}], {}, {"a": None}, {"a": "b"}, {1: 2}, BLOB),
]


@cache
def judge(name: str) -> Any:
    return validator(schemas.load(name))


def both(name: str, value: Any) -> tuple[bool, bool]:
    return CHECKS[name](value), judge(name).is_valid(value)


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield path
    if isinstance(value, dict):
        for key, item in value.items():
            yield from places(item, (*path, key))
    elif isinstance(value, list):
        for i, item in enumerate(value):
            yield from places(item, (*path, i))


def at(value: Any, path: tuple[Any, ...]) -> Any:
    for step in path:
        value = value[step]
    return value


def mutants(value: Any, below: tuple[Any, ...]) -> Iterator[Any]:
    """Yield a value with one thing below a path replaced, removed, added or misspelt.

    The same object is yielded each time, and put right before the next change.
    """
    changed = copy.deepcopy(value)
    for path in list(places(at(changed, below), below)):
        here = at(changed, path)
        if isinstance(here, dict):
            here["surplus"] = 1
            yield changed
            del here["surplus"]
        if not path:
            continue
        holder, step = at(changed, path[:-1]), path[-1]
        for probe in PROBES:
            holder[step] = probe
            yield changed
        holder[step] = here
        if isinstance(holder, dict):
            entries = list(holder.items())
            del holder[step]
            yield changed
            holder[f"{step}s"] = here
            yield changed
            holder.clear()
            holder.update(entries)


@pytest.mark.parametrize(("name", "value"), VALID)
def test_samples_conform(name: str, value: Any) -> None:
    assert both(name, value) == (True, True)


def pieces() -> Iterator[tuple[str, Any, tuple[Any, ...]]]:
    """Yield the samples in small parts, which are quick to judge, and what to change in them."""
    for name, value in VALID:
        if name != "chat-prompt":
            yield name, value, ()
            continue
        for message in value["messages"]:
            yield name, {**SMALLEST, "messages": [message]}, ("messages", 0)
        for key in [key for key in value if key != "messages"]:
            yield name, {**SMALLEST, key: value[key]}, (key,)


def test_both_agree_on_mutants() -> None:
    refused = 0
    for name, value, below in pieces():
        for mutant in mutants(value, below):
            quick, judged = both(name, mutant)
            assert quick == judged, mutant
            refused += not quick
    assert refused > 5000


def changed(path: str, value: Any) -> Any:
    """Return the full manifest with another value at a path such as "messages.0.content"."""
    manifest = copy.deepcopy(FULL)
    steps: list[Any] = [int(step) if step.isdigit() else step for step in path.split(".")]
    at(manifest, tuple(steps[:-1]))[steps[-1]] = value
    return manifest


ACCEPTED = [
    ("messages.7.content", "\nanything"),
    ("messages.3.content", []),
    ("messages.2.content", " "),
    ("routing_config.load_balance_targets", []),
    ("routing_config.load_balance_targets.0.weight", -5),
    ("routing_config.load_balance_targets.0.target", ""),
    ("routing_config.load_balance_targets.0.fallback_status_codes", ["5xx"]),
    ("routing_config.load_balance_targets.0.retry_config.attempts", 0),
    ("routing_config.sticky_routing.session_identifiers", []),
    ("guardrails", {}),
    ("model_configuration.parameters.temperature", 99),
    ("model_configuration.parameters.stop", None),
    ("model_configuration.parameters", None),
    ("model_configuration.model", "a" * 62),
    ("ml_repo", "a" * 100),
    ("name", "a" * 256),
    ("version_alias", "v" + "1" * 127),
    ("version_alias", "v--1"),
    ("cache_config.similarity_threshold", 1),
    ("cache_config.ttl", 259200),
    ("metadata", {"when": float("nan")}),
]
REFUSED = [
    ("type", "chat-prompt"),
    ("metadata", None),
    ("metadata", []),
    ("messages", []),
    ("messages.0.role", "human"),
    ("messages.0.role", ["system"]),
    ("messages.0.content", [{"type": "text", "text": "a"}]),
    ("messages.0.content", ""),
    ("messages.0.content", "\nLate"),
    ("messages.3.content.0.type", "input_audio"),
    ("messages.3.content.1.image_url", "https://example.com/cat.png"),
    ("messages.3.content.1.image_url.url", "https://example.com/{{image}}"),
    ("messages.4.tool_calls.0.function.arguments", {"id": 1}),
    ("messages.5.name", "tool"),
    ("variables.tone", 1),
    ("model_configuration.model", "openai-main/gpt-4o"),
    ("model_configuration.model", "a" * 63),
    ("model_configuration.model", "a"),
    ("model_configuration.parameters.max_tokens", 1.0),
    ("model_configuration.parameters.temperature", True),
    ("model_configuration.parameters.temperature", float("inf")),
    ("tools.0.function.strict", None),
    ("tools.0.function.parameters", "{}"),
    ("mcp_servers.1.url", "mcp.example.com"),
    ("mcp_servers.0.tools", ["search"]),
    ("response_format", {"type": "text"}),
    ("response_format.json_schema.strict", True),
    ("routing_config.type", "complexity-based-routing"),
    ("routing_config.load_balance_targets.0.weight", 0.5),
    ("routing_config.load_balance_targets.0.priority", 0),
    ("routing_config.load_balance_targets.0.fallback_candidate", None),
    ("routing_config.load_balance_targets.0.fallback_status_codes", [429]),
    ("routing_config.load_balance_targets.0.retry_config", {}),
    ("routing_config.load_balance_targets.0.retry_config.attempts", -1),
    ("routing_config.load_balance_targets.0.retry_config.delay", 0),
    ("routing_config.sticky_routing.ttl_seconds", 1799),
    ("routing_config.sticky_routing.ttl_seconds", 86401),
    ("routing_config.sticky_routing.session_identifiers.0.key", "x session"),
    ("cache_config.type", "exact_match"),
    ("cache_config.similarity_threshold", 0),
    ("cache_config.ttl", 259201),
    ("logging_config.enabled", None),
    ("ml_repo", "a" * 101),
    ("ml_repo", "my_prompts"),
    ("name", "a" * 257),
    ("name", "a b"),
    ("version", 0),
    ("version", True),
    ("description", "x" * 513),
    ("version_alias", "v1\n"),
    ("version_alias", "v" + "1" * 128),
    ("version_alias", 1.0),
    ("temperature", 0.5),
]


@pytest.mark.parametrize(("path", "value"), ACCEPTED)
def test_accepted(path: str, value: Any) -> None:
    assert both("chat-prompt", changed(path, value)) == (True, True)


@pytest.mark.parametrize(("path", "value"), REFUSED)
def test_refused(path: str, value: Any) -> None:
    assert both("chat-prompt", changed(path, value)) == (False, False)


@pytest.mark.parametrize("misplaced", ["weight", "priority", "sla_cutoff", "sticky_routing"])
def test_routing_by_latency_has_no_fields_of_other_kinds(misplaced: str) -> None:
    target = {**TARGET, misplaced: 1}
    routing = {"type": "latency-based-routing", "load_balance_targets": [target]}
    assert both("chat-prompt", {**SMALLEST, "routing_config": routing}) == (False, False)


@pytest.mark.parametrize("name", schemas.NAMES)
@pytest.mark.parametrize("value", PROBES, ids=repr)
def test_both_agree_on_what_is_no_manifest_at_all(name: str, value: Any) -> None:
    assert both(name, value) == (False, False)


def test_a_manifest_in_an_envelope_is_not_looked_at() -> None:
    assert both("create-or-update-request", {"manifest": {"type": "?"}}) == (True, True)
    assert both("create-or-update-request", {}) == (False, False)


def test_the_check_imports_nothing_but_re() -> None:
    with open(compiled.__file__, encoding="utf-8") as file:
        lines = [line for line in file if line.startswith(("import", "from"))]
    assert lines == ["from __future__ import annotations\n", "from re import fullmatch\n"]


def test_a_long_text_is_refused_in_no_time() -> None:
    slow = ["v" + "a" * 300_000 + "!", "a." * 300_000 + "!", "data:image/png;base64," + "!" * 9]
    for text in slow:
        url = {"type": "image_url", "image_url": {"url": text}}
        message = {"role": "user", "content": [url]}
        assert not CHECKS["chat-prompt"]({**OTHER_KINDS, "messages": [message]})
        assert not judge("chat-prompt").is_valid({**SMALLEST, "version_alias": text})
