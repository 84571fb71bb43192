"""Every format shows every run, and all of them tell the same."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from linter.report import FORMATS, render
from linter.result import FileResult
from tests.report.readers import READERS, expected
from tests.report.runs import MANY, RUNS, linted

ROOT = Path(__file__).parents[2]
BAD = ROOT / "tests" / "corpus" / "bad"
GOLDEN = Path(__file__).parent / "golden" / "runs"
SUFFIXES = {"json": "json", "sarif": "json", "gitlab": "json", "junit": "xml"}
"""How the files of a format end; those for people end in ``txt``."""

BOTH = [(name, run) for run in RUNS for name in FORMATS]


def golden_file(run: str, name: str) -> Path:
    return GOLDEN / run / f"{name}.{SUFFIXES.get(name, 'txt')}"


def report(name: str, results: list[FileResult]) -> str:
    return render(name, results, color=False, version="1.0.0")


@pytest.fixture(autouse=True)
def _no_workspace(monkeypatch: pytest.MonkeyPatch) -> None:
    """Paths are those of the run, also where CI runs the tests."""
    for name in ("GITHUB_WORKSPACE", "CI_PROJECT_DIR"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize(("name", "run"), BOTH)
def test_reports(name: str, run: str, golden: Callable[[Path, str], None]) -> None:
    golden(golden_file(run, name), report(name, RUNS[run]()))


@pytest.mark.parametrize(("name", "run"), BOTH)
def test_the_same_findings_in_every_format(name: str, run: str) -> None:
    results = RUNS[run]()
    assert sorted(READERS[name](report(name, results))) == expected(results)


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_findings_of_the_whole_bad_corpus(name: str) -> None:
    files = sorted(path for path in BAD.rglob("*") if path.suffix in (".yaml", ".yml", ".json"))
    results = [linted(path.relative_to(BAD).as_posix(), path.read_bytes()) for path in files]
    told = expected(results)
    assert len(told) > 300
    assert sorted(READERS[name](report(name, results))) == told


@pytest.mark.checkout
def test_every_format_is_described() -> None:
    page = (ROOT / "docs" / "reports.md").read_text("utf-8")
    readme = (ROOT / "README.md").read_text("utf-8")
    assert re.findall("^## (.*)$", page, re.MULTILINE) == list(FORMATS)
    assert re.findall(r"^\| `(\w+)` \| .*\|$", readme, re.MULTILINE) == list(FORMATS)


def test_the_runs_are_what_their_names_say() -> None:
    counts = {run: len(expected(make())) for run, make in RUNS.items()}
    assert counts["none"] == counts["no-files"] == 0
    assert counts["a-thousand"] == MANY
    assert counts["several"] > 4
    assert {told.severity for told in expected(RUNS["of-every-kind"]())} == {
        "error",
        "warning",
        "info",
    }
    [last] = [finding for result in RUNS["third-document"]() for finding in result.findings]
    assert last.document == 2
    inside = [finding for result in RUNS["envelope"]() for finding in result.findings]
    assert {finding.pointer and finding.pointer.split("/")[2] for finding in inside} == {"manifest"}


def test_no_report_outlives_its_run() -> None:
    wanted = {golden_file(run, name) for name, run in BOTH}
    assert {path for path in GOLDEN.rglob("*") if path.is_file()} == wanted
