"""Paths to files: which there are to lint, and their bytes."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import chain
from typing import NamedTuple

from linter.manifest import may_hold_prompt

SUFFIXES = (".yaml", ".yml", ".json")
STDIN = "-"

_TOOL_FOLDERS = frozenset(
    {
        ".git",
        ".hg",
        ".svn",
        ".tox",
        ".nox",
        ".venv",
        "venv",
        "node_modules",
        "__pycache__",
        ".mypy_cache",
        ".pytest_cache",
        ".ruff_cache",
        ".terraform",
    }
)
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


def discover(paths: Iterable[str], skipped: list[str]) -> list[str]:
    """Return the files to lint, each once, in the order given; folders are walked in order of name.

    Named files of another kind are added to ``skipped``. A path that does not exist is returned,
    and so is a folder that can't be listed: that it can't be read is for the linter to say.
    """
    files: dict[tuple[str, str], str] = {}
    places: dict[str, str] = {}
    for path in paths:
        if path == STDIN:
            files["", STDIN] = STDIN
        elif os.path.isdir(path):
            for folder, name in _walk("" if path == "." else path.removeprefix("." + os.sep)):
                files.setdefault((_place(folder, places), name), os.path.join(folder, name))
        elif path.lower().endswith(SUFFIXES) or not os.path.exists(path):
            folder, name = os.path.split(path)
            files.setdefault((_place(folder, places), name), path)
        else:
            skipped.append(path)
    return list(files.values())


def _place(folder: str, places: dict[str, str]) -> str:
    """Return the same for ``x`` and ``./x``; links to one file stay apart, as tfy apply has it.

    ``places`` remembers where folders are, which is slow to find out.
    """
    if folder not in places:
        places[folder] = os.path.realpath(folder)
    return places[folder]


def _walk(folder: str) -> Iterator[tuple[str, str]]:
    """Yield the folder and name of each file, links to folders not followed.

    A folder that can't be listed is yielded itself.
    """
    try:
        with os.scandir(folder or ".") as listing:
            entries = sorted(listing, key=lambda entry: entry.name)
    except OSError:
        yield os.path.split(folder)
        return
    for entry in entries:
        # Dangling links are how some editors lock files; pipes are nobody's manifests.
        if entry.name.lower().endswith(SUFFIXES) and entry.is_file():
            yield folder, entry.name
    for entry in entries:
        if entry.name not in _TOOL_FOLDERS and entry.is_dir(follow_symlinks=False):
            yield from _walk(os.path.join(folder, entry.name))


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
            pieces = iter(partial(os.read, file, min(status.st_size + 1, _CHUNK)), b"")
            return _whole(pieces, max_size_mb)
        finally:
            os.close(file)
    except FileNotFoundError:
        return Unreadable("no such file")
    except PermissionError:
        return Unreadable("permission denied")
    except (OSError, ValueError) as error:
        return Unreadable((getattr(error, "strerror", None) or str(error)).lower())


def read_stdin(max_size_mb: int) -> bytes | Unreadable | Oversized:
    """Return the bytes on standard input, or why there are none."""
    if sys.stdin is None:
        return Unreadable("it is closed")
    try:
        return _whole(iter(partial(sys.stdin.buffer.read, _CHUNK), b""), max_size_mb)
    except (OSError, ValueError) as error:
        return Unreadable((getattr(error, "strerror", None) or "it is closed").lower())


def _whole(pieces: Iterator[bytes], max_size_mb: int) -> bytes | Oversized:
    """Put pieces together; past the limit only look whether there is a mark in them."""
    kept: list[bytes] = []
    size = 0
    for data in pieces:
        kept.append(data)
        size += len(data)
        if size > max_size_mb * 1_000_000:
            return Oversized(_marked(chain([b"".join(kept)], pieces)))
    return b"".join(kept)


def _marked(pieces: Iterable[bytes]) -> bool:
    """Look for marks a piece at a time."""
    end = b""
    for data in pieces:
        if may_hold_prompt(end + data):
            return True
        end = data[-_OVERLAP:]
    return False
