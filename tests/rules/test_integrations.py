from __future__ import annotations

import json
from typing import Any

import pytest

from linter.rules.hosts import host, is_near
from tests.rules.manifests import places, problems


def servers(*items: Any) -> str:
    """Write a snippet with MCP servers; those without an address are called a, b and so on."""
    named = [
        {"type": "mcp-server-fqn", "integration_fqn": f"mcp-server:acme:{chr(97 + i)}", **item}
        if isinstance(item, dict) and "url" not in item
        else item
        for i, item in enumerate(items)
    ]
    return f"mcp_servers: {json.dumps(named)}\n"


def at(url: str, **more: Any) -> dict[str, Any]:
    return {"type": "mcp-server-url", "url": url, "enable_all_tools": True, **more}


TOOL = {"name": "search"}


@pytest.mark.parametrize(
    "server",
    [
        {},
        {"enable_all_tools": False},
        {"tools": None},
        {"tools": []},
        {"enable_all_tools": False, "tools": []},
        {"url": "https://mcp.example.com", "type": "mcp-server-url"},
    ],
)
def test_no_tools(server: dict[str, Any]) -> None:
    snippet = servers({"tools": [TOOL]}, server)
    assert places("mcp-no-tools", snippet) == ["/mcp_servers/1"]
    [problem] = problems("mcp-no-tools", snippet)
    assert problem.message == (
        "no tool of this MCP server is enabled: list some under tools, or set enable_all_tools to"
        " true"
    )


@pytest.mark.parametrize(
    "server",
    [
        {"enable_all_tools": True},
        {"enable_all_tools": True, "tools": []},
        {"tools": [TOOL]},
        {"tools": ["search"]},
        {"tools": "search"},
        {"enable_all_tools": None},
        {"enable_all_tools": "yes"},
        {"enable_all_tool": True},
        {"Tools": [TOOL]},
        "mcp-server:acme:github",
    ],
)
def test_some_tools(server: Any) -> None:
    assert places("mcp-no-tools", servers(server)) == []


def test_tools_ignored() -> None:
    snippet = servers({"tools": [TOOL], "enable_all_tools": True}, {"enable_all_tools": True})
    assert places("mcp-tools-ignored", snippet) == ["/mcp_servers/0/tools@key"]
    [problem] = problems("mcp-tools-ignored", snippet)
    assert problem.message == (
        "this list limits nothing, for enable_all_tools is true: remove one of the two"
    )
    assert [note.path for note in problem.notes] == [("mcp_servers", 0, "enable_all_tools")]
    assert places("mcp-tools-ignored", servers(at("http://x", tools=[TOOL]))) != []


@pytest.mark.parametrize(
    "server",
    [
        {"enable_all_tools": True, "tools": []},
        {"enable_all_tools": True, "tools": None},
        {"enable_all_tools": True, "tools": "search"},
        {"enable_all_tools": False, "tools": [TOOL]},
        {"enable_all_tools": "true", "tools": [TOOL]},
        {"tools": [TOOL]},
    ],
)
def test_tools_not_ignored(server: dict[str, Any]) -> None:
    assert places("mcp-tools-ignored", servers(server)) == []


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("http://mcp.example.com/sse", "mcp.example.com"),
        ("http://MCP.Example.com:8080", "mcp.example.com"),
        ("http://user:pass@mcp.example.com/sse", "mcp.example.com"),
        ("http://mcp.example.com?x=http://localhost", "mcp.example.com"),
        ("http://localhost@mcp.example.com", "mcp.example.com"),
        ("http://mcp.example.com.", "mcp.example.com"),
        ("http://localhost.example.com", "localhost.example.com"),
        ("http://internal.example.com", "internal.example.com"),
        ("http://svc.cluster.example.com", "svc.cluster.example.com"),
        ("http://8.8.8.8/mcp", "8.8.8.8"),
        ("http://172.32.0.1", "172.32.0.1"),
        ("http://192.169.0.1", "192.169.0.1"),
        ("http://11.0.0.1", "11.0.0.1"),
        ("http://10.0.0.256", "10.0.0.256"),
        ("http://127.0.0.1.example.com", "127.0.0.1.example.com"),
        ("http://[2001:4860::8888]:80/mcp", "2001:4860::8888"),
        ("http://[::ffff:8.8.8.8]/", "::ffff:8.8.8.8"),
    ],
)
def test_insecure(url: str, name: str) -> None:
    snippet = servers({}, at(url))
    assert places("insecure-url", snippet) == ["/mcp_servers/1/url"]
    [problem] = problems("insecure-url", snippet)
    assert problem.message == (
        f'"{name}" is called over plain http, which anyone on the way can read: write https://'
    )


@pytest.mark.parametrize(
    "url",
    [
        "https://mcp.example.com/sse",
        *("http://localhost", "http://LOCALHOST:3000/sse", "http://api.localhost"),
        *("http://127.0.0.1:8080", "http://127.8.9.1", "http://[::1]:3000/mcp", "http://0.0.0.0:1"),
        *("http://10.1.2.3", "http://172.16.0.1", "http://172.31.255.1", "http://192.168.1.1/a"),
        *("http://169.254.1.1", "http://[fd00::1]/", "http://[fe80::1%25eth0]/"),
        *("http://[::ffff:10.0.0.1]/", "http://mcp", "http://mcp:8080/sse", "http://mcp-server/x"),
        *("http://nas.local", "http://mcp.corp.internal:80", "http://search.tools.svc"),
        *("http://search.tools.svc.cluster.local:8080/mcp", "http://a.internal./mcp"),
        *("http://{{host}}.example.com/mcp", "http://${HOST}.example.com/mcp"),
        *("http://{{host}}/mcp", "http://${MCP_HOST}/mcp", "http://", "http:///mcp"),
        *("ftp://mcp.example.com", "HTTP://mcp.example.com", "mcp.example.com"),
    ],
)
def test_secure_enough(url: str) -> None:
    assert places("insecure-url", servers(at(url))) == []


def test_insecure_waits_for_the_shape() -> None:
    assert places("insecure-url", servers({"url": 5}, {"url": None}, "http://a.example.com")) == []


@pytest.mark.parametrize(
    ("url", "name"), [("http://[::1", "::1"), ("x", ""), ("http://a\\@b.c", "a")]
)
def test_host(url: str, name: str) -> None:
    assert host(url) == name


def test_near() -> None:
    assert is_near("1.2.3") is False
    assert is_near("") is True


GUARDED = "guardrails: {input_guardrails: [a/x, a/y, a/x], output_guardrails: [a/x, a/x]}\n"
AGENTS = "sub_agents: [{name: a}, {name: b}, {name: a}]\n"


def test_listed_twice() -> None:
    assert places("duplicate-entry", GUARDED) == [
        "/guardrails/input_guardrails/2",
        "/guardrails/output_guardrails/1",
    ]
    first = problems("duplicate-entry", GUARDED)[0]
    assert first.message == 'guardrail "a/x" is listed twice: remove one'
    assert [note.path for note in first.notes] == [("guardrails", "input_guardrails", 0)]
    assert places("duplicate-entry", AGENTS) == ["/sub_agents/2/name"]
    [problem] = problems("duplicate-entry", AGENTS)
    assert problem.message == 'sub agent "a" is listed twice: remove one'


def test_what_has_no_name_is_passed_over() -> None:
    guarded = "guardrails: {input_guardrails: ['', 5, a, a]}"
    assert places("duplicate-entry", guarded) == ["/guardrails/input_guardrails/3"]


def test_servers_listed_twice() -> None:
    same = {"integration_fqn": "mcp-server:acme:a"}
    snippet = servers({"tools": [TOOL, {"name": "read"}, TOOL]}, {}, same, at("http://x"))
    assert places("duplicate-entry", snippet) == [
        "/mcp_servers/0/tools/2/name",
        "/mcp_servers/2/integration_fqn",
    ]
    tool, server = problems("duplicate-entry", snippet)
    assert tool.message == 'tool "search" is listed twice: remove one'
    assert server.message == 'MCP server "mcp-server:acme:a" is listed twice: remove one'
    assert [note.path for note in server.notes] == [("mcp_servers", 0, "integration_fqn")]


def test_urls_listed_twice() -> None:
    header = {"headers": {"a": "1", "b": "2"}}
    again = {"headers": {"b": "2", "a": "1"}}
    snippet = servers(at("http://x"), at("http://x", **header), at("http://x", **again))
    assert places("duplicate-entry", snippet) == ["/mcp_servers/2/url"]
    [problem] = problems("duplicate-entry", snippet)
    assert problem.message == "this URL of an MCP server is listed twice: remove one"
    bare = servers(at("http://x"), at("http://x", headers=None), at("http://x", headers={}))
    assert places("duplicate-entry", bare) == ["/mcp_servers/1/url", "/mcp_servers/2/url"]


@pytest.mark.parametrize(
    "snippet",
    [
        "guardrails: {input_guardrails: [a/x, a/y], output_guardrails: [a/x]}",
        "guardrails: {input_guardrails: [5, 5, '', '', null, null]}",
        "guardrails: [a, a]",
        "guardrails: {input_guardrails: aa}",
        "sub_agents: [{name: a}, {name: A}, a, a, {}, {}]",
        servers({"tools": [TOOL]}, {"tools": [TOOL, "search", "search", {}, {}]}),
        servers({"tools": "aa"}, at("https://a.example.com"), at("https://b.example.com")),
        servers(at("http://x", headers={"a": "1"}), at("http://x", headers={"a": "2"})),
        servers(at("http://x", headers=["a"]), at("http://x", headers={"a": "2"})),
    ],
)
def test_not_listed_twice(snippet: str) -> None:
    assert places("duplicate-entry", snippet) == []
