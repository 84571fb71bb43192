from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from linter.finding import Edit, Fix, Place, Related, Severity
from linter.report import render
from linter.result import FileResult, Suppressed
from tests.report.samples import (
    clean,
    file_result,
    finding,
    marked,
    run_of_everything,
    shortened,
    skipped,
    unreadable,
)

GOLDEN = Path(__file__).parent / "golden"


def report(*results: FileResult) -> str:
    return render("json", shortened(*results), color=True, version="1.0.0")


def load(*results: FileResult) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(report(*results))
    return loaded


def test_a_run(golden: Callable[[Path, str], None]) -> None:
    golden(GOLDEN / "run.json", report(*run_of_everything()))


def test_no_findings(golden: Callable[[Path, str], None]) -> None:
    golden(GOLDEN / "clean.json", report(clean(), skipped()))


def test_keys_stand_in_the_published_order() -> None:
    source, [place] = marked("a: ⟦1⟧\n")
    related = (Related(source.name, Place(1, 1, 1, 2), "first defined here"),)
    loaded = load(file_result(source, finding(place, related=related)))
    assert list(loaded) == ["version", "tool", "summary", "findings"]
    assert loaded["version"] == 1
    assert loaded["tool"] == {"name": "pmlint", "version": "1.0.0"}
    assert list(loaded["summary"]) == [
        "files", "manifests", "skipped", "errors", "warnings", "infos", "suppressed", "fixable",
    ]  # fmt: skip
    [only] = loaded["findings"]
    assert list(only) == [
        "file", "document", "pointer", "line", "column", "end_line", "end_column",
        "rule", "severity", "message", "help", "url", "related", "fix",
    ]  # fmt: skip
    assert list(only["related"][0].items()) == [
        ("file", source.name), ("line", 1), ("column", 1), ("end_line", 1), ("end_column", 2),
        ("message", "first defined here"),
    ]  # fmt: skip


def test_counts() -> None:
    source, places = marked("⟦a⟧⟦b⟧⟦c⟧\n")
    findings = [
        finding(place, severity=level) for place, level in zip(places, Severity, strict=True)
    ]
    silenced = Suppressed(findings[0], "baseline")
    result = file_result(source, *findings)._replace(suppressed=(silenced,) * 4)
    assert load(result, clean(), skipped(), unreadable())["summary"] == {
        "files": 4,
        "manifests": 2,
        "skipped": 1,
        "errors": 2,
        "warnings": 1,
        "infos": 1,
        "suppressed": 4,
        "fixable": 0,
    }


def test_the_limit_of_terminals_does_not_hold() -> None:
    source, places = marked("⟦a⟧⟦b⟧⟦c⟧\n")
    assert len(load(file_result(source, *map(finding, places)))["findings"]) == 3


def test_an_unreadable_file_has_neither_document_nor_pointer() -> None:
    [only] = load(unreadable())["findings"]
    assert (only["document"], only["pointer"]) == (None, None)
    assert (only["line"], only["column"], only["end_line"], only["end_column"]) == (1, 1, 1, 1)


def test_any_text_survives_and_can_be_encoded() -> None:
    odd = 'größe 你好 \ud800 \x1b \x9b \u2028 " \\ \n'
    source, [place] = marked("⟦a⟧\n", odd)
    text = report(file_result(source, finding(place, message=odd, file=odd)))
    text.encode()
    assert "größe 你好" in text
    assert not set(text) & set("\x1b\x9b\u2028")
    [only] = json.loads(text)["findings"]
    assert only["file"] == only["message"] == odd


def test_a_line_for_each_finding() -> None:
    source, places = marked("⟦a⟧⟦b⟧\n")
    lines = report(file_result(source, *map(finding, places))).splitlines()
    assert len([line for line in lines if '"rule"' in line]) == 2


def test_a_fix_with_its_edits() -> None:
    source, (place,) = marked("status: ⟦429⟧\n")
    quote = Fix("quote the value", (Edit(place, '"429"'),), safe=True)
    mended = load(file_result(source, finding(place)._replace(fix=quote)))
    assert mended["findings"][0]["fix"] == {
        "applicability": "safe",
        "message": "quote the value",
        "edits": [{"line": 1, "column": 9, "end_line": 1, "end_column": 12, "text": '"429"'}],
    }
    assert mended["summary"]["fixable"] == 1
    risky = load(file_result(source, finding(place)._replace(fix=quote._replace(safe=False))))
    assert risky["findings"][0]["fix"]["applicability"] == "unsafe"
    assert risky["summary"]["fixable"] == 0
