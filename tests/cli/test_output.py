"""Where the report goes, in which format and colours, and what is said beside it."""

from __future__ import annotations

import json
import os
import sys
from errno import EBUSY, ENOSPC
from typing import TextIO

import pytest

from linter.output import wants_color
from linter.report import FORMATS
from tests.cli.samples import ERROR, ERROR_AT, GOOD, OTHER, Command, Folder, process

CONCISE = f"error.yaml:{ERROR_AT}\n"
EXCERPT = "5 | messages: [{role: user, contnet: Hello}]\n"


@pytest.fixture(autouse=True)
def _files(folder: Folder) -> None:
    folder.write(good=GOOD, error=ERROR)


def test_formats(pmlint: Command) -> None:
    assert pmlint("error.yaml").out == CONCISE
    assert pmlint("error.yaml", "--format", "concise").out == CONCISE
    assert EXCERPT in pmlint("error.yaml", "--format", "full").out
    report = json.loads(pmlint("error.yaml", "--format", "json").out)
    assert report["version"] == 1
    assert [finding["rule"] for finding in report["findings"]] == ["missing-field"]


def test_json_counts_what_was_looked_at(pmlint: Command, folder: Folder) -> None:
    folder.write(other=OTHER)
    report = json.loads(pmlint("--format", "json").out)
    assert report["summary"] == {
        "files": 3,
        "manifests": 2,
        "skipped": 1,
        "errors": 1,
        "warnings": 0,
        "infos": 0,
        "suppressed": 0,
        "fixable": 0,
    }


def test_a_clean_json_report_is_complete(pmlint: Command) -> None:
    report = json.loads(pmlint("good.yaml", "--format", "json").out)
    assert report["findings"] == []


@pytest.mark.parametrize("name", ["concise", "full", "github"])
def test_people_get_a_summary_on_standard_error(pmlint: Command, name: str) -> None:
    ran = pmlint("error.yaml", "good.yaml", "--format", name)
    assert ran.err == "1 error in 1 of 2 files (2 manifests; 1 fixable with --fix --unsafe-fixes)\n"
    assert "2 manifests" not in ran.out


@pytest.mark.parametrize("name", ["json", "gitlab", "junit"])
def test_programs_get_none(pmlint: Command, name: str) -> None:
    assert pmlint("error.yaml", "--format", name).err == ""


@pytest.mark.parametrize("option", ["--quiet", "-q"])
def test_quiet_leaves_the_findings(pmlint: Command, folder: Folder, option: str) -> None:
    folder.put("notes.txt", "")
    ran = pmlint("error.yaml", "notes.txt", option)
    assert (ran.code, ran.out, ran.err) == (1, CONCISE, "")


def test_quiet_leaves_the_errors(pmlint: Command) -> None:
    assert pmlint("--quiet", "--select", "nonsense").err.startswith("pmlint: ")


def test_a_report_in_a_file_leaves_nothing_on_standard_output(
    pmlint: Command, folder: Folder
) -> None:
    ran = pmlint("error.yaml", "--output", "out.txt")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == "1 error in 1 file (1 manifest; 1 fixable with --fix --unsafe-fixes)\n"
    assert (folder.path / "out.txt").read_text("utf-8") == CONCISE


def test_a_report_in_a_file_has_the_format_asked_for(pmlint: Command, folder: Folder) -> None:
    for name in FORMATS:
        shown = pmlint("error.yaml", "--format", name).out
        ran = pmlint("error.yaml", "--format", name, "--output", "out")
        assert ran.out == ""
        assert (folder.path / "out").read_text("utf-8") == shown


def test_more_reports_beside_the_one_on_standard_output(pmlint: Command, folder: Folder) -> None:
    wanted = [option for name in FORMATS for option in ("--output", f"{name}=out.{name}")]
    ran = pmlint("error.yaml", *wanted)
    assert (ran.code, ran.out) == (1, CONCISE)
    for name in FORMATS:
        alone = pmlint("error.yaml", "--format", name).out
        assert (folder.path / f"out.{name}").read_text("utf-8") == alone


def test_a_name_with_an_equals_sign_is_a_file_where_it_can_be_no_format(
    pmlint: Command, folder: Folder
) -> None:
    assert pmlint("error.yaml", "--output", "./run=1.txt").out == ""
    assert (folder.path / "run=1.txt").read_text("utf-8") == CONCISE


def test_a_report_is_written_for_clean_files_too(pmlint: Command, folder: Folder) -> None:
    folder.put("out.txt", "of the last run")
    assert pmlint("good.yaml", "--output", "out.txt").code == 0
    assert (folder.path / "out.txt").read_bytes() == b""


@pytest.mark.parametrize("name", ["", "nowhere/out.txt", "folder", "json=folder", "x\0y"])
def test_a_file_that_can_not_be_written_is_trouble(
    pmlint: Command, folder: Folder, name: str
) -> None:
    (folder.path / "folder").mkdir()
    ran = pmlint("error.yaml", "--output", name)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert ran.err.startswith("pmlint: can't write ")


def test_all_formats_at_once_beside_the_one_on_standard_output(
    pmlint: Command, folder: Folder
) -> None:
    wanted = [f"--output={name}=reports/{name}.out" for name in FORMATS]
    (folder.path / "reports").mkdir()
    ran = pmlint("error.yaml", "good.yaml", *wanted)
    assert (ran.code, ran.out) == (1, CONCISE)
    assert ran.err == "1 error in 1 of 2 files (2 manifests; 1 fixable with --fix --unsafe-fixes)\n"
    for name in FORMATS:
        shown = pmlint("error.yaml", "good.yaml", "--format", name).out
        assert (folder.path / "reports" / f"{name}.out").read_bytes() == shown.encode()
    assert len(list((folder.path / "reports").iterdir())) == len(FORMATS)


@pytest.mark.parametrize("outputs", [("json=a", "sarif=./a"), ("a", "a"), ("json=a", "a")])
def test_two_reports_in_one_file_are_wrong_usage(
    pmlint: Command, folder: Folder, outputs: tuple[str, str]
) -> None:
    ran = pmlint("error.yaml", "--output", outputs[0], "--output", outputs[1])
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert "takes one report: give each --output a file of its own" in ran.err
    assert not (folder.path / "a").exists()


@pytest.mark.skipif(not os.path.exists("/dev/null"), reason="there is no such device here")
def test_a_device_takes_several_reports(pmlint: Command) -> None:
    ran = pmlint("error.yaml", "--output", "json=/dev/null", "--output", "sarif=/dev/null")
    assert (ran.code, ran.out) == (1, CONCISE)


@pytest.mark.skipif(not os.path.exists("/dev/stdout"), reason="there is no such device here")
def test_a_report_to_the_device_of_standard_output(folder: Folder) -> None:
    piped = process("error.yaml", "--quiet", "--output", "json=/dev/stdout")
    assert piped.returncode == 1
    assert '"version": 1' in piped.stdout
    assert piped.stdout.endswith(CONCISE)
    with open(folder.path / "out.txt", "ab") as file:
        ran = process("error.yaml", "--output", "/dev/stdout", "--quiet", stdout=file)
        assert (ran.returncode, ran.stderr) == (1, "")
    assert (folder.path / "out.txt").read_text("utf-8") == CONCISE


def test_a_report_that_fails_leaves_the_last_one(
    pmlint: Command, folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.put("out.json", "of the last run")

    def full(*_: object) -> None:
        raise OSError(ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    ran = pmlint("error.yaml", "--output", "json=out.json")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == 'pmlint: can\'t write "out.json": no space left on device\n'
    assert (folder.path / "out.json").read_bytes() == b"of the last run"
    assert not list(folder.path.glob(".*"))


def test_a_file_that_can_not_be_replaced_is_written_in_place(
    pmlint: Command, folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.put("out.txt", "of the last run, which was longer than this one" * 9)

    def busy(*_: object) -> None:
        raise OSError(EBUSY, "Device or resource busy")

    monkeypatch.setattr(os, "replace", busy)
    assert pmlint("error.yaml", "--output", "out.txt").code == 1
    assert (folder.path / "out.txt").read_text("utf-8") == CONCISE
    assert not list(folder.path.glob(".*"))


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such modes and links here")
def test_a_report_keeps_the_mode_and_the_link_of_its_file(pmlint: Command, folder: Folder) -> None:
    path = folder.put("reports/out.txt", "")
    path.chmod(0o640)
    (folder.path / "latest.txt").symlink_to(path)
    assert pmlint("error.yaml", "--output", "latest.txt").code == 1
    assert (folder.path / "latest.txt").is_symlink()
    assert path.read_text("utf-8") == CONCISE
    assert path.stat().st_mode & 0o777 == 0o640
    pmlint("error.yaml", "--output", "new.txt")
    plain = folder.put("plain.txt", "")
    assert (folder.path / "new.txt").stat().st_mode == plain.stat().st_mode


def test_colours_on_demand(pmlint: Command) -> None:
    ran = pmlint("error.yaml", "--color", "always")
    assert ran.out.count("\x1b[") > 2
    assert ran.err.startswith("\x1b[1;31m1 error\x1b[0m in")
    assert "\x1b" not in pmlint("error.yaml", "--format", "json", "--color", "always").out


def test_files_are_coloured_on_demand_alone(
    pmlint: Command, folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    pmlint("error.yaml", "--output", "out")
    assert (folder.path / "out").read_text("utf-8") == CONCISE
    pmlint("error.yaml", "--output", "out", "--color", "always")
    assert "\x1b[" in (folder.path / "out").read_text("utf-8")


class _Terminal:
    def __init__(self, is_one: bool) -> None:
        self.is_one = is_one

    def isatty(self) -> bool:
        return self.is_one


@pytest.mark.parametrize(
    ("mode", "terminal", "variables", "expected"),
    [
        ("auto", True, {}, True),
        ("auto", False, {}, False),
        ("auto", True, {"NO_COLOR": "1"}, False),
        ("auto", True, {"NO_COLOR": ""}, True),
        ("auto", False, {"FORCE_COLOR": "1"}, True),
        ("auto", False, {"FORCE_COLOR": ""}, False),
        ("auto", True, {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        ("auto", True, {"TERM": "dumb"}, False),
        ("always", False, {"NO_COLOR": "1"}, True),
        ("never", True, {"FORCE_COLOR": "1"}, False),
    ],
)
def test_when_to_colour(
    monkeypatch: pytest.MonkeyPatch,
    mode: str,
    terminal: bool,
    variables: dict[str, str],
    expected: bool,
) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    stream: TextIO = _Terminal(terminal)  # type: ignore[assignment]
    assert wants_color(mode, stream) is expected


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals here")
def test_a_terminal_gets_the_full_report_in_colours(folder: Folder) -> None:
    reader, writer = os.openpty()
    ran = process("error.yaml", stdout=writer, env={"TERM": "xterm"})
    os.close(writer)
    shown = os.read(reader, 10_000).decode().replace("\r\n", "\n")
    os.close(reader)
    assert ran.returncode == 1
    assert "\x1b[1;31m^^^^^^^\x1b[0m\n" in shown
    # Standard error is a pipe here: each stream is asked on its own.
    assert ran.stderr == "1 error in 1 file (1 manifest; 1 fixable with --fix --unsafe-fixes)\n"
