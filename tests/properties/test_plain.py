"""The plain reader gives what the composing reader gives, or nothing, whatever the text."""

from __future__ import annotations

from typing import Any

import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from benchmarks import corpus
from tests.document.plain import assert_same
from tests.document.test_yaml_plain import DOUBTFUL, PLAIN
from tests.properties.manifests import manifests
from tests.properties.profile import examples
from tests.properties.styles import SEEDS, dumped, writer
from tests.properties.test_loaders import SOUP, TOKENS

SHORT = [*PLAIN.values(), *DOUBTFUL.values()]
LONG = [corpus.to_yaml(entry.value) for entry in corpus.entries(12)]

INSERTED = st.sampled_from(
    (
        *TOKENS,
        *(" ", "  ", "\t", "\xa0", "\r", "\n", "\n\n", "\n  ", "\x85", "\u2028", "\ufeff", " - "),
        *(" #", "# c\n", "\n# c\n", "'\n", '\\\n"', "''", '""', "k: v\n", "- k: v\n", "\n---\n"),
        *("|2", ">1-", "|+", "::", ">", "_", "-1", ".5", "+1", "1e3", "0", "a", "{a: b}", "[a, b]"),
    )
)


@examples(100)
@given(manifests(), dumped())
def test_manifests_written_by_pyyaml(manifest: dict[str, Any], options: dict[str, Any]) -> None:
    assert_same(yaml.safe_dump(manifest, sort_keys=False, **options))


@examples(100)
@given(manifests(), SEEDS)
def test_manifests_written_by_hand(manifest: dict[str, Any], seed: int) -> None:
    assert_same(writer(seed).write(manifest))


@examples(400)
@given(SOUP)
def test_soup(text: str) -> None:
    assert_same(text)
    assert_same(f"k: {text}")


@st.composite
def slipped(draw: st.DrawFn, texts: list[str]) -> str:
    """Draw a text with a few lines or characters that somebody got wrong."""
    text = draw(st.sampled_from(texts))
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(text)))
        if draw(st.booleans()):
            text = text[:at] + draw(INSERTED) + text[at + draw(st.integers(0, 3)) :]
            continue
        lines = text.split("\n")
        number = text.count("\n", 0, at)
        line = lines[number]
        lines[number : number + 1] = draw(
            st.sampled_from(
                [
                    *([], [line, line], [" " + line], ["  " + line], [line[1:]], [line[2:]]),
                    *([line + " "], [line + " # c"], [line + ":"], ["", line], ["   ", line]),
                    *(["# c", line], [line, "      # c"], ["- " + line], [line, "  more"]),
                ]
            )
        )
        text = "\n".join(lines)
    return text


@examples(1500)
@given(slipped(SHORT))
@example("a: {b: c\n  : d}\n")
@example("a: x\n...   b: y\n")
def test_small_texts_with_slips(text: str) -> None:
    assert_same(text)


@examples(150)
@given(slipped(LONG))
def test_manifests_with_slips(text: str) -> None:
    assert_same(text)
