"""Plain YAML is read line by line, and as soon as anything is not certain, not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import corpus
from linter.document import composed, read
from linter.document.encoding import decode
from linter.document.yaml_document import YamlDocument
from linter.document.yaml_plain import read_plain
from linter.document.yaml_plain_document import PlainDocument
from linter.document.yaml_reader import read_yaml
from linter.finding import At
from linter.rules import RULES
from linter.rules.page import parse
from linter.settings import Limits
from linter.source import Source
from tests.document.plain import LIMITS, assert_same, is_plain
from tests.properties.observed import below

TESTS = Path(__file__).parents[1]

PLAIN = {
    "words and numbers": "a: b c\nd: 1\ne: -2.5\nf: true\ng: null\nh: ~\ni: 0\nj: -0\nk: 1.50\n",
    "texts that look like more": "a: 1 o'clock\nb: truely\nc: v1.0\nd: gpt-4o\ne: x:y\nf: a#b\n",
    "keys": "a b: 1\nmax_tokens: 2\nx-y.z: 3\nключ: 4\n'200': 5\n\"on\": 6\n",
    "nothing": "a:\nb: x\nc:\n",
    "mappings": "a:\n  b:\n    c: 1\n  d: 2\ne: 3\n",
    "lists": "a:\n- x\n- y\nb:\n  - x\n  -\n    y: 1\n  -\nc: 1\n",
    "mappings in lists": "a:\n- b: 1\n  c:\n  - d\n  - e: 2\n-   f: 3\n    g: 4\n",
    "a value on the next line": "a:\n  b c\n  d\nb:\n  'x'\n",
    "comments": "# a\na: 1 # b\n  # c\nb: # d\n  # e\n  - x # f\n# g\n  - 'y' # h\nc: [z] # i\n",
    "blank lines": "\n\na: 1\n\n   \nb:\n\n  c: 2\n\n",
    "blanks at the end": "a: 1  \nb:  \n  - x \n  -  \nc: 'd' \n",
    "single quotes": "a: 'it''s: # x'\nb: ''\nc: ' x '\n",
    "double quotes": 'a: "x"\nb: "\\n\\t\\"\\\\\\x41\\u00e9\\U0001F600"\nc: ""\n',
    "lines of unquoted text": "a: one\n  two\n   three # not\n".replace(" # not", "") + "b: 1\n",
    "lines of quoted text": "a: 'one\n  two\n\n  three '\nb: \"x \\\n  y\n  z\"\nc: '\n  d'\n",
    "literal": "a: |\n  x\n    y\n\n  z\nb: |-\n  x\nc: |+\n  x\n\nd: |\n\n  x\n",
    "folded": "a: >\n  x\n  y\n\n  z\n    deeper\n\n  w\nb: >-\n  x\n",
    "counted indentation": "a: |2\n    x\n  y\nb:\n  c: >1-\n    x\n",
    "literal at the end": "a:\n  - |\n   x",
    "literal kept at the end": "a: |+\n  x\n\n\n",
    "brackets": "a: [x, 'y, z', \"w\", 1, [], {}]\nb: []\nc: {}\nd:\n  - [a]\n  - {b: c}\n",
    "braces": "a: {b: 1, 'c d': [x, y], \"e\": {f: null}}\n",
    "lines in brackets": "a: [x,\n  y, {z: 1,\n  w: 2},\n  ]\n",
    "documents": "---\na: 1\n---\n# x\nb: |\n  y\n---\nc: 1\n",
    "line ends of Windows": "a: |\r\n  x\r\n  y\r\nb: 1\r\n",
    "no line feed at the end": "a: b",
    "any characters": "a: «x» 😀 日本\nb: |\n  \xa0\n  \u3000x\n",
}

DOUBTFUL = {
    "words of YAML 1.1": "a: yes",
    "another spelling": "a: True",
    "octal": "a: 010",
    "sixties": "a: 1:30",
    "exponent": "a: 1e3",
    "many digits": "a: 12345678901234567",
    "date": "a: 2024-05-01",
    "infinity": "a: .inf",
    "equals sign": "a: =",
    "merge key": "a: {x: 1}\n<<: {y: 2}",
    "number as a key": "1: a",
    "word as a key": "on: a",
    "no key": "a: 1\nb\n",
    "key given twice": "a: 1\na: 2\n",
    "quoted key given twice": "a: 1\n'a': 2\n",
    "key given twice in braces": "a: {b: 1, b: 2}",
    "long key": "a" * 2000 + ": 1",
    "blank before the colon": "a : 1",
    "explicit key": "? a\n: 1",
    "anchor and alias": "a: &x 1\nb: *x\n",
    "tag": "a: !!str 1",
    "directive": "%YAML 1.1\n---\na: 1\n",
    "end of a document": "a: 1\n...\n",
    "empty document": "a: 1\n---\n",
    "first document empty": "---\n---\na: 1\n",
    "marker inside": "a: 'x\n--- y'\n",
    "nothing at all": "",
    "only comments": "# a\n",
    "a list": "- a",
    "a text": "a",
    "in braces as a whole": "{a: 1}",
    "indented as a whole": "  a: 1",
    "not as far as before": "a:\n    b: 1\n  c: 2\n",
    "further than before": "a: 1\n  b: 2\n",
    "list at the place of keys": "a: 1\n- b\n",
    "list in a list": "a:\n- - b\n",
    "two colons": "a: b: c",
    "colon at the end": "a: b:",
    "dash as a value": "a: - b",
    "colon in the next line": "a: b\n  c: d\n",
    "text behind a blank line": "a: b\n\n  c\n",
    "text behind a comment": "a: b # x\n  c\n",
    "text behind quotes": "a: 'b' c",
    "line behind quotes": "a: 'b'\n  c\n",
    "number that goes on": "a: 1\n  x\n",
    "reserved character": "a: @b",
    "template": "a: {{b}}",
    "colon in brackets": "a: [b:c]",
    "pair in brackets": "a: [b: c]",
    "no pair in braces": "a: {b}",
    "key over two lines in braces": "a: {b\n  : c}",
    "brackets left open": "a: [b\nc: 1\n",
    "text over two lines in brackets": "a: [b\n  c]\n",
    "deep brackets": "a: " + "[" * 30 + "]" * 30,
    "quotes left open": "a: 'b\nc: 1\n",
    "quoted text not indented": "a: 'b\nc'\n",
    "unknown escape": 'a: "\\q"',
    "half a surrogate pair": 'a: "\\ud800"',
    "escape beyond Unicode": 'a: "\\UFFFFFFFF"',
    "empty block scalar": "a: |\nb: 1\n",
    "indentation of nothing": "a: |0\n  x\n",
    "indicators in excess": "a: |--\n  x\n",
    "comment glued to an indicator": "a: |#\n  x\n",
    "blanks before a block scalar": "a: |\n     \n  x\n",
    "tab": "a:\n  b: |\n    x\ty\n",
    "carriage return": "a: 1\rb: 2\r",
    "next line": "a: |\n  x\x85y\n",
    "line separator": "a: x\u2028y",
    "byte order mark inside": "a: x\ufeffy",
    "control character": "a: x\x07y",
    "no character": "a: x\uffffy",
    "surrogate": "a: x\ud800y",
    "deep mappings": "".join(" " * depth + "a:\n" for depth in range(60)),
}  # fmt: skip


@pytest.mark.parametrize("text", PLAIN.values(), ids=PLAIN)
def test_plain_texts_are_read_as_the_composing_reader_has_them(text: str) -> None:
    assert assert_same(text)


@pytest.mark.parametrize("text", DOUBTFUL.values(), ids=DOUBTFUL)
def test_doubtful_texts_are_left_to_the_composing_reader(text: str) -> None:
    assert not is_plain(text)


def texts(folder: str) -> list[str]:
    """Return the YAML texts of a folder of the corpora, as far as they are text."""
    found = []
    for path in sorted((TESTS / "corpus" / folder).rglob("*.y*ml")):
        source, fault = decode(path.name, path.read_bytes())
        if fault is None:
            found.append(source.text)
    return found


@pytest.mark.parametrize("folder", ["good", "other", "bad"])
def test_the_corpora_are_read_alike(folder: str) -> None:
    for text in texts(folder):
        assert_same(text)


def test_the_examples_of_the_rules_are_read_alike() -> None:
    pages = [parse(rule.page) for rule in RULES.values()]
    for page in pages:
        for body in (*page.examples("Bad"), *page.examples("Good")):
            assert_same(body)


def test_most_manifests_are_plain() -> None:
    generated = [corpus.to_yaml(entry.value) for entry in corpus.entries(300)]
    assert all(assert_same(text) for text in generated)
    broken = [corpus.to_yaml(entry.value) for entry in corpus.entries(100, broken_share=1.0)]
    assert sum(map(assert_same, broken)) >= 95
    # The others have anchors, tags, directives and whatever else YAML has to offer.
    good = texts("good")
    assert sum(map(is_plain, good)) >= 0.75 * len(good)


def test_what_is_remembered_is_not_shared() -> None:
    text = "a: [x]\nb: {y: [1]}\n"
    first, second = (read_plain(text, LIMITS) for _ in range(2))
    assert first is not None
    first[0]["a"].append("z")
    first[0]["b"]["y"].append(2)
    assert second == read_plain(text, LIMITS) == [{"a": ["x"], "b": {"y": [1]}}]


@pytest.mark.parametrize(
    "limits", [Limits(max_nodes=5), Limits(max_nodes=30), Limits(max_depth=3), Limits(max_depth=95)]
)
def test_limits_hold(limits: Limits) -> None:
    for text in (*PLAIN.values(), "a: [1, 2, 3, 4, 5, 6, 7]", "a:\n- b\n- c\n- d\n- e\n- f\n"):
        assert_same(text, limits)
    assert read_plain("a: [1, 2, 3, 4, 5, 6, 7]", Limits(max_nodes=5)) is None
    assert read_plain("a: b\n", Limits(max_depth=3)) is None


def test_places_are_those_of_the_nodes() -> None:
    source = Source("x.yaml", "---\n" + PLAIN["mappings"] + "---\n" + PLAIN["braces"])
    documents, nodes = read(source, LIMITS).documents, read_yaml(source, LIMITS).documents
    assert len(documents) == 2
    for plain, full in zip(documents, nodes, strict=True):
        assert isinstance(plain, PlainDocument)
        assert isinstance(composed(plain), YamlDocument)
        assert plain.index == full.index
        for path, _ in below(full.value):
            assert plain.written(path) == full.written(path)
            assert [plain.span(path, at) for at in At] == [full.span(path, at) for at in At]


def test_only_yaml_has_nodes() -> None:
    (document,) = read(Source("x.yaml", "a: &b 1"), LIMITS).documents
    assert composed(document) is document
    assert composed(read(Source("x.json", "{}"), LIMITS).documents[0]) is None
