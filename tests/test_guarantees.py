"""The page of promises names tests that exist."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

pytestmark = pytest.mark.checkout


def named() -> list[tuple[str, str]]:
    """Return the files and functions that the page names."""
    page = (ROOT / "docs" / "guarantees.md").read_text("utf-8")
    return re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", page)


def test_every_promise_names_a_test() -> None:
    page = (ROOT / "docs" / "guarantees.md").read_text("utf-8")
    rows = [line for line in page.splitlines() if line.startswith("| ")]
    promises = [row for row in rows if not row.startswith(("| promise", "| ---"))]
    assert len(promises) > 20
    assert [row for row in promises if "::test_" not in row] == []


@pytest.mark.parametrize(("file", "name"), named())
def test_a_test_that_holds_a_promise_exists(file: str, name: str) -> None:
    tree = ast.parse((ROOT / file).read_text("utf-8"))
    assert name in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
