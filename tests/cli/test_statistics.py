"""Findings counted by rule, in place of the findings."""

from __future__ import annotations

import json

import pytest

from linter.finding import Edit, Fix, Place, Severity
from linter.report.base import Options
from linter.report.statistics import as_json, as_table
from linter.source import Source
from tests.cli.samples import ERROR, GOOD, INFO, WARNING, Command, Folder
from tests.report.samples import file_result, finding

TWO = WARNING.replace("descripton", "descripton: x\nvariabels").replace("doubtful", "worse")
TABLE = """\
count  severity  rule                 fixable
    3  warning   unknown-field              0
    1  error     missing-field              0
    1  info      undeclared-variable        0
"""
SUM = (
    "1 error, 3 warnings and 1 info in 4 of 5 files"
    " (5 manifests; 5 fixable with --fix --unsafe-fixes)\n"
)


@pytest.fixture(autouse=True)
def _files(folder: Folder) -> None:
    folder.write(good=GOOD, error=ERROR, info=INFO, warning=WARNING, two=TWO)


@pytest.mark.parametrize("form", [(), ("--format", "full"), ("--format", "concise")])
def test_the_table(pmlint: Command, form: tuple[str, ...]) -> None:
    assert pmlint("--statistics", *form) == (1, TABLE, SUM)


def test_the_list(pmlint: Command) -> None:
    ran = pmlint("--statistics", "--format", "json")
    assert (ran.code, ran.err) == (1, "")
    assert json.loads(ran.out) == [
        {"rule": "unknown-field", "severity": "warning", "count": 3, "fixable": 0},
        {"rule": "missing-field", "severity": "error", "count": 1, "fixable": 0},
        {"rule": "undeclared-variable", "severity": "info", "count": 1, "fixable": 0},
    ]


def test_the_exit_code_is_that_of_the_findings(pmlint: Command) -> None:
    assert pmlint("--statistics", "--fail-on", "never").code == 0
    assert pmlint("--statistics", "info.yaml").code == 0


def test_nothing_to_count(pmlint: Command) -> None:
    assert pmlint("--statistics", "good.yaml") == (0, "", "no findings in 1 manifest\n")
    assert pmlint("--statistics", "--format", "json", "good.yaml").out == "[]\n"


def test_reports_in_files(pmlint: Command, folder: Folder) -> None:
    """A file in place of standard output gets the table, one beside it is a report of its own."""
    ran = pmlint("--statistics", "--output", "table", "--output", "json=report.json")
    assert (ran.code, ran.out) == (1, "")
    assert (folder.path / "table").read_text("utf-8") == TABLE
    assert len(json.loads((folder.path / "report.json").read_text("utf-8"))["findings"]) == 5


def test_other_formats_have_no_statistics(pmlint: Command) -> None:
    ran = pmlint("--statistics", "--format", "junit")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == ("pmlint: --statistics has no format junit: use one of full, concise, json\n")


def test_fixes_and_the_gravest_severity_are_counted() -> None:
    place = Place(1, 1, 1, 2)
    info, grave = finding(place, "unknown-field"), finding(place, "unknown-field")
    edit = Edit(place, "x")
    results = [
        file_result(
            Source("x.yaml", ""),
            info._replace(severity=Severity.INFO, fix=Fix("a fix", (edit,), safe=True)),
            grave._replace(fix=Fix("another", (edit,), safe=False)),
        )
    ]
    options = Options(False, "0")
    assert as_table(results, options).splitlines()[1] == "    2  error     unknown-field        1"
    assert json.loads(as_json(results, options))[0]["fixable"] == 1


def test_colours(pmlint: Command) -> None:
    colored = pmlint("--statistics", "--color", "always").out
    assert "\x1b[1;33mwarning\x1b[0m   \x1b[1munknown-field\x1b[0m              0\n" in colored
