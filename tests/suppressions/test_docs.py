"""The examples of docs/suppressing.md: each shows and suppresses what it says behind its fence."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from linter.engine import lint
from linter.settings import Settings
from linter.source import Source
from tests.rules.manifests import complete

pytestmark = pytest.mark.checkout

PAGE = Path(__file__).parent.parent.parent / "docs" / "suppressing.md"


def examples() -> list[tuple[str, str]]:
    """Return what stands behind each fence, and the example."""
    text = PAGE.read_text("utf-8") if PAGE.exists() else ""
    return re.findall(r"^```yaml (.*)\n((?:.*\n)*?)```$", text, re.MULTILINE)


def names(words: str, key: str) -> list[str]:
    found = re.search(rf"\b{key}=(\S+)", words)
    return sorted(found[1].split(",")) if found else []


def whole(example: str) -> str:
    """Complete an example behind its keys: what is at the top of it stays there."""
    base = complete(example).removesuffix(example)
    return example + base


def test_there_are_examples_and_each_says_what_it_shows() -> None:
    assert len(examples()) >= 6
    assert PAGE.read_text("utf-8").count("```yaml") == len(examples())


@pytest.mark.parametrize(("words", "example"), examples())
def test_an_example_is_what_it_says(words: str, example: str) -> None:
    result = lint(Source("prompt.yaml", whole(example)), Settings())
    assert sorted(finding.rule for finding in result.findings) == names(words, "shown")
    silenced = sorted(one.finding.rule for one in result.suppressed)
    assert [rule for rule in silenced if rule != "unused-suppression"] == names(words, "suppressed")
