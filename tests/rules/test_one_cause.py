"""One mistake gives one finding: whole manifests, through the engine, with every rule."""

from __future__ import annotations

import pytest

from linter.engine import lint
from linter.settings import Settings
from linter.source import Source
from tests.rules.manifests import complete

TARGETS = "routing_config:\n  type: weight-based-routing\n  load_balance_targets:\n"
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
    ],
)
def test_one_cause(snippet: str, expected: list[str]) -> None:
    result = lint(Source("prompt.yaml", complete(snippet)), Settings())
    assert sorted(finding.rule for finding in result.findings) == expected
