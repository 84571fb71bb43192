from __future__ import annotations

import json

import pytest

from linter.finding import Severity
from tests.rules.manifests import places, problems

CONTENT = "/messages/0/content"


def prompt(content: str, *declared: str, **more: object) -> str:
    """Write a manifest's snippet: the user's message, the variables, other keys."""
    keys = {
        "variables": dict.fromkeys(declared, "default"),
        "messages": [{"role": "user", "content": content}],
        **more,
    }
    return "".join(f"{key}: {json.dumps(value)}\n" for key, value in keys.items())


def in_content(rule: str, content: str, *declared: str) -> list[str]:
    """Return the stretches of the message's content that a rule points to."""
    found = places(rule, prompt(content, *declared))
    assert all(place.startswith(CONTENT + ": ") for place in found)
    return [place.removeprefix(CONTENT + ": ") for place in found]


@pytest.mark.parametrize(
    ("content", "declared", "expected"),
    [
        ("Hi {{name}}", "tone", ["{{name}}"]),
        ("Hi {{Name}}", "name", ["{{Name}}"]),
        ("{{a1}} {{b1}} {{a1}}", "zzz", ["{{a1}}", "{{b1}}"]),
        ("{{{name}}} ${{tone}}", "other", ["{{name}}", "{{tone}}"]),
        ("```\n{{code}}\n```", "name", ["{{code}}"]),
        ("Grüße, {{größe}}", "name", ["{{größe}}"]),
        ("Hi {{name}}", "name", []),
        ("Hi {{{name}}} and ${{name}}", "name", []),
        ("Hi {{ tone }} {tone} ${tone} {{tone-x}}", "name", []),
        ("{{#items}}{{title}}{{/items}}", "name", []),
        ("Hi {{user_name}}", "user-name", []),
        ('{{"a": 1}} {{}} {{{}}}', "name", []),
    ],
)
def test_undeclared(content: str, declared: str, expected: list[str]) -> None:
    assert in_content("undeclared-variable", content, declared) == expected


def test_undeclared_is_one_problem_with_notes() -> None:
    [problem] = problems("undeclared-variable", prompt("{{custmer}}, {{custmer}}!", "customer"))
    assert problem.message == (
        "{{custmer}} is not declared under variables: did you mean {{customer}}?"
    )
    assert problem.severity is None
    assert [note.chars for note in problem.notes] == [(13, 24)]


def test_undeclared_takes_a_series_for_what_it_is() -> None:
    """Who has doc1 and writes {{doc2}} forgot to declare it, and did not mean doc1."""
    [problem] = problems("undeclared-variable", prompt("{{doc1}} {{doc2}}", "doc1"))
    assert problem.message == (
        "{{doc2}} is not declared under variables: declare it there, with null for no default"
    )


@pytest.mark.parametrize("variables", ["", "variables: {}\n", "variables: null\n"])
def test_undeclared_is_advice_where_nothing_is_declared(variables: str) -> None:
    snippet = variables + "messages: [{role: user, content: 'Hi {{name}}'}]\n"
    [problem] = problems("undeclared-variable", snippet)
    assert problem.severity is Severity.INFO


@pytest.mark.parametrize(
    ("variables", "content"),
    [
        ("variables: [name]", "{{name}}"),
        ("variabels: {name: Ann}", "{{name}}"),
        ("variables: {on: Ann, 2: x}", "{{on}} {{2}}"),
    ],
    ids=["of another type", "misspelt", "keys that are not text"],
)
def test_undeclared_leaves_other_mistakes_alone(variables: str, content: str) -> None:
    snippet = f"{variables}\nmessages: [{{role: user, content: '{content}'}}]\n"
    assert places("undeclared-variable", snippet) == []
    assert places("unused-variable", snippet) == []


def test_image_url_is_only_a_use() -> None:
    snippet = """\
variables: {image: null}
messages:
  - role: user
    content:
      - {type: text, text: "What is {{this}}?"}
      - {type: image_url, image_url: {url: "https://example.com/{{image}}/{{other}}/{{ x }}.png"}}
"""
    assert places("undeclared-variable", snippet) == ["/messages/0/content/0/text: {{this}}"]
    assert places("unused-variable", snippet) == []
    assert places("malformed-placeholder", snippet) == []


@pytest.mark.parametrize(
    ("content", "declared", "expected"),
    [
        ("Hi", ["name"], ["name"]),
        ("Hi {{name}}", ["name", "tone", "size"], ["tone", "size"]),
        ("Hi name", ["name"], ["name"]),
        ("Hi {{name}}", ["name"], []),
        ("Hi {{ name }}", ["name"], []),
        ("Hi {name}, ${tone}, {{size}", ["name", "tone", "size"], []),
        ("Hi {{nmae}}", ["name"], []),
        ("Hi {{ nmae }}", ["name"], []),
        ("Hi {{user.name}}", ["user_name"], []),
        ("Hi {{user-name}}", ["user-name"], []),
        ("{{#items}}{{title}}{{/items}}", ["items", "title"], []),
        ("```\n{{name}}\n```", ["name"], []),
        ("Hi {{ name | upper }}", ["name"], []),
    ],
)
def test_unused(content: str, declared: list[str], expected: list[str]) -> None:
    found = places("unused-variable", prompt(content, *declared))
    assert found == [f"/variables/{name}@key" for name in expected]


@pytest.mark.parametrize(
    "messages",
    [
        "[{role: user, content: {type: blob-storage, path: a, mime_type: text/plain}}]",
        "[{role: user, contnet: 'Hi {{name}}'}]",
        "[{role: assistant, tool_calls: [{function: {arguments: '{{name}}'}}]}]",
        "[]",
        "Hello",
    ],
    ids=["stored elsewhere", "misspelt key", "not rendered", "none", "of another type"],
)
def test_unused_is_silent_where_something_else_explains_it(messages: str) -> None:
    snippet = f"variables: {{name: Ann}}\nmessages: {messages}\n"
    assert places("unused-variable", snippet) == []


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("Hi {{ name }}.", "{{ name }}"),
        ("Hi {{name }}.", "{{name }}"),
        ("Hi {{\n name\n}}.", "{{\n name\n}}"),
        ("Hi {{x-y}}.", "{{x-y}}"),
        ("Hi {{x.y.z}}.", "{{x.y.z}}"),
        ("Hi ${{ x }}.", "${{ x }}"),
        ("Hi {{{ x }}}.", "{{ x }}"),
        ("Hi {{x}, how are you?", "{{x}"),
        ("Hi {{x} and {{y}}.", "{{x}"),
        ("Hi {name}.", "{name}"),
        ("Hi ${name}.", "${name}"),
        ("Hi {{name, how are you?", "{{name"),
        ("Hi {{ name | upper }}.", "{{ name | upper }}"),
        ("Hi {{name[0]}}.", "{{name[0]}}"),
        ("Hi {{-name-}}.", "{{-name-}}"),
        ("Hi {{user name}}.", "{{user name}}"),
        ("Use `{{ name }}` here.", "{{ name }}"),
        ("```\nHi {name}\n```", "{name}"),
        ("{{#items}} {{ a }} {b} {{/items}}", "{{#items}}"),
        ("{{^items}}{{#more}}x{{/more}}{{/items}}", "{{^items}}"),
        ("{{#if name}}Hi{{else}}Ho{{/if}}", "{{#if name}}"),
        ("{{#items}} and no more", "{{#items}}"),
        ("{{/items}} alone", "{{/items}}"),
    ],
)
def test_malformed(content: str, expected: str) -> None:
    declared = ["name", "user_name"]
    assert in_content("malformed-placeholder", content, *declared) == [expected]


@pytest.mark.parametrize(
    "content",
    [
        "{{name}} {{{name}}} ${{name}} \\{{name}}",
        '{{"a": 1}} and {{ "a": {"b": [1, 2]} }}',
        "{'a': {'b': 1}} {{'a': 1}}",
        "{{}} {{ }} {{...}} {{1, 2}, {3, 4}}",
        "{x} ${x} $x %(x)s <x> [[x]]",
        "style={{color: 'red', name: 'x'}}",
        "{% for item in items %}{{item_of_list}}{% endfor %}",
        "Use `{{ x }}`, ``{{ x-y }} ` {{z.a}}`` or `${{ secrets.TOKEN }}`.",
        "```jinja\n{{ x }}\n{{#each y}}{{z}}{{/each}}\n```\n",
        "~~~\n{{ x }}\n```\n{{ y }}\n~~~",
        "- ```\n  {{ x }}\n  ```",
        "Run with ${{ github.sha }} and ${{ secrets.TOKEN }}.",
        r"\frac{name}{2} + \sqrt[3]{name} \textbf{a}{name} n^{name} {{\bf x}}",
        "{{a}, {b}} is a set of sets, {{x} y}",
        "@book{key, title = {{The} Title}}",
        "[0-9]{3} \\d{2,4} \\w{{3.5}} {{1-2}}",
        "{{cite web|url=https://example.com}} {{#if: x | y}}",
        "awk '{print $1}' && echo ${HOME} && for f in {a,b}; do",
        "function f() { return {{a: 1}, {b: 2}} }",
        "const {name: n} = props; { name }",
        "{{user name of the customer}} {{ .Values.image }} {{ $now }}",
        "{{name: {\n first: 1 }}}",
    ],
)
def test_not_malformed(content: str) -> None:
    assert in_content("malformed-placeholder", content, "name", "user_id", "item_of_list") == []


def test_code_is_only_what_the_fence_holds() -> None:
    content = "```\n{{ a }}\n```\n{{ b }} and `{{ c }}`\n\n` {{ d }}\n\n`"
    assert in_content("malformed-placeholder", content, "name") == ["{{ b }}", "{{ d }}"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("{{ custmer }}", "{{ custmer }} is not a placeholder: write {{customer}}"),
        ("{{user-name}}", "{{user-name}} is not a placeholder: write {{user_name}}"),
        ("{{\n x\n}}", "{{ x }} is not a placeholder: write {{x}}"),
        ("{{x}", "{{x} is not closed: write {{x}}"),
        (
            "{{#x}}a{{/x}}",
            "sections such as {{#x}} are not rendered: pass the finished text as a variable",
        ),
    ],
)
def test_malformed_says_what_to_write(content: str, message: str) -> None:
    [problem] = problems("malformed-placeholder", prompt(content, "customer"))
    assert problem.message == message


def test_section_shows_its_end() -> None:
    [problem] = problems("malformed-placeholder", prompt("{{#x}}a{{/x}}"))
    assert [note.chars for note in problem.notes] == [(7, 13)]


@pytest.mark.parametrize("content", ["Hi {{user-name}}", "Hi {{ user-name }}", "Hi {{user_name}}"])
def test_invalid_name_is_told_alone(content: str) -> None:
    snippet = prompt(content, "user-name")
    assert places("invalid-variable-name", snippet) == ["/variables/user-name@key"]
    for rule in ("malformed-placeholder", "undeclared-variable", "unused-variable"):
        assert places(rule, snippet) == []


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("user-name", 'no placeholder can name "user-name": write user_name'),
        ("{{name}}", 'no placeholder can name "{{name}}": write name'),
        ("a b\nc", 'no placeholder can name "a b c": write a_b_c'),
        ("", 'no placeholder can name "": use letters, digits and _'),
        ("x ", 'no placeholder can name "x ": write x'),
    ],
)
def test_invalid_name(name: str, message: str) -> None:
    [problem] = problems("invalid-variable-name", prompt("Hi", name))
    assert problem.message == message


@pytest.mark.parametrize("name", ["name", "_", "größe", "日本", "1", "A_b9"])
def test_valid_name(name: str) -> None:
    assert places("invalid-variable-name", prompt("Hi", name)) == []


TOOL = {
    "type": "function",
    "function": {
        "name": "f_{{a}}",
        "description": "{{b}} {{b}}",
        "parameters": {"type": "object", "properties": {"x": {"enum": ["{{c}}"]}}},
    },
}


TARGET = {
    "target": "main/{{a}}",
    "override_params": {"user": "{{b}}"},
    "headers_override": {"set": {"X-A": "{{c}}"}, "remove": ["X-B"]},
}


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        (
            {"tools": [TOOL]},
            [
                "/tools/0/function/name: {{a}}",
                "/tools/0/function/description: {{b}}",
                "/tools/0/function/parameters/properties/x/enum/0: {{c}}",
            ],
        ),
        ({"description": "For {{a}} and {{b}}"}, ["/description: {{a}}", "/description: {{b}}"]),
        ({"metadata": {"a": [{"b": "{{c}}"}]}}, ["/metadata/a/0/b: {{c}}"]),
        (
            {"mcp_servers": [{"type": "mcp-server-url", "headers": {"X-A": "{{token}}"}}]},
            ["/mcp_servers/0/headers/X-A: {{token}}"],
        ),
        (
            {"model_configuration": {"extra_parameters": {"user": "{{user}}"}}},
            ["/model_configuration/extra_parameters/user: {{user}}"],
        ),
        (
            {
                "messages": [
                    {
                        "role": "assistant",
                        "name": "{{n}}",
                        "tool_calls": [{"function": {"name": "f", "arguments": '{"a": "{{x}}"}'}}],
                    }
                ]
            },
            ["/messages/0/name: {{n}}", "/messages/0/tool_calls/0/function/arguments: {{x}}"],
        ),
        ({"variables": {"a": "{{b}}", "b": "x"}}, ["/variables/a: {{b}}"]),
        (
            {"response_format": {"json_schema": {"schema": {"title": "{{t}}"}}}},
            ["/response_format/json_schema/schema/title: {{t}}"],
        ),
        (
            {"mcp_servers": [{"url": "https://{{host}}/mcp"}, {"integration_fqn": "a:{{b}}"}]},
            ["/mcp_servers/0/url: {{host}}", "/mcp_servers/1/integration_fqn: {{b}}"],
        ),
        (
            {"guardrails": {"input_guardrails": ["{{a}}"]}},
            ["/guardrails/input_guardrails/0: {{a}}"],
        ),
        (
            {"guardrails": {"output_guardrails": ["a", "b/{{c}}"]}},
            ["/guardrails/output_guardrails/1: {{c}}"],
        ),
        (
            {
                "model_configuration": {
                    "provider": "{{a}}",
                    "parameters": {"stop": ["x", "{{b}}"]},
                },
                "variables": {"b": "."},
            },
            [
                "/model_configuration/provider: {{a}}",
                "/model_configuration/parameters/stop/1: {{b}}",
            ],
        ),
        (
            {
                "model_configuration": {"parameters": {"stop": "{{b}}"}},
                "variables": {"b": "."},
            },
            ["/model_configuration/parameters/stop: {{b}}"],
        ),
        (
            {"routing_config": {"load_balance_targets": [TARGET]}},
            [
                "/routing_config/load_balance_targets/0/target: {{a}}",
                "/routing_config/load_balance_targets/0/override_params/user: {{b}}",
                "/routing_config/load_balance_targets/0/headers_override/set/X-A: {{c}}",
            ],
        ),
        ({"cache_config": {"namespace": "{{a}}"}}, ["/cache_config/namespace: {{a}}"]),
        (
            {"logging_config": {"tracing_project_fqn": "tracing:{{a}}"}},
            ["/logging_config/tracing_project_fqn: {{a}}"],
        ),
    ],
)
def test_unrendered(more: dict[str, object], expected: list[str]) -> None:
    assert places("unrendered-placeholder", prompt("Hi", **more)) == expected


@pytest.mark.parametrize(
    "more",
    [
        {"description": "{{ a }} {a} {{a-b}} ${a}"},
        {"metadata": {"template": '{{"a": 1}}'}},
        {"messages": [{"role": "tool", "tool_call_id": "x", "content": "{{a}}"}]},
        {"mcp_servers": [{"url": "{{a}}/mcp"}]},
        {"model_configuration": {"parameters": {"stop": ["{{end}}", "{{"]}}},
        {"tools": "{{a}}", "mcp_servers": ["{{a}}"]},
    ],
)
def test_not_unrendered(more: dict[str, object]) -> None:
    assert places("unrendered-placeholder", prompt("{{a}}", **more)) == []


def test_unrendered_is_one_problem_for_each_text() -> None:
    [problem] = problems("unrendered-placeholder", prompt("Hi", description="{{a}} {{a}}"))
    assert [note.chars for note in problem.notes] == [(6, 11)]
    assert problem.message == "{{a}} is not replaced in the description: write the value itself"


SERVER = {"type": "mcp-server-url", "url": "https://a.example.com"}


@pytest.mark.parametrize(
    "more",
    [
        {"mcp_servers": [{**SERVER, "headers": {"Authorization": "Bearer {{token}}"}}]},
        {
            "routing_config": {
                "load_balance_targets": [{"headers_override": {"set": {"X-Key": "{{token}}"}}}]
            }
        },
        {"model_configuration": {"extra_parameters": {"extra_headers": {"X-Key": "{{token}}"}}}},
    ],
)
def test_nobody_is_told_to_write_a_credential_into_a_header(more: dict[str, object]) -> None:
    [problem] = problems("unrendered-placeholder", prompt("Hi", **more))
    assert problem.message.partition(": ")[2] == (
        "write tfy-secret://tenant:group:key, or the value itself if it is no secret"
    )


def test_what_is_only_called_headers_is_told_of_as_everything_else() -> None:
    [problem] = problems("unrendered-placeholder", prompt("Hi", metadata={"headers": "{{a}}"}))
    assert problem.message == "{{a}} is not replaced in metadata: write the value itself"
