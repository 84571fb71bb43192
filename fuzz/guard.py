"""One input through a target, timed and weighed: what takes too long or too much is a failure."""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from time import monotonic, process_time
from typing import Any

SECONDS = 2.0
MEBIBYTES = 300
_NOTE_EVERY = 2.0


class TooMuch(Exception):  # noqa: N818
    """An input takes more time or memory than is promised."""


def peak() -> float:
    """Return the most memory that this process has had, in MiB; 0 where nobody tells."""
    if sys.platform == "win32":
        return 0.0
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return used / (2**20 if sys.platform == "darwin" else 2**10)


class Guard:
    """A target that counts its runs, and notes the figures in a file now and then."""

    def __init__(self, target: Callable[[bytes], None], notes: Path) -> None:
        self._target = target
        self._notes = notes
        self._noted = 0.0
        self._begun = monotonic()
        self.runs = 0
        self.slowest = 0.0
        if hasattr(signal, "SIGVTALRM"):
            signal.signal(signal.SIGVTALRM, _interrupt)

    def __call__(self, data: bytes) -> None:
        """Run the target over one input; time is the processor's, for others may be using it."""
        before = peak()
        start = process_time()
        _alarm(2 * SECONDS)
        try:
            self._target(data)
        finally:
            _alarm(0)
            seconds = process_time() - start
            self.runs += 1
            self.slowest = max(self.slowest, seconds)
            if monotonic() - self._noted > _NOTE_EVERY:
                self.note()
        if seconds > SECONDS:
            raise TooMuch(f"{seconds:.1f} seconds")
        if peak() > max(before, MEBIBYTES):
            raise TooMuch(f"{peak():.0f} MiB at its peak")

    def note(self) -> None:
        """Write the figures so far, for whoever started this process: it may end at any time."""
        self._noted = monotonic()
        figures: dict[str, Any] = {
            "runs": self.runs,
            "seconds": self._noted - self._begun,
            "slowest": self.slowest,
            "peak": peak(),
        }
        beside = self._notes.with_suffix(".new")
        beside.write_text(json.dumps(figures))
        os.replace(beside, self._notes)


def _alarm(seconds: float) -> None:
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_VIRTUAL, seconds)


def _interrupt(_number: int, _frame: object) -> None:
    raise TooMuch(f"more than {2 * SECONDS:g} seconds")
