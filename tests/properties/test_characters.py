"""A range of characters of a text spans what spells those characters, in every style."""

from __future__ import annotations

import json
import re
from typing import Any

import yaml
from hypothesis import assume, given
from hypothesis import strategies as st

from linter.document import Document, read
from linter.finding import At
from linter.settings import Limits
from linter.source import Source, Span
from tests.properties.manifests import TEXTS
from tests.properties.observed import below
from tests.properties.profile import examples
from tests.properties.styles import SEEDS, dumped, writer

_WORDS = ("a", "it's", "{{name}}", '"b"', "c:", "#d", "-", "é", "😀", "\\", "e\tf", "\u2028", "x,y")
_GAPS = (
    " ",
    " ",
    " ",
    "  ",
    "\n",
    "\n\n",
    "\n\n\n",
    "\n  ",
    " \n",
    "\t",
    "\n\t",
    "",
    "\x85",
    "\r\n",
)

PROSE = st.lists(st.tuples(st.sampled_from(_WORDS), st.sampled_from(_GAPS)), max_size=12).map(
    lambda pairs: "".join(word + gap for word, gap in pairs)
)

HOLDERS = st.one_of(TEXTS, PROSE).flatmap(
    lambda text: st.sampled_from([{"k": text}, {"a": [{"k": text}, text]}, {"a": {"b": [text, 1]}}])
)
"""Small documents around a text."""

_FILL = re.compile(r"(?:\\?\s)*")
_BREAKS = ("\n", "\r\n", "\r", "\x85")


def the_document(name: str, text: str) -> Document:
    reading = read(Source(name, text), Limits())
    assume(not reading.faults and len(reading.documents) == 1 and not reading.documents[0].fatal)
    return reading.documents[0]


def assert_spelt(document: Document, data: st.DataObject) -> None:
    """Check the characters of every text in a document, and a range of them."""
    text = document.source.text
    for path, value in below(document.value):
        if not isinstance(value, str) or not value:
            continue
        whole = document.span(path)
        spans = [document.span(path, At.VALUE, (i, i + 1)) for i in range(len(value))]
        before = None
        for span, char in zip(spans, value, strict=True):
            piece = text[span.start : span.end]
            assert piece == char or _spells(piece, char, text[whole.start]), (piece, char)
            if before is not None:
                assert _FILL.fullmatch(text, before, span.start), text[before : span.start]
            before = span.end
        start = data.draw(st.integers(0, len(value) - 1))
        end = data.draw(st.integers(start + 1, len(value)))
        stretch = Span(spans[start].start, spans[end - 1].end)
        assert document.span(path, At.VALUE, (start, end)) == stretch


def _spells(piece: str, char: str, opening: str) -> bool:
    """Whether a piece of text that is not a character itself spells that character."""
    if piece in _BREAKS:
        return char in "\n "
    if opening == "'":
        return piece == "''" and char == "'"
    return opening == '"' and piece[0] == "\\" and bool(yaml.safe_load(f'"{piece}"') == char)


@examples(150)
@given(HOLDERS, SEEDS, st.data())
def test_in_yaml_written_by_hand(value: dict[str, Any], seed: int, data: st.DataObject) -> None:
    document = the_document("x.yaml", writer(seed).write(value))
    assert document.value == value
    assert_spelt(document, data)


@examples(150)
@given(HOLDERS, dumped(), st.data())
def test_in_yaml_written_by_pyyaml(
    value: dict[str, Any], options: dict[str, Any], data: st.DataObject
) -> None:
    assert_spelt(the_document("x.yaml", yaml.safe_dump(value, **options)), data)


@examples(100)
@given(HOLDERS, st.booleans(), st.data())
def test_in_json(value: dict[str, Any], escape: bool, data: st.DataObject) -> None:
    document = the_document("x.json", json.dumps(value, ensure_ascii=escape))
    text = document.source.text
    for path, inside in below(document.value):
        if isinstance(inside, str) and inside:
            start = data.draw(st.integers(0, len(inside) - 1))
            end = data.draw(st.integers(start + 1, len(inside)))
            span = document.span(path, At.VALUE, (start, end))
            assert json.loads(f'"{text[span.start : span.end]}"') == inside[start:end]


LINES = st.lists(
    st.tuples(
        st.sampled_from(["  ", "  ", "  ", "  ", "  ", "  ", "   ", "    ", "  \t", " "]),
        st.sampled_from(
            ["", "a", "b c", "{{x}}", "d ", "- e", "# f", "g\t", "é😀", "h: i", "\u2028j"]
        ),
        st.sampled_from(["\n", "\n", "\n", "\r\n", "\r", "\x85", "\u2029"]),
    ),
    min_size=1,
    max_size=7,
).map(lambda lines: "".join("".join(parts) for parts in lines))
"""Lines of about two blanks' indentation, of which many are blank, or have blanks at an end."""


@examples(300)
@given(
    st.sampled_from("|>"),
    st.sampled_from(["", "-", "+", "2", "2-", "+2", "1", "-1", "3", "  # why", "- "]),
    LINES,
    st.sampled_from(
        ["k: {}", "k:\n- {}", "- {}", "a:\n k: {}", "k: &a {}", "k: !!str {}", "--- {}"]
    ),
    st.booleans(),
    st.data(),
)
def test_in_block_scalars(
    style: str, header: str, lines: str, around: str, more: bool, data: st.DataObject
) -> None:
    block = f"{style}{header}\n{lines}"
    text = around.format(block) + ("\n# the end\n" if more else "")
    assert_spelt(the_document("x.yaml", text), data)


@examples(300)
@given(
    st.sampled_from(["'", '"', ""]),
    st.lists(
        st.sampled_from(
            [
                *(
                    "a",
                    "b",
                    "{{x}}",
                    " ",
                    "  ",
                    "\t",
                    "\n  ",
                    "\n\n  ",
                    " \n  ",
                    "\n \n   ",
                    "\r\n  ",
                ),
                *(
                    "\r  ",
                    "\x85  ",
                    "\u2028  ",
                    "é",
                    "😀",
                    "''",
                    "\\\n  ",
                    "\\n",
                    "\\x41",
                    "\\u00e9",
                ),
                *(
                    "\\U0001F600",
                    "\\ ",
                    "\\t",
                    "\\\\",
                    '\\"',
                    "\\_",
                    "#",
                    ":",
                    "-",
                    " # ",
                    "\\\r\n  ",
                ),
            ]
        ),
        min_size=1,
        max_size=10,
    ).map("".join),
    st.sampled_from(
        ["k: {}", "- {}", "k:\n  {}", "k: [{}]", "{{k: {}, l: 1}}", "- &a\n  {}", "--- {}"]
    ),
    st.booleans(),
    st.data(),
)
def test_in_flow_scalars(
    quote: str, inside: str, around: str, more: bool, data: st.DataObject
) -> None:
    text = around.format(quote + inside + quote) + ("  # the end\n" if more else "")
    assert_spelt(the_document("x.yaml", text), data)
