"""What can go wrong while fixes are written: the old bytes stay, or the new ones are all there."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import Any

import pytest

from linter.files import Oversized, Unreadable, read
from linter.finding import Finding
from tests.cli.conftest import pmlint
from tests.cli.samples import GOOD, Command, Folder, Ran, environment

__all__ = ["pmlint"]

posix = pytest.mark.skipif(sys.platform == "win32", reason="no such rules or signals on Windows")

BAD = GOOD.replace("greeting", "1234")
FIXED = GOOD.replace("greeting", '"1234"')
OTHER = GOOD.replace("greeting", "5678")


def refused(name: str, reason: str) -> str:
    """Return the line that says why a file is not fixed."""
    return f'pmlint: can\'t write "{name}", so nothing in it is fixed: {reason}\n'


def assert_refused(ran: Ran, folder: Path, reason: str, *, fixed: int = 0) -> None:
    """One line says why the file stays as it is, its finding is reported, nothing is left over."""
    assert (ran.code, ran.err.count("\n")) == (2, 2), ran.err
    assert ran.err.endswith(refused("a.yaml", reason))
    assert ran.err.startswith(f"fixed {'1 finding in 1 file' if fixed else 'nothing'}; 1 error in")
    assert "a.yaml:2:7: error wrong-type: " in ran.out
    assert ran.out.count("\n") == 1
    assert [name for name in os.listdir(folder) if name.startswith(".")] == []


@pytest.fixture
def guest(monkeypatch: pytest.MonkeyPatch, pmlint: Command) -> Iterator[Folder]:
    """Make this process one of a user without rights, in a folder of which it may do all."""
    root = hasattr(os, "setresuid") and os.getuid() == 0
    path = Path(mkdtemp())
    monkeypatch.chdir(path)
    folder = Folder(path)
    folder.write(warm=BAD)
    # What is imported late may lie where the user has no access.
    assert pmlint("--fix").code == 0
    (path / "warm.yaml").unlink()
    if root:
        os.chown(path, 65534, 65534)
        os.setresuid(65534, 65534, 0)
    try:
        yield folder
    finally:
        if root:
            os.setresuid(0, 0, 0)
        path.chmod(0o700)
        rmtree(path)


@posix
def test_a_folder_that_nobody_may_write_to(guest: Folder, pmlint: Command) -> None:
    path = guest.put("a.yaml", BAD)
    guest.path.chmod(0o555)
    assert_refused(pmlint("--fix", "a.yaml"), guest.path, "permission denied")
    assert path.read_text() == BAD


@posix
def test_a_protected_file_in_a_folder_that_one_may_write_to(guest: Folder, pmlint: Command) -> None:
    path = guest.put("a.yaml", BAD)
    path.chmod(0o444)
    guest.put("b.yaml", OTHER)
    assert_refused(pmlint("--fix", "a.yaml", "b.yaml"), guest.path, "permission denied", fixed=1)
    assert path.read_text() == BAD
    assert (guest.path / "b.yaml").read_text() == OTHER.replace("5678", '"5678"')


def in_a_process(code: str, *arguments: str, **options: Any) -> Ran:
    """Run the command after some code that prepares the process."""
    script = f"import sys, os\n{code}\nfrom linter.__main__ import main\nmain()\n"
    ran = subprocess.run(
        [sys.executable, "-c", script, *arguments],
        env=environment(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        **options,
    )
    return Ran(ran.returncode, ran.stdout, ran.stderr)


@posix
def test_a_disk_that_is_full(folder: Folder) -> None:
    """The longer file does not fit any more, the shorter one does."""
    long = BAD + "# " + "x" * 5_000 + "\n"
    path = folder.put("a.yaml", long)
    folder.put("b.yaml", OTHER)
    limit = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (5_000, 5_000))"
    ran = in_a_process(limit, "--fix", "a.yaml", "b.yaml")
    assert_refused(ran, folder.path, "file too large", fixed=1)
    assert path.read_text() == long
    assert (folder.path / "b.yaml").read_text() == OTHER.replace("5678", '"5678"')


@posix
@pytest.mark.parametrize("call", ["open", "fsync", "chmod", "replace"])
def test_an_interrupt_at_any_moment(folder: Folder, call: str) -> None:
    """Ctrl-C comes just before each of the calls that writing consists of, and just behind it."""
    for behind in (False, True):
        path = folder.put("a.yaml", BAD)
        code = f"""
import signal
real = os.{call}
def interrupted(*arguments, **named):
    if not {behind}: os.kill(os.getpid(), signal.SIGINT)
    made = real(*arguments, **named)
    if {behind}: os.kill(os.getpid(), signal.SIGINT)
    return made
import linter.rewrite
class Calls:
    def __getattr__(self, name): return interrupted if name == {call!r} else getattr(os, name)
linter.rewrite.os = Calls()
"""
        ran = in_a_process(code, "--fix", "a.yaml")
        assert (ran.code, ran.out, ran.err) == (2, "", "pmlint: interrupted\n")
        whole = FIXED if (call, behind) == ("replace", True) else BAD
        assert path.read_text() == whole
        assert os.listdir(folder.path) == ["a.yaml"]


def _change(path: Path) -> None:
    path.write_text(OTHER)


def _grow(path: Path) -> None:
    with path.open("a") as file:
        file.write("# more\n")


def _vanish(path: Path) -> None:
    path.unlink()


def _become_a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _become_a_pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def _become_a_link_elsewhere(path: Path) -> None:
    path.unlink()
    elsewhere = path.parent.parent / "elsewhere.yaml"
    elsewhere.write_text(BAD)
    path.symlink_to(elsewhere)


@posix
@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (_change, "it was changed in the meantime"),
        (_grow, "it was changed in the meantime"),
        (_vanish, "no such file or directory"),
        (_become_a_folder, "it is not a regular file"),
        (_become_a_pipe, "it is not a regular file"),
        (_become_a_link_elsewhere, "it is a link to a file outside of the given paths"),
    ],
    ids=lambda value: value.__name__.strip("_") if callable(value) else "",
)
def test_a_file_that_changes_between_reading_and_writing(
    change: Callable[[Path], None],
    reason: str,
    folder: Folder,
    pmlint: Command,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = folder.put("work/a.yaml", BAD)
    monkeypatch.chdir(path.parent)
    after: list[tuple[bool, bytes | None]] = []

    def late(name: str, limit: int) -> bytes | Unreadable | Oversized:
        data = read(name, limit)
        change(path)
        after.append((path.is_symlink(), path.read_bytes() if path.is_file() else None))
        return data

    monkeypatch.setattr("linter.runner.read", late)
    assert_refused(pmlint("--fix", "a.yaml"), path.parent, reason)
    assert after == [(path.is_symlink(), path.read_bytes() if path.is_file() else None)]


@posix
def test_a_file_that_changes_while_it_is_written(
    folder: Folder, pmlint: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An editor saves just when the new text is on the disk, and not yet in its place."""
    path = folder.put("a.yaml", BAD)
    fsync = os.fsync

    def late(handle: int) -> None:
        fsync(handle)
        path.write_text(OTHER)

    monkeypatch.setattr(os, "fsync", late)
    assert_refused(pmlint("--fix", "a.yaml"), folder.path, "it was changed in the meantime")
    assert path.read_text() == OTHER


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_other_encodings_are_left_alone(folder: Folder, pmlint: Command, encoding: str) -> None:
    path = folder.put("a.yaml", BAD.encode(encoding))
    ran = pmlint("--fix", "--unsafe-fixes", "a.yaml")
    assert (ran.code, ran.out.count(" error encoding: ")) == (1, 1)
    assert path.read_bytes() == BAD.encode(encoding)


@pytest.mark.parametrize("byte", [b"\xff", b"\xe9", b"\xed\xa0\x80", b"\x00", b"\x07"])
def test_bytes_that_are_no_text_stay(folder: Folder, pmlint: Command, byte: bytes) -> None:
    data = BAD.encode() + b"# " + byte + b"\n"
    path = folder.put("a.yaml", data)
    assert pmlint("--fix", "a.yaml").code == 1
    assert path.read_bytes() == data


@posix
def test_one_file_under_two_names_is_fixed_once(folder: Folder, pmlint: Command) -> None:
    path = folder.put("a.yaml", BAD)
    (folder.path / "b.yaml").symlink_to(path)
    ran = pmlint("--fix", "--ignore", "duplicate-prompt", "a.yaml", "b.yaml")
    assert (ran.code, ran.out) == (0, "")
    assert path.read_text() == FIXED
    assert (folder.path / "b.yaml").is_symlink()


def test_a_defect_in_a_fix_is_one_line_and_nothing_is_written(
    folder: Folder, pmlint: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_self: object, _findings: list[Finding], *, revealing: bool) -> None:
        assert revealing
        raise ZeroDivisionError

    monkeypatch.setattr("linter.fixes.proof.Proof.together", broken)
    path = folder.put("a.yaml", BAD)
    ran = pmlint("--fix", "a.yaml")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("pmlint: a defect of pmlint on a.yaml: ZeroDivisionError; ")
    assert path.read_text() == BAD
