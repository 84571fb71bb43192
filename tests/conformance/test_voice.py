"""What a person reads: files with faults as they are made, against the real schema."""

from __future__ import annotations

import re

import pytest

from linter.conformance import conforms, diagnose
from linter.document import read
from linter.finding import json_pointer
from linter.schemas import load
from linter.settings import Limits
from linter.source import Source


def said_of(text: str) -> list[tuple[str, str, str]]:
    [document] = read(Source("prompt.yaml", text), Limits()).documents
    found = list(diagnose(load("chat-prompt"), document.value, document, ()))
    assert (found == []) is conforms("chat-prompt", document.value)
    return [(rule, json_pointer(problem.path), problem.message) for rule, problem in found]


def test_seven_faults_of_one_file() -> None:
    text = """\
type: chat_prompt
name: support reply
metadata: {}
version: 0
variables:
  country: NO
model_configuration:
  provider: openai-main
  modle: gpt-4o
messages:
  - role: sytem
    content: Be brief.
  - role: user
    content:
      - type: text
        txt: Hello
      - type: image_url
        image_url:
          url: 5
"""
    assert said_of(text) == [
        ("invalid-format", "/name", 'name "support reply" holds a blank: write "support-reply"'),
        ("out-of-range", "/version", "version can't be below 1"),
        (
            "wrong-type",
            "/variables/country",
            'NO is read as false (YAML 1.1): quote it to keep the text, "NO"',
        ),
        (
            "missing-field",
            "/model_configuration/modle",
            'unknown key "modle": did you mean "model"?',
        ),
        (
            "invalid-choice",
            "/messages/0/role",
            'role "sytem" is not one of system, developer, user, assistant, tool: '
            'did you mean "system"?',
        ),
        ("missing-field", "/messages/1/content/0/txt", 'unknown key "txt": did you mean "text"?'),
        (
            "wrong-type",
            "/messages/1/content/1/image_url/url",
            '"url" must be a string, not a number: put it in quotes',
        ),
    ]


HEAD = "type: chat_prompt\nmetadata: {}\nmessages:\n  - role: user\n    content: Hello\n"


@pytest.mark.parametrize(
    ("text", "rule", "message"),
    [
        (
            "temperature: 0.5\n",
            "unknown-field",
            '"temperature" does not belong here: move it to model_configuration.parameters',
        ),
        (
            "version_alias: '1.0'\n",
            "version-alias",
            'version alias "1.0" does not start with "v": write v1.0',
        ),
        (
            "version_alias: 1.0\n",
            "wrong-type",
            'version alias 1.0 is read as a number: write "v1.0"',
        ),
        (
            "routing_config:\n  type: latency-based-routing\n  load_balance_targets:\n"
            "    - {target: a/b, fallback_status_codes: [429]}\n",
            "wrong-type",
            'status codes are strings: write "429"',
        ),
        (
            "routing_config:\n  type: weight-based-routing\n  load_balance_targets:\n"
            "    - {target: a/b}\n",
            "missing-field",
            '"weight" is missing: every weight-based target needs one',
        ),
        (
            "response_format:\n  type: text\n",
            "invalid-choice",
            'type "text" is not one of json_object, json_schema: '
            "leave response_format out for plain text",
        ),
        (
            "tools:\n  - type: function\n    name: look\n    parameters: {}\n",
            "missing-field",
            '"function" is missing: move "name" and "parameters" into it',
        ),
        (
            "mcp_servers:\n  - {type: mcp-server-fqn, integration_fqn: 'a:b', tools: [search]}\n",
            "wrong-type",
            'an item of "tools" must be a mapping: write - name: search',
        ),
        (
            "model_configuration:\n  provider: openai-main\n  model: openai-main/gpt-4o\n",
            "invalid-format",
            'model "openai-main/gpt-4o" names the provider too: '
            'write "openai-main" under provider and "gpt-4o" here',
        ),
    ],
)
def test_one_fault(text: str, rule: str, message: str) -> None:
    [(found, _, said)] = said_of(HEAD + text)
    assert (found, said) == (rule, message)


def test_key_that_the_schema_has_a_hint_for() -> None:
    text = HEAD.replace("content:", "text:")
    assert said_of(text) == [
        ("missing-field", "/messages/0/text", 'unknown key "text": call it content')
    ]


def test_hints_to_call_a_key_otherwise_name_one_that_is_known_there() -> None:
    named = [
        (name, re.findall(r"\w+", hint)[2] in schema["properties"])
        for name, schema in load("chat-prompt")["$defs"].items()
        for hint in schema.get("x-hints", {}).values()
        if hint.startswith("call it ")
    ]
    assert len(named) > 10
    assert all(known for _, known in named), named
