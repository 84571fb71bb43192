"""One mistake gives one finding: whole manifests, through the engine, with every rule."""

from __future__ import annotations

import pytest

from linter.engine import lint
from linter.settings import Settings
from linter.source import Source
from tests.rules.manifests import complete

TARGETS = "routing_config:\n  type: weight-based-routing\n  load_balance_targets:\n"
MODEL = "model_configuration: {provider: a, model: gpt-4o"
SERVER = "mcp_servers: [{type: mcp-server-fqn, integration_fqn: a"
BOTH = ["invalid-format", "mcp-no-tools"]
USER = "messages: [{role: user, content: "


@pytest.mark.parametrize(
    ("snippet", "expected"),
    [
        (
            "variables: {image: null}\nmessages:\n  - role: user\n    content:\n"
            '      - {type: image_url, image_url: {url: "https://example.com/{{image}}.png"}}\n',
            ["invalid-format"],
        ),
        (f"variables: {{customer: Ann}}\n{USER}'{{{{custmer}}}}'}}]\n", ["undeclared-variable"]),
        (f"variables: {{name: Ann}}\n{USER}'{{{{ name }}}}'}}]\n", ["malformed-placeholder"]),
        (f"variables: {{a-b: Ann}}\n{USER}'{{{{a-b}}}}'}}]\n", ["invalid-variable-name"]),
        ("variables: {name: Ann}\ndescription: '{{name}}'\n", ["unrendered-placeholder"]),
        (f"variabels: {{name: Ann}}\n{USER}'{{{{name}}}}'}}]\n", ["unknown-field"]),
        (f"variables: [name]\n{USER}'{{{{name}}}}'}}]\n", ["wrong-type"]),
        (f"{USER}' '}}]\n", ["blank-content"]),
        (f'{USER}"\\n"}}]\n', ["blank-content"]),
        (f'{USER}""}}]\n', ["blank-content"]),
        ("name: null\nml_repo: null\n", ["unnamed-prompt"]),
        ("name: null\nnmae: greeting\n", ["unknown-field"]),
        (f"version_alias: v.{'1' * 127}\n", ["wrong-length"]),
        ("version_alias: 1.0\n", ["wrong-type"]),
        (f"{TARGETS}    - {{target: a/b, weight: 150}}\n", ["routing-weights"]),
        (f"{TARGETS}    - {{target: a/b, weight: 0.5}}\n", ["wrong-type"]),
        (f"{TARGETS}    - {{target: a/b, weight: 0}}\n", ["routing-weights"]),
        (
            f"{TARGETS}    - target: a/b\n      weight: 100\n"
            "      retry_config: {attempts: 1, delay: 0}\n",
            ["retry-bounds"],
        ),
        (
            f"{TARGETS}    - {{target: a/b, weight: 100, fallback_status_codes: [429, 200]}}\n",
            ["wrong-type", "wrong-type"],
        ),
        ("metadata: {a: 2024-05-01}\n", ["not-json"]),
        ("metadata: {a: NO, b: 010}\n", ["surprising-scalar", "surprising-scalar"]),
        ("description: NO\n", ["wrong-type"]),
        ("model_configuration: {provider: a, model: a/b}\n", ["invalid-format"]),
        (f"{MODEL}, parameters: {{temperature: '3'}}}}\n", ["wrong-type"]),
        (f"{MODEL}, parameters: {{max_tokens: 0.5}}}}\n", ["wrong-type"]),
        (f"{MODEL}, parameters: {{temperature: .inf}}}}\n", ["wrong-type"]),
        (f"{MODEL}, extra_parameters: {{temperature: .nan}}}}\n", ["not-json"]),
        (f"{MODEL}, parameters: {{seed: 1}}, extra_parameters: {{seed: 1}}}}\n", ["unknown-field"]),
        (f"{MODEL}, parameters: {{top_p: null}}, extra_parameters: {{top_p: 1}}}}\n", []),
        (f"{TARGETS}    - {{target: null, weight: 100}}\n", ["wrong-type"]),
        (f"{TARGETS}    - {{taget: a/b, weight: 100}}\n", ["missing-field"]),
        (f"{SERVER}, enable_all_tools: null}}]\n", ["wrong-type"]),
        (f"{SERVER}, enable_all_tool: true}}]\n", ["unknown-field"]),
        (f"{SERVER}, tools: [search]}}]\n", ["wrong-type"]),
        (f"{SERVER}, tool: [{{name: a}}]}}]\n", ["unknown-field"]),
        ("mcp_servers: [{type: mcp-server-url, url: mcp.example.com}]\n", BOTH),
        (
            "mcp_servers: [{type: mcp-server-url, url: 'https://a.example.com', tools: [{name: b}],"
            " headers: {Authorization: 'Bearer {{token}}'}}]\n",
            ["unrendered-placeholder"],
        ),
        (
            "mcp_servers: [{type: mcp-server-url, url: '{{host}}/mcp', enable_all_tools: true}]\n",
            ["invalid-format"],
        ),
        (f"{TARGETS}    - {{target: '{{{{a}}}}', weight: 100}}\n", ["unrendered-placeholder"]),
        (f"{TARGETS}    - {{target: '{{{{ a }}}}', weight: 100}}\n", ["target-format"]),
        ("guardrails: {input_guardrails: [5, 5]}\n", ["wrong-type", "wrong-type"]),
    ],
)
def test_one_cause(snippet: str, expected: list[str]) -> None:
    result = lint(Source("prompt.yaml", complete(snippet)), Settings())
    assert sorted(finding.rule for finding in result.findings) == expected
