"""Files to bytes, or why there are none."""

import os
import stat
import sys
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import chain
from typing import NamedTuple

from linter.manifest import may_hold_prompt

STDIN = "-"

_CHUNK = 1 << 20
_NO_WAIT: int = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_OVERLAP = 64
"""Bytes of a piece that are looked at once more with the next: a mark may lie across the two."""


class Unreadable(NamedTuple):
    """Why a file can't be read, in words."""

    reason: str


class Oversized(NamedTuple):
    """A file past the size limit; whether it shows a mark of a prompt manifest is still told."""

    marked: bool


def why_not(data: Unreadable | Oversized, max_size_mb: int) -> str:
    """Say why there are no bytes, for a file of which nothing but these is wanted."""
    return f"larger than {max_size_mb} MB" if isinstance(data, Oversized) else data.reason


def read(path: str, max_size_mb: int) -> bytes | Unreadable | Oversized:
    """Return a file's bytes, or why there are none."""
    try:
        # Without waiting: opening a pipe would wait for a writer.
        file = os.open(path, os.O_RDONLY | _NO_WAIT)
        try:
            status = os.fstat(file)
            if not stat.S_ISREG(status.st_mode):
                return Unreadable("it is not a regular file")
            # System calls, for a file object would cost five times as much.
            most = min(status.st_size + 1, _CHUNK)
            data = os.read(file, most)
            if len(data) < most and len(data) <= max_size_mb * 1_000_000:
                return data
            pieces = chain([data], iter(partial(os.read, file, most), b""))
            return _whole(pieces, max_size_mb, to_the_end=True)
        finally:
            os.close(file)
    except (OSError, ValueError) as error:
        return _unreadable(error)


def read_beside(path: str, max_size_mb: int) -> bytes | Unreadable | Oversized:
    """Return the bytes of a file that is not for linting, such as settings; a pipe will do, too."""
    try:
        with open(path, "rb") as file:
            return _whole(iter(partial(file.read, _CHUNK), b""), max_size_mb)
    except (OSError, ValueError) as error:
        return _unreadable(error)


def read_stdin(max_size_mb: int) -> bytes | Unreadable | Oversized:
    """Return the bytes on standard input, or why there are none."""
    if sys.stdin is None:
        return Unreadable("it is closed")
    try:
        return _whole(iter(partial(sys.stdin.buffer.read, _CHUNK), b""), max_size_mb)
    except (OSError, ValueError) as error:
        return Unreadable((getattr(error, "strerror", None) or "it is closed").lower())


def _unreadable(error: OSError | ValueError) -> Unreadable:
    if isinstance(error, FileNotFoundError):
        return Unreadable("no such file")
    if isinstance(error, IsADirectoryError):
        return Unreadable("it is not a regular file")
    if isinstance(error, PermissionError):
        return Unreadable("permission denied")
    return Unreadable((getattr(error, "strerror", None) or str(error)).lower())


def _whole(
    pieces: Iterator[bytes], max_size_mb: int, *, to_the_end: bool = False
) -> bytes | Oversized:
    """Put pieces together; past the limit only look whether there is a mark in them.

    A device or a pipe may have no end to look to.
    """
    kept: list[bytes] = []
    size = 0
    for data in pieces:
        kept.append(data)
        size += len(data)
        if size > max_size_mb * 1_000_000:
            return Oversized(_marked(chain([b"".join(kept)], pieces if to_the_end else ())))
    return b"".join(kept)


def _marked(pieces: Iterable[bytes]) -> bool:
    """Look for marks a piece at a time."""
    end = b""
    for data in pieces:
        if may_hold_prompt(end + data):
            return True
        end = data[-_OVERLAP:]
    return False
