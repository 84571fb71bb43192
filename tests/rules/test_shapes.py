"""No rule stumbles over a manifest of another shape: that is for the schema to tell."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from linter.document import Document, read
from linter.finding import Path
from linter.manifest import Envelope, Manifest
from linter.rules import RULES
from linter.settings import Gateway, Settings
from linter.source import Source

FULL = """\
type: chat_prompt
name: a
ml_repo: support
metadata: {a: 1e3}
version_alias: v.1
description: "{{x}}"
variables: {x: "{{y}}", a-b: null}
messages:
  - {role: system, content: "Hi {{x}} {{ y }} {z} {{u}} {{#q}}{{/q}}"}
  - role: user
    name: "{{x}}"
    content:
      - {type: text, text: " "}
      - {type: image_url, image_url: {url: "https://example.com/{{x}}.png"}}
  - role: assistant
    tool_calls:
      - {id: a, type: function, function: {name: f, arguments: "{{x}}"}}
      - {id: a, type: function, function: {name: h i, arguments: "[1]"}}
  - {role: system, content: "{{x}}"}
  - {role: tool, tool_call_id: b, content: "{{x}}"}
tools:
  - {type: function, function: {name: f, description: "{{x}}", parameters: {a: "{{x}}"}}}
  - type: function
    function:
      name: g h
      strict: true
      parameters:
        {type: object, properties: {i: {$ref: "#/$defs/j"}}, required: [k], $defs: {j: {enum: []}}}
  - {type: function, function: {name: g h, parameters: {anyOf: [{$ref: "#"}], not: {}}}}
response_format: {type: json_schema, json_schema: {name: a b, schema: {b: "{{x}}", type: c}}}
model_configuration:
  {provider: a, model: b, parameters: {top_p: 2}, extra_parameters: {c: 1e3, top_p: 2}}
mcp_servers:
  - {type: mcp-server-url, url: "http://a.b", headers: {d: "{{x}}", Authorization: "Basic abcdef"}}
  - {type: mcp-server-fqn, integration_fqn: a, enable_all_tools: true, tools: [{name: b}]}
sub_agents: [{name: "{{x}}"}, {name: "{{x}}"}]
guardrails: {input_guardrails: [a/b, a/b], output_guardrails: [c]}
routing_config:
  type: weight-based-routing
  load_balance_targets:
    - target: a/b
      weight: 60
      retry_config: {attempts: 99, delay: 1, on_status_codes: ["5xx", "200"]}
      fallback_status_codes: ["200", "200"]
      metadata_match: {e: f}
      override_params: {g: 1e3}
      headers_override: {set: {h: i}}
      fallback_candidate: false
    - {target: c, weight: 0, fallback_candidate: false}
    - {target: c, weight: 0, fallback_candidate: false}
"""

SETTINGS = Settings(gateway=Gateway(*[("z",)] * 5))

ODD: list[Any] = [
    *(None, True, 0, 5, 16**9000, 1.5, float("nan"), "", "{{x}}", "é" * 9, date(2024, 5, 1), b"x"),
    *({1, "a"}, [], [None], [[]], ["{{x}}", 1], {}, {"a": {}}, {1: "{{x}}", None: 2, False: {}}),
    *({16**9000: 1}, {"": "{{ x }}"}, {"type": {"type": []}}),
]


def document() -> Document:
    return read(Source("prompt.yaml", FULL), Settings().limits).documents[0]


def below(value: Any, path: Path = ()) -> Iterator[Path]:
    entries = value.items() if isinstance(value, dict) else enumerate(value)
    for step, item in entries:
        yield (*path, step)
        if isinstance(item, (dict, list)):
            yield from below(item, (*path, step))


@pytest.mark.parametrize("name", [name for name, rule in RULES.items() if rule.check])
def test_any_shape(name: str) -> None:
    check = RULES[name].check
    assert check is not None
    whole = document()
    for path in below(whole.value):
        for odd in ODD:
            value = copy.deepcopy(whole.value)
            holder = value
            for step in path[:-1]:
                holder = holder[step]
            holder[path[-1]] = odd
            for problem in check(Manifest(value, whole, (), Envelope.NONE), SETTINGS):
                assert problem.message == " ".join(problem.message.splitlines())


@pytest.mark.parametrize("name", [name for name, rule in RULES.items() if rule.check])
def test_the_full_manifest_is_worth_its_name(name: str) -> None:
    check = RULES[name].check
    assert check is not None
    silent = {
        "json-mode-without-json",
        "not-json",
        "unnamed-prompt",
        "unknown-tool",
        "unused-variable",
        "routing-weights",
    }
    manifest = Manifest(document().value, document(), (), Envelope.NONE)
    assert bool(list(check(manifest, SETTINGS))) is (name not in silent)
