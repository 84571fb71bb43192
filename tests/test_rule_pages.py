"""Each rule's page: complete, in order, and with examples that show what they claim to show."""

from __future__ import annotations

import pytest

from linter.engine import lint
from linter.rules import GROUPS, RULES
from linter.rules.page import EXAMPLES, SECTIONS, Page, paragraphs, parse
from linter.settings import Gateway, Settings
from linter.source import Source
from tests.rules.manifests import BASE, complete

WITHOUT_EXAMPLES = {
    "encoding": "bytes that are not UTF-8 can't stand in a docstring",
    "unreadable-file": "it is about a path, not a text",
    "too-complex": "an example would be megabytes long",
}

PAGES = {name: parse(rule.page) for name, rule in RULES.items()}


CONFIGURED = {
    "unknown-gateway-entity": Settings(gateway=Gateway(providers=("openai-main", "azure-*"))),
}
"""Settings for the examples of rules that need some."""


def found(snippet: str, settings: Settings | None = None) -> list[str]:
    """Return the rules that a completed example breaks, each once."""
    result = lint(Source("example.yaml", complete(snippet)), settings or Settings())
    return sorted({finding.rule for finding in result.findings})


def examples(title: str) -> list[object]:
    """Return the examples of all pages under one title, as parameters."""
    return [
        pytest.param(name, example, id=f"{name}-{i}")
        for name, page in PAGES.items()
        for i, example in enumerate(page.examples(title))
    ]


def test_the_base_is_clean() -> None:
    assert found(BASE) == []


@pytest.mark.parametrize(("name", "example"), examples("Bad"))
def test_bad_gives_the_rule_and_no_other(name: str, example: str) -> None:
    assert found(example, CONFIGURED.get(name)) == [name]


@pytest.mark.parametrize(("name", "example"), examples("Good"))
def test_good_gives_nothing(name: str, example: str) -> None:
    assert found(example, CONFIGURED.get(name)) == []


@pytest.mark.parametrize(("name", "page"), PAGES.items())
def test_pages_are_complete(name: str, page: Page) -> None:
    titles = [section.title for section in page.sections]
    assert page.summary.endswith(".")
    assert titles[0] == "Why"
    assert titles[-2:] == ["Sources", "How sure"]
    assert all(section.body.strip() for section in page.sections)
    shown = [title for title in titles if title in EXAMPLES]
    pairs = 0 if name in WITHOUT_EXAMPLES else max(1, len(shown) // 2)
    assert shown == list(EXAMPLES) * pairs
    prose = [title for title in titles if title not in EXAMPLES]
    assert prose == [title for title in SECTIONS if title in prose]


@pytest.mark.parametrize("name", RULES)
def test_groups_are_modules(name: str) -> None:
    assert RULES[name].group in GROUPS


def test_rules_stand_together_with_their_group() -> None:
    groups = [rule.group for rule in RULES.values()]
    assert list(dict.fromkeys(groups)) == list(GROUPS)
    assert groups == sorted(groups, key=list(GROUPS).index)


def test_a_page_is_taken_apart() -> None:
    page = parse("""A summary.

    Why:
        Because, and
        so.

    Bad:
        a:
          b: 1

        c: 2
    """)
    assert page.summary == "A summary."
    assert page.sections == (("Why", "Because, and\nso.\n"), ("Bad", "a:\n  b: 1\n\nc: 2\n"))
    assert [section.is_example for section in page.sections] == [False, True]


def test_prose_is_taken_apart() -> None:
    assert paragraphs("One\n two.\n\n  \nThree.\n") == ["One two.", "Three."]
    assert paragraphs("One.\n") == ["One."]


@pytest.mark.parametrize("text", ["A.\n\nWhat:\n    x", "A.\n\nstray", "A.\n\nWhy:\n    x\nstray"])
def test_a_broken_page_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="section"):
        parse(text)
