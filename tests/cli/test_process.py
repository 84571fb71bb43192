"""The command as a process: its streams, its signals, its environment."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.samples import ERROR, ERROR_AT, GOOD, Folder, environment, process

CORPUS = Path(__file__).parents[1] / "corpus"

posix = pytest.mark.skipif(sys.platform == "win32", reason="needs the streams of POSIX")


@pytest.fixture(autouse=True)
def _files(folder: Folder) -> None:
    folder.write(good=GOOD, error=ERROR)


@posix
@pytest.mark.parametrize("arguments", ["error.yaml", "rules", "schema", "explain wrong-type"])
def test_a_reader_that_has_left_is_no_defect(arguments: str) -> None:
    """As in ``pmlint ... | head -1``; the report did not arrive in whole, which is trouble."""
    reader, writer = os.pipe()
    os.close(reader)
    ran = process(*arguments.split(), stdout=writer)
    os.close(writer)
    assert (ran.returncode, ran.stderr) == (2, "")


@posix
def test_a_reader_of_everything_that_has_left_is_no_defect() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    ran = process("error.yaml", stdout=writer, stderr=subprocess.STDOUT)
    os.close(writer)
    assert ran.returncode == 2


@posix
def test_a_reader_that_leaves_midway() -> None:
    ran = subprocess.run(
        f'"{sys.executable}" -m linter schema | head -1',
        shell=True,
        capture_output=True,
        env=environment(),
        check=False,
    )
    assert (ran.stdout, ran.stderr) == (b"{\n", b"")


full = pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no full device here")


@full
@pytest.mark.parametrize("arguments", ["error.yaml", "schema"])
def test_a_full_disk_is_named(arguments: str) -> None:
    with open("/dev/full", "w") as device:
        ran = process(arguments, stdout=device)
    assert ran.returncode == 2
    assert ran.stderr == "pmlint: can't write to standard output: no space left on device\n"


@full
@pytest.mark.parametrize(("name", "code"), [("good", 0), ("error", 1)])
def test_what_can_not_be_said_changes_no_exit_code(name: str, code: int) -> None:
    with open("/dev/full", "w") as device:
        ran = process(f"{name}.yaml", stderr=device)
    assert ran.returncode == code


@posix
@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-"])
@pytest.mark.parametrize(("name", "code"), [("good", 0), ("error", 1)])
def test_closed_streams_change_no_exit_code(closed: str, name: str, code: int) -> None:
    command = f'"{sys.executable}" -m linter {name}.yaml {closed}'
    ran = subprocess.run(
        command, shell=True, capture_output=True, text=True, env=environment(), check=False
    )
    assert ran.returncode == code
    assert ran.stdout == (f"error.yaml:{ERROR_AT}\n" if code and closed == "2>&-" else "")
    assert "efect" not in ran.stderr


def test_an_interrupt_is_one_line() -> None:
    """Exit code 2, not the 130 of shells: whoever reads the code wants to know "not checked"."""
    code = (
        "import linter.runner, signal, time\n"
        "from linter.__main__ import main\n"
        "def interrupted(*_, **__):\n"
        "    signal.raise_signal(signal.SIGINT)\n"
        "    time.sleep(60)\n"
        "linter.runner.lint_paths = interrupted\n"
        "main()\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        env=environment(),
        timeout=30,
        check=False,
    )
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr == "pmlint: interrupted\n"


@pytest.mark.parametrize(
    "env",
    [
        {"PYTHONIOENCODING": "ascii"},
        {"PYTHONIOENCODING": "cp1252"},
        {"PYTHONIOENCODING": "ascii:strict"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"LC_ALL": "C", "PYTHONUTF8": "1"},
        {"PYTHONUTF8": "0"},
    ],
    ids=lambda env: " ".join(f"{name}={value}" for name, value in env.items()),
)
@pytest.mark.parametrize("form", ["concise", "full", "json"])
def test_any_encoding_of_the_output_will_do(folder: Folder, env: dict[str, str], form: str) -> None:
    folder.put("名.yaml", ERROR.replace("contnet", "inhalt_你好_😀"))
    ran = process("名.yaml", "--format", form, env=env)
    assert ran.returncode == 1
    assert "missing-field" in ran.stdout
    assert "inhalt_" in ran.stdout
    assert "Traceback" not in ran.stderr
    assert "defect" not in ran.stderr


@pytest.mark.parametrize("form", ["json", "github"])
def test_reports_for_programs_are_utf_8_whatever_the_terminal_has(
    folder: Folder, form: str
) -> None:
    folder.put("x.yaml", ERROR.replace("contnet", "größe_你好"))
    ran = process("x.yaml", "--format", form, env={"PYTHONIOENCODING": "cp1252"})
    assert "größe_你好" in ran.stdout


def test_a_file_is_read_as_utf_8_whatever_the_locale(folder: Folder) -> None:
    folder.put("x.yaml", GOOD.replace("Hello", "'Grüße, 你好'"))
    env = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    assert process("x.yaml", env=env).returncode == 0


@pytest.mark.parametrize("form", ["full", "json"])
def test_the_report_is_the_same_in_every_run(form: str) -> None:
    runs = {
        process("--format", form, "bad", "good", env={"PYTHONHASHSEED": seed}, cwd=CORPUS).stdout
        for seed in ("0", "1", "2")
    }
    assert len(runs) == 1
    assert len(runs.pop()) > 10_000
