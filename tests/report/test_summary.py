from __future__ import annotations

import pytest

from linter.report.summary import summary_line
from linter.result import Summary, Suppressed, summarize
from tests.report.samples import clean, one_finding, skipped, unreadable

NOTHING = Summary(0, 0, 0, 0, 0, 0, 0)


@pytest.mark.parametrize(
    ("counts", "line"),
    [
        (
            {"files": 3, "manifests": 2, "skipped": 1, "errors": 2, "warnings": 1, "affected": 1},
            "2 errors and 1 warning in 1 of 3 files (2 manifests; 1 file without one skipped)",
        ),
        (
            {"files": 2, "manifests": 2, "errors": 1, "warnings": 2, "infos": 2, "affected": 2},
            "1 error, 2 warnings and 2 infos in 2 files (2 manifests)",
        ),
        (
            {"files": 1, "manifests": 1, "infos": 1, "affected": 1, "suppressed": 2},
            "1 info in 1 file (1 manifest; 2 findings suppressed)",
        ),
        ({"files": 1, "errors": 1, "affected": 1}, "1 error in 1 file (0 manifests checked)"),
        ({"files": 1, "manifests": 1}, "no findings in 1 manifest"),
        (
            {"files": 5, "manifests": 3, "skipped": 2, "suppressed": 1},
            "no findings in 3 manifests (2 files without one skipped; 1 finding suppressed)",
        ),
        ({"files": 3, "skipped": 3}, "0 manifests checked: no prompt manifest in 3 files"),
        ({"files": 1, "skipped": 1}, "0 manifests checked: no prompt manifest in 1 file"),
        ({}, "0 manifests checked: no YAML or JSON file found"),
    ],
)
def test_the_line(counts: dict[str, int], line: str) -> None:
    assert summary_line(NOTHING._replace(**counts)) == line


def test_colours() -> None:
    assert "\x1b" in summary_line(NOTHING, color=True)
    assert "\x1b" not in summary_line(NOTHING)


def test_results_are_added_up() -> None:
    result = one_finding("⟦a⟧: 1\n")
    silenced = Suppressed(result.findings[0], "comment")
    results = [clean(), skipped(), unreadable(), result._replace(suppressed=(silenced, silenced))]
    assert summarize(results) == NOTHING._replace(
        files=4, manifests=2, skipped=1, errors=2, suppressed=2, affected=2
    )
