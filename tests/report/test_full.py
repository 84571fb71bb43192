from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linter.finding import Place, Related
from linter.report import render
from linter.result import FileResult
from linter.source import Source, Span
from tests.report.samples import (
    clean,
    file_result,
    finding,
    marked,
    one_finding,
    run_of_everything,
    skipped,
)

Golden = Callable[[Path, str], None]
GOLDEN = Path(__file__).parent / "golden"

CONTEXT = "type: chat_prompt\nretry_config:\n  on_status_codes: [⟦429⟧]\n  delay: 100\n"
CASES = {
    "plain": CONTEXT,
    "first-line": "⟦type⟧: chat_promt\nname: a\n",
    "line-numbers": "a: 1\n" * 8 + "b: ⟦2⟧\nc: 3\n",
    "wide": "content: 你好，⟦世界⟧ and more\n",
    "combining": "content: e\u0301a\u0308 ⟦o\u0308⟧ x\n",
    "emoji": "content: 👍🏽 👩‍👩‍👧 ❤️ 🇩🇪 ⟦👩‍💻⟧ x\n",
    "tabs": '{\n\t"a":\t⟦1⟧\n}\n',
    "controls": "a: \x1b[31mred\x1b[0m \x00 \x7f \x9b ⟦\x08x⟧\n",
    "line-separators": "a: one\u2028two\u2029three\u0085four ⟦five⟧\nb: 2\n",
    "invisible": "a: \u200bx\u202ey\ufeffz\u00adw ⟦q\u200b⟧\n",
    "long-line": '{"a": "' + "x" * 300 + " ⟦here⟧ " + "y" * 300 + '"}\n',
    "long-span": '{"a": ⟦"' + "x" * 300 + '"⟧}\n',
    "long-wide-line": "a: " + "长" * 200 + "⟦在这里⟧" + "线" * 200 + "\n",
    "long-neighbours": f"{'a' * 250}\n{'b' * 150}⟦c⟧\nshort\n",
    "several-lines": "a: 1\nb: ⟦|\n  one\n  two⟧\nc: 3\n",
    "until-next-line": "a: 1\nb: ⟦two\n⟧c: 3\n",
    "zero-width": "a: 1\nb:⟦⟧\nc: 3\n",
    "end-of-file": "a: 1\nb: 2\n⟦⟧",
    "end-without-line-break": "a: 1\nb: {⟦⟧",
    "empty-file": "⟦⟧",
    "windows-line-breaks": "a: 1\r\nb: ⟦2⟧\r\nc: 3\r\n",
    "blank-neighbours": "a: 1\n\nb: ⟦2⟧\n   \nc: 3\n",
}


def full(*results: FileResult, color: bool = False) -> str:
    return render("full", results, color=color, version="1.0.0")


@pytest.mark.parametrize("name", CASES)
def test_excerpts(name: str, golden: Golden) -> None:
    golden(GOLDEN / "full" / f"{name}.out", full(one_finding(CASES[name])))


def test_no_golden_file_outlives_its_case() -> None:
    kept = {path.stem for path in (GOLDEN / "full").glob("*.out")}
    assert kept <= {*CASES, "run", "run-in-colour", "related", "secrets"}


def test_a_run(golden: Golden) -> None:
    golden(GOLDEN / "full" / "run.out", full(*run_of_everything()))


def test_a_run_in_colour(golden: Golden) -> None:
    golden(GOLDEN / "full" / "run-in-colour.out", full(*run_of_everything(), color=True))


def test_colour_changes_nothing_else() -> None:
    colored = full(*run_of_everything(), color=True)
    assert re.sub("\x1b\\[[0-9;]+m", "", colored) == full(*run_of_everything())


def test_related_places(golden: Golden) -> None:
    source, [first, second] = marked("⟦name⟧: a\n" + "x: 1\n" * 10 + "⟦name⟧: b\n")
    twice = finding(
        second,
        "duplicate-key",
        'key "name" is given twice',
        help="keep one",
        related=(Related(source.name, first, "first defined here"),),
    )
    elsewhere = finding(
        second,
        "duplicate-prompt",
        "a prompt of this name is applied already",
        related=tuple(
            Related(f"b/{i}.yaml", Place(i, 1, i, 5), "also defined here") for i in range(1, 12)
        ),
    )
    golden(GOLDEN / "full" / "related.out", full(file_result(source, twice, elsewhere)))


def test_secrets_are_masked_in_every_excerpt(golden: Golden) -> None:
    source, [key, other, block, copy] = marked(
        "a: Bearer ⟦sk-very-secret⟧ # mine\nb: ⟦no⟧\nc: |\n  ⟦BEGIN KEY\n  hidden⟧\nd: ⟦hidden⟧\n"
    )
    result = file_result(
        source,
        finding(key, "hardcoded-secret", "a credential in the manifest"),
        finding(other, help="the line above holds a secret"),
        finding(
            block,
            "hardcoded-secret",
            "a private key in the manifest",
            related=(Related(source.name, copy, "here too"),),
        ),
        finding(copy, "unknown-field", 'unknown key "d"'),
    )
    text = full(result)
    golden(GOLDEN / "full" / "secrets.out", text)
    assert "sk-" not in text
    assert "hidden" not in text


def test_nothing_to_say_is_an_empty_report() -> None:
    assert full() == full(clean(), skipped()) == ""


def test_findings_beyond_the_limit_are_counted() -> None:
    source, places = marked("⟦a⟧⟦b⟧⟦c⟧\n")
    report = full(file_result(source, *map(finding, places))._replace(max_findings=1))
    assert report.count("wrong-type") == 1
    assert report.endswith("\n\nprompts/greet.yaml: and 2 more findings\n")


def test_a_long_line_with_many_findings_is_quick() -> None:
    source = Source("big.json", '{"a": "' + "x" * 8_000_000 + '"}')
    findings = [finding(Place(1, i * 8_000 + 1, 1, i * 8_000 + 9)) for i in range(1_000)]
    findings.append(finding(Place(1, 1, 1, 8_000_000), "hardcoded-secret", "a credential"))
    started = process_time()
    report = full(file_result(source, *findings)._replace(max_findings=2_000))
    assert process_time() - started < 4
    assert max(map(len, report.splitlines())) < 120


@st.composite
def texts_with_places(draw: st.DrawFn) -> tuple[str, int, int]:
    odd = st.sampled_from("\x1b\x9b\r\n\t\u2028\u202e\u200d\ufe0f\ud800👍🏽你e\u0301 ab⟦")
    text = draw(st.text(st.one_of(odd, st.characters()), max_size=150))
    start = draw(st.integers(0, len(text)))
    return text, start, draw(st.integers(start, len(text)))


@settings(max_examples=150, deadline=None)
@given(texts_with_places())
def test_no_text_reaches_the_terminal_raw(case: tuple[str, int, int]) -> None:
    text, start, end = case
    source = Source(text or "x", text)
    place = source.place(Span(start, end))
    report = full(file_result(source, finding(place, message=text, help=text, file=source.name)))
    assert report.splitlines() == report.split("\n")[:-1]
    assert len(report.splitlines()) <= 8
    assert {unicodedata.category(char) for char in report.replace("\n", "")} & {"Cc", "Cs"} == set()
    assert not set(report) & set("\u2028\u2029\u202e\ufeff")
    assert re.search(r"^ +\| *\^+( up to line \d+)?$", report, re.MULTILINE)


@settings(max_examples=150, deadline=None)
@given(
    st.text("ab \t\x1b你👍é\u0301\u2028", max_size=40), st.text("ab你👍\t", min_size=1, max_size=9)
)
def test_the_underline_is_as_wide_as_what_it_underlines(before: str, inside: str) -> None:
    source, [place] = marked(f"{before}⟦{inside}⟧.")
    shown, underline = (
        line.partition("|")[2]
        for line in full(file_result(source, finding(place))).splitlines()[2:4]
    )
    columns = "".join(_columns(shown))
    start, end = underline.index("^"), len(underline)
    expected = "".join(_columns(inside.replace("\t", "    ")))
    assert columns[start:end] == expected
    assert columns[end:] == "."


def _columns(text: str) -> list[str]:
    """Write a wide character twice and a combining mark not at all: one item for each column."""
    return [
        char * (2 if unicodedata.east_asian_width(char) == "W" else 1)
        for char in text
        if not unicodedata.combining(char)
    ]
