"""What the schema allows is found in order, however it is written."""

from __future__ import annotations

import json
from typing import Any

import yaml
from hypothesis import assume, given
from hypothesis import strategies as st

from linter.conformance import conforms
from linter.document import read
from linter.engine import lint
from linter.settings import Settings
from linter.source import Source
from tests.conformance.documents import diagnosed
from tests.properties.manifests import SCHEMA, SHAPE_RULES, manifests
from tests.properties.profile import examples
from tests.properties.styles import SEEDS, dumped, writer


def assert_in_order(name: str, text: str, manifest: dict[str, Any]) -> None:
    source = Source(name, text)
    reading = read(source, Settings().limits)
    assert reading.faults == []
    assert repr([document.value for document in reading.documents]) == repr([manifest])
    result = lint(source, Settings())
    assert result.manifests == 1
    assert [finding for finding in result.findings if finding.rule in SHAPE_RULES] == []


@examples(100)
@given(manifests())
def test_both_checks_let_it_pass(manifest: dict[str, Any]) -> None:
    assert conforms("chat-prompt", manifest)
    assert diagnosed(SCHEMA, manifest) == []


@examples(100)
@given(manifests(), st.sampled_from([None, 2, "\t"]), st.booleans())
def test_written_as_json(manifest: dict[str, Any], indent: int | str | None, escape: bool) -> None:
    assert_in_order("x.json", json.dumps(manifest, indent=indent, ensure_ascii=escape), manifest)


@examples(100)
@given(manifests(), dumped())
def test_written_as_yaml_by_pyyaml(manifest: dict[str, Any], options: dict[str, Any]) -> None:
    text = yaml.safe_dump(manifest, sort_keys=False, **options)
    # PyYAML does not read all that it writes, such as a block of text that begins with blanks.
    assume(_reads_as(text, manifest))
    assert_in_order("x.yaml", text, manifest)


def _reads_as(text: str, manifest: dict[str, Any]) -> bool:
    try:
        return repr(yaml.safe_load(text)) == repr(manifest)
    except yaml.YAMLError:
        return False


@examples(100)
@given(manifests(), SEEDS)
def test_written_as_yaml_by_hand(manifest: dict[str, Any], seed: int) -> None:
    assert_in_order("x.yaml", writer(seed).write(manifest), manifest)
