"""The whole corpus of bad files, the good one and the examples: what fixes promise holds."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from linter.document.encoding import decode
from linter.engine import lint
from linter.rules import RULES
from linter.source import Source
from tests.fixes.oracle import SETTINGS, check

CORPUS = Path(__file__).parent.parent / "corpus"
SUFFIXES = {".yaml", ".yml", ".json"}
FIXED = {
    "duplicate-entry": 5,
    "empty-document": 3,
    "invalid-choice": 3,
    "malformed-placeholder": 7,
    "missing-field": 19,
    "not-json": 7,
    "pointless-status-code": 2,
    "routing-weights-sum": 4,
    "undeclared-variable": 30,
    "unknown-field": 20,
    "unused-variable": 5,
    "version-alias": 5,
    "wrong-type": 24,
}
"""How many findings of each rule the fixes take away in the corpus, at least."""


def sources(folder: str) -> list[Source]:
    """Return the texts of a corpus that can be decoded."""
    found = []
    for path in sorted((CORPUS / folder).rglob("*")):
        if path.suffix in SUFFIXES:
            source, fault = decode(path.relative_to(CORPUS).as_posix(), path.read_bytes())
            if fault is None:
                found.append(source)
    return found


BAD = sources("bad")


@pytest.mark.parametrize("source", BAD, ids=[source.name for source in BAD])
def test_bad_files(source: Source) -> None:
    check(source.name, source.text)
    for finding in lint(source, SETTINGS).findings:
        if finding.fix is not None:
            assert RULES[finding.rule].fixes in ("safe" if finding.fix.safe else "unsafe", "both")


def test_good_files_are_left_alone() -> None:
    for source in sources("good"):
        assert check(source.name, source.text) == []


def test_fixes_are_made() -> None:
    fixed = Counter(each.rule for source in BAD for each in check(source.name, source.text))
    assert {rule: count for rule, count in FIXED.items() if fixed[rule] < count} == {}
