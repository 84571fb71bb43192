"""A single mistake gives a single finding of the schema's, with the right name and place."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from linter.engine import lint
from linter.finding import Finding, Path, Place, json_pointer
from linter.settings import Settings
from linter.source import Source
from tests.properties.manifests import SHAPE_RULES
from tests.properties.mutations import KINDS, Mistake, mistakes
from tests.properties.profile import examples
from tests.properties.styles import SEEDS, writer


def findings(name: str, text: str) -> list[Finding]:
    return lint(Source(name, text), Settings()).findings


def of_shape(found: list[Finding]) -> list[tuple[str, str | None]]:
    return [(each.rule, each.pointer) for each in found if each.rule in SHAPE_RULES]


@pytest.mark.parametrize("kind", KINDS)
@examples(40)
@given(st.data())
def test_in_json(kind: str, data: st.DataObject) -> None:
    mistake = data.draw(mistakes(kind))
    text = json.dumps(mistake.manifest, indent=2, ensure_ascii=False)
    found = [each for each in findings("x.json", text) if each.rule in SHAPE_RULES]
    assert of_shape(found) == [(mistake.rule, json_pointer(mistake.path))]
    assert json.loads(_excerpt(text, found[0].place)) == _pointed_to(mistake)


def _excerpt(text: str, place: Place) -> str:
    source = Source("x", text)
    start = source.line_starts[place.line - 1] + place.column - 1
    return text[start : source.line_starts[place.end_line - 1] + place.end_column - 1]


def _pointed_to(mistake: Mistake) -> Any:
    """Return what the finding underlines: a key, or the value that is wrong."""
    at_key = mistake.kind in ("misspell a key", "add an unknown key")
    if at_key or (mistake.rule == "missing-field" and mistake.path and _is_key(mistake.path)):
        return mistake.path[-1]
    value: Any = mistake.manifest
    for step in mistake.path:
        value = value[step]
    # A mapping in a list, or at the top level, that lacks a key: its first key, if it has any.
    return next(iter(value), value) if mistake.rule == "missing-field" else value


def _is_key(path: Path) -> bool:
    return isinstance(path[-1], str)


@pytest.mark.parametrize("kind", KINDS)
@examples(25)
@given(SEEDS, st.data())
def test_in_yaml(kind: str, seed: int, data: st.DataObject) -> None:
    mistake = data.draw(mistakes(kind))
    found = findings("x.yaml", writer(seed).write(mistake.manifest))
    assert of_shape(found) == [(mistake.rule, json_pointer(mistake.path))]


def _told(found: list[Finding]) -> Counter[tuple[str, str | None, str, str | None]]:
    """Count the findings, leaving out places, in messages too."""
    return Counter(
        (each.rule, each.pointer, re.sub(r"line \d+", "line N", each.message), each.help)
        for each in found
    )


@pytest.mark.parametrize("kind", KINDS)
@examples(25)
@given(SEEDS, st.data())
def test_yaml_and_json_are_told_the_same(kind: str, seed: int, data: st.DataObject) -> None:
    mistake = data.draw(mistakes(kind))
    in_json = findings("x.json", json.dumps(mistake.manifest))
    # Quoted all over, no message can speak of what YAML makes of an unquoted value.
    by_pyyaml = yaml.dump(mistake.manifest, Dumper=_WithoutAliases, default_style='"')
    assert _told(findings("x.yaml", by_pyyaml)) == _told(in_json)
    # With an anchor, what two equal texts have in common is told once.
    by_hand = writer(seed, keep_types=True, anchors=False).write(mistake.manifest)
    assert _told(findings("x.yaml", by_hand)) == _told(in_json)


class _WithoutAliases(yaml.SafeDumper):
    def ignore_aliases(self, _data: object) -> bool:
        return True
