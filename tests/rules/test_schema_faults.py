"""The tables of the drafts against the published meta-schemas."""

from __future__ import annotations

from random import Random
from typing import Any

import jsonschema
import pytest

from linter.rules.json_schemas import surely_sound
from linter.rules.schema_faults import DRAFTS, LATEST, draft_of, faults

VALIDATORS: dict[str, Any] = {
    "3": jsonschema.Draft3Validator,
    "4": jsonschema.Draft4Validator,
    "6": jsonschema.Draft6Validator,
    "7": jsonschema.Draft7Validator,
    "2019-09": jsonschema.Draft201909Validator,
    LATEST: jsonschema.Draft202012Validator,
}
URIS = {
    draft: f"http://json-schema.org/draft-0{draft}/schema#"
    if len(draft) == 1
    else f"https://json-schema.org/draft/{draft}/schema"
    for draft in VALIDATORS
}
KEYWORDS = sorted({key for table in DRAFTS.values() for key in table} | {"const", "default", "x"})
KEYWORDS.remove("$schema")
LEAVES: list[Any] = [
    *(None, True, False, 0, 1, -1, 1.5, -0.5, "string", "object", "a", "", "#/x", "a#b", "a#"),
    *([], {}, ["a"], ["a", "a"], ["string", "null"], ["string", "string"], [1, True], [1, 1]),
    *([None], [{}], [True], {"a": ["b"]}, {"a": {}}, {"a": True}, {"a": "x"}, {"a": 1}),
]


def schema(random: Random, depth: int = 2) -> dict[str, Any]:
    """Return a mapping of keywords to values that may or may not be theirs."""
    made: dict[str, Any] = {}
    for _ in range(random.randint(0, 3)):
        choice = random.random() if depth else 1
        inner: Any = random.choice(LEAVES)
        if choice < 0.25:
            inner = schema(random, depth - 1)
        elif choice < 0.4:
            inner = {"a": schema(random, depth - 1)}
        elif choice < 0.55:
            inner = [schema(random, depth - 1) for _ in range(random.randint(0, 2))]
        made[random.choice(KEYWORDS)] = inner
    return made


@pytest.mark.parametrize("draft", VALIDATORS)
def test_the_tables_agree_with_the_meta_schema(draft: str) -> None:
    random = Random(draft)
    validator = VALIDATORS[draft]
    meta = validator(validator.META_SCHEMA)
    verdicts = set()
    for _ in range(500):
        made = {"$schema": URIS[draft], **schema(random)}
        valid = meta.is_valid(made)
        assert (next(faults(made), None) is None) is valid, made
        verdicts.add(valid)
    assert verdicts == {True, False}


@pytest.mark.parametrize("draft", VALIDATORS)
def test_the_tables_know_the_keywords_of_the_meta_schema(draft: str) -> None:
    assert draft_of({"$schema": URIS[draft]}) == draft
    validator = VALIDATORS[draft]
    meta = validator(validator.META_SCHEMA)
    for keyword in [*KEYWORDS, "$schema"]:
        for leaf in LEAVES:
            made = {"$schema": URIS[draft], keyword: leaf}
            if keyword != "$schema" or not isinstance(leaf, str):
                named = draft if keyword != "$schema" else LATEST
                if named == draft:
                    assert (next(faults(made), None) is None) is meta.is_valid(made), made


def test_what_is_surely_sound_is_valid_in_the_latest_draft() -> None:
    random = Random(7)
    meta = jsonschema.Draft202012Validator(jsonschema.Draft202012Validator.META_SCHEMA)
    sure = 0
    for _ in range(3000):
        made = schema(random)
        if surely_sound(made):
            sure += 1
            assert meta.is_valid(made), made
    assert sure > 300
