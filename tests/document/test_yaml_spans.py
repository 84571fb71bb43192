"""Spans in YAML: each text marks the span that its path must have, with both loaders."""

from __future__ import annotations

import pytest

from linter.finding import At, Path
from tests.document.marks import unmark, yaml_documents

VALUES: list[tuple[str, Path]] = [
    ("name: «greet»\n", ("name",)),
    ("name: «greet»  # a comment\n", ("name",)),
    ("name: «'greet'»\n", ("name",)),
    ('name: «"gr\\u0065et"»\n', ("name",)),
    ("name: &n «greet»\nother: *n\n", ("name",)),
    ("name: &n «greet»\nother: *n\n", ("other",)),
    ("name: !!str «12»\n", ("name",)),
    ("name: !!str &n\n  «12»\n", ("name",)),
    ("name:«»\nnext: 1\n", ("name",)),
    ("name:«»  # nothing\nnext: 1\n", ("name",)),
    ("name :«»\nnext: 1\n", ("name",)),
    ("{name:«» , next: 1}\n", ("name",)),
    ("{name«», next: 1}\n", ("name",)),
    ("- a\n-«»\n- c\n", (1,)),
    ("-  # first\n  a\n-«»\n", (1,)),
    ("a:\n  - «x: 1\n    y: 2»\n  - z: 3\n", ("a", 0)),
    ("a:\n  «x: 1\n  y: 2»\n\n# a comment\nb: 1\n", ("a",)),
    ("a: «[1, 2]»\nb: 1\n", ("a",)),
    ("a: «{x: 1,\n  y: 2}»\n", ("a",)),
    ("a: [1, «two words», 3]\n", ("a", 1)),
    ("a: «|\n  one\n  two»\n\nb: 1\n", ("a",)),
    ("a: «>-  # folded\n  one\n  two»\nb: 1\n", ("a",)),
    ("a: «one\n  two»\nb: 1\n", ("a",)),
    ("base: &b\n  x: «1»\na:\n  <<: *b\n", ("a", "x")),
    ("base: &b {x: 1}\na:\n  <<: *b\n  x: «2»\n", ("a", "x")),
    ("base: &b {x: 1}\na:\n  - «<<: *b»  # as above\n  - y\n", ("a", 0)),
    ("base: &b {x: 1}\na:\n  - «<<: *b\n    y: 2»\n", ("a", 0)),
    ("b: 1\nb: «2»\n", ("b",)),
    ("1: «x»\n", (1,)),
    ("a: [«x»\n, y]\n", ("a", 0)),
]

KEYS: list[tuple[str, Path]] = [
    ("«name»: greet\n", ("name",)),
    ('«"name"»: greet\n', ("name",)),
    ("? «name»\n: greet\n", ("name",)),
    ("a:\n  - b: 1\n    «c»: 2\n", ("a", 0, "c")),
    ("{a: 1, «b»: 2}\n", ("b",)),
    ("base: &b\n  «x»: 1\na:\n  <<: *b\n", ("a", "x")),
    ("b: 1\n«b»: 2\n", ("b",)),
]

HOLDERS: list[tuple[str, Path]] = [
    ("«type»: x\nb: 1\n", ()),
    ("# comment\n---\n«type»: x\n", ()),
    ("«a»:\n  b: 1\n", ("a",)),
    ("a:\n  - «b»: 1\n    c: 1\n", ("a", 0)),
    ("a: [{«b»: 1}]\n", ("a", 0)),
    ("a:\n  - «{}»\n", ("a", 0)),
    ("a:\n  -   &m\n    «b»: 1\n", ("a", 0)),
]


@pytest.mark.parametrize("pure", [False, True], ids=["fast", "pure"])
@pytest.mark.parametrize(
    ("marked", "path", "at"),
    [
        *((marked, path, At.VALUE) for marked, path in VALUES),
        *((marked, path, At.KEY) for marked, path in KEYS),
        *((marked, path, At.HOLDER) for marked, path in HOLDERS),
    ],
)
def test_span(marked: str, path: Path, at: At, pure: bool) -> None:
    text, expected = unmark(marked)
    assert yaml_documents(text, pure)[0].span(path, at) == expected


def test_a_path_that_leads_nowhere_gives_the_deepest_entry_on_its_way() -> None:
    text, expected = unmark("a:\n  b: «1»\n")
    assert yaml_documents(text)[0].span(("a", "b", "c", 0)) == expected


CHARACTERS: list[tuple[str, str]] = [
    # the text with the range marked in it, and the characters of the value that it spells
    ("say «{{x}}»", "{{x}}"),
    ("'it''s «{{x}}»'", "{{x}}"),
    ("'it«''»s'", "'"),
    ('"a\\tb\\u00e9 «{{x}}»"', "{{x}}"),
    ('"«\\u00e9»"', "é"),
    ('"\\U0001F600 «{{x}}»"', "{{x}}"),
    ('"one\\\n    two «{{x}}»"', "{{x}}"),
    ('"one\n\n  two «{{x}}»"', "{{x}}"),
    ("one\n  two\n\n  «{{x}}»", "{{x}}"),
    ("|\n  one\n  two «{{x}}»\n", "{{x}}"),
    ("|2-\n    one\n   «{{x}}»\n", "{{x}}"),
    ("|+  # kept\n\n\n  one\n\n  «{{x}}»\n\n", "{{x}}"),
    (">\n  one\n  two\n\n    kept\n  «{{x}}»\n", "{{x}}"),
    (">-\n  one\n  two «{{x}}»\n", "{{x}}"),
    ("|\n  one\u2028  two\x85  «{{x}}»\n", "{{x}}"),
    ("|\n  emoji 😀 «{{x}}»\n", "{{x}}"),
    ("|\r\n  one\r\n  «{{x}}»\r\n", "{{x}}"),
]


@pytest.mark.parametrize("pure", [False, True], ids=["fast", "pure"])
@pytest.mark.parametrize(("scalar", "piece"), CHARACTERS)
def test_characters(scalar: str, piece: str, pure: bool) -> None:
    text, expected = unmark(f"key: {scalar}\nnext: 1\n")
    document = yaml_documents(text, pure)[0]
    start = document.value["key"].index(piece)
    assert document.span(("key",), At.VALUE, (start, start + len(piece))) == expected


def test_characters_behind_an_anchor_and_in_keys_of_a_later_document() -> None:
    text, expected = unmark('--- 1\n--- \nkey: &a "x «y»"\n')
    assert yaml_documents(text)[1].span(("key",), At.VALUE, (2, 3)) == expected


def test_unquoted_scalars_as_written() -> None:
    document = yaml_documents("a: 010\nb: '010'\nc:\n  d: NO\n  e: [1:30, \"x\"]\n")[0]
    assert document.written(("a",)) == "010"
    assert document.written(("b",)) is None
    assert document.written(("c", "d")) == "NO"
    assert document.written(("c", "e", 0)) == "1:30"
    assert document.written(("c", "e", 1)) is None
    assert document.written(("c", "e")) is None
    assert document.written(("nowhere",)) is None
