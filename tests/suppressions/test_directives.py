"""What comments tell this linter: suppressions, mistakes in them, and nothing at all."""

from __future__ import annotations

import pytest

from linter.directives import Directive, Malformed, parse
from linter.document.mark import may_suppress
from linter.source import Span

WELL_FORMED = [
    ("# pmlint: ignore[wrong-type]", "ignore", ["wrong-type"], None),
    ("# pmlint: ignore[wrong-type] the gateway quotes it", "ignore", ["wrong-type"], True),
    ("# pmlint: ignore[wrong-type, status-code]", "ignore", ["wrong-type", "status-code"], None),
    ("#pmlint:ignore[wrong-type,status-code]", "ignore", ["wrong-type", "status-code"], None),
    ("#   pmlint :  ignore [ wrong-type ]", "ignore", ["wrong-type"], None),
    ("## pmlint: ignore[wrong-type]", "ignore", ["wrong-type"], None),
    ("# pmlint: ignore-file[no-fallback]", "ignore-file", ["no-fallback"], None),
    ("# a word before  # pmlint: ignore[wrong-type]", "ignore", ["wrong-type"], None),
    ("# yamllint disable-line  # pmlint: ignore[wrong-type]", "ignore", ["wrong-type"], None),
]


@pytest.mark.parametrize(("comment", "kind", "names", "reason"), WELL_FORMED)
def test_suppressions(comment: str, kind: str, names: list[str], reason: bool | None) -> None:
    [found] = parse(comment, Span(0, len(comment)))
    assert isinstance(found, Directive)
    assert found.kind == kind
    assert [name.rule for name in found.names] == names
    assert [comment[slice(*name.span)] for name in found.names] == names
    assert found.reason == ("the gateway quotes it" if reason else None)
    assert comment[slice(*found.span)].lstrip("#").lstrip().startswith("pmlint")


@pytest.mark.parametrize(
    ("behind", "reason"),
    [
        ("", None),
        ("   ", None),
        (" the gateway quotes it", "the gateway quotes it"),
        (" -- the gateway quotes it", "the gateway quotes it"),
        (": the gateway quotes it", "the gateway quotes it"),
        (" see #12, and [this]  ", "see #12, and [this]"),
        (" quoted  # noqa", "quoted"),
        ("quoted", "quoted"),
    ],
)
def test_reasons(behind: str, reason: str | None) -> None:
    comment = f"# pmlint: ignore[wrong-type]{behind}"
    [found] = parse(comment, Span(0, len(comment)))
    assert isinstance(found, Directive)
    assert found.reason == reason


def test_two_in_one_comment() -> None:
    comment = "# pmlint: ignore[wrong-type] one  # pmlint: ignore[status-code] two"
    found = list(parse(comment, Span(0, len(comment))))
    assert [one.reason for one in found if isinstance(one, Directive)] == ["one", "two"]


MALFORMED = [
    (
        "# pmlint ignore[wrong-type]",
        'a colon is missing: write "# pmlint: ignore[...]" with the names of rules',
    ),
    (
        "# pmlint ignore-file wrong-type",
        'a colon is missing: write "# pmlint: ignore-file[...]" with the names of rules',
    ),
    ("# pmlint: ignroe[wrong-type]", 'unknown suppression "ignroe": did you mean "ignore"?'),
    (
        "# pmlint: ignore_file[wrong-type]",
        'unknown suppression "ignore_file": did you mean "ignore-file"?',
    ),
    (
        "# pmlint: disable[wrong-type]",
        'unknown suppression "disable": use one of ignore, ignore-file',
    ),
    ("# PMLINT: IGNORE[wrong-type]", 'unknown suppression "IGNORE": did you mean "ignore"?'),
    (
        "# pmlint:",
        'a suppression says what to ignore: write "ignore[...]" with the names of rules',
    ),
    (
        "# pmlint: [wrong-type]",
        'a suppression says what to ignore: write "ignore[...]" with the names of rules',
    ),
    (
        "# pmlint: ignore",
        'no rule is named: write "ignore[...]" with the names of the rules to suppress',
    ),
    (
        "# pmlint: ignore-file the gateway quotes it",
        'no rule is named: write "ignore-file[...]" with the names of the rules to suppress',
    ),
    (
        "# pmlint: ignore[ ]",
        'no rule is named: write "ignore[...]" with the names of the rules to suppress',
    ),
    (
        "# pmlint: ignore wrong-type",
        'names of rules stand in brackets: write "ignore[wrong-type]"',
    ),
    (
        "# pmlint: ignore(wrong-type, status-code)",
        'names of rules stand in brackets: write "ignore[wrong-type, status-code]"',
    ),
    (
        "# pmlint: ignore[wrong-type the gateway quotes it",
        'the list of rules is not closed: write "]" behind the last name',
    ),
    (
        "# pmlint: ignore[wrong-type,]",
        "a name is missing beside a comma: remove the comma",
    ),
    (
        "# pmlint: ignore[wrong-type status-code]",
        'names of rules are separated by commas: write "wrong-type, status-code"',
    ),
    ("# pmlint: ignore[wrong-tpye]", 'unknown rule "wrong-tpye": did you mean "wrong-type"?'),
    ("# pmlint: ignore[Wrong_Type]", 'unknown rule "Wrong_Type": did you mean "wrong-type"?'),
    ("# pmlint: ignore[E501]", 'unknown rule "E501": "pmlint rules" lists them all'),
    (
        "# pmlint: ignore[shape]",
        '"shape" is a group of rules: name its rules one by one, such as "missing-field"',
    ),
    (
        "# pmlint: ignore[syntax-error]",
        '"syntax-error" can\'t be suppressed by a comment: it keeps the file from being read',
    ),
]


@pytest.mark.parametrize(("comment", "message"), MALFORMED)
def test_mistakes(comment: str, message: str) -> None:
    text = f"key: value  {comment}  \nnext: value\n"
    start = text.index("#")
    [found] = parse(text, Span(start, start + len(comment) + 2))
    assert isinstance(found, Malformed)
    assert found.message == message
    assert text[slice(*found.span)] == comment


def test_each_wrong_name_is_told() -> None:
    comment = "# pmlint: ignore[wrong-tpye, wrong-type, shape]"
    found = [one for one in parse(comment, Span(0, len(comment))) if isinstance(one, Malformed)]
    assert [one.message.partition(" ")[0] for one in found] == ["unknown", '"shape"']


@pytest.mark.parametrize(
    "comment",
    [
        "# pmlint ignores drafts",
        "# pmlint finds nothing here",
        "# pmlint.toml says which rules are in force",
        "# pmlint-all: ignore[x]",
        "# see pmlint: ignore[wrong-type]",
        '# write "# pmlint: ignore[wrong-type]" to silence it',
        "# pmlint",
        "# ignore[wrong-type]",
        "# noqa",
    ],
)
def test_other_comments(comment: str) -> None:
    assert list(parse(comment, Span(0, len(comment)))) == []


@pytest.mark.parametrize("comment", [comment for comment, *_ in [*WELL_FORMED, *MALFORMED]])
def test_the_quick_look_sees_every_one(comment: str) -> None:
    assert may_suppress(f"key: value  {comment}\n")


@pytest.mark.parametrize("text", ["", "a: b\n", "# a comment\n", "pmlint: ignore\n", "#\npmlint\n"])
def test_the_quick_look_passes_over_other_texts(text: str) -> None:
    assert not may_suppress(text)
