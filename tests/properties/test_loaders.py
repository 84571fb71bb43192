"""Both of PyYAML's loaders give the same documents, places and faults, whatever the text."""

from __future__ import annotations

import re
from typing import Any

import yaml
from hypothesis import assume, given
from hypothesis import strategies as st

from linter.document import Reading
from linter.document.yaml_nodes import HAS_LIBYAML
from linter.document.yaml_reader import read_yaml
from linter.settings import Limits
from linter.source import Source
from tests.properties.manifests import manifests
from tests.properties.observed import everything
from tests.properties.profile import examples
from tests.properties.styles import SEEDS, dumped, writer

LIMITS = Limits()

TOKENS = (
    "{a:", "[b:", ",", "?", "{", "}", "[", "]", "a", "b: ", "- ", "-", ":", ": ", "? ", "x: y\n",
    "- z\n", "\n", "\n  ", "\n    ", " ", "\t", "\r\n", "\r", '"', "'", '"q w"', "'s'", "|\n",
    ">\n", "|", ">", "|-\n  ", ">+\n  ", "|2\n", "|#", "&a ", "*a", "&", "*", "!t ", "!!str ",
    "!", "!<x>", "! ", "!!int ", "!!float ", "!!bool ", "!!null ", "!!timestamp ", "!!binary ",
    "!!set ", "!!omap ", "!!pairs ", "!!map ", "!!seq ", "#c", " # c", "---", "\n---\n", "...\n",
    "%YAML 1.1\n", "%YAML 1.3\n", "%YAML 2.0\n", "%TAG ! x:\n", "%TAG !e! tag:yaml.org,2002:\n",
    "%x\n", "!e!str ", "%", "@", "`", "\\", "\\x41", "\\u00e9", "\\ud83d", "\\\n", "=", "<<",
    "<<: ", "~", "null", "yes", "010", "1", "1_0", "0x1F", "1:30", ".inf", "2001-01-01", "é", "😀",
    "\u2028", "\x85", "\ufeff", "\x07", "{{x}}",
)  # fmt: skip

SOUP = st.builds(
    str.format,
    st.sampled_from(["{0}", "{{k: {0}}}", "k: {0}\nz: 1\n", "k:\n  - {0}\n  - x: {0}\n"]),
    st.lists(st.sampled_from(TOKENS), min_size=1, max_size=9).map("".join),
)
"""Texts of a few tokens, most of them not YAML at all."""

ODD_TAG = re.compile(r"!\S*[,\[\]{}]")
"""A tag glued to a comma or a bracket, which libyaml reads in more ways than can be told."""


def both(text: str) -> tuple[Reading, Reading]:
    source = Source("x.yaml", text)
    return read_yaml(source, LIMITS), read_yaml(source, LIMITS, pure=True)


def test_libyaml_is_there_to_be_compared_with() -> None:
    assert HAS_LIBYAML


@examples(80)
@given(manifests(), SEEDS)
def test_manifests_written_by_hand(manifest: dict[str, Any], seed: int) -> None:
    fast, pure = both(writer(seed).write(manifest))
    assert everything(fast) == everything(pure)


@examples(80)
@given(manifests(), dumped())
def test_manifests_written_by_pyyaml(manifest: dict[str, Any], options: dict[str, Any]) -> None:
    fast, pure = both(yaml.safe_dump(manifest, **options))
    assert everything(fast) == everything(pure)


@examples(80)
@given(manifests(), SEEDS, st.data())
def test_manifests_with_a_slip(manifest: dict[str, Any], seed: int, data: st.DataObject) -> None:
    text = writer(seed).write(manifest)
    at = data.draw(st.integers(0, len(text)))
    token = data.draw(st.sampled_from(TOKENS))
    fast, pure = both(text[:at] + token + text[at + data.draw(st.integers(0, 2)) :])
    assert everything(fast) == everything(pure)


@examples(1800)
@given(SOUP)
def test_soup(text: str) -> None:
    assume(not ODD_TAG.search(text))
    fast, pure = both(text)
    assert everything(fast) == everything(pure)


def _loaded(text: str, loader: Any) -> list[Any] | None:
    """Return the values that one of PyYAML's loaders gives, None where it refuses the text."""
    try:
        return list(yaml.load_all(text, loader))
    except (yaml.YAMLError, ValueError, LookupError, AttributeError, OverflowError):
        return None


def _listed(value: Any) -> Any:
    """Write tuples, which only ordered maps and pairs give, as the lists they are in JSON."""
    if isinstance(value, dict):
        return {key: _listed(inside) for key, inside in value.items()}
    if isinstance(value, (list, tuple)):
        return [_listed(inside) for inside in value]
    return value


@examples(1800)
@given(SOUP)
def test_soup_is_read_if_both_loaders_read_it_and_to_the_same_values(text: str) -> None:
    reading = read_yaml(Source("x.yaml", text), LIMITS)
    # Recursion, and a byte order mark in the middle, are refused though PyYAML reads them.
    assume(not any(fault.rule in ("too-complex", "encoding") for fault in reading.faults))
    pure, fast = _loaded(text, yaml.SafeLoader), _loaded(text, yaml.CSafeLoader)
    if reading.faults or any(document.fatal for document in reading.documents):
        assert pure is None or fast is None
    else:
        values = [document.value for document in reading.documents]
        assert repr(values) == repr(_listed(pure))
