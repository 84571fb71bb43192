"""``junit``: as Jenkins' published schema wants it, and read back by a library."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest

from linter.finding import Severity
from linter.report import render
from linter.result import FileResult
from tests.report.readers import expected
from tests.report.runs import RUNS
from tests.report.samples import clean, file_result, finding, marked, shortened, skipped, unreadable

SCHEMA = Path(__file__).parent / "schemas" / "junit-10.xsd"
WHY = "a development tool, which an environment with the wheel alone has not"


@pytest.fixture(autouse=True)
def _no_project(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI_PROJECT_DIR", raising=False)


def report(*results: FileResult) -> str:
    return render("junit", shortened(*results), color=True, version="1.0.0")


def cases(*results: FileResult) -> list[ElementTree.Element]:
    return list(ElementTree.fromstring(report(*results)).iterfind("testsuite/testcase"))


@pytest.mark.parametrize("run", RUNS)
def test_every_run_conforms_to_the_schema_of_jenkins(run: str) -> None:
    xmlschema = pytest.importorskip("xmlschema", reason=WHY)
    xmlschema.XMLSchema(str(SCHEMA)).validate(report(*RUNS[run]()))


@pytest.mark.parametrize("run", RUNS)
def test_a_reader_of_junit_counts_the_same(run: str) -> None:
    junitparser = pytest.importorskip("junitparser", reason=WHY)
    results = RUNS[run]()
    failing = [told for told in expected(results) if told.severity != "info"]
    document = junitparser.JUnitXml.fromstring(report(*results).encode())
    [suite] = document
    read = [(case, result) for case in suite for result in case.result]
    assert suite.failures == document.failures == len(read) == len(failing)
    assert suite.tests == document.tests == len(list(suite))
    assert suite.errors == suite.skipped == 0
    assert sorted((case.classname, result.type, result.message) for case, result in read) == sorted(
        (told.file, told.rule, told.message) for told in failing
    )
    counted = suite.tests
    suite.update_statistics()
    assert (suite.tests, suite.failures) == (counted, len(failing))


@pytest.mark.parametrize("run", RUNS)
def test_no_two_tests_have_one_name(run: str) -> None:
    names = [(case.get("classname"), case.get("name")) for case in cases(*RUNS[run]())]
    assert len(set(names)) == len(names)


def test_a_finding_is_a_failing_test_with_its_excerpt() -> None:
    source, [place] = marked("codes: [⟦429⟧]\n")
    [case] = cases(file_result(source, finding(place, help="quote it")))
    assert case.attrib == {
        "classname": "prompts/greet.yaml",
        "name": 'wrong-type: status codes are strings: write "429"',
    }
    [failure] = case
    assert failure.tag == "failure"
    assert failure.attrib == {
        "message": 'status codes are strings: write "429"',
        "type": "wrong-type",
    }
    assert failure.text == (
        'prompts/greet.yaml:1:9: error wrong-type: status codes are strings: write "429"\n'
        "  |\n"
        "1 | codes: [429]\n"
        "  |         ^^^\n"
        "  |\n"
        "  = help: quote it"
    )


def test_the_same_finding_again_is_another_test() -> None:
    source, places = marked("⟦a⟧⟦b⟧⟦c⟧\n")
    found = cases(file_result(source, *(finding(place, message="wrong") for place in places)))
    assert [case.get("name") for case in found] == [
        "wrong-type: wrong",
        "wrong-type: wrong (2)",
        "wrong-type: wrong (3)",
    ]


def test_advice_is_the_output_of_a_test_that_passes() -> None:
    source, [place] = marked("⟦a⟧\n")
    text = report(file_result(source, finding(place, severity=Severity.INFO)))
    suite = ElementTree.fromstring(text)[0]
    assert (suite.get("tests"), suite.get("failures")) == ("1", "0")
    [[output]] = suite
    assert output.tag == "system-out"
    assert (output.text or "").startswith("prompts/greet.yaml:1:1: info wrong-type: ")


def test_a_clean_manifest_is_a_passing_test_and_another_file_is_none() -> None:
    [only] = cases(clean(), skipped())
    assert only.attrib == {"classname": "prompts/clean.yaml", "name": "no findings"}
    assert list(only) == []


def test_a_file_that_was_not_read_is_a_failing_test_without_an_excerpt() -> None:
    [[failure]] = cases(unreadable())
    assert failure.text == (
        "prompts/gone.yaml:1:1: error unreadable-file: no such file: check the path"
    )


def test_a_credential_is_in_no_excerpt() -> None:
    source, [secret] = marked("token: ⟦sk-live-1234567890⟧\n")
    bad = finding(secret, "hardcoded-secret", "a credential")
    assert "1234567890" not in report(file_result(source, bad))


def test_every_character_comes_through_or_is_written_as_an_escape() -> None:
    """XML 1.0 has no form for most control characters, halves of pairs and two others."""
    odd = "".join(map(chr, range(0x100))) + "你好👋\u2028\ud800\ufffe\uffff]]>&<>\"'"
    source, [place] = marked("⟦a⟧\n", odd.replace("/", ""))
    text = report(file_result(source, finding(place, message=odd, file=source.name)))
    assert text.isascii()
    [case] = cases(file_result(source, finding(place, message=odd)))
    name = case.get("name") or ""
    for shown in (r"\x00\x01", r"\t\n\x0b\x0c\r", "你好👋", r"\ud800\ufffe\uffff]]>&<>", "éêë"):
        assert shown in name
