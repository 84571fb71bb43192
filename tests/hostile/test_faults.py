"""The world goes wrong around a run: folders vanish, files change, memory of a home is lost."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import linter.files
from linter.files import Oversized, Unreadable, read
from tests.cli.samples import ERROR, ERROR_AT, GOOD, Folder, environment, process

posix = pytest.mark.skipif(sys.platform == "win32", reason="no such files or rules on Windows")


@posix
@pytest.mark.parametrize("arguments", ["", "x.yaml", "check .", "-", "config"])
def test_a_current_folder_that_is_gone_is_one_line(arguments: str, tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    command = f'rmdir "{gone}"; "{sys.executable}" -m linter {arguments}'
    root = str(Path(linter.files.__file__).parents[1])
    ran = subprocess.run(
        command,
        shell=True,
        cwd=gone,
        env=environment(PYTHONPATH=root),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr == "pmlint: the current folder does not exist any more\n"


@pytest.mark.parametrize("name", ["HOME", "PATH", "USER", "TMPDIR", "LANG"])
def test_nothing_of_the_environment_is_needed(name: str, folder: Folder) -> None:
    folder.write(error=ERROR)
    kept = {key: value for key, value in environment().items() if key != name}
    ran = subprocess.run(
        [sys.executable, "-m", "linter", "error.yaml"],
        env=kept,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode, ran.stdout) == (1, f"error.yaml:{ERROR_AT}\n")


@posix
def test_a_locale_that_does_not_exist(folder: Folder) -> None:
    folder.write(error=ERROR)
    ran = process("error.yaml", env={"LC_ALL": "xx_YY.nothing"})
    assert (ran.returncode, ran.stdout) == (1, f"error.yaml:{ERROR_AT}\n")


ENDLESS = "/dev/zero"


@pytest.mark.skipif(not os.path.exists(ENDLESS), reason="there is no file without an end here")
@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--config", ENDLESS], "can't be read: larger than 16 MB"),
        (["--baseline", ENDLESS], "can't be read: larger than 100 MB"),
        (["--write-baseline", ENDLESS], "can't be read: larger than 100 MB"),
        (["--files-from", ENDLESS], "larger than 100 MB"),
        (["--schema", ENDLESS], "it is not a regular file"),
    ],
    ids=lambda value: value[0] if isinstance(value, list) else "",
)
def test_a_file_without_an_end(arguments: list[str], says: str, folder: Folder) -> None:
    folder.write(error=ERROR)
    ran = process(*arguments, "error.yaml")
    assert (ran.returncode, ran.stdout, ran.stderr.count("\n")) == (2, "", 1)
    assert says in ran.stderr


@pytest.mark.skipif(not os.path.exists(ENDLESS), reason="there is no file without an end here")
@pytest.mark.parametrize("begin", ["type: chat_prompt", "type: something else"])
def test_standard_input_without_an_end(begin: str, folder: Folder) -> None:
    command = f'(echo "{begin}"; cat {ENDLESS}) | "{sys.executable}" -m linter -'
    ran = subprocess.run(
        command, shell=True, env=environment(), capture_output=True, text=True, check=False
    )
    is_prompt = begin.endswith("chat_prompt")
    found = "<stdin>:1:1: error too-complex: larger than 16 MB, the limit for a file\n"
    assert (ran.returncode, ran.stdout) == ((1, found) if is_prompt else (0, ""))


@pytest.mark.skipif(not os.path.exists("/dev/fd"), reason="no names for open pipes here")
def test_settings_and_lists_come_through_pipes(folder: Folder) -> None:
    folder.write(error=ERROR, good=GOOD)
    piped: dict[str, Any] = {"stdin": None, "input": "error.yaml\n"}
    ran = process("--files-from", "/dev/fd/0", **piped)
    assert (ran.returncode, ran.stdout) == (1, f"error.yaml:{ERROR_AT}\n")
    piped["input"] = 'fail-on = "never"\n'
    ran = process("--config", "/dev/fd/0", "error.yaml", **piped)
    assert (ran.returncode, ran.stdout) == (0, f"error.yaml:{ERROR_AT}\n")


def _vanish(path: Path) -> None:
    path.unlink()


def _become_a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _become_a_pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def _become_a_circle(path: Path) -> None:
    path.unlink()
    path.symlink_to(path)


@posix
@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (_vanish, "no such file"),
        (_become_a_folder, "it is not a regular file"),
        (_become_a_pipe, "it is not a regular file"),
        (_become_a_circle, "too many levels of symbolic links"),
    ],
    ids=lambda value: value.__name__.strip("_") if callable(value) else "",
)
def test_a_file_that_changes_between_finding_and_reading(
    change: Callable[[Path], None], reason: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As far as finding goes, the file is there; what is opened then is something else."""
    path = tmp_path / "prompt.yaml"
    path.write_text(GOOD)
    opened = os.open

    def late(name: str, flags: int) -> int:
        change(path)
        return opened(name, flags)

    monkeypatch.setattr(os, "open", late)
    assert read(str(path), 16) == Unreadable(reason)


@posix
def test_a_file_that_grows_while_it_is_read_ends_at_the_limit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "prompt.yaml"
    path.write_bytes(b"chat_prompt" + b" " * 2_000_000)
    whole = os.read

    def growing(file: int, size: int) -> bytes:
        data = whole(file, size)
        with path.open("ab") as other:
            other.write(b"x" * 1_000_000)
        return data if len(data) and path.stat().st_size < 50_000_000 else b""

    monkeypatch.setattr(os, "read", growing)
    assert read(str(path), 16) == Oversized(marked=True)


@posix
def test_a_file_that_shrinks_while_it_is_read_is_what_was_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "prompt.yaml"
    path.write_bytes(b"chat_prompt\n" * 200_000)
    whole = os.read

    def shrinking(file: int, size: int) -> bytes:
        data = whole(file, min(size, 1_200))
        path.write_bytes(b"")
        return data

    monkeypatch.setattr(os, "read", shrinking)
    assert read(str(path), 16) == b"chat_prompt\n" * 100


def test_the_order_of_arguments_changes_nothing_but_the_order(folder: Folder) -> None:
    """Each file's findings are the same, and those of a folder come in one order always."""
    names = [f"p{i}.yaml" for i in range(6)]
    for name in names:
        folder.put(name, ERROR.replace("wrong", f"wrong-{name[1]}"))
    forward = process(*names).stdout.splitlines()
    backward = process(*reversed(names)).stdout.splitlines()
    assert forward == sorted(backward)
    assert backward == forward[::-1]
    assert process(".").stdout.splitlines() == forward
