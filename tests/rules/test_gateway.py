from __future__ import annotations

import json
from typing import Any

import pytest

from linter.engine import lint
from linter.settings import Gateway, Settings
from linter.source import Source
from tests.rules.manifests import complete, places, problems

RULE = "unknown-gateway-entity"
TARGETS = "/routing_config/load_balance_targets"


def knowing(**gateway: tuple[str, ...]) -> Settings:
    return Settings(gateway=Gateway(**gateway))


def model(provider: Any, name: Any = "gpt-4o") -> str:
    return f"model_configuration: {json.dumps({'provider': provider, 'model': name})}\n"


def routing(*names: Any) -> str:
    targets = [{"target": name} for name in names]
    config = {"type": "latency-based-routing", "load_balance_targets": targets}
    return f"routing_config: {json.dumps(config)}\n"


EVERYTHING = (
    model("nobody", "nothing")
    + routing("nobody/nothing")
    + "guardrails: {input_guardrails: [none], output_guardrails: [none]}\n"
    + "mcp_servers: [{type: mcp-server-fqn, integration_fqn: none}]\n"
)


def test_without_an_inventory_everything_is_known() -> None:
    assert places(RULE, EVERYTHING) == []


@pytest.mark.parametrize(
    ("gateway", "expected"),
    [
        ({"providers": ("x",)}, ["/model_configuration/provider", f"{TARGETS}/0/target: nobody"]),
        ({"targets": ("x/y",)}, ["/model_configuration/provider", f"{TARGETS}/0/target"]),
        ({"targets": ("nobody/y",)}, ["/model_configuration/model", f"{TARGETS}/0/target"]),
        (
            {"providers": ("x",), "targets": ("nobody/nothing",)},
            ["/model_configuration/provider"],
        ),
        (
            {"providers": ("nobody",), "targets": ("x/y",)},
            ["/model_configuration/provider", f"{TARGETS}/0/target"],
        ),
        (
            {"guardrails": ("a",)},
            ["/guardrails/input_guardrails/0", "/guardrails/output_guardrails/0"],
        ),
        ({"mcp_servers": ("a",)}, ["/mcp_servers/0/integration_fqn"]),
        ({"ml_repos": ("a",)}, ["/ml_repo"]),
        ({"ml_repos": ()}, ["/ml_repo"]),
        ({"providers": ("nobody",), "ml_repos": ("support",), "guardrails": ("none",)}, []),
        ({"targets": ("*",), "mcp_servers": ("?one",), "providers": ("nobo[cd]y",)}, []),
        ({"targets": ("nobody/*",), "ml_repos": ("sup*",)}, []),
    ],
)
def test_what_the_inventory_lacks(gateway: dict[str, tuple[str, ...]], expected: list[str]) -> None:
    assert places(RULE, EVERYTHING, knowing(**gateway)) == expected


@pytest.mark.parametrize(
    ("snippet", "gateway", "message"),
    [
        (
            model("opneai-main"),
            {"providers": ("azure-eu", "openai-main")},
            'provider "opneai-main" is not in the inventory of the gateway:'
            ' did you mean "openai-main"?',
        ),
        (
            model("openai-main", "gpt-40"),
            {"targets": ("openai-main/gpt-4.1", "openai-main/gpt-4o")},
            'model "openai-main/gpt-40" is not in the inventory of the gateway:'
            ' did you mean "openai-main/gpt-4o"?',
        ),
        (
            routing("bedrock/claude"),
            {"targets": ("openai-main/*", "azure-eu/gpt-4o")},
            'target "bedrock/claude" is not in the inventory of the gateway:'
            " it has openai-main/*, azure-eu/gpt-4o",
        ),
        (
            "ml_repo: suport",
            {"ml_repos": tuple(f"repo-{i}-x" for i in range(9))},
            'ML repo "suport" is not in the inventory of the gateway:'
            " write one that it has, or add this one to ml-repos",
        ),
        (
            "ml_repo: suport",
            {"ml_repos": tuple(f"repo-{i}" for i in range(8))},
            'ML repo "suport" is not in the inventory of the gateway:'
            " it has repo-0, repo-1, repo-2, repo-3, repo-4, repo-5, repo-6, repo-7",
        ),
        (
            routing("", "b/x"),
            {"targets": ("openai-main/*",)},
            'target "b/x" is not in the inventory of the gateway: it has openai-main/*',
        ),
        (
            "ml_repo: support",
            {"ml_repos": ()},
            'ML repo "support" is not in the inventory of the gateway:'
            " write one that it has, or add this one to ml-repos",
        ),
        (
            "guardrails: {input_guardrails: [safety/PII]}",
            {"guardrails": ("safety/pii", "safety/p*")},
            'guardrail "safety/PII" is not in the inventory of the gateway:'
            ' did you mean "safety/pii"?',
        ),
    ],
)
def test_messages(snippet: str, gateway: dict[str, tuple[str, ...]], message: str) -> None:
    [problem] = problems(RULE, snippet, knowing(**gateway))
    assert problem.message == message
    assert problem.help is not None
    assert "under gateway in the configuration" in problem.help


@pytest.mark.parametrize("known", ["mcp-server:acme:github", "github", "mcp-server:acme:*", "g?t*"])
def test_servers_go_by_their_fqn_or_its_end(known: str) -> None:
    snippet = "mcp_servers: [{type: mcp-server-fqn, integration_fqn: 'mcp-server:acme:github'}]"
    assert places(RULE, snippet, knowing(mcp_servers=(known,))) == []
    assert places(RULE, snippet, knowing(mcp_servers=("acme", f"{known}x"))) != []


@pytest.mark.parametrize(
    "snippet",
    [
        "mcp_servers: [{type: mcp-server-url, url: 'https://mcp.example.com'}]",
        routing("gpt-4o", "a/b/c", "", 5, None),
        model("", 5),
        model(5),
        model(None),
        model("{{provider}}") + routing("{{account}}/gpt-4o"),
        "guardrails: {input_guardrails: ['{{team}}/pii']}",
        "guardrails: {input_guardrails: [5, null], output_guardrails: none}",
        "guardrails: [none]",
        "mcp_servers: [{integration_fqn: 5}, none]",
        "ml_repo: 5",
        "ml_repo: null",
        "ml_repo: ''",
    ],
)
def test_what_others_report_is_passed_over(snippet: str) -> None:
    nothing: tuple[str, ...] = ("x",)
    settings = knowing(
        targets=nothing, guardrails=nothing, mcp_servers=nothing, ml_repos=("x", "support")
    )
    assert places(RULE, snippet, settings) == []


def test_one_finding_for_a_name_with_a_wrong_form() -> None:
    settings = knowing(providers=("openai-main",), targets=("openai-main/gpt-4o",))
    snippet = model("openai-main", "openai-main/gpt-4o") + routing("gpt-4o")
    result = lint(Source("prompt.yaml", complete(snippet)), settings)
    assert [finding.rule for finding in result.findings] == ["invalid-format", "target-format"]
