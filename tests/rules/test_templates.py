"""Texts that are filled in later: nothing is said of them, nor of what depends on them."""

from __future__ import annotations

import pytest

from linter.engine import lint
from linter.settings import Settings
from linter.source import Source
from linter.templates import Unknown, has_unknown, without_templates
from tests.rules.manifests import complete

SETTINGS = Settings(template_patterns=(r"\$\{\w+\}", "<%.*%>"))
TOOL = "{type: function, function: {name: rain, description: Says if it rains"
CALL = "{id: c1, type: function, function: {name: rain, arguments: %s}}"


def rules(text: str, settings: Settings = SETTINGS) -> list[str]:
    return [finding.rule for finding in lint(Source("a.yaml", complete(text)), settings).findings]


@pytest.mark.parametrize(
    ("text", "otherwise"),
    [
        ("name: ${N}", ["invalid-format"]),
        ("name: <% name %>", ["invalid-format"]),
        ("version_alias: ${N}", ["version-alias"]),
        ("metadata: ${N}", ["wrong-type"]),
        ("messages: ${N}", ["wrong-type"]),
        ('messages: ["${N}"]', ["wrong-type"]),
        ('messages: [{role: "${N}", content: Hi}]', ["invalid-choice"]),
        ("cache_config: {type: '${N}'}", ["invalid-choice"]),
        ('tools: ["${N}"]', ["wrong-type"]),
        ("variables: ${N}", ["wrong-type"]),
        # What depends on them.
        ("variables: {x: 1a}\nmessages: [{role: user, content: '${N}'}]", ["unused-variable"]),
        (
            "response_format: {type: json_object}\nmessages: [{role: user, content: '${N}'}]",
            ["json-mode-without-json"],
        ),
        (
            "response_format: {type: json_object}\nvariables: {x: '${N}'}\n"
            "messages: [{role: user, content: '{{x}}'}]",
            ["json-mode-without-json"],
        ),
        (
            "routing_config: {type: weight-based-routing, load_balance_targets: ["
            "{target: a/b, weight: 20}, {target: a/c, weight: '${N}'}]}",
            ["wrong-type"],
        ),
        (
            "routing_config: {type: weight-based-routing, load_balance_targets: ["
            "{target: a/b, weight: 0}, '${N}']}",
            ["wrong-type"],
        ),
        (
            "routing_config: {type: latency-based-routing, load_balance_targets: ["
            "{target: '${N}'}, {target: '${N}'}]}",
            ["target-format", "target-format", "duplicate-target"],
        ),
        (
            "messages: [{role: assistant, tool_calls: [" + CALL % "'${N}'" + "]}]",
            ["invalid-tool-arguments"],
        ),
        (
            "messages: [{role: user, content: Hi}, '${N}',"
            " {role: tool, tool_call_id: c1, content: Wet}]",
            ["wrong-type"],
        ),
        (f"tools: [{TOOL}, parameters: '${{N}}'}}}}]", ["wrong-type"]),
        (
            f"tools: [{TOOL}, parameters:"
            " {type: object, properties: '${N}', required: [a]}}}]",
            ["tool-parameters"],
        ),
        (
            f"tools: [{TOOL}, strict: true, parameters: {{type: object, properties: {{a: {{}}}},"
            " required: '${N}', additionalProperties: false}}}]",
            ["tool-parameters"],
        ),
        (
            "mcp_servers: [{type: mcp-server-fqn, integration_fqn: 'a:b:c', tools: '${N}'}]",
            ["wrong-type"],
        ),
    ],
)
def test_nothing_is_said(text: str, otherwise: list[str]) -> None:
    assert rules(text) == []
    assert set(otherwise) <= set(rules(text, Settings()))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Only a text that is a template as a whole is unknown.
        ("name: x ${N}", ["invalid-format"]),
        # A key that nobody knows stays one, whatever its value will be.
        ("descripton: ${N}", ["unknown-field"]),
        # What is beside the unknown is known.
        ("name: ${N}\nversion_alias: latest", ["version-alias"]),
        ('messages: ["${N}", {role: user, contnet: Hi}]', ["missing-field"]),
        ("variables: {x: 1a}\ndescription: ${N}", ["unused-variable"]),
        (
            "routing_config: {type: weight-based-routing, load_balance_targets: ["
            "{target: '${N}', weight: 20}, {target: a/c, weight: 20}]}",
            ["routing-weights-sum"],
        ),
        (
            f"tools: [{TOOL}, parameters: {{type: objct, description: '${{N}}'}}}}}}]",
            ["tool-parameters"],
        ),
    ],
)
def test_what_is_said_all_the_same(text: str, expected: list[str]) -> None:
    assert rules(text) == expected


def test_prompts_of_an_unknown_repository_clash_in_one_file_alone() -> None:
    text = complete("name: same\nml_repo: ${REPO}\n")
    result = lint(Source("a.yaml", text), SETTINGS)
    other = lint(Source("b.yaml", text), SETTINGS)
    assert result.prompts[0].ml_repo != other.prompts[0].ml_repo
    twice = lint(Source("a.yaml", f"{text}---\n{text}"), SETTINGS)
    assert [finding.rule for finding in twice.findings] == ["duplicate-prompt"]


def test_prompts_of_an_unknown_name_never_clash() -> None:
    text = complete("name: ${NAME}\n")
    assert lint(Source("a.yaml", f"{text}---\n{text}"), SETTINGS).findings == []


def test_what_holds_no_template_is_not_copied() -> None:
    value = {"a": [{"b": "x"}], "c": {"d": "${N}"}}
    filled, paths = without_templates(value, (r"\$\{N\}",))
    assert filled["a"] is value["a"]
    assert isinstance(filled["c"]["d"], Unknown)
    assert value["c"] == {"d": "${N}"}
    assert paths == [("c", "d")]
    assert has_unknown(filled)
    assert not has_unknown(value)
