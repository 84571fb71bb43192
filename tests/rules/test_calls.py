"""What tool calls hold: their arguments, and the names of their functions."""

from __future__ import annotations

import json
from typing import Any

import pytest

from linter.finding import Note
from linter.rules import calls
from tests.rules.manifests import places, problems

ARGUMENTS = "invalid-tool-arguments"
UNKNOWN = "unknown-tool"
CALLS = "/messages/0/tool_calls"


def calling(*functions: dict[str, Any], ids: str = "abcdefgh", **top: Any) -> str:
    """Write a snippet in which the assistant calls functions."""
    made = [
        {"id": name, "type": "function", "function": function}
        for name, function in zip(ids, functions, strict=False)
    ]
    manifest = {"messages": [{"role": "assistant", "tool_calls": made}], **top}
    return "".join(f"{key}: {json.dumps(value)}\n" for key, value in manifest.items())


def with_arguments(text: Any) -> str:
    return calling({"name": "f", "arguments": text})


def named(*names: Any, **top: Any) -> str:
    return calling(*({"name": name, "arguments": "{}"} for name in names), **top)


def tools(*names: Any) -> list[dict[str, Any]]:
    return [{"type": "function", "function": {"name": name}} for name in names]


@pytest.mark.parametrize(
    "text",
    [
        "{}",
        ' {"a": [1, -2.5e3, true, false, null, "x\\n\\u00e9"]}\n',
        '{\n  "a": 1\n}\n',
        "{{arguments}}",
        " {{ arguments }}\n",
        '{"a": {{x}}}',
        '{"a": {{ x.y-z }}, "b": [{{x}}, {{y}}]}',
        '{"a": "{{x}} and \\"{{y}}\\""}',
        "{{{key}}: 1}",
        '{"a": 1' + "0" * 5000 + "}",
        {"a": 1},
        None,
        5,
    ],
)
def test_arguments_in_order(text: Any) -> None:
    assert places(ARGUMENTS, with_arguments(text)) == []


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "arguments are empty: write '{}' for none"),
        (" \n", "arguments are empty: write '{}' for none"),
        ("[1]", "arguments are a list, not a JSON object: write them between { and }"),
        ('"a"', "arguments are a string, not a JSON object: write them between { and }"),
        ("5", "arguments are a number, not a JSON object: write them between { and }"),
        ("1.5", "arguments are a number, not a JSON object: write them between { and }"),
        ("false", "arguments are true or false, not a JSON object: write them between { and }"),
        ("null", "arguments are null, not a JSON object: write them between { and }"),
        ("[{{x}}]", "arguments are a list, not a JSON object: write them between { and }"),
        ("{'a': 1}", "arguments are not JSON: write \" for each '"),
        ("{\"a\": 'b'}", "arguments are not JSON: write \" for each '"),
        ('{"a": 1,}', "arguments are not JSON: remove the comma before }"),
        ('{"a": [1, ]}', "arguments are not JSON: remove the comma before ]"),
        ('{"a": True}', "arguments are not JSON: write true for True"),
        ('{"a": False}', "arguments are not JSON: write false for False"),
        ('{"a": None}', "arguments are not JSON: write null for None"),
        ('{"a": NaN}', "arguments are not JSON: write null for NaN and Infinity"),
        ('{"a": -Infinity}', "arguments are not JSON: write null for NaN and Infinity"),
        ('{"a": 1', "arguments are not JSON: close what is open at the end"),
        ('{"a": ', "arguments are not JSON: close what is open at the end"),
        ('{"a": "b', "arguments are not JSON: close the string that begins at character 7"),
        (
            '{"a": "b\tc"}',
            "arguments are not JSON: write \\n, \\r or \\t for what stands at character 9",
        ),
        ('{"a": "\\x"}', "arguments are not JSON: write \\\\ for the backslash at character 8"),
        ("{a: 1}", "arguments are not JSON: write a key in double quotes at character 2"),
        ('{"a": b}', "arguments are not JSON: write a value at character 7"),
        ('{"a" 1}', "arguments are not JSON: write a colon at character 6"),
        ('{"a": 1} {', "arguments are not JSON: remove what follows the object at character 10"),
        (
            '{"a": 1 "b": 2}',
            "arguments are not JSON: write a comma, or close what is open, at character 9",
        ),
        (
            '{\n"a": 1\n "b": 2}',
            "arguments are not JSON: write a comma, or close what is open, at line 3, character 2",
        ),
        ("city=Rome", "arguments are not JSON: write an object, between { and }"),
        ('{{"a": 1}}', "arguments are not JSON: write { and } once"),
        (
            '{"a": {{x}} "b": 2}',
            "arguments are not JSON: write a comma, or close what is open, at character 13",
        ),
        ("{" * 5, "arguments are not JSON: write { and } once"),
        ("[" * 100_000, "arguments are nested too deep: write an object of a few levels"),
    ],
)
def test_arguments(text: str, fault: str) -> None:
    [problem] = problems(ARGUMENTS, with_arguments(text))
    assert problem.message == fault
    assert problem.path == ("messages", 0, "tool_calls", 0, "function", "arguments")


def test_each_call_is_looked_at() -> None:
    snippet = calling(
        {"name": "f", "arguments": "a"}, {"name": "f", "arguments": "{}"}, {"arguments": "b"}
    )
    assert places(ARGUMENTS, snippet) == [f"{CALLS}/{i}/function/arguments" for i in (0, 2)]


@pytest.mark.parametrize(
    ("names", "advice"),
    [
        (["get_rian"], 'did you mean "get_rain"?'),
        (["GetRain"], 'did you mean "get_rain"?'),
        (["wind"], "declare it there, or call get_rain or log"),
    ],
)
def test_unknown_tools(names: list[str], advice: str) -> None:
    snippet = named("log", *names, tools=tools("log", "get_rain"))
    [problem] = problems(UNKNOWN, snippet)
    assert problem.message == f'tool "{names[0]}" is not declared under tools: {advice}'
    assert places(UNKNOWN, snippet) == [f"{CALLS}/1/function/name"]


def test_many_tools_are_not_listed() -> None:
    for count, advice in ((8, "declare it there, or call t0 or t1"), (9, "declare it there")):
        snippet = named("something", tools=tools(*(f"t{i}" for i in range(count))))
        [problem] = problems(UNKNOWN, snippet)
        assert problem.message.partition(": ")[2].startswith(advice)
        assert (" or call " in problem.message) is (count == 8)


def test_only_so_many_names_are_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calls, "_MOST_COMPARED", 4)
    snippet = named("onne", "twoo", "onee", tools=tools("one", "two"))
    messages = [problem.message for problem in problems(UNKNOWN, snippet)]
    assert ["did you mean" in message for message in messages] == [True, True, False]


def test_a_name_is_told_of_once() -> None:
    [first, second] = problems(UNKNOWN, named("g", "h", "g", "g", tools=tools("wind")))
    assert first.path == ("messages", 0, "tool_calls", 0, "function", "name")
    assert first.notes == tuple(
        Note(("messages", 0, "tool_calls", i, "function", "name"), "called here too")
        for i in (2, 3)
    )
    assert second.path == ("messages", 0, "tool_calls", 1, "function", "name")
    assert second.notes == ()


def server(**more: Any) -> dict[str, Any]:
    return {"type": "mcp-server-fqn", "integration_fqn": "mcp-server:acme:x", **more}


@pytest.mark.parametrize(
    "more",
    [
        {"tools": []},
        {"tools": None},
        {"tools": tools("f", None)},
        {"tools": [*tools("f"), {"type": "function", "name": "g"}]},
        {"tools": [*tools("f"), "g"]},
        {"mcp_servers": [server()]},
        {"mcp_servers": [server(tools=[])]},
        {"mcp_servers": [server(tools=[{"name": "a"}]), server(enable_all_tools=True)]},
        {"mcp_servers": [server(tools=[{"name": "a"}], enable_all_tools="yes")]},
        {"mcp_servers": [server(tools=[{"name": "a"}, {"nam": "g"}])]},
        {"mcp_servers": [server(tools=["g"])]},
        {"mcp_servers": [server(tools=[{"name": "g"}])]},
        {"mcp_servers": ["g"]},
        {"mcp_servers": {"g": 1}},
        {"sub_agents": [{"name": "helper"}]},
        {"tool_call_to_mcp_mapping": {"a": {"tool_name": "x"}}},
        {"tool_call_to_mcp_mapping": {"g": {"tool_name": "x"}}},
    ],
)
def test_somebody_else_may_offer_it(more: dict[str, Any]) -> None:
    assert places(UNKNOWN, named("g", **{"tools": tools("f"), **more})) == []


@pytest.mark.parametrize(
    "more",
    [
        {"mcp_servers": []},
        {"mcp_servers": None},
        {"mcp_servers": [server(tools=[{"name": "h"}], enable_all_tools=False)]},
        {"sub_agents": []},
        {"tool_call_to_mcp_mapping": {"b": {"tool_name": "g"}}},
    ],
)
def test_nobody_offers_it(more: dict[str, Any]) -> None:
    assert places(UNKNOWN, named("g", tools=tools("f"), **more)) == [f"{CALLS}/0/function/name"]


def test_a_server_puts_something_before_the_names_of_its_tools() -> None:
    servers = [server(tools=[{"name": "search"}])]
    snippet = named("github_search", "search_github", tools=tools("f"), mcp_servers=servers)
    assert places(UNKNOWN, snippet) == [f"{CALLS}/1/function/name"]


@pytest.mark.parametrize("name", ["f", "{{tool}}", None, 5])
def test_known_names(name: Any) -> None:
    assert places(UNKNOWN, named(name, tools=tools("f"))) == []
