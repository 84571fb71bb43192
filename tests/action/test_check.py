"""The action's core: a workspace and inputs, and what of the log the runner obeys."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.action.conftest import Step
from tests.cli.samples import ERROR, ERROR_AT, GOOD, INFO, WARNING

Check = Callable[..., Step]

pytestmark = [
    pytest.mark.checkout,
    pytest.mark.skipif(sys.platform == "win32", reason="stands in for Python by a POSIX script"),
]

MESSAGE = 'unknown key "contnet": did you mean "content"?'


@pytest.fixture(autouse=True)
def _files(workspace: Path) -> None:
    (workspace / "my prompts").mkdir()
    (workspace / "good.yaml").write_text(GOOD, "utf-8")
    (workspace / "my prompts" / "bad one.yaml").write_text(ERROR, "utf-8")


def test_the_whole_repository_is_linted_where_no_path_is_given(check: Check) -> None:
    step = check()
    assert step.code == 1
    assert step.said == [("error", f"my prompts/bad one.yaml:5:25: {MESSAGE}")]
    assert step.commands[0].properties["file"] == "my prompts/bad one.yaml"
    assert step.outputs == {"exit-code": "1"}
    assert (
        "1 error in 1 of 2 files (2 manifests; 1 fixable with --fix --unsafe-fixes)\n" in step.log
    )


def test_nothing_found(check: Check) -> None:
    step = check(paths="good.yaml", summary="true")
    assert (step.code, step.outputs, step.said) == (0, {"exit-code": "0"}, [])
    assert step.summary == "### pmlint\n<pre>\nno findings in 1 manifest\n</pre>\n"


@pytest.mark.parametrize(
    ("paths", "files"),
    [
        ("good.yaml", 1),
        ("my prompts/bad one.yaml", 1),
        ("my prompts\ngood.yaml\n", 2),
        ("\n  \n", 2),
        ("good.yaml\r\nmy prompts\r\n", 2),
    ],
)
def test_paths_are_lines(check: Check, paths: str, files: int) -> None:
    step = check(paths=paths)
    word = "file" if files == 1 else "files"
    assert f" {files} {word} " in step.log or f"in {files} manifest" in step.log


@pytest.mark.parametrize(
    "hostile",
    [
        "$(touch owned)",
        "`touch owned`",
        "; touch owned;",
        '"; touch owned; "',
        "good.yaml && touch owned",
        "--output=owned",
        "*",
    ],
)
@pytest.mark.parametrize("name", ["paths", "format", "sarif_file", "summary"])
def test_inputs_are_never_run(check: Check, workspace: Path, name: str, hostile: str) -> None:
    step = check(**{name: hostile})
    assert not (workspace / "owned").exists()
    if name == "paths":
        assert step.code == 1
        assert f"{hostile}:1:1: error unreadable-file: " in step.log
    if name == "format":
        assert step.code == 2


def test_arguments_are_words_as_a_shell_has_them_and_nothing_is_expanded(
    check: Check, workspace: Path
) -> None:
    (workspace / "warning.yaml").write_text(WARNING, "utf-8")
    assert check(args="--fail-on error --ignore 'missing-field, wrong-type'").code == 0
    assert check(args="--fail-on\nerror\n", paths="warning.yaml").code == 0
    step = check(args="$(touch owned) `touch owned` * ;")
    assert not (workspace / "owned").exists()
    for word in ("$(touch", "`touch", "owned`", "*", ";"):
        assert f"\n{word}:1:1: error unreadable-file: " in step.log


def test_an_unfinished_quotation_is_said(check: Check) -> None:
    step = check(args="--select 'shape")
    assert (step.code, step.outputs) == (2, {"exit-code": "2"})
    assert step.said == [("error", "a quotation mark is missing in the input args")]


def test_wrong_usage_is_an_annotation(check: Check) -> None:
    step = check(args="--slect shape")
    assert (step.code, step.outputs) == (2, {"exit-code": "2"})
    assert step.said == [("error", 'pmlint: unknown option "--slect": did you mean "--select"?')]
    assert step.summary == ""


def test_another_format_in_the_log(check: Check) -> None:
    step = check(format="concise")
    assert step.code == 1
    assert f"my prompts/bad one.yaml:{ERROR_AT}\n" in step.log
    assert {command.name for command in step.commands} == {"stop-commands"}


def test_the_summary_of_the_run(check: Check, workspace: Path) -> None:
    (workspace / "<b>&.yaml").write_text(INFO, "utf-8")
    step = check(summary="true")
    assert step.summary.splitlines() == [
        "### pmlint",
        "<pre>",
        "&lt;b&gt;&amp;.yaml:5:41: info undeclared-variable: {{who}} is not declared under"
        " variables: declare it, or pass it with every call",
        f"my prompts/bad one.yaml:{ERROR_AT}",
        "1 error and 1 info in 2 of 3 files (3 manifests; 2 fixable with --fix --unsafe-fixes)",
        "</pre>",
    ]


def test_no_summary_unless_asked_for(check: Check) -> None:
    assert check(summary="false").summary == ""


@pytest.mark.parametrize("form", ["github", "concise", "full", "json", "gitlab", "junit"])
def test_no_file_commands_the_runner(check: Check, workspace: Path, form: str) -> None:
    """Neither by its name nor by its text, and not in what is noted on standard error."""
    command = "##[set-output name=exit-code]0"
    for name in (f"{command}.yaml", "::error::x.yaml", f"{command}.txt"):
        (workspace / name).write_text(ERROR.replace("contnet", f'"{command}"'), "utf-8")
    paths = f".\n{command}.txt\n::error::x.yaml"
    step = check(format=form, paths=paths)
    assert step.code == 1
    assert step.outputs == {"exit-code": "1"}
    assert command in step.log
    own = {"group", "stop-commands", "endgroup"}
    if form == "github":
        own |= {"error", "warning"}
    assert {command.name for command in step.commands} <= own
    titles = {command.properties.get("title", "") for command in step.commands}
    assert all(title.startswith("pmlint: ") for title in titles - {""})


def test_a_sarif_report_beside_the_annotations(check: Check, workspace: Path) -> None:
    step = check(sarif_file="out put/pmlint.sarif")
    assert step.code == 1
    assert step.outputs == {"exit-code": "1", "sarif-file": "out put/pmlint.sarif"}
    assert step.said
    report = json.loads((workspace / "out put" / "pmlint.sarif").read_bytes())
    assert [result["ruleId"] for result in report["runs"][0]["results"]] == ["missing-field"]


def test_no_sarif_report_of_an_earlier_run_is_handed_on(check: Check, workspace: Path) -> None:
    (workspace / "pmlint.sarif").write_text("{}", "utf-8")
    step = check(sarif_file="pmlint.sarif", args="--slect shape")
    assert step.outputs == {"exit-code": "2"}


@pytest.mark.skipif(sys.version_info < (3, 11), reason="the stand-in for Python's -I needs its -P")
def test_a_folder_called_linter_is_not_taken_for_pmlint(check: Check, workspace: Path) -> None:
    (workspace / "linter").mkdir()
    (workspace / "linter" / "__init__.py").write_text("raise SystemExit('owned')", "utf-8")
    assert check(paths="good.yaml").code == 0
