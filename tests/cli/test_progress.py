"""How far a long run is: a line on a terminal, and nothing anywhere else."""

from __future__ import annotations

import io
import os
import subprocess
import sys

import pytest

from linter.progress import Progress, progress_on
from tests.cli.samples import GOOD, Folder, environment


class Clock:
    """A clock that goes on by a step with each look."""

    def __init__(self, step: float) -> None:
        self.now = 0.0
        self.step = step
        self.looks = 0

    def __call__(self) -> float:
        self.looks += 1
        self.now += self.step
        return self.now


def shown(step: float, files: int, folders: int = 0) -> tuple[list[str], int]:
    """Return what a run shows, line over line, and how often it looks at the clock."""
    stream, clock = io.StringIO(), Clock(step)
    progress = Progress(stream, clock)
    for _ in range(folders):
        progress.looking()
    list(progress.through([f"{number}.yaml" for number in range(files)]))
    progress.wipe()
    return [line.rstrip() for line in stream.getvalue().split("\r")[1:]], clock.looks


def test_a_short_run_shows_nothing() -> None:
    assert shown(0.001, 500, 100)[0] == []


def test_a_long_run_says_how_far_it_is_and_wipes_that() -> None:
    assert shown(0.4, 64)[0] == ["checked 32 of 64 files", "checked 48 of 64 files", "", ""]


def test_a_long_search_says_so() -> None:
    assert shown(0.6, 0, 4)[0] == [
        "looking for files: 2 folders",
        "looking for files: 3 folders",
        "looking for files: 4 folders",
        "",
        "",
    ]


def test_a_shorter_line_covers_the_longer_one_before() -> None:
    stream = io.StringIO()
    progress = Progress(stream, Clock(2))
    progress.looking()
    list(progress.through(["x.yaml"]))
    searching, checking = stream.getvalue().split("\r")[1:]
    assert len(checking) == len(searching)


def test_the_clock_is_read_seldom() -> None:
    _, looks = shown(0.0001, 1000)
    assert looks <= 1 + 1000 / 16 + 1


def test_a_line_does_not_follow_the_other_at_once() -> None:
    lines, looks = shown(0.05, 800)
    assert len(lines) < looks / 1.9


class Terminal(io.StringIO):
    """A stream that is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("stream", "variables", "expected"),
    [
        (Terminal(), {}, True),
        (io.StringIO(), {}, False),
        (Terminal(), {"TERM": "dumb"}, False),
        (Terminal(), {"CI": "true"}, False),
        (Terminal(), {"CI": ""}, True),
    ],
)
def test_who_is_shown_progress(
    monkeypatch: pytest.MonkeyPatch, stream: io.StringIO, variables: dict[str, str], expected: bool
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("CI", raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert (progress_on(stream) is not None) is expected


def test_a_terminal_that_is_gone_is_no_defect() -> None:
    class Gone(Terminal):
        def write(self, text: str) -> int:
            raise OSError(f"nobody reads {text}")

    progress = Progress(Gone(), Clock(2))
    assert list(progress.through(["x.yaml"])) == ["x.yaml"]
    progress.wipe()


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals here")
@pytest.mark.parametrize(
    ("arguments", "variables", "expected"),
    [
        ([], {}, b"\rchecked 16 of 40 files"),
        (["--quiet"], {}, b""),
        ([], {"CI": "1"}, b"no findings in 40 manifests"),
    ],
)
def test_on_a_terminal(
    folder: Folder, arguments: list[str], variables: dict[str, str], expected: bytes
) -> None:
    """A real one, in a process whose clock runs fast."""
    for number in range(40):
        folder.put(f"{number}.yaml", GOOD.replace("greeting", f"greeting-{number}"))
    code = (
        "import linter.progress, itertools, sys\n"
        "from linter.__main__ import run\n"
        "linter.progress._PATIENCE = -1\n"
        "linter.progress._PAUSE = -1\n"
        "sys.exit(run(sys.argv[1:]))\n"
    )
    reader, writer = os.openpty()
    env = {name: value for name, value in environment(TERM="xterm").items() if name != "CI"}
    ran = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        stdout=subprocess.PIPE,
        stderr=writer,
        env=env | variables,
        check=False,
    )
    os.close(writer)
    try:
        told = os.read(reader, 10_000)
    except OSError:
        # Nothing was ever written, and nobody is at the other end.
        told = b""
    os.close(reader)
    assert ran.returncode == 0
    if not expected.startswith(b"\r"):
        assert told.startswith(expected)
        assert b"checked" not in told
        return
    assert expected in told
    *_, last = told.removesuffix(b"\r\n").split(b"\r")
    assert last == b"no findings in 40 manifests"
