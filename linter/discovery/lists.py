"""Lists of paths, as ``--files-from`` takes them: one a line, or with a NUL between them."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from linter.files import STDIN, read_beside, read_stdin, why_not

_MAX_SIZE_MB = 100
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_UTF_8_BOM = b"\xef\xbb\xbf"


class ListError(Exception):
    """A list of paths that can't be used; the message is one line."""


class PathList(NamedTuple):
    """The paths in a list, and the file that it is; ``-`` is standard input."""

    file: str
    paths: list[str]


def read_list(file: str) -> PathList:
    """Return the list of paths in a file. Raises ListError for one that can't be read."""
    return PathList(file, list(_paths(file)))


def joined(paths: Sequence[str], lists: Sequence[PathList]) -> list[str]:
    """Return the paths of lists behind those named. Raises ListError.

    Standard input can be a list or a text to lint, and only once.
    """
    found = [*paths, *(path for one in lists for path in one.paths)]
    files = [one.file for one in lists]
    if STDIN in files and [*files, *found].count(STDIN) > 1:
        raise ListError('"-" is the list of files already: name standard input once')
    return found


def _paths(file: str) -> Iterator[str]:
    data = read_stdin(_MAX_SIZE_MB) if file == STDIN else read_beside(file, _MAX_SIZE_MB)
    name = "standard input" if file == STDIN else f'"{file}"'
    if not isinstance(data, bytes):
        raise ListError(f"can't read {name}: {why_not(data, _MAX_SIZE_MB)}")
    if data.startswith(_UTF_16):
        # What PowerShell makes of the output of another program.
        data = data.decode("utf-16", "replace").encode()
    data = data.removeprefix(_UTF_8_BOM)
    if b"\0" in data:
        lines = data.split(b"\0")
    else:
        lines = [line.removesuffix(b"\r") for line in data.split(b"\n") if line.strip()]
    yield from (os.fsdecode(line) for line in lines if line)
