"""No regular expression that files meet can be made to backtrack without an end."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from time import process_time
from typing import Any

import pytest

from tests.cli.samples import environment
from tests.hostile.attacks import attacks

TESTS = Path(__file__).parents[1]
CORPUS = TESTS / "corpus"
COMMANDS = (
    f"check --format json '{CORPUS}'",
    f"check --format full '{CORPUS / 'bad'}'",
    f"schema generate --openapi '{TESTS / 'openapi' / 'prompts.yaml'}'",
    "rules",
    "explain undeclared-variable",
)
SIZES = (24, 2_000, 40_000)
"""The smallest shows what grows exponentially before it takes for ever, the largest the rest."""

SECONDS = 0.35

BOUNDED = {
    r"Since: (.+)\.$": "reads the descriptions in the shipped schema alone",
    r"\[([^\]]+)\]\([^)]+\)": "reads the project's own reference pages alone",
    "^v[a-zA-Z0-9.-]*([a-zA-Z0-9]+)$": "the API's; held against texts of 128 characters at most",
}
"""Patterns that are slow on long texts and meet none, with the reason."""

_COMMON = (
    *(" ", "a", "1", "_", "-", ".", "/", "\\", "'", '"', "`", "#", "\n", " \n", "\t", "\x85"),
    *("{", "{{", "{{a", "}", "$", "<", "!", "&", ":", "[", ",", "|", "a b ", "http://a", "sk-"),
)


@cache
def used() -> list[tuple[str, int, str]]:
    """Return what the linter uses: pattern, flags, and the function that is called."""
    ran = subprocess.run(
        [sys.executable, "-m", "tests.hostile.used_patterns", *COMMANDS],
        cwd=TESTS.parent,
        env=environment(PYTHONPATH=str(TESTS.parent)),
        capture_output=True,
        check=True,
    )
    return [(pattern, flags, name) for pattern, flags, name in json.loads(ran.stdout)]


def seconds(pattern: str, flags: int, name: str, text: str) -> float:
    """Return what one use of a pattern takes of the processor, whatever else it is busy with."""
    function: Any = getattr(re.compile(pattern, flags), name)
    start = process_time()
    if name == "finditer":
        for _ in function(text):
            pass
    elif name == "sub":
        function("", text)
    else:
        function(text)
    return process_time() - start


def slow(pattern: str, flags: int, name: str) -> str | None:
    """Return the beginning of a text that takes too long, None if there is none."""
    for size in SIZES:
        texts = (*attacks(pattern, flags, size), *(unit * (size // len(unit)) for unit in _COMMON))
        for text in texts:
            if seconds(pattern, flags, name, text) > SECONDS:
                return text[:40]
    return None


def test_the_patterns_were_seen() -> None:
    assert len(used()) > 80
    assert {pattern for pattern, *_ in used()} >= {*BOUNDED}


def test_hostile_texts_take_no_time() -> None:
    found = {
        pattern: text
        for pattern, flags, name in used()
        if pattern not in BOUNDED and (text := slow(pattern, flags, name)) is not None
    }
    assert found == {}


@pytest.mark.parametrize(
    ("pattern", "name"),
    [
        (r"(?:a|a)*b", "match"),
        (r"(\w+\s?)+:", "match"),
        (r"x[^y]+y", "finditer"),
        (r"^(?:- )*(?:- )+\{", "match"),
    ],
)
def test_patterns_that_backtrack_are_found_out(pattern: str, name: str) -> None:
    assert slow(pattern, 0, name) is not None


@pytest.mark.parametrize("line", ["- " * 100_000, "-  " * 100_000 + "a{{"])
def test_a_syntax_error_on_a_long_line(line: str, tmp_path: Path) -> None:
    """Looking for an unquoted placeholder there once tried every way to part the dashes."""
    path = tmp_path / "prompt.yaml"
    path.write_text(f"type: chat_prompt\nname: greeting\n{line}\n", "utf-8")
    ran = subprocess.run(
        [sys.executable, "-m", "linter", str(path)], capture_output=True, timeout=5, check=False
    )
    assert b"syntax-error" in ran.stdout or b"too-complex" in ran.stdout
