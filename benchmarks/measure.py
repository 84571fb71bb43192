"""Whole processes, timed from outside: interleaved, warmed up, and checked to have worked."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import NamedTuple

WARM_UPS = 2


class AbsentError(Exception):
    """A program to compare with is not installed; the message says how to get it."""


class FailedError(Exception):
    """A command did not do its work, so that its time would mean nothing."""


class Command(NamedTuple):
    """A process to time; ``label`` names it in the table, ``exit_code`` is what it must give."""

    label: str
    arguments: list[str]
    exit_code: int = 0


def script(name: str) -> str:
    """Return the path of a console script that is installed beside the running interpreter."""
    path = Path(sys.executable).with_name(name)
    if not path.exists():
        raise AbsentError(f'no "{name}" beside {sys.executable}: pip install -e ".[dev,bench]"')
    return str(path)


def environment() -> dict[str, str]:
    """Return the environment of a user: nothing that turns off or moves compiled modules."""
    return {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}


def interleave(*commands: Command, rounds: int) -> list[float]:
    """Return each command's median seconds; they take turns, so a busy moment hits them all."""
    for command in commands:
        for _ in range(WARM_UPS):
            _check(command)
    turns = [[_seconds(command) for command in commands] for _ in range(rounds)]
    return [median(times) for times in zip(*turns, strict=True)]


def peak_memory(command: Command) -> float:
    """Return the most memory, in MiB, that a process held at once.

    A process inherits the high-water mark of the one that starts it, so a bare interpreter does,
    not this one, which has generated a corpus.
    """
    _check(command)
    watch = (
        "import resource, subprocess, sys\n"
        "subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)\n"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)\n"
    )
    answer = subprocess.run(
        [sys.executable, "-I", "-S", "-c", watch, *command.arguments],
        env=environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    unit = 2**20 if sys.platform == "darwin" else 2**10
    return int(answer.stdout) / unit


def _seconds(command: Command) -> float:
    start = perf_counter()
    done = subprocess.run(
        command.arguments,
        env=environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,
    )
    seconds = perf_counter() - start
    if done.returncode != command.exit_code:
        raise FailedError(f"{command.label} ended with {done.returncode} in one run of several")
    return seconds


def _check(command: Command) -> None:
    """Run a command once, unmeasured, and refuse to time one that does not do its work."""
    done = subprocess.run(
        command.arguments,
        env=environment(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != command.exit_code:
        said = (done.stderr or done.stdout).strip().splitlines()
        raise FailedError(
            f"{command.label} ended with {done.returncode} instead of {command.exit_code}"
            + (f": {said[-1]}" if said else "")
        )
