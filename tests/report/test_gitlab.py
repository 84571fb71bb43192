"""``gitlab``: as GitLab's schema and its page on code quality want it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft4Validator

from linter.finding import Severity
from linter.report import render
from linter.result import FileResult
from tests.report.runs import RUNS, linted
from tests.report.samples import clean, file_result, finding, marked, shortened, skipped, unreadable

SCHEMA = json.loads((Path(__file__).parent / "schemas" / "gitlab-codeclimate.json").read_bytes())


@pytest.fixture(autouse=True)
def _no_project(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI_PROJECT_DIR", raising=False)


def report(*results: FileResult) -> list[dict[str, Any]]:
    text = render("gitlab", shortened(*results), color=True, version="1.0.0")
    loaded: list[dict[str, Any]] = json.loads(text)
    return loaded


@pytest.mark.parametrize("run", RUNS)
def test_every_run_is_what_gitlab_reads(run: str) -> None:
    results = RUNS[run]()
    issues = report(*results)
    assert len(issues) == sum(len(result.findings) for result in results)
    for issue in issues:
        Draft4Validator(SCHEMA).validate(issue)
        assert issue["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert issue["location"]["positions"]["begin"]["line"] >= 1
        assert not issue["location"]["path"].startswith(("/", "./"))
    assert len({issue["fingerprint"] for issue in issues}) == len(issues)


def test_an_issue() -> None:
    source, [place] = marked("codes: [⟦429⟧]\n")
    [only] = report(file_result(source, finding(place)))
    assert len(only.pop("fingerprint")) == 32
    assert only == {
        "description": 'wrong-type: status codes are strings: write "429"',
        "check_name": "wrong-type",
        "severity": "major",
        "location": {
            "path": "prompts/greet.yaml",
            "positions": {
                "begin": {"line": 1, "column": 9},
                "end": {"line": 1, "column": 12},
            },
        },
    }


def test_severities() -> None:
    source, places = marked("⟦a⟧⟦b⟧⟦c⟧\n")
    levels = (Severity.ERROR, Severity.WARNING, Severity.INFO)
    findings = [finding(place, severity=level) for place, level in zip(places, levels, strict=True)]
    issues = report(file_result(source, *findings))
    assert [issue["severity"] for issue in issues] == ["major", "minor", "info"]


def test_nothing_found_is_an_empty_list() -> None:
    assert report() == report(clean(), skipped()) == []


def test_a_file_that_was_not_read_has_its_finding_on_the_first_line() -> None:
    [only] = report(unreadable())
    assert only["location"] == {
        "path": "prompts/gone.yaml",
        "positions": {"begin": {"line": 1, "column": 1}, "end": {"line": 1, "column": 1}},
    }


TEXT = """\
type: chat_prompt
metadata: {}
ml_repo: support
name: greeting
messages:
- {role: usr, content: Hello}
"""


def test_a_fingerprint_survives_lines_above_and_how_the_path_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "prompts").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CI_PROJECT_DIR", str(tmp_path))
    [before] = report(linted("prompts/a.yaml", TEXT))
    [after] = report(linted(str(tmp_path / "prompts" / "a.yaml"), "# a comment\n\n" + TEXT))
    monkeypatch.chdir(tmp_path / "prompts")
    [inside] = report(linted("./a.yaml", TEXT))
    assert before["location"]["path"] == inside["location"]["path"] == "prompts/a.yaml"
    assert after["location"]["path"] == "prompts/a.yaml"
    assert before["fingerprint"] == after["fingerprint"] == inside["fingerprint"]
    assert after["location"]["positions"]["begin"]["line"] == 8


def test_the_same_mistake_twice_has_two_fingerprints() -> None:
    twice = TEXT + "- {role: usr, content: Hello}\n"
    first, second = report(linted("a.yaml", twice))
    assert first["description"] == second["description"]
    assert first["fingerprint"] != second["fingerprint"]
    [other] = report(linted("b.yaml", TEXT))
    assert other["fingerprint"] not in (first["fingerprint"], second["fingerprint"])
