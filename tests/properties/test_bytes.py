"""No bytes make the linter fall over, take long, or point outside of the text."""

from __future__ import annotations

import json
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from linter.engine import lint_bytes
from linter.finding import Place
from linter.report import FORMATS, render
from linter.result import FileResult
from linter.settings import Settings
from linter.source import Source
from tests.properties.profile import examples

SECONDS = 2

CORPUS = Path(__file__).parents[1] / "corpus"
FILES = sorted(
    path.relative_to(CORPUS).as_posix()
    for path in CORPUS.rglob("*")
    if path.suffix in (".yaml", ".yml", ".json")
)

MARKS = st.sampled_from([b"type: chat_prompt\n", b'{"type": "chat_prompt",', b"chat_prompt", b""])
TOKENS = (
    *(b"\0", b"\xff", b"\xef\xbb\xbf", b"\xe2\x80\xa8", b"\xc2\x85", b"\xf0\x9f\x98\x80"),
    *(b"\t", b"\r", b"\r\n", b"\n", b"\n\n", b" ", b"  ", b"#", b"'", b'"', b"\\", b"\x07"),
    *(b"{", b"}", b"{{x}}", b"[", b"]", b",", b": ", b"- ", b"? ", b"|\n", b">-\n", b"---\n"),
    *(b"&a ", b"*a", b"<<: *a", b"!x ", b"!!binary ", b"!!timestamp ", b"%", b"@", b"="),
    *(b"\\ud83d", b"1e999", b"-0", b".nan", b"9" * 5000, b"2001-01-01", b"null", b"1:30"),
)
SNIPPETS = st.one_of(st.sampled_from(TOKENS), st.binary(min_size=1, max_size=6))


def assert_tellable(result: FileResult) -> None:
    """Check that every place lies in the text, and that every format can tell the findings."""
    for finding in result.findings:
        assert result.source is not None
        for place in (finding.place, *(related.place for related in finding.related)):
            assert_inside(result.source, place)
    for name in FORMATS:
        text = render(name, [result], color=False, version="1.0.0")
        assert text.endswith("\n") or not (text or result.findings)
    assert len(json.loads(render("json", [result], color=False, version="1"))["findings"]) == len(
        result.findings
    )


def assert_inside(source: Source, place: Place) -> None:
    start, end = place[:2], place[2:]
    assert start <= end
    for line, column in (start, end):
        assert 1 <= line <= len(source.line_starts)
        assert 1 <= column <= len(source.line(line)) + 1


@examples(300, SECONDS)
@given(
    MARKS, st.lists(SNIPPETS, max_size=12).map(b"".join), st.sampled_from(["x.yaml", "x.json", "-"])
)
def test_any_bytes(mark: bytes, data: bytes, name: str) -> None:
    assert_tellable(lint_bytes(name, mark + data, Settings()))


@examples(250, SECONDS)
@given(st.sampled_from(FILES), st.data())
def test_corpus_files_with_slips(name: str, data: st.DataObject) -> None:
    content = (CORPUS / name).read_bytes()
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(content)))
        cut = data.draw(st.one_of(st.integers(0, 3), st.integers(0, 200)))
        content = content[:at] + data.draw(SNIPPETS | st.just(b"")) + content[at + cut :]
    assert_tellable(lint_bytes(name, content, Settings()))


@examples(80, SECONDS)
@given(st.sampled_from(FILES), st.data())
def test_corpus_files_with_lines_moved(name: str, data: st.DataObject) -> None:
    lines = (CORPUS / name).read_bytes().splitlines(keepends=True)
    numbers = st.integers(0, len(lines))
    start, length, to = data.draw(numbers), data.draw(st.integers(1, 5)), data.draw(numbers)
    moved = lines[start : start + length]
    rest = lines if data.draw(st.booleans()) else lines[:start] + lines[start + length :]
    assert_tellable(lint_bytes(name, b"".join([*rest[:to], *moved, *rest[to:]]), Settings()))
