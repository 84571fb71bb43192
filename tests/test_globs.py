"""Globs in the syntax of .gitignore."""

from __future__ import annotations

import subprocess
import sys

import pytest

from linter.globs import can_match, matcher


@pytest.mark.parametrize(
    ("patterns", "matching", "others"),
    [
        ("*.yaml", "a.yaml x/a.yaml x/y/a.yaml x/.yaml", "a.yml a.yaml.txt"),
        ("prompts", "prompts prompts/a.yaml x/prompts/y/a.yaml", "prompts.yaml my-prompts/a.yaml"),
        ("prompts/", "prompts/ prompts/a.yaml x/prompts/a.yaml", "prompts"),
        ("/prompts", "prompts/a.yaml", "x/prompts/a.yaml"),
        ("a/b.yaml", "a/b.yaml", "x/a/b.yaml b.yaml"),
        ("**/b.yaml", "b.yaml a/b.yaml", "b.yml"),
        ("a/**", "a/b a/b/c", "a x/a/b"),
        ("a/**/z", "a/z a/b/z a/b/c/z", "z b/z"),
        ("?.yaml", "a.yaml", "ab.yaml"),
        ("[ab].yaml", "a.yaml", "c.yaml"),
        ("[!ab].yaml", "c.yaml", "a.yaml"),
        ("*.yaml !keep.yaml", "a.yaml", "keep.yaml x/keep.yaml"),
        ("!keep.yaml *.yaml", "a.yaml keep.yaml", "a.yml"),
        (r"\#a \!b", "#a !b", "a b"),
        ("größe-*", "größe-1", "grosse-1"),
    ],
)
def test_what_matches(patterns: str, matching: str, others: str) -> None:
    matches = matcher(tuple(patterns.split()))
    paths = [*matching.split(), *others.split()]
    assert [path for path in paths if matches(path)] == matching.split()


def test_no_pattern_matches_nothing() -> None:
    assert not matcher(())("a.yaml")


def test_names_that_are_not_utf_8_are_matched_like_others() -> None:
    assert matcher(("*.yaml",))("caf\udce9/x y\n.yaml")


def test_a_matcher_is_made_once() -> None:
    assert matcher(("*.yaml",)) is matcher(("*.yaml",))


@pytest.mark.parametrize("pattern", ["*.yaml", "a", "/a/", "!a", "**", r"\#a", " a"])
def test_globs_that_can_match(pattern: str) -> None:
    assert can_match(pattern)


@pytest.mark.parametrize("pattern", ["", "  ", "# a comment", "!", "/", "[z-a]"])
def test_globs_that_can_not_match(pattern: str) -> None:
    assert not can_match(pattern)


def test_the_library_is_loaded_with_the_first_pattern() -> None:
    code = (
        "import sys; from linter.globs import matcher\n"
        "matcher(())('x'); print('pathspec' in sys.modules)\n"
        "matcher(('x',))('x'); print('pathspec' in sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == ["False", "True"]
