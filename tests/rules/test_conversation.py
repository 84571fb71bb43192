"""Tool calls and their answers, over whole conversations."""

from __future__ import annotations

import json
from typing import Any

import pytest

from linter.engine import lint
from linter.finding import At, Note
from linter.settings import Settings
from linter.source import Source
from tests.rules.manifests import complete, places, problems

USER = {"role": "user", "content": "Hello"}
SAID = {"role": "assistant", "content": "Yes"}
ORPHAN = "orphan-tool-message"
UNANSWERED = "unanswered-tool-call"
DUPLICATE = "duplicate-tool-call"
LATE_SYSTEM = "misplaced-system-message"


def calls(*ids: Any, **more: Any) -> dict[str, Any]:
    """Return a turn of the assistant that calls a tool once for each id."""
    function = {"name": "f", "arguments": "{}"}
    made = [{"id": each, "type": "function", "function": function} for each in ids]
    return {"role": "assistant", "tool_calls": made, **more}


def answer(call: Any) -> dict[str, Any]:
    return {"role": "tool", "tool_call_id": call, "content": "x"}


def turns(*messages: Any) -> str:
    return f"messages: {json.dumps(messages)}"


def found(*messages: Any) -> list[str]:
    """Return what all rules say of a conversation, as pointers and rules."""
    result = lint(Source("prompt.yaml", complete(turns(*messages))), Settings())
    return [f"{finding.pointer} {finding.rule}" for finding in result.findings]


@pytest.mark.parametrize(
    "messages",
    [
        [USER, calls("a"), answer("a"), SAID],
        [USER, calls("a", "b", "c"), answer("c"), answer("a"), answer("b"), SAID],
        [USER, calls("a"), answer("a"), calls("b"), answer("b"), SAID],
        [calls("a", content=None), answer("a"), USER],
        [calls("a", content=""), answer("a")],
        [USER, calls("a")],
        [USER, calls("a", "b"), answer("b")],
        [USER, calls("a"), answer("a"), answer("a"), USER],
        [{**SAID, "tool_calls": None}, USER],
        [{**SAID, "tool_calls": []}, USER],
        [USER, SAID, {"role": "system", "content": "x"}, USER],
        [],
    ],
)
@pytest.mark.parametrize("rule", [ORPHAN, UNANSWERED, DUPLICATE])
def test_in_order(messages: list[Any], rule: str) -> None:
    assert places(rule, turns(*messages)) == []


@pytest.mark.parametrize(
    ("messages", "expected"),
    [
        ([answer("a")], ["/messages/0/tool_call_id"]),
        ([USER, answer("a"), calls("a")], ["/messages/1/tool_call_id"]),
        ([calls("a"), answer("A1")], ["/messages/1/tool_call_id"]),
        ([calls("a"), answer("a"), answer("b")], ["/messages/2/tool_call_id"]),
        ([calls("a"), answer("a"), USER, answer("a")], ["/messages/3/tool_call_id"]),
        ([calls("a"), USER, answer("a")], ["/messages/2/tool_call_id"]),
        ([calls("a"), {**USER, "role": "system"}, answer("a")], ["/messages/2/tool_call_id"]),
        ([calls("a"), {**USER, "role": "developer"}, answer("a")], ["/messages/2/tool_call_id"]),
        (
            [calls("a"), answer("x"), SAID, answer("y")],
            [f"/messages/{i}/tool_call_id" for i in (1, 3)],
        ),
        ([calls("a"), SAID, answer("a")], []),
        ([calls("a"), calls("b"), answer("a"), answer("b")], []),
    ],
)
def test_orphans(messages: list[Any], expected: list[str]) -> None:
    assert places(ORPHAN, turns(*messages)) == expected


@pytest.mark.parametrize(
    ("messages", "expected"),
    [
        ([calls("a"), USER], ["/messages/0/tool_calls/0/id"]),
        ([calls("a"), SAID], ["/messages/0/tool_calls/0/id"]),
        (
            [calls("a", "b", "c"), answer("b"), USER],
            [f"/messages/0/tool_calls/{i}/id" for i in (0, 2)],
        ),
        ([calls("a"), calls("b"), answer("b"), SAID], ["/messages/0/tool_calls/0/id"]),
        ([calls("a"), SAID, answer("a"), USER], ["/messages/0/tool_calls/0/id"]),
        ([calls("a", "b"), answer("x"), USER], ["/messages/0/tool_calls/1/id"]),
        ([calls("a1", "b2"), answer("b3"), USER], ["/messages/0/tool_calls/0/id"]),
        ([calls("a"), answer("b"), USER], []),
        ([calls("a"), USER, answer("a")], []),
    ],
)
def test_unanswered(messages: list[Any], expected: list[str]) -> None:
    assert places(UNANSWERED, turns(*messages)) == expected


@pytest.mark.parametrize(
    ("messages", "expected"),
    [
        ([calls("a", "a")], ["/messages/0/tool_calls/1/id"]),
        (
            [calls("a"), answer("a"), calls("b", "a"), answer("a"), answer("b"), calls("a")],
            ["/messages/2/tool_calls/1/id", "/messages/5/tool_calls/0/id"],
        ),
        ([calls("a", "A")], []),
        ([calls("a", None, None)], []),
        ([calls("1"), calls(1)], []),
    ],
)
def test_duplicates(messages: list[Any], expected: list[str]) -> None:
    assert places(DUPLICATE, turns(*messages)) == expected


def test_what_is_said_of_orphans() -> None:
    [near] = problems(ORPHAN, turns(calls("call_1", "other"), answer("call_2"), answer("other")))
    assert near.message == '"call_2" answers no tool call: did you mean "call_1"?'
    note = Note(("messages", 0, "tool_calls", 0, "id"), "this call has no answer")
    assert near.notes == (note,)
    [only] = problems(ORPHAN, turns(calls("call_1"), answer("something")))
    assert only.message == '"something" answers no tool call: did you mean "call_1"?'
    [lost] = problems(ORPHAN, turns(calls("call_1", "other"), answer("something")))
    assert lost.message == (
        '"something" answers no tool call: put the turn that makes it before this one'
    )
    assert lost.notes == ()
    [late] = problems(ORPHAN, turns(calls("call_1"), USER, answer("call_1")))
    assert late.message == (
        '"call_1" is answered too late: move this right behind the turn that calls'
    )
    assert late.notes == (Note(("messages", 0, "tool_calls", 0, "id"), "the call"),)


def test_the_answer_that_is_missing_is_the_one_meant() -> None:
    [problem] = problems(ORPHAN, turns(calls("a1", "a2"), answer("a3"), answer("a1")))
    assert problem.message == '"a3" answers no tool call: did you mean "a2"?'


def test_an_id_of_a_call_that_was_answered_is_no_late_answer() -> None:
    [problem] = problems(
        ORPHAN, turns(calls("a"), answer("a"), USER, calls("b"), answer("a"), SAID)
    )
    assert problem.message == '"a" answers no tool call: did you mean "b"?'


@pytest.mark.parametrize(("count", "suggests"), [(20, True), (21, False)])
def test_only_turns_of_few_calls_are_searched_for_what_was_meant(
    count: int, suggests: bool
) -> None:
    made = calls(*(f"call_{i}_of_many" for i in range(count)))
    [problem] = problems(ORPHAN, turns(made, answer("call_7_of_man")))
    assert ("call_7_of_many" in problem.message) is suggests


def test_what_is_said_of_calls() -> None:
    [problem] = problems(UNANSWERED, turns(calls("a"), USER))
    assert problem.message == (
        'tool call "a" has no answer:'
        " add a tool message with this tool_call_id before the next turn"
    )
    assert problem.notes == (Note(("messages", 1), "the next turn", At.HOLDER),)
    [problem] = problems(DUPLICATE, turns(calls("a", "a")))
    assert problem.message == 'tool call id "a" is used twice: give each call an id of its own'
    assert problem.notes == (Note(("messages", 0, "tool_calls", 0, "id"), "first used here"),)


@pytest.mark.parametrize(
    ("messages", "expected"),
    [
        ([calls("a"), answer("b"), USER], ["/messages/1/tool_call_id orphan-tool-message"]),
        ([calls("a"), USER, answer("a")], ["/messages/2/tool_call_id orphan-tool-message"]),
        ([calls("a", "a"), answer("a"), USER], ["/messages/0/tool_calls/1/id duplicate-tool-call"]),
        ([calls("a"), answer(5), USER], ["/messages/1/tool_call_id wrong-type"]),
        (
            [calls("a"), {"role": "tool", "content": "x"}, USER],
            ["/messages/1 missing-field"],
        ),
        (
            [calls("a"), {"role": "function", "content": "x"}, USER],
            ["/messages/1/role invalid-choice"],
        ),
        (
            [calls("a"), {"role": "tol", "tool_call_id": "a", "content": "x"}, USER],
            ["/messages/1/role invalid-choice"],
        ),
        ([calls(5), answer("a"), USER], ["/messages/0/tool_calls/0/id wrong-type"]),
        ([calls("a", None), answer("x"), USER], ["/messages/0/tool_calls/1/id wrong-type"]),
        ([calls(None), SAID, answer("a")], ["/messages/0/tool_calls/0/id wrong-type"]),
        (
            [{**SAID, "tool_callz": [1]}, answer("a"), USER],
            ["/messages/0/tool_callz unknown-field"],
        ),
        (
            [{**SAID, "function_call": {}}, answer("a"), USER],
            ["/messages/0/function_call unknown-field"],
        ),
        (
            [{**SAID, "tool_calls": {"id": "a"}}, answer("a"), USER],
            ["/messages/0/tool_calls wrong-type"],
        ),
        ([calls("a", role="asistant"), answer("a"), USER], ["/messages/0/role invalid-choice"]),
        (
            [{**SAID, "tool_calls": None, "tool_cals": [1]}, answer("a")],
            ["/messages/0/tool_cals unknown-field"],
        ),
        (
            [calls("a", tool_call_id="b"), answer("a")],
            ["/messages/0/tool_call_id unknown-field"],
        ),
        (["Hello", answer("a")], ["/messages/0 wrong-type"]),
    ],
)
def test_one_cause(messages: list[Any], expected: list[str]) -> None:
    assert found(*messages) == expected


def test_a_turn_that_is_not_understood_is_over_with_the_exchange() -> None:
    assert places(ORPHAN, turns(calls(None), USER, answer("a"))) == ["/messages/2/tool_call_id"]
    assert places(UNANSWERED, turns(calls(None, "a"), USER, calls("b"), USER)) == [
        "/messages/2/tool_calls/0/id"
    ]
    odd = {**SAID, "tone": "kind"}
    assert places(ORPHAN, turns(odd, answer("a"))) == ["/messages/1/tool_call_id"]


@pytest.mark.parametrize("role", ["system", "developer"])
def test_late_instructions(role: str) -> None:
    late = {"role": role, "content": "Be brief"}
    for began in (USER, SAID, answer("a")):
        snippet = turns(late, late, began, late, USER, late)
        assert places(LATE_SYSTEM, snippet) == ["/messages/3/role", "/messages/5/role"]
        for problem in problems(LATE_SYSTEM, snippet):
            assert problem.notes == (Note(("messages", 2, "role"), "the conversation begins here"),)
            assert problem.message == (
                f"a {role} message behind the beginning of the conversation: move it to the top"
            )


@pytest.mark.parametrize(
    "messages",
    [
        [{"role": "system", "content": "a"}, {"role": "developer", "content": "b"}, USER],
        [{"role": "system", "content": "a"}],
        [USER, SAID, {"role": "sistem", "content": "a"}],
        [{"role": "sistem", "content": "a"}, {"role": "system", "content": "a"}, USER],
        [{"content": "a"}, {"role": "system", "content": "a"}],
    ],
)
def test_instructions_at_the_top(messages: list[Any]) -> None:
    assert places(LATE_SYSTEM, turns(*messages)) == []
