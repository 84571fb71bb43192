"""Cases at the edge of a rule, each of which a small mistake in it would get wrong."""

from __future__ import annotations

import json

import pytest

from linter.rules.identity import clashes
from tests.rules.manifests import places, problems
from tests.rules.test_identity import Prompt
from tests.rules.test_routing import TARGETS, routing, weighted
from tests.rules.test_variables import in_content, prompt


def test_a_prompt_without_a_name_hides_none_behind_it() -> None:
    prompts = [Prompt("a", None), Prompt("a", "x"), Prompt("a", "x")]
    assert [(later is prompts[2], first is prompts[1]) for later, first in clashes(prompts)] == [
        (True, True)
    ]


def test_fifty_other_places_are_shown() -> None:
    [problem] = problems("undeclared-variable", prompt("{{a}}" * 60, "other"))
    assert len(problem.notes) == 50
    [problem] = problems("unrendered-placeholder", prompt("Hi", description="{{a}}" * 60))
    assert len(problem.notes) == 50


@pytest.mark.parametrize("digit", "0123456789")
def test_a_number_without_a_dot_begins_with_any_digit(digit: str) -> None:
    assert places("surprising-scalar", f"metadata: {{a: {digit}e5}}\n") == ["/metadata/a"]


@pytest.mark.parametrize("first", "12345")
def test_a_family_of_statuses_is_listed_by_its_members(first: str) -> None:
    snippet = routing({"fallback_status_codes": [f"{first}XX"]})
    [problem] = problems("status-code", snippet)
    assert problem.message == (
        f'"{first}XX" is not an HTTP status and never matches: list each code by itself'
    )


def test_what_is_no_family_of_statuses() -> None:
    snippet = routing({"fallback_status_codes": ["6xx", "xx"]})
    assert [problem.message.split(": ")[1] for problem in problems("status-code", snippet)] == [
        'write "100" to "599"'
    ] * 2


def test_what_follows_a_wrong_or_doubled_status_is_seen() -> None:
    codes = ["5xx", 200, "301", "301", "204"]
    found = problems("pointless-status-code", routing({"fallback_status_codes": codes}))
    assert [(problem.path[-1], problem.message) for problem in found] == [
        (2, '"301" is a redirect and needs no fallback: remove it'),
        (3, '"301" is listed twice: remove one'),
        (4, '"204" is a success and needs no fallback: remove it'),
    ]


def test_a_target_without_a_name_is_counted() -> None:
    [problem] = problems("routing-weights-sum", routing({"weight": 9, "target": ""}))
    assert problem.message == "weights add up to 9, not 100: target 1 gets 100 %"


def test_eight_shares_are_shown_in_full() -> None:
    [problem] = problems("routing-weights-sum", weighted(*[10] * 8))
    assert problem.message.endswith("h/8 12 %")


def test_a_group_with_a_broken_weight_hides_no_other() -> None:
    broken = {"weight": "50", "metadata_match": {"tier": "free"}}
    assert places("routing-weights-sum", routing(broken, {"weight": 90})) == [f"{TARGETS}@key"]


@pytest.mark.parametrize(("unconditional", "sums"), [(0, []), (1, ["1"]), (2, ["2"]), (100, [])])
def test_a_group_of_zeros_beside_others_is_for_fallbacks(
    unconditional: int, sums: list[str]
) -> None:
    full = {"weight": 100, "metadata_match": {"tier": "paid"}}
    zeros = {"weight": 0, "metadata_match": {"tier": "free"}}
    found = problems("routing-weights-sum", routing({"weight": unconditional}, full))
    assert [problem.message.split()[4].strip(",") for problem in found] == sums
    found = problems("routing-weights-sum", routing({"weight": unconditional}, full, zeros))
    assert len(found) == (1 if unconditional == 0 else len(sums))


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("Use ${{name} now", ["${{name}"]),
        ("Use ${{nobody} now", ["${{nobody}"]),
        ("{{& name}}", ["{{& name}}"]),
        ("{{name -}}", ["{{name -}}"]),
        ("{{ ~name~ }}", ["{{ ~name~ }}"]),
        ("{{name(1)}}", ["{{name(1)}}"]),
        ("{{ name.first | upper }}", ["{{ name.first | upper }}"]),
        ("{{name + 1}}", []),
        ("{{name, 1}", []),
        ("{{name, see {other}", []),
        ("Hi {{name", ["{{name"]),
        ("Hi ({{name)", ["{{name"]),
        ("Hi {{name}, {", ["{{name}"]),
        ("${{ env }} ${{ user.city }}", ["${{ env }}", "${{ user.city }}"]),
        ("${{ env.HOME }}", []),
        ("Hi {n}", ["{n}"]),
        ("Hi x_{n}", []),
        ("Hi x_{name}", ["{name}"]),
        ("Hi {{user-id}} and {{ name }}", ["{{ name }}"]),
    ],
)
def test_malformed(content: str, expected: list[str]) -> None:
    assert in_content("malformed-placeholder", content, "name", "n", "user-id") == expected


@pytest.mark.parametrize(
    "more",
    [
        {"messages": [{"role": "assistant", "tool_calls": [{"function": {"name": "{{a}}"}}]}]},
        {"response_format": {"json_schema": {"name": "{{a}}"}}},
        {"sub_agents": [{"name": "{{a}}"}]},
    ],
)
def test_names_are_not_rendered(more: dict[str, object]) -> None:
    [place] = places("unrendered-placeholder", prompt("Hi", **more))
    assert place.endswith("/name: {{a}}")


def test_escaped_braces_are_seen_outside_of_messages() -> None:
    snippet = 'variables: {a: x}\ndescription: "\\x7b\\u007Ba}}"\n'
    assert places("unrendered-placeholder", snippet) == ["/description: {{a}}"]


def test_what_follows_an_image_is_seen() -> None:
    image = {"type": "image_url", "image_url": {"url": "https://example.com/{{a}}.png"}}
    parts = [image, {"type": "text", "text": "{{b}}"}]
    snippet = f"messages: {json.dumps([{'role': 'user', 'content': parts}])}\n"
    assert places("undeclared-variable", snippet) == ["/messages/0/content/1/text: {{b}}"]


def test_a_stored_part_may_use_any_variable() -> None:
    stored = {"type": "blob-storage", "path": "p", "mime_type": "text/plain"}
    for content in (stored, [{"type": "text", "text": stored}]):
        more = {"messages": [{"role": "user", "content": content}], "variables": {"a": "x"}}
        assert places("unused-variable", prompt("", **more)) == []
    more = {"messages": [{"role": "user", "content": [{"type": "text", "text": "x"}]}]}
    assert places("unused-variable", prompt("", "a", **more)) == ["/variables/a@key"]


def test_each_further_tool_of_a_name_is_told() -> None:
    tools = [{"type": "function", "function": {"name": name}} for name in ("f", "g", "f", "f")]
    found = problems("duplicate-tool", f"tools: {json.dumps(tools)}\n")
    assert [problem.path for problem in found] == [("tools", i, "function", "name") for i in (2, 3)]
    assert [note.path[1] for problem in found for note in problem.notes] == [0, 0]


@pytest.mark.parametrize("rule", ["duplicate-tool", "tool-parameters"])
def test_a_tool_without_what_is_looked_for_hides_none_behind_it(rule: str) -> None:
    fault = {"name": "f", "parameters": {"type": "list"}}
    functions = [{"description": "x"}, {"name": "f"}, fault]
    tools = [{"type": "function", "function": function} for function in functions]
    [problem] = problems(rule, f"tools: {json.dumps(tools)}\n")
    assert problem.path[:2] == ("tools", 2)


@pytest.mark.parametrize("char", "\n\r\u2028\u2029")
def test_a_leading_line_break_is_left_to_the_schema(char: str) -> None:
    for role, expected in (("user", []), ("assistant", ["/messages/0/content"])):
        snippet = f"messages: {json.dumps([{'role': role, 'content': char + ' '}])}\n"
        assert places("blank-content", snippet) == expected
