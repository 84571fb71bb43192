"""Whatever is wrong with a manifest and however it is written, fixes keep what they promise."""

from __future__ import annotations

import json
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fixes.oracle import check
from tests.fixes.spoiled import spoiled, written
from tests.fixes.test_cases import FIXES
from tests.fixes.test_corpus import BAD
from tests.properties.mutations import KINDS, mistakes
from tests.properties.profile import examples
from tests.properties.styles import SEEDS, writer
from tests.rules.edits import edited

RULES = {rule for fixes in FIXES.values() for rules in fixes.values() for rule in rules.split()}


@examples(40)
@given(SEEDS)
def test_manifests_with_mistakes_that_fixes_mend(seed: int) -> None:
    check(*written(seed, spoiled(seed)))


@examples(30)
@given(SEEDS)
def test_manifests_with_random_edits(seed: int) -> None:
    check(*written(seed, edited(seed)))


@pytest.mark.parametrize("kind", KINDS)
@examples(20)
@given(SEEDS, st.data())
def test_manifests_with_one_mistake(kind: str, seed: int, data: st.DataObject) -> None:
    mistake = data.draw(mistakes(kind))
    check("x.json", json.dumps(mistake.manifest, indent=Random(seed).choice([None, 2])))
    check("x.yaml", writer(seed).write(mistake.manifest))


@examples(150)
@given(st.sampled_from(BAD), SEEDS)
def test_the_corpus_with_slips(source: Any, seed: int) -> None:
    """Lines of a bad file are lost, doubled, moved or commented out."""
    random = Random(seed)
    lines = source.text.split("\n")
    for _ in range(random.randint(1, 3)):
        at = random.randrange(len(lines))
        line = lines[at]
        lines[at : at + 1] = random.choice(
            ([""], [line, line], [line, "# c"], [line + " # c"], ["", line], ["  " + line])
        )
    check(source.name, "\n".join(lines))


def test_every_rule_with_fixes_is_tried() -> None:
    """What is drawn above has something to mend for each of the rules, but for a few."""
    missing = RULES - {"not-json"}
    for seed in range(60):
        missing -= {finding.rule for finding in check(*written(seed, spoiled(seed)))}
        if missing <= {"duplicate-prompt"}:
            return
    assert missing == set()
