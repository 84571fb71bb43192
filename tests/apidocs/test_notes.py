"""How lines of notes are taken apart."""

from __future__ import annotations

import pytest

from linter.apidocs.bodies import find_bodies
from linter.apidocs.notes import read_notes
from linter.source import Source
from tests.apidocs.samples import SMALL

EXAMPLES = frozenset({"chat_prompt", "user", "system"})


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("About\nx >= 1", [("minimum", 1)]),
        ("About\nx > 0.5", [("exclusiveMinimum", 0.5)]),
        ("About\nx <= -3", [("maximum", -3)]),
        ("About\n0 < x <= 1", [("exclusiveMinimum", 0), ("maximum", 1)]),
        ("About\n1 ≤ x < 9Next", [("minimum", 1), ("exclusiveMaximum", 9)]),
        ("About\n256", [("maxLength", 256)]),
        ("About\n256Key value", [("maxLength", 256)]),
        ("About\n256+label=Key", [("maxLength", 256)]),
        ("About\n3 - 100", [("minLength", 3), ("maxLength", 100)]),
        ("About\nMaximum string length:\n`64`", [("maxLength", 64)]),
        ("About\nMinimum string length: 2", [("minLength", 2)]),
        ("About\nMinimum array length: 1", [("minItems", 1)]),
        ("About\nmust be non-empty", [("minItems", 1)]),
        ("About\nuser, team", [("enum", ("user", "team"))]),
        ("About\nuser\n, team\n, robot", [("enum", ("user", "team", "robot"))]),
        ("About\nuser, team Slug", [("enum", ("user", "team"))]),
        ("About\nchat_prompt Show child attributes", [("enum", ("chat_prompt",))]),
        ("About\nx >= 1chat_prompt Next", [("minimum", 1), ("enum", ("chat_prompt",))]),
        ("About\nAvailable options:\n`on`, `off`", [("enum", ("on", "off"))]),
        ("About 256 things", []),
        ("About\n2 things are left", []),
        ("About\n2nd of all", []),
        ("About\nand so on", []),
        ("About\nuser of the thing", []),
        ("About\nUser, Team", []),
        ("Response\n200", []),
        ("Query Parameters\nlimit\n100", []),
        ("About\n```\nx >= 1\n```", []),
    ],
)
def test_bounds_follow_descriptions(text: str, bounds: list[tuple[str, object]]) -> None:
    notes = read_notes(text, EXAMPLES)
    assert [bound[:2] for note in notes for bound in note.bounds] == bounds


def test_a_description_broken_at_a_piece_of_code_is_one() -> None:
    text = "It starts with v\nfollowed by letters, with .\nor -\n(such as v1\n, v2-x\n, etc)\n128"
    [note] = read_notes(text, EXAMPLES)
    assert note.text == text.removesuffix("\n128").replace("\n", " ")
    assert [bound.line for bound in note.bounds] == [7]


def test_names_and_types_are_told_from_descriptions() -> None:
    text = "Body\ndata\nobject[]\nrequired\nname\nstring | null\nWhat it is called\n256\n"
    data, name = read_notes(text, EXAMPLES)
    assert (data.name, data.kind, data.text, data.bounds) == ("data", "array", "", [])
    assert (name.name, name.kind, name.text) == ("name", "string", "What it is called")
    assert [bound.value for bound in name.bounds] == [256]


def test_bodies_are_blanked_out_and_lines_stay() -> None:
    text = f'before {SMALL}after {{id}} and {{"a": 1}}\nend'
    bodies, rest = find_bodies(Source("page.txt", text))
    assert [body.first_line for body in bodies] == [1]
    assert rest.count("\n") == text.count("\n")
    assert '"manifest"' not in rest
    assert rest.split("\n")[-2:] == ["after {id} and  ", "end"]


def test_an_apostrophe_of_the_shell_is_one_of_the_text() -> None:
    text = SMALL.replace("<string>", "the team'\\''s")
    [body], _ = find_bodies(Source("page.txt", f"--data '{text}'"))
    assert body.value["manifest"]["messages"][0]["content"] == "the team's"
