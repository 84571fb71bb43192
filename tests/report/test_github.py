"""``github``: what the runner makes of it, and that files command nothing."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from linter.finding import Related, Severity
from linter.report import render
from linter.result import FileResult
from tests.report.runner import COMMANDS, Command, obeyed
from tests.report.runs import RUNS
from tests.report.samples import clean, file_result, finding, marked, shortened, skipped

LEVELS = ("error", "warning", "notice")


@pytest.fixture(autouse=True)
def _no_workspace(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GITHUB_WORKSPACE", raising=False)


def report(*results: FileResult) -> str:
    return render("github", shortened(*results), color=True, version="1.0.0")


def annotated(*results: FileResult) -> list[Command]:
    """Return the annotations at places in files."""
    return [command for command in obeyed(report(*results)) if "file" in command.properties]


def many(*severities: Severity) -> FileResult:
    """Return a file with a finding of each severity given, on a line each."""
    source, places = marked("⟦a⟧\n" * len(severities))
    findings = [
        finding(place, severity=level) for place, level in zip(places, severities, strict=True)
    ]
    return file_result(source, *findings)


def test_an_annotation_has_its_place_its_title_and_a_message_that_tells_the_place_again() -> None:
    source, [place] = marked("- role: user\n  codes: [⟦429⟧]\n")
    [only] = annotated(file_result(source, finding(place)))
    assert only.name == "error"
    assert only.properties == {
        "file": "prompts/greet.yaml",
        "line": "2",
        "col": "11",
        "endLine": "2",
        "endColumn": "14",
        "title": "pmlint: wrong-type",
    }
    assert only.data == 'prompts/greet.yaml:2:11: status codes are strings: write "429"'


def test_help_and_related_places_are_further_lines_of_the_message() -> None:
    source, [first, second] = marked("⟦a⟧: 1\n⟦a⟧: 2\n")
    related = (Related(source.name, first, "first given here"),)
    bad = finding(second, "duplicate-key", "given twice", help="remove one", related=related)
    [only] = annotated(file_result(source, bad))
    assert only.data.splitlines()[1:] == [
        "help: remove one",
        "prompts/greet.yaml:1:1: first given here",
    ]


def test_many_related_places_are_counted() -> None:
    source, [place] = marked("⟦a⟧\n")
    related = (Related(source.name, place, "also here"),) * 12
    [only] = annotated(file_result(source, finding(place)._replace(related=related)))
    assert only.data.splitlines()[-2:] == ["prompts/greet.yaml:1:1: also here", "and 4 more places"]


def test_errors_come_first_and_advice_is_a_notice() -> None:
    mixed = many(Severity.INFO, Severity.WARNING, Severity.ERROR, Severity.WARNING)
    assert [(command.name, command.properties["line"]) for command in annotated(mixed)] == [
        ("error", "3"),
        ("warning", "2"),
        ("warning", "4"),
        ("notice", "1"),
    ]


def test_the_group_has_every_finding_as_concise_does_whatever_terminals_are_spared() -> None:
    run = RUNS["several"]()
    lines = report(*run).splitlines()
    start, end = lines.index("::group::pmlint: 5 findings"), lines.index("::endgroup::")
    text = "\n".join(lines[start + 2 : end - 1]) + "\n"
    assert text == render("concise", run, color=False, version="1.0.0")
    assert end == len(lines) - 1


def test_ten_of_a_level_are_nothing_to_speak_of() -> None:
    ten = many(*[Severity.ERROR] * 10, *[Severity.WARNING] * 10, *[Severity.INFO] * 10)
    assert len([c for c in obeyed(report(ten)) if c.name in LEVELS]) == 30


@pytest.mark.parametrize(
    ("errors", "warnings", "infos", "said"),
    [
        (11, 0, 0, "1 more error"),
        (35, 12, 0, "25 more errors and 2 more warnings"),
        (11, 12, 13, "1 more error, 2 more warnings and 4 more infos"),
        # What says so is a notice itself, and takes the place of one.
        (11, 0, 10, "1 more error and 1 more info"),
        (0, 0, 11, "2 more infos"),
    ],
)
def test_more_than_ten_are_said_out_loud_before_all_others(
    errors: int, warnings: int, infos: int, said: str
) -> None:
    levels = [Severity.ERROR] * errors + [Severity.WARNING] * warnings + [Severity.INFO] * infos
    first, *others = [c for c in obeyed(report(many(*levels))) if c.name in LEVELS]
    assert first == Command(
        "notice",
        {"title": "pmlint"},
        f"GitHub shows 10 annotations of a level: the log of this step has {said}",
    )
    assert len(others) == errors + warnings + infos


def test_nothing_found_is_an_empty_report() -> None:
    assert report() == report(clean(), skipped()) == ""


@pytest.mark.parametrize("run", RUNS)
def test_the_runner_obeys_only_what_pmlint_says(run: str) -> None:
    names = [command.name for command in obeyed(report(*RUNS[run]()))]
    levels = [name for name in names if name in LEVELS]
    assert names == levels + (["group", "stop-commands", "endgroup"] if levels else [])


@pytest.mark.parametrize("command", sorted(COMMANDS))
@pytest.mark.parametrize("form", ["::{} name=x::y", "##[{} name=x]y", "\n::{}::y", "\r##[{}]y"])
def test_no_file_commands_the_runner(command: str, form: str) -> None:
    """Neither by a message, nor by help, nor by its name, with which a line of text begins."""
    text = form.format(command)
    source, [place] = marked("⟦a⟧\n", text)
    note = Related(text, place, text)
    bad = finding(place, message=text, help=text, file=text, related=(note,))
    names = [command.name for command in obeyed(report(file_result(source, bad)))]
    assert names == ["error", "group", "stop-commands", "endgroup"]


def test_what_ends_the_text_is_in_it_only_at_its_end() -> None:
    """A file that holds the end of an older report does not end this one."""
    source, [place] = marked("⟦a⟧\n")
    token = report(file_result(source, finding(place))).splitlines()[-2]
    later = report(file_result(source, finding(place, message=token)))
    assert obeyed(later)[-1].name == "endgroup"
    assert token not in later.splitlines()


def test_odd_names_of_files_are_what_the_runner_reads() -> None:
    name = "100% off, a=b: [1] größe 你好.yaml"
    source, [place] = marked("⟦a⟧\n", name)
    [only] = annotated(file_result(source, finding(place, file=name)))
    assert only.properties["file"] == name


@pytest.mark.parametrize(
    ("folder", "name", "file"),
    [
        (".", "prompts/a.yaml", "prompts/a.yaml"),
        (".", "./prompts//a.yaml", "prompts/a.yaml"),
        ("prompts", "a.yaml", "prompts/a.yaml"),
        ("prompts", "../a.yaml", "a.yaml"),
        (".", "{workspace}/prompts/a.yaml", "prompts/a.yaml"),
        ("..", "work space/prompts/a.yaml", "prompts/a.yaml"),
        ("..", "elsewhere/a.yaml", "elsewhere/a.yaml"),
        ("..", "work space too/a.yaml", "work space too/a.yaml"),
        (".", "<stdin>", "<stdin>"),
        (".", "link/a.yaml", "prompts/a.yaml"),
        (".", "out/a.yaml", "out/a.yaml"),
        (".", "linked.yaml", "linked.yaml"),
    ],
)
def test_paths_begin_at_the_workspace(
    folder: str, name: str, file: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = tmp_path / "work space"
    (workspace / "prompts").mkdir(parents=True)
    (tmp_path / "elsewhere").mkdir()
    os.symlink("prompts", workspace / "link")
    os.symlink(tmp_path / "elsewhere", workspace / "out")
    os.symlink(tmp_path / "elsewhere" / "a.yaml", workspace / "linked.yaml")
    monkeypatch.setenv("GITHUB_WORKSPACE", str(workspace))
    monkeypatch.chdir(workspace / folder)
    name = name.format(workspace=workspace)
    source, [place] = marked("⟦a⟧\n", name)
    [only] = annotated(file_result(source, finding(place, file=name)))
    assert only.properties["file"] == file
