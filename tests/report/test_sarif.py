"""SARIF: what the published schema asks for, what GitHub does, and what a reader makes of it."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft4Validator, FormatChecker

from linter.engine import lint
from linter.finding import Edit, Finding, Fix, Place
from linter.report import render
from linter.report.sarif_rules import descriptor
from linter.result import FileResult, Suppressed
from linter.rules import RULES
from linter.settings import Settings
from linter.source import Source, Span
from tests.report.runs import GREETING, RUNS, linted, several
from tests.report.samples import clean, file_result, finding, marked, shortened, unreadable

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
PUBLISHED = HERE / "schemas" / "sarif-schema-2.1.0.json"

FORMATS = FormatChecker(())
URI = re.compile(r"(?:[\w.~:/?#@!$&'()*+,;=-]|%[0-9A-F]{2})+", re.ASCII)


@FORMATS.checks("uri")
def _is_uri(value: object) -> bool:
    return _is_reference(value) and re.match(r"[a-z]+:", str(value)) is not None


@FORMATS.checks("uri-reference")
def _is_reference(value: object) -> bool:
    return URI.fullmatch(str(value)) is not None


@pytest.fixture(autouse=True)
def _no_workspace(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GITHUB_WORKSPACE", raising=False)


@cache
def validator() -> Draft4Validator:
    return Draft4Validator(json.loads(PUBLISHED.read_text("utf-8")), format_checker=FORMATS)


def log(*results: FileResult) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(render("sarif", results, color=True, version="1.0.0"))
    return loaded


def the_run(*results: FileResult) -> dict[str, Any]:
    [run] = log(*results)["runs"]
    assert isinstance(run, dict)
    return run


def only(*results: FileResult) -> dict[str, Any]:
    [result] = the_run(*results)["results"]
    assert isinstance(result, dict)
    return result


def one(**changes: Any) -> dict[str, Any]:
    """Return the result of a finding in one line, changed."""
    source, [place] = marked("a: ⟦1⟧\n")
    return only(file_result(source, finding(place)._replace(**changes)))


def uri_of(file: str) -> dict[str, str]:
    location = one(file=file)["locations"][0]["physicalLocation"]["artifactLocation"]
    assert isinstance(location, dict)
    return location


@pytest.mark.parametrize("name", RUNS)
def test_the_published_schema_accepts_every_run(name: str) -> None:
    validator().validate(log(*RUNS[name]()))


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("runs", 0, "results", 0, "locations", 0, "physicalLocation", "region", "startLine"), 0),
        (("runs", 0, "results", 0, "level"), "info"),
        (("runs", 0, "results", 0, "fixes"), [{"description": {"text": "without changes"}}]),
        (("runs", 0, "tool", "driver", "rules", 0, "helpUri"), "docs/rules/wrong-type.md"),
        (("runs", 0, "columnKind"), "codePoints"),
        (("runs", 0, "findings"), []),
    ],
)
def test_the_published_schema_would_refuse(path: tuple[str | int, ...], value: Any) -> None:
    broken = log(*several())
    inside: Any = broken
    for step in path[:-1]:
        inside = inside[step]
    inside[path[-1]] = value
    assert not validator().is_valid(broken)


def test_a_clean_run_has_results_and_rules_all_the_same() -> None:
    run = the_run(clean())
    assert run["results"] == run["tool"]["driver"]["rules"] == []
    assert the_run()["results"] == []


def test_columns_count_code_points_and_the_end_is_exclusive() -> None:
    source, [place] = marked("a: 👋⟦😀b⟧ # 🎉\n")
    assert only(file_result(source, finding(place)))["locations"][0]["physicalLocation"][
        "region"
    ] == {"startLine": 1, "startColumn": 5, "endLine": 1, "endColumn": 7}
    assert the_run()["columnKind"] == "unicodeCodePoints"


def test_what_was_not_read_has_a_file_but_no_region() -> None:
    assert only(unreadable())["locations"] == [
        {
            "physicalLocation": {
                "artifactLocation": {"uri": "prompts/gone.yaml", "uriBaseId": "%SRCROOT%"}
            }
        }
    ]


def test_what_can_not_be_decoded_has_a_region() -> None:
    result = only(linted("a.yaml", b"type: chat_prompt\nname: \xff\n"))
    assert result["ruleId"] == "encoding"
    region = result["locations"][0]["physicalLocation"]["region"]
    assert (region["startLine"], region["startColumn"]) == (2, 7)


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        ("prompts/greet.yaml", "prompts/greet.yaml"),
        ("./prompts/../greet.yaml", "greet.yaml"),
        ("a b/100%.yaml", "a%20b/100%25.yaml"),
        ("größe/你.yaml", "gr%C3%B6%C3%9Fe/%E4%BD%A0.yaml"),
        ("a:b?c#d.yaml", "a%3Ab%3Fc%23d.yaml"),
        ("latin-\udce9.yaml", "latin-%E9.yaml"),
        ("<stdin>", "%3Cstdin%3E"),
    ],
)
def test_uris_are_relative_and_percent_encoded(file: str, expected: str) -> None:
    assert uri_of(file) == {"uri": expected, "uriBaseId": "%SRCROOT%"}


def test_absolute_paths_become_relative_where_they_can(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository = tmp_path / "a repository"
    (repository / "prompts").mkdir(parents=True)
    monkeypatch.chdir(repository / "prompts")
    below = str(repository / "prompts" / "x.yaml")
    beside = str(repository / "x.yaml")
    assert uri_of(below) == {"uri": "x.yaml", "uriBaseId": "%SRCROOT%"}
    assert uri_of(beside) == uri_of("../x.yaml") == {"uri": (repository / "x.yaml").as_uri()}
    (tmp_path / "link").symlink_to(repository)
    assert uri_of(str(tmp_path / "link" / "prompts" / "x.yaml"))["uri"] == "x.yaml"


def test_in_a_workflow_paths_are_those_of_the_repository(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "repository" / "prompts").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "repository" / "prompts")
    monkeypatch.setenv("GITHUB_WORKSPACE", str(tmp_path / "repository"))
    assert uri_of("x.yaml")["uri"] == "prompts/x.yaml"
    assert uri_of("../x.yaml")["uri"] == "x.yaml"
    elsewhere = (tmp_path / "x.yaml").as_uri()
    assert uri_of("../../x.yaml") == {"uri": elsewhere}


def test_each_result_has_its_rule() -> None:
    run = the_run(*several())
    rules = run["tool"]["driver"]["rules"]
    assert len({rule["id"] for rule in rules}) == len(rules) == 5
    assert [rules[result["ruleIndex"]]["id"] for result in run["results"]] == [
        result["ruleId"] for result in run["results"]
    ]


@pytest.mark.parametrize("name", RULES)
def test_rules_are_described_for_people(name: str) -> None:
    rule = descriptor(name, None, "1.0.0")
    # GitHub shows the two descriptions above an alert, and takes no more than this.
    assert 10 < len(rule["shortDescription"]["text"]) < 1024
    assert 10 < len(rule["fullDescription"]["text"]) < 1024
    assert rule["help"]["text"].count("\nBad:\n") == rule["help"]["markdown"].count("\n## Bad\n")
    package, _, page = rule["helpUri"].partition("#")
    assert package == "pkg:pypi/pmlint@1.0.0"
    assert page == f"docs/rules/{name}.md"


@pytest.mark.checkout
def test_help_uris_name_pages_that_there_are() -> None:
    for name in RULES:
        page = descriptor(name, None, "1.0.0")["helpUri"].partition("#")[2]
        assert (ROOT / page).is_file()


def test_a_page_on_the_web_is_preferred() -> None:
    source, [place] = marked("⟦a⟧\n")
    linked = finding(place)._replace(url="https://example.com/wrong-type")
    [rule] = the_run(file_result(source, linked))["tool"]["driver"]["rules"]
    assert rule["helpUri"] == "https://example.com/wrong-type"


def test_the_help_follows_the_message() -> None:
    told = one(message="what is wrong", help="what to write")
    assert told["message"] == {"text": "what is wrong\nwhat to write"}


def test_text_that_would_be_a_link_is_text() -> None:
    assert one(message="see [a](0), b[1] and (c)")["message"]["text"] == (
        r"see \[a](0), b[1] and (c)"
    )


def test_credentials_are_in_no_fix_and_no_reason() -> None:
    key = "ghp_" + "a1B2c3D4e5F6" * 3
    source, [place] = marked("a: ⟦x⟧\n")
    quoted = Fix("quote the value", (Edit(place, f'"{key}"'),), safe=True)
    told = finding(place)._replace(fix=quoted)
    result = file_result(source, told)._replace(suppressed=(Suppressed(told, "comment", key),))
    report = render("sarif", [result], color=False, version="1.0.0")
    assert key not in report
    assert '"justification"' in report


def applied(text: str, fix: dict[str, Any]) -> str:
    """Apply a fix of the report to a text as a reader would."""
    source = Source("x", text)
    [change] = fix["artifactChanges"]
    for replacement in reversed(change["replacements"]):
        region = replacement["deletedRegion"]
        start = source.line_starts[region["startLine"] - 1] + region["startColumn"] - 1
        end = source.line_starts[region["endLine"] - 1] + region["endColumn"] - 1
        text = text[:start] + replacement["insertedContent"]["text"] + text[end:]
    return text


def test_fixes_can_be_applied() -> None:
    source, [first, second] = marked("👋: ⟦429⟧\nb: ⟦|\n  two\n  lines⟧\nc: 3\n")
    edits = (Edit(first, '"429"'), Edit(second, "one"))
    fix = Fix("quote, and shorten", edits, safe=False)
    [told] = only(file_result(source, finding(first)._replace(fix=fix)))["fixes"]
    assert applied(source.text, told) == '👋: "429"\nb: one\nc: 3\n'
    assert told["description"] == {"text": "quote, and shorten (unsafe)"}
    assert told["properties"] == {"applicability": "unsafe"}


@pytest.mark.parametrize(
    ("how", "reason", "expected"),
    [
        (
            "comment",
            "is meant",
            {"kind": "inSource", "status": "accepted", "justification": "is meant"},
        ),
        ("comment", None, {"kind": "inSource", "status": "accepted"}),
        ("baseline", None, {"kind": "external", "status": "accepted"}),
    ],
)
def test_silenced_findings_say_how(how: Any, reason: str | None, expected: dict[str, str]) -> None:
    source, [place] = marked("⟦a⟧\n")
    silenced = Suppressed(finding(place), how, reason)
    result = file_result(source)._replace(suppressed=(silenced,))
    assert only(result)["suppressions"] == [expected]


def prints(results: list[dict[str, Any]]) -> list[str]:
    return [result["partialFingerprints"]["pmlint/v1"] for result in results]


def lint_log(text: str) -> list[dict[str, Any]]:
    results: list[dict[str, Any]] = the_run(lint(Source("a.yaml", text), Settings()))["results"]
    return results


def test_fingerprints_survive_lines_that_move() -> None:
    before = lint_log(GREETING)
    after = lint_log("# a comment\n\n" + GREETING + "description: Greets\n")
    assert len(before) == 2
    assert prints(before) == prints(after)
    assert [result["locations"] for result in before] != [result["locations"] for result in after]


def test_no_two_results_have_the_same_fingerprint() -> None:
    told = prints(the_run(*RUNS["a-thousand"]())["results"])
    assert len(set(told)) == len(told) == 1_000


def test_silencing_a_finding_leaves_the_fingerprints_of_the_others() -> None:
    source, [place, other] = marked("⟦a⟧⟦b⟧\n")
    told: list[Finding] = [finding(place), finding(other, "wrong-length")]
    both = prints(the_run(file_result(source, *told))["results"])
    silenced = file_result(source, told[1])._replace(suppressed=(Suppressed(told[0], "comment"),))
    assert set(prints(the_run(silenced)["results"])) == set(both)


def test_a_line_for_each_result() -> None:
    lines = render("sarif", several(), color=False, version="1.0.0").splitlines()
    assert len([line for line in lines if '"ruleIndex"' in line]) == 5


def test_a_place_at_the_very_start_of_a_file_is_a_place() -> None:
    source = Source("a.yaml", "")
    told = finding(source.place(Span(0, 0)), file="a.yaml")
    assert told.place == Place(1, 1, 1, 1)
    assert "region" in only(file_result(source, told))["locations"][0]["physicalLocation"]


def test_results_are_the_same_whatever_the_colour_and_the_limit() -> None:
    plain = log(*several())
    limited = render("sarif", shortened(*several()), color=True, version="1.0.0")
    assert json.loads(limited) == plain
