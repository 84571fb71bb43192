"""A schema made of an API description judges manifests as the shipped one does."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from linter.engine import lint_bytes
from linter.finding import Finding
from linter.schemagen.openapi import generate
from linter.settings import Settings
from tests.openapi.samples import OURS, custom, modern, older
from tests.test_corpus import CORPUS, files

EMPTY = "the description allows no messages at all: that a prompt can't be run without is ours"
DIFFERENCES = {
    "bad/envelopes/list-versions.yaml": ({("wrong-length", "messages must not be empty")}, EMPTY),
    "bad/shape/lengths.yaml": ({("wrong-length", "messages must not be empty")}, EMPTY),
}
"""What only the shipped schema finds in a file, and why. What only the other one finds: nothing."""


def told(findings: list[Finding]) -> set[tuple[Any, ...]]:
    return {(each.place, each.rule, each.message, each.severity) for each in findings}


@pytest.mark.parametrize("document", [modern, older], ids=["3.1", "3.0"])
def test_the_whole_corpus_gets_the_same_findings(document: Callable[[], dict[str, Any]]) -> None:
    settings = Settings(schema=custom(generate(document(), None, OURS).schema))
    names = [f"{folder}/{name}" for folder in ("good", "bad") for name in files(folder)]
    assert len(names) > 100
    differing = {}
    for name in names:
        data = (CORPUS / name).read_bytes()
        shipped, other = (lint_bytes(name, data, each) for each in (Settings(), settings))
        assert told(other.findings) - told(shipped.findings) == set(), name
        missing = told(shipped.findings) - told(other.findings)
        if missing:
            differing[name] = {(rule, message) for _, rule, message, _ in missing}
    assert differing == {name: missing for name, (missing, _) in DIFFERENCES.items()}


def test_both_dialects_give_one_schema() -> None:
    new, old = (generate(each(), None, OURS).schema for each in (modern, older))
    assert old["x-facts"].pop("openapi") == "3.0.3"
    assert new["x-facts"].pop("openapi") == "3.1.0"
    detail = old["$defs"]["ImageAddress"]["properties"]["detail"]
    # 3.0 has one example where 3.1 has several.
    assert detail.pop("examples") == ["auto"]
    new["$defs"]["ImageAddress"]["properties"]["detail"].pop("examples")
    assert new == old


def test_what_is_left_open_is_told() -> None:
    assert generate(modern(), None, OURS).notes == [
        'messages[].content[]: one kind may have any type, which is taken to be "refusal"'
    ]


def test_the_schema_reads_like_ours_but_for_the_document_s_own_words() -> None:
    made = generate(modern(), None, OURS).schema
    assert made["$defs"].keys() == OURS["$defs"].keys()
    own = {"title", "description", "markdownDescription", "examples"}
    for name, ours in OURS["$defs"].items():
        theirs = made["$defs"][name]
        assert theirs.get("x-hints") == ours.get("x-hints"), name
        assert theirs.get("required") == ours.get("required"), name
        assert list(theirs.get("properties", {})) == list(ours.get("properties", {})), name
        for key, field in ours.get("properties", {}).items():
            same = theirs["properties"][key]
            assert {"description", "markdownDescription"} <= same.keys(), (name, key)
            if (name, key) != ("ChatPromptManifest", "messages"):
                assert without(own, same) == without(own, field), (name, key)


def without(keys: set[str], schema: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in schema.items() if key not in keys}


def test_the_document_s_words_come_first() -> None:
    made = generate(modern(), None, OURS).schema
    model = made["$defs"]["ModelConfiguration"]["properties"]["model"]
    ours = OURS["$defs"]["ModelConfiguration"]["properties"]["model"]
    assert model["description"] == "The model's name in the account."
    assert model["markdownDescription"].startswith("The model's name in the account.\n\nFormat: 2")
    assert model["x-format"] == ours["x-format"]
    assert made["$id"] == "urn:pmlint:schema:openapi:ChatPromptManifest"
    assert made["x-facts"]["api"] == "Prompts API (test description) 0.17.5"


def test_a_key_that_the_document_does_not_know_is_unknown(tmp_path: Path) -> None:
    document = modern()
    schemas = document["components"]["schemas"]
    properties = schemas["ChatPromptManifest"]["allOf"][1]["properties"]
    fewer = {key: each for key, each in properties.items() if key != "guardrails"}
    changed = {
        **document,
        "components": {
            "schemas": {
                **schemas,
                "ChatPromptManifest": {
                    "allOf": [
                        schemas["ChatPromptManifest"]["allOf"][0],
                        {**schemas["ChatPromptManifest"]["allOf"][1], "properties": fewer},
                    ]
                },
            }
        },
    }
    made = generate(changed, None, OURS).schema
    text = (
        "type: chat_prompt\nname: a\nml_repo: my-prompts\nmetadata: {}\n"
        "messages: [{role: user, content: Hi}]\nguardrails: {}\ninput_guardrails: []\n"
    )
    found = lint_bytes("m.yaml", text.encode(), Settings(schema=custom(made))).findings
    assert [(each.rule, each.message) for each in found] == [
        (
            "unknown-field",
            'unknown key "guardrails": the API does not know it and drops it',
        ),
        (
            # No hint to move it into what is not there.
            "unknown-field",
            'unknown key "input_guardrails": the API does not know it and drops it',
        ),
    ]
