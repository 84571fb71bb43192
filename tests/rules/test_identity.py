from __future__ import annotations

from typing import NamedTuple

import pytest

from linter.rules.identity import clashes
from tests.rules.manifests import places, problems


@pytest.mark.parametrize("alias", ["v.1", "v--1", "v-prod", "v.-a.b", "v" + "." * 126 + "1"])
def test_alias_style(alias: str) -> None:
    assert places("version-alias-style", f"version_alias: {alias}") == ["/version_alias"]


@pytest.mark.parametrize(
    "alias",
    [
        *("v1", "v1.0.0", "v1-prod", "vprod", "v1..2", "va--b"),
        *("v.", "v-", "v.1.", "v.1_0", "v.é", "V.1", "latest", '"v.1\\n"', "null", "1.0"),
        "v" + "." * 127 + "1",
    ],
)
def test_alias_style_is_silent(alias: str) -> None:
    assert places("version-alias-style", f"version_alias: {alias}") == []


def test_alias_style_says_what_to_write() -> None:
    [problem] = problems("version-alias-style", "version_alias: v--1.2")
    assert problem.message == (
        'version alias "v--1.2" has no letter or digit after the "v": write v1.2'
    )


@pytest.mark.parametrize(
    ("snippet", "expected"),
    [
        ("name: null", ["/name"]),
        ("ml_repo:", ["/ml_repo"]),
        ("name: null\nml_repo: null", ["@holder"]),
        ("name: 5", []),
        ('name: ""', []),
        ("name: greeting\nml_repo: support", []),
        ("name: null\nnmae: greeting", []),
        ("ml_repo: null\nml-repo: support", []),
    ],
)
def test_unnamed(snippet: str, expected: list[str]) -> None:
    assert places("unnamed-prompt", snippet) == expected


class Prompt(NamedTuple):
    file: str
    name: str | None
    ml_repo: str | None = None


@pytest.mark.parametrize(
    ("prompts", "expected"),
    [
        ([("a", "x", "r"), ("a", "x", "s")], [(1, 0)]),
        ([("a", "x", None), ("a", "y", None), ("a", "x", None), ("a", "x", "r")], [(2, 0), (3, 0)]),
        ([("a", "x", "r"), ("b", "x", "r")], [(1, 0)]),
        ([("a", "x", None), ("b", "x", None)], [(1, 0)]),
        ([("a", "x", "r"), ("b", "x", "s"), ("b", "x", "r")], [(2, 1)]),
        ([("a", "x", "r"), ("b", "x", "s")], []),
        ([("a", "x", "r"), ("b", "x", None)], []),
        ([("a", None, "r"), ("a", None, "r")], []),
        ([("a", "x", "r"), ("a", "X", "r")], []),
    ],
)
def test_clashes(
    prompts: list[tuple[str, str | None, str | None]], expected: list[tuple[int, int]]
) -> None:
    records = [Prompt(*prompt) for prompt in prompts]
    found = [(_index(records, later), _index(records, first)) for later, first in clashes(records)]
    assert found == expected


def _index(records: list[Prompt], wanted: Prompt) -> int:
    return next(i for i, record in enumerate(records) if record is wanted)
