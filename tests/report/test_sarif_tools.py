"""SARIF read back by Microsoft's sarif-tools, which knows nothing of pmlint."""

from __future__ import annotations

import csv
import subprocess
import sys
from pathlib import Path

import pytest

from linter.report import render
from tests.report.readers import expected
from tests.report.runs import RUNS

pytest.importorskip("sarif", reason="sarif-tools comes with the extra dev, and is not installed")

LEVELS = {"error": "error", "warning": "warning", "info": "note"}


def sarif(*arguments: str, folder: Path) -> str:
    """Run a command of sarif-tools and return what it prints."""
    done = subprocess.run(
        [sys.executable, "-m", "sarif", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture
def reports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with the report of each run."""
    monkeypatch.delenv("GITHUB_WORKSPACE", raising=False)
    for name, run in RUNS.items():
        text = render("sarif", run(), color=False, version="1.0.0")
        (tmp_path / f"{name}.sarif").write_text(text, "utf-8")
    return tmp_path


def test_findings_are_read_back(reports: Path) -> None:
    """Every one is found again, with its file, line, level and rule."""
    for name in ("several", "third-document", "envelope", "a-thousand"):
        sarif("csv", f"{name}.sarif", "--output", f"{name}.csv", folder=reports)
        with open(reports / f"{name}.csv", encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        read = [(row["Location"], int(row["Line"]), row["Severity"], row["Code"]) for row in rows]
        assert sorted(read) == sorted(
            (told.file, told.line, LEVELS[told.severity], told.rule)
            for told in expected(RUNS[name]())
        )


def test_runs_are_summed_up(reports: Path) -> None:
    """Errors, warnings and notes are counted as they are here; of nothing there is nothing."""
    assert "\nerror: 2\n" in sarif("summary", "several.sarif", folder=reports)
    assert "\nwarning: 3\n" in sarif("summary", "several.sarif", folder=reports)
    assert "\nerror: 0\n" in sarif("summary", "none.sarif", folder=reports)
    assert "pmlint" in sarif("info", "none.sarif", folder=reports)


def test_nothing_is_new_between_a_report_and_itself(reports: Path) -> None:
    said = sarif("diff", "several.sarif", "several.sarif", folder=reports)
    assert "error level: +0 -0 no changes\n" in said
    assert "warning level: +0 -0 no changes\n" in said
