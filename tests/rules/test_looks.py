"""Quick looks spare rules the manifests that are in order, and never hide a finding."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from benchmarks import corpus
from linter import engine
from linter.conformance import conforms
from linter.document import read
from linter.document.encoding import decode
from linter.manifest import Manifest, find_manifests
from linter.rules import RULES
from linter.rules.looks import stands_before
from linter.rules.retries import _PERMANENT, FALLEN_BACK_ON, RETRIED, _is_status
from linter.settings import Gateway, Settings
from linter.source import Source
from linter.survey import Survey
from tests.properties.manifests import manifests
from tests.properties.profile import examples
from tests.properties.styles import SEEDS, writer
from tests.rules.edits import edited

CORPUS = Path(__file__).parents[1] / "corpus"
LOOKING = {name: rule for name, rule in RULES.items() if rule.when is not None}
DEFAULTS = Settings()
INVENTORY = Settings(gateway=Gateway(providers=("a",), guardrails=("safety/*",)))
SEEDS_OF_EDITS = st.integers(0, 10**6)


def held(name: str, text: str) -> list[Manifest]:
    """Return the manifests of a text that conform."""
    documents = read(Source(name, text), Settings().limits).documents
    found = [manifest for document in documents for manifest in find_manifests(document)]
    return [each for each in found if conforms("chat-prompt", each.value)]


def findings(manifest: Manifest, settings: Settings) -> dict[str, bool]:
    """Return the rules that find something, each with whether its quick look let it."""
    seen = Survey(manifest, settings)
    found = {}
    for name, rule in LOOKING.items():
        assert rule.check is not None
        assert rule.when is not None
        if list(rule.check(manifest, settings)):
            is_due = rule.needs is None or rule.needs in manifest.value
            found[name] = is_due and bool(rule.when(seen))
    return found


def hidden(name: str, text: str, settings: Settings = DEFAULTS) -> list[str]:
    """Return the rules whose quick look hides a finding in a text."""
    return [
        rule
        for manifest in held(name, text)
        for rule, told in findings(manifest, settings).items()
        if not told
    ]


@pytest.mark.parametrize("folder", ["good", "bad"])
def test_nothing_is_hidden_in_the_corpora(folder: str) -> None:
    looked_at = 0
    for path in sorted((CORPUS / folder).rglob("*.*")):
        source, fault = decode(path.name, path.read_bytes())
        if path.suffix in (".json", ".yaml", ".yml") and fault is None:
            looked_at += len(held(path.name, source.text))
            assert hidden(path.name, source.text) == [], path
            assert hidden(path.name, source.text, INVENTORY) == [], path
    assert looked_at >= 60


def test_nothing_is_hidden_among_broken_manifests() -> None:
    looked_at = 0
    for item in corpus.entries(150, broken_share=1.0):
        written = {"x.json": corpus.to_json(item.value), "x.yaml": corpus.to_yaml(item.value)}
        for name, text in written.items():
            looked_at += len(held(name, text))
            assert hidden(name, text) == [], item
    assert looked_at >= 80


@examples(60)
@given(manifests(), SEEDS)
def test_nothing_is_hidden_in_what_the_schema_allows(manifest: dict[str, Any], seed: int) -> None:
    assert hidden("x.json", json.dumps(manifest, ensure_ascii=bool(seed % 2))) == []
    assert hidden("x.yaml", writer(seed).write(manifest)) == []


@examples(300)
@given(SEEDS_OF_EDITS)
def test_nothing_is_hidden_by_edits(seed: int) -> None:
    value = edited(seed)
    assert hidden("x.json", json.dumps(value, ensure_ascii=bool(seed % 2))) == []
    if seed % 3 == 0:
        assert hidden("x.yaml", writer(seed).write(value)) == []
    elif seed % 3 == 1:
        assert hidden("x.yaml", yaml.safe_dump(value, sort_keys=False)) == []


def test_the_edits_bring_out_nearly_every_rule() -> None:
    found: Counter[str] = Counter()
    conforming = 0
    for seed in range(500):
        for manifest in held("x.yaml", corpus.to_yaml(edited(seed))):
            conforming += 1
            found.update(findings(manifest, INVENTORY))
    assert conforming >= 150
    assert set(LOOKING) - set(found) == set()


@pytest.mark.parametrize("settings", [Settings(), INVENTORY])
def test_a_file_is_told_the_same_with_and_without_looks(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The whole way through the engine, of which the surveys are taken away."""
    sources = [Source("x.json", corpus.to_json(edited(seed))) for seed in range(60)]
    sources += [Source("x.yaml", corpus.to_yaml(edited(seed))) for seed in range(60, 120)]
    fast = [engine.lint(source, settings).findings for source in sources]
    looked = engine.due
    monkeypatch.setattr(engine, "due", lambda manifest, told, _seen: looked(manifest, told, None))
    assert [engine.lint(source, settings).findings for source in sources] == fast
    assert sum(map(len, fast)) > 120


CALL = (
    "messages:\n- {role: user, content: Hi}\n"
    "- {role: assistant, tool_calls: [{type: function, id: a,"
    " function: {name: f, arguments: '[1]'}}]}\n"
    "- {role: tool, tool_call_id: a, content: b}\n"
)
ASKED = "messages: [{role: user, content: Hi}]\n"
TOOL = "tools: [{type: function, function: {name: f, description: Does, parameters: %s}}]\n"
ROUTES = (
    "routing_config: {type: weight-based-routing, load_balance_targets: [{target: a/b, weight: 100,"
    " retry_config: {attempts: %s}}]}\n"
)


@pytest.mark.parametrize(
    ("body", "rule"),
    [
        (ASKED + 'description: "\\u007b{a}}"\n', "unrendered-placeholder"),
        (ASKED + 'description: "\\x7b\\x7Ba}}"\n', "unrendered-placeholder"),
        (CALL, "invalid-tool-arguments"),
        (ASKED + TOOL % "{description: a, type: object, x: {}, properties: 5}", "tool-parameters"),
        (ASKED + TOOL % "{type: object, properties: {a: {type: text}}}", "tool-parameters"),
        (
            ASKED + TOOL % "{type: object, properties: {a: {type: string, title: 5}}}",
            "tool-parameters",
        ),
        (ASKED + ROUTES % 11, "retry-budget"),
        (ASKED + ROUTES % "10, delay: 60001", "retry-budget"),
        (ASKED + ROUTES % "2, delay: 9", "retry-budget"),
    ],
)
def test_a_look_lets_through(body: str, rule: str) -> None:
    text = f"type: chat_prompt\nname: a\nml_repo: abc\nmetadata: {{}}\n{body}"
    assert rule in {
        finding.rule for finding in engine.lint(Source("x.yaml", text), DEFAULTS).findings
    }


SELDOM = {"invalid-tool-arguments"}
"""Their look says only whether there is something to judge."""


@pytest.mark.parametrize("name", LOOKING)
def test_what_is_in_order_is_seldom_looked_at_twice(name: str) -> None:
    """A look that always says "maybe" hides nothing and is useless."""
    rule = LOOKING[name]
    assert rule.when is not None
    surveys = [
        Survey(manifest, Settings())
        for item in corpus.entries(60)
        for manifest in held("x.yaml", corpus.to_yaml(item.value))
    ]
    concerned = [seen for seen in surveys if rule.needs is None or rule.needs in seen.value]
    assert len(concerned) >= 15
    due = sum(bool(rule.when(seen)) for seen in concerned)
    assert due <= len(concerned) / (2 if name in SELDOM else 20)


def test_rules_that_give_the_same_look_have_it_called_once() -> None:
    groups = engine._checks(Settings())
    shared = [(needs, when, checks) for needs, looks in groups for when, checks in looks]
    assert len({(needs, when) for needs, when, _ in shared}) == len(shared)
    assert sorted(name for _, _, checks in shared for name, _ in checks) == sorted(
        name for name, rule in RULES.items() if rule.check is not None
    )


def test_usual_status_codes_are_fine() -> None:
    assert all(map(_is_status, FALLEN_BACK_ON))
    assert not {code for code in FALLEN_BACK_ON if code[0] in "23"}
    assert not RETRIED & _PERMANENT.keys()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", False),
        ("a", False),
        ("xay", False),
        ("xab", True),
        ("acd", True),
        ("a" * 50, False),
        ("a" * 51, True),
        ("a" * 49 + "ab", True),
    ],
)
def test_a_character_before_an_ending(text: str, expected: bool) -> None:
    assert stands_before("a", ("b", "cd"), text) is expected
