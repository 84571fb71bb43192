"""Realistic manifests with a few random edits: many still conform, and nearly every rule fires."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from random import Random
from typing import Any

from benchmarks import corpus

TEXTS = (
    *("", " ", "\n", "x", "a b", "{{x}}", "{{ x }}", "{x}", "${{x}}", "{{x", "{{x}", "{{{x}}}"),
    *("{{#x}}{{x}}{{/x}}", "{\n{{x}}", "{{customer_name}}", "{{region}} {{locale}}", "\\u007b"),
    *("a/b", "openai-main/gpt-4o", "a//b", "5xx", "200", "302", "401", "429", "600"),
    *("NO", "1e3", "010", "1:30", "v.1", "v1", "user", "system", "tool", "call_1", "text"),
    *("http://example.com/mcp", "http://localhost", "[1]", '{"a": NaN}', '{"a": {{x}}}', "JSON"),
    *("sk" + "-proj-a1B2c3D4e5F6g7H8i9J0k1", "AK" + "IAA2B3C4D5E6F7G2H3", "Bearer a1B2c3D4e5F6g7"),
)
NUMBERS = (0, 1, -1, 2, 5, 7, 12, 90, 100, 101, 0.5, 1.5, 70_000, 10**9, float("inf"))
FREE = ("temperature", "top_p", "max_tokens", "stop", "headers", "extra_headers", "x")
"""Keys that mean something in free-form places."""

HEADERS: tuple[dict[str, Any], ...] = (
    {"Authorization": "Basic hunter2"},
    {"X-Api-Key": "{{x}}", "5": 5},
    {"set": {"Authorization": "hunter22"}},
)
SCHEMAS: tuple[dict[str, Any], ...] = (
    {"type": "object", "properties": {"a": {"type": "text"}}},
    {"type": "object", "properties": {"a": {"type": "string"}}, "required": ["b"]},
    {"type": "object", "properties": {}, "additionalProperties": False, "required": []},
    {"anyOf": [{"type": "object"}]},
    {"type": "string"},
)


def edited(seed: int) -> dict[str, Any]:
    """Return a generated manifest with up to five edits; the same seed gives the same one."""
    random = Random(seed)
    value = copy.deepcopy(corpus.entry(random.randrange(200)).value)
    for _ in range(random.randint(0, 4)):
        holder, key = random.choice(list(_entries(value)))
        random.choice(_EDITS)(random, holder, key)
    _add_known(random, value, *_KNOWN[seed % len(_KNOWN)])
    return value


def _entries(value: Any) -> Iterator[tuple[Any, Any]]:
    """Yield every entry of every mapping and list: what holds it, and its key or index."""
    keys = value if isinstance(value, dict) else range(len(value))
    for key in keys:
        yield value, key
        if isinstance(value[key], dict | list):
            yield from _entries(value[key])


def _replace(random: Random, holder: Any, key: Any) -> None:
    old = holder[key]
    if isinstance(old, bool):
        holder[key] = not old
    elif isinstance(old, str):
        holder[key] = random.choice(TEXTS)
    elif isinstance(old, int | float):
        holder[key] = random.choice(NUMBERS)
    elif isinstance(old, dict):
        holder[key] = copy.deepcopy(random.choice((*HEADERS, *SCHEMAS, {})))
    elif random.random() < 0.3:
        holder[key] = random.choice(([], None))


def _append(random: Random, holder: Any, key: Any) -> None:
    if isinstance(holder[key], str):
        holder[key] += random.choice(TEXTS)


def _remove(random: Random, holder: Any, key: Any) -> None:
    del random
    del holder[key]


def _double(random: Random, holder: Any, key: Any) -> None:
    if isinstance(holder, list):
        holder.insert(random.randint(0, len(holder)), copy.deepcopy(holder[key]))


def _swap(random: Random, holder: Any, key: Any) -> None:
    keys = list(holder if isinstance(holder, dict) else range(len(holder)))
    other = random.choice(keys)
    holder[key], holder[other] = holder[other], holder[key]


def _add(random: Random, holder: Any, key: Any) -> None:
    value = holder[key]
    if isinstance(value, dict):
        added = random.choice((*TEXTS, *NUMBERS, ["a"] * 5, None, *HEADERS, *SCHEMAS))
        value[random.choice(FREE)] = copy.deepcopy(added)


def _add_known(random: Random, value: dict[str, Any], beside: str, added: dict[str, Any]) -> None:
    """Add keys that the schema has to one of the mappings in which they belong."""
    places = [holder for holder, key in _entries(value) if key == beside]
    if places:
        random.choice(places).update(copy.deepcopy(added))


_CALL = {"id": "a", "type": "function", "function": {"name": "f", "arguments": "{'a': 1}"}}
_CALLS: dict[str, Any] = {"role": "assistant", "tool_calls": [_CALL]}
_ANSWER = {"type": "json_schema", "json_schema": {"name": "a b", "schema": SCHEMAS[0]}}
_STRANDED: dict[str, Any] = {
    "type": "latency-based-routing",
    "load_balance_targets": [
        {"target": "a/b", "fallback_candidate": False},
        {"target": "c/d", "fallback_candidate": False},
    ],
}

_KNOWN: tuple[tuple[str, dict[str, Any]], ...] = (
    ("metadata", {"sub_agents": [{"name": "{{x}}"}, {"name": "{{x}}"}]}),
    ("metadata", {"guardrails": {"input_guardrails": ["a/b", "c/d", "a/b"]}}),
    ("metadata", {"metadata": {"a": [{"b": "1e3"}], "c": 10, "d": float("nan")}}),
    ("metadata", {"variables": {"a-b": None, "x": "{{y}}", "": "json"}}),
    ("metadata", {"response_format": {"type": "json_object"}}),
    ("metadata", {"response_format": _ANSWER}),
    ("metadata", {"messages": [{"role": "user", "content": "  "}]}),
    ("metadata", {"messages": [{"role": "tool", "tool_call_id": "a", "content": "x"}]}),
    ("metadata", {"name": None}),
    ("metadata", {"version_alias": "v.1"}),
    ("metadata", {"messages": [_CALLS, {"role": "user", "content": "Hi"}, _CALLS]}),
    ("metadata", {"routing_config": _STRANDED}),
    ("weight", {"weight": 150}),
    ("weight", {"weight": 0}),
    ("strict", {"description": " "}),
    ("strict", {"name": "get weather"}),
    ("target", {"override_params": {"temperature": 3, "extra_headers": HEADERS[0]}}),
    ("target", {"headers_override": {"set": {"Authorization": "Basic hunter2"}}}),
    ("target", {"metadata_match": {"tier": "a"}}),
    ("target", {"fallback_candidate": False}),
    ("target", {"retry_config": {"attempts": 30, "delay": 5}}),
    ("target", {"fallback_status_codes": ["429", "429"]}),
    ("provider", {"extra_parameters": {"headers": HEADERS[0], "temperature": 1}}),
    ("provider", {"parameters": {"top_k": -1, "stop": ["a"] * 5}}),
    ("provider", {"parameters": {"stop": "a"}, "extra_parameters": {"stop": ["b"]}}),
    ("enable_all_tools", {"headers": {"Authorization": "Basic hunter2"}}),
)

_EDITS: tuple[Callable[[Random, Any, Any], None], ...] = (
    *(_replace, _replace, _append, _append, _remove, _double, _double, _swap, _add),
)
