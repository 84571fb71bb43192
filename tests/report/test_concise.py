from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from linter.report import render
from linter.result import FileResult
from tests.report.samples import clean, file_result, finding, marked, run_of_everything, unreadable

GOLDEN = Path(__file__).parent / "golden"


def concise(*results: FileResult, color: bool = False) -> str:
    return render("concise", results, color=color, version="1.0.0")


def test_a_run(golden: Callable[[Path, str], None]) -> None:
    golden(GOLDEN / "concise.out", concise(*run_of_everything()))


def test_a_run_in_colour(golden: Callable[[Path, str], None]) -> None:
    golden(GOLDEN / "concise-in-colour.out", concise(*run_of_everything(), color=True))


def test_a_finding_is_one_line_whatever_it_holds() -> None:
    name = "a\nb\u2028c\udcff.yaml"
    source, [place] = marked("a: ⟦1⟧\n", name)
    report = concise(
        file_result(source, finding(place, message="\x1b]0;t\x07\r\n\t\x85x", file=name))
    )
    assert report == (
        r"a\nb\u2028c\udcff.yaml:1:4: error wrong-type: \x1b]0;t\x07\r\n\t\x85x" + "\n"
    )


def test_the_limit_holds_for_each_file() -> None:
    source, places = marked("⟦a⟧⟦b⟧\n")
    result = file_result(source, *map(finding, places))._replace(max_findings=1)
    report = concise(result, unreadable()._replace(max_findings=1))
    assert [line.split(" ", 1)[1] for line in report.splitlines()] == [
        'error wrong-type: status codes are strings: write "429"',
        "and 1 more finding",
        "error unreadable-file: no such file: check the path",
    ]


def test_nothing_to_say_is_an_empty_report() -> None:
    assert concise() == concise(clean()) == ""
