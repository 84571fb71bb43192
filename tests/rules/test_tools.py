"""Names and descriptions of tools, and JSON mode."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from linter.engine import lint
from linter.finding import Note
from linter.fixing import mend
from linter.settings import Settings
from linter.source import Source
from tests.rules.manifests import complete, places, problems

NAME = "tool-name"
TWICE = "duplicate-tool"
UNDESCRIBED = "undescribed-tool"
JSON_MODE = "json-mode-without-json"
UNUSED = "unused-variable"


def declared(*functions: Any, **top: Any) -> str:
    """Write a snippet that declares functions as tools."""
    tools = [{"type": "function", "function": function} for function in functions]
    return "".join(f"{key}: {json.dumps(x)}\n" for key, x in {"tools": tools, **top}.items())


def named(*names: Any) -> str:
    return declared(*({"name": name, "description": "x"} for name in names))


@pytest.mark.parametrize(
    "name", ["a", "Get_weather-2", "_", "-", "7", "x" * 64, "{{tool}}", "get {{what}}", None, 5, []]
)
def test_names(name: Any) -> None:
    assert places(NAME, named(name)) == []


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("get weather", 'write "get_weather"'),
        ("weather.get/now!", 'write "weather_get_now"'),
        (" x\n", 'write "x"'),
        ("wetter_für", "write such a name"),
        ("٣", "write such a name"),
        ("天气", "write such a name"),
        ("!?", "write such a name"),
        ("x " * 33, "write such a name"),
        ("x " * 32, f'write "{"x_" * 29}x…"'),
        ("x" * 63 + " x", "write such a name"),
        ("x" * 62 + " x", f'write "{"x" * 59}…"'),
    ],
)
def test_odd_names(name: str, said: str) -> None:
    [problem] = problems(NAME, named("f", name))
    assert problem.path == ("tools", 1, "function", "name")
    shown, _, advice = problem.message.partition(
        " is not of letters a to z, digits, _ and - only: "
    )
    assert shown.startswith('tool name "')
    assert advice == said


def test_names_of_no_length_and_of_too_much() -> None:
    [problem] = problems(NAME, named(""))
    assert problem.message == "the tool name is empty: write one of letters, digits, _ and -"
    [problem] = problems(NAME, named("x" * 65))
    assert problem.message == "the tool name of 65 characters is too long: write at most 64"
    [problem] = problems(NAME, named("x" * 63 + "."))
    assert problem.message.endswith('…"')


def schema_named(name: Any) -> str:
    return f"response_format: {{type: json_schema, json_schema: {{name: {json.dumps(name)}}}}}"


@pytest.mark.parametrize("name", ["answer", "x" * 64, None, 5, "{{x}}"])
def test_names_of_schemas(name: Any) -> None:
    assert places(NAME, schema_named(name)) == []


def test_odd_names_of_schemas() -> None:
    assert places(NAME, schema_named("the answer")) == ["/response_format/json_schema/name"]
    [problem] = problems(NAME, schema_named("x" * 65))
    assert problem.message == "the schema name of 65 characters is too long: write at most 64"
    [problem] = problems(NAME, schema_named("the answer"))
    assert problem.message.startswith('schema name "the answer"')


def test_names_in_calls_count_where_no_tool_is_declared() -> None:
    calls = [
        {"id": str(i), "type": "function", "function": {"name": name, "arguments": "{}"}}
        for i, name in enumerate(["f", "a b", "a b", 5, "c.d"])
    ]
    messages = [{"role": "assistant", "tool_calls": calls}]
    assert places(NAME, f"messages: {json.dumps(messages)}") == [
        f"/messages/0/tool_calls/{i}/function/name" for i in (1, 4)
    ]
    assert places(NAME, declared({"name": "f"}, messages=messages)) == []


def test_names_are_given_twice() -> None:
    snippet = named("a", "b", "a", "A", "a", None, None, 5, 5)
    assert places(TWICE, snippet) == ["/tools/2/function/name", "/tools/4/function/name"]
    for problem in problems(TWICE, snippet):
        assert problem.message == 'tool "a" is declared twice: rename one, or remove it'
        assert problem.notes == (Note(("tools", 0, "function", "name"), "first declared here"),)


def test_names_with_a_tool_without_one_between_them() -> None:
    functions = [None, {"name": "a"}, 5, {}, {"name": "a"}]
    assert places(TWICE, declared(*functions)) == ["/tools/4/function/name"]


def test_tools_without_parameters_before_one_that_has_some() -> None:
    broken = {"name": "b", "parameters": {"type": "array"}, "strict": True}
    snippet = declared({"name": "a"}, {"name": "c", "parameters": {"type": "object"}}, broken)
    assert places("tool-parameters", snippet) == ["/tools/2/function/parameters/type"]
    opened = {**broken, "parameters": {"type": "object"}}
    snippet = declared({"name": "a", "strict": True}, opened)
    assert places("strict-schema", snippet) == ["/tools/1/function/parameters"]


@pytest.mark.parametrize(
    "snippet",
    [named("a", "b"), named("a", "A", "a_", "a-"), named(None, None), "tools: [a, a]", "tools: a"],
)
def test_names_are_different(snippet: str) -> None:
    assert places(TWICE, snippet) == []


@pytest.mark.parametrize(
    ("function", "expected"),
    [
        ({"name": "f"}, "/tools/0/function@holder"),
        ({}, "/tools/0/function@holder"),
        ({"name": "f", "description": None}, "/tools/0/function/description"),
        ({"name": "f", "description": ""}, "/tools/0/function/description"),
        ({"name": "f", "description": " \n"}, "/tools/0/function/description"),
    ],
)
def test_undescribed(function: dict[str, Any], expected: str) -> None:
    assert places(UNDESCRIBED, declared(function)) == [expected]


def test_what_is_said_of_the_undescribed() -> None:
    advice = "has no description: say what it does and when to call it"
    messages = [
        problem.message
        for problem in problems(UNDESCRIBED, declared({"name": "f"}, {"name": ""}, {"name": 5}))
    ]
    assert messages == [f'tool "f" {advice}', f"the tool {advice}", f"the tool {advice}"]


@pytest.mark.parametrize(
    "snippet",
    [
        declared({"name": "f", "description": "x"}),
        declared({"name": "f", "description": 5}),
        declared({"name": "f", "desciption": "x"}),
        "tools: [{type: function, function: {name: f}, description: x}]",
        "tools: [{type: function, name: f}]",
        "tools: [{type: function, function: f}]",
        "tools: []",
    ],
)
def test_described(snippet: str) -> None:
    assert places(UNDESCRIBED, snippet) == []


def asking(*contents: Any, kind: str = "json_object", variables: Any = None) -> str:
    messages = [{"role": "user", "content": content} for content in contents]
    return (
        f"response_format: {{type: {kind}}}\n"
        f"messages: {json.dumps(messages)}\n"
        f"variables: {json.dumps(variables)}\n"
    )


@pytest.mark.parametrize(
    "snippet",
    [
        asking("Three rivers"),
        asking("Three rivers", "{{text}}"),
        asking([{"type": "text", "text": "x"}]),
        asking([{"type": "image_url", "image_url": {"url": "https://a.example/json.png"}}]),
        asking("x", variables={"json": "y", "z": None}),
        asking("{{topic}}", variables={"topic": "rivers", "form": "answer in JSON"}),
        asking("x", variables={"form": "JSON"}) + "description: Answers in {{form}}\n",
        asking([{"type": "image_url", "image_url": {"url": {"type": "blob-storage"}}}]),
        asking(""),
    ],
)
def test_nobody_asks_for_json(snippet: str) -> None:
    assert places(JSON_MODE, snippet) == ["/response_format/type"]
    [problem] = problems(JSON_MODE, snippet)
    assert problem.message == "json_object needs the word JSON in a message: ask for JSON in one"


@pytest.mark.parametrize(
    "snippet",
    [
        asking("Three rivers, as JSON"),
        asking("Three rivers", "in a .json file"),
        asking("x", [{"type": "text", "text": "as Json"}]),
        asking("{{text}}", variables={"text": "answer in JSON"}),
        asking("{{ text }}", variables={"text": "answer in JSON"}),
        asking("{{txet}}", variables={"text": "answer in JSON"}),
        asking({"type": "blob-storage", "path": "a"}),
        asking([{"type": "text", "text": {"type": "blob-storage", "path": "a"}}]),
        asking("x", kind="json_schema"),
        asking("x", kind="text"),
        asking(),
        "response_format: json_object",
        "response_format: null",
    ],
)
def test_json_is_asked_for(snippet: str) -> None:
    assert places(JSON_MODE, snippet) == []


def test_a_variable_that_goes_takes_no_request_for_json_with_it() -> None:
    source = Source("prompt.yaml", complete(asking("x", variables={"form": "JSON"})))
    assert {each.rule for each in lint(source, Settings()).findings} == {JSON_MODE, UNUSED}
    [left] = mend(source, Settings(), unsafe=True).result.findings
    assert left.rule == JSON_MODE


CLEAN = {
    "type": "chat_prompt",
    "name": "greeting",
    "ml_repo": "support",
    "metadata": {},
    "messages": [
        {"role": "user", "content": "Hello"},
        {
            "role": "assistant",
            "tool_calls": [
                {"id": "a", "type": "function", "function": {"name": "f", "arguments": "{}"}}
            ],
        },
        {"role": "tool", "tool_call_id": "a", "content": "x"},
    ],
    "tools": [
        {
            "type": "function",
            "function": {
                "name": "f",
                "description": "x",
                "strict": True,
                "parameters": {
                    "type": "object",
                    "properties": {"a": {"type": ["string", "null"], "enum": ["b", None]}},
                    "required": ["a"],
                    "additionalProperties": False,
                },
            },
        }
    ],
}


def test_tools_in_order_load_nothing_that_only_findings_need(tmp_path: Path) -> None:
    (tmp_path / "clean.json").write_text(json.dumps(CLEAN))
    code = (
        "import sys\n"
        "from linter.engine import lint_bytes\n"
        "from linter.settings import Settings\n"
        "result = lint_bytes('clean.json', open('clean.json', 'rb').read(), Settings())\n"
        "assert result.manifests and not result.findings\n"
        "print(*sorted(sys.modules))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    loaded = set(ran.stdout.split())
    assert "linter.rules.tools" in loaded
    late = ("schema_faults", "schema_wording", "strict_schemas", "tool_schemas", "tool_wording")
    assert loaded & {f"linter.rules.{name}" for name in late} == set()
    assert "jsonschema" not in loaded
