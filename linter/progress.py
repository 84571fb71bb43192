"""How far a long run is, on a line of a terminal that is wiped before anything else is written."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from time import monotonic
from typing import TextIO

_PATIENCE = 1.0
"""Seconds without a word: most runs are over by then."""

_PAUSE = 0.1
_FILES_A_LOOK = 16
"""Files between two looks at the clock."""


def progress_on(stream: TextIO) -> Progress | None:
    """Return what shows progress on a stream, or None where nobody would watch it.

    That is anything but a terminal that can go back on its line, and every CI.
    """
    if not stream.isatty() or os.environ.get("TERM") == "dumb" or os.environ.get("CI"):
        return None
    return Progress(stream)


class Progress:
    """Shows progress once a run has taken a second."""

    def __init__(self, stream: TextIO, clock: Callable[[], float] = monotonic) -> None:
        self._stream = stream
        self._clock = clock
        self._next = clock() + _PATIENCE
        self._width = 0
        self._folders = 0

    def looking(self) -> None:
        """Count a folder in which files are looked for."""
        self._folders += 1
        if self._clock() >= self._next:
            self._show(f"looking for files: {self._folders} folders")

    def through(self, files: Sequence[str]) -> Iterator[str]:
        """Yield the files to check."""
        for done, file in enumerate(files):
            if done % _FILES_A_LOOK == 0 and self._clock() >= self._next:
                self._show(f"checked {done} of {len(files)} files")
            yield file

    def wipe(self) -> None:
        """Leave the line as it was, in the way that every terminal understands."""
        if self._width:
            self._write("\r" + " " * self._width + "\r")
            self._width = 0

    def _show(self, text: str) -> None:
        self._next = self._clock() + _PAUSE
        self._write("\r" + text.ljust(self._width))
        self._width = max(self._width, len(text))

    def _write(self, text: str) -> None:
        try:
            self._stream.write(text)
            self._stream.flush()
        except OSError:
            # The terminal is gone, and with it whoever was told.
            self._width = 0
