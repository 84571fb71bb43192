"""Paths to the files to lint: named ones, those in folders, those in lists of paths."""

from __future__ import annotations

import os
from collections.abc import Iterable

from linter.discovery.scope import Search, excluded_by, is_known
from linter.files import STDIN
from linter.result import Skipped


def discover(paths: Iterable[str], search: Search, stdin_name: str | None = None) -> list[str]:
    """Return the files to lint, each once, in the order given; folders are walked in order of name.

    A path that does not exist is returned, and so is a folder that can't be listed: that it can't
    be read is for the linter to say. ``stdin_name`` is what standard input obeys settings by.
    """
    files: dict[tuple[str, str], str] = {}
    places: dict[str, str] = {}
    for path in paths:
        is_folder = path != STDIN and os.path.isdir(path)
        name_of_it = stdin_name if path == STDIN else path
        by = name_of_it and excluded_by(name_of_it, is_folder, search.configurations)
        if name_of_it and by:
            search.skipped.append(Skipped(name_of_it, "exclude", by, named=True))
        elif path == STDIN:
            files["", STDIN] = STDIN
        elif is_folder:
            from linter.discovery.walk import walk

            root = "" if path == "." else path.removeprefix("." + os.sep)
            for folder, names in walk(root, search):
                place, start = _place(folder, places), os.path.join(folder, "")
                for name in names:
                    files.setdefault((place, name), start + name)
        elif is_known(path, search.configurations) or not os.path.exists(path):
            folder, name = os.path.split(path)
            files.setdefault((_place(folder, places), name), path)
        else:
            search.skipped.append(Skipped(path, "kind", named=True))
    return list(files.values())


def _place(folder: str, places: dict[str, str]) -> str:
    """Return the same for ``x`` and ``./x``; links to one file stay apart, as tfy apply has it.

    ``places`` remembers where folders are, which is slow to find out.
    """
    if folder not in places:
        places[folder] = os.path.realpath(folder)
    return places[folder]
