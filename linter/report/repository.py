"""Where a file stands in the repository that a CI service checked out."""

from __future__ import annotations

import os


def within(name: str, variable: str) -> str:
    """Return a file's path from the folder that an environment variable names, with ``/``.

    Where the variable is not set, or the file elsewhere, it is the path as given, without ``./``.
    """
    root = os.environ.get(variable)
    place = below(name, root) if root else None
    return _with_slashes(os.path.normpath(name)) if place is None else place


def below(name: str, root: str) -> str | None:
    """Return a file's path from a folder, with ``/``; None for a file elsewhere."""
    # Only the folder is resolved: a link to a file is in the repository, too.
    folder, base = os.path.split(name)
    place = os.path.join(os.path.realpath(folder), base)
    above = os.path.join(os.path.realpath(root), "")
    if os.path.normcase(place).startswith(os.path.normcase(above)):
        return _with_slashes(place[len(above) :])
    return None


def _with_slashes(path: str) -> str:
    return path.replace(os.sep, "/")
