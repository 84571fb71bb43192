"""A walk through a folder: which files it takes, and what it passes over and why."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias

from linter.discovery.gitignore import Ignores, ignored_by, ignores_above, ignores_in
from linter.discovery.scope import Search, has_known_suffix, shown
from linter.globs import below, matcher
from linter.result import Skipped
from linter.settings import Configuration

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


_Judge: TypeAlias = Callable[[str, bool], Skipped | None]
"""Says whether a path, which may be a folder, is passed over and why."""


def walk(root: str, search: Search) -> Iterator[tuple[str, list[str]]]:
    """Yield each folder with the names of its files, before the folders below it.

    Links to folders are not followed. A folder that can't be listed is yielded as a name.
    """
    waiting = [(root, ignores_above(root))]
    while waiting:
        folder, ignores = waiting.pop()
        if search.step is not None:
            search.step()
        try:
            with os.scandir(folder or ".") as listing:
                entries = sorted(listing, key=lambda entry: entry.name)
        except OSError:
            parent, name = os.path.split(folder)
            yield parent, [name]
            continue
        ignores = ignores_in(folder, {entry.name for entry in entries}, ignores)
        configuration = search.configurations.for_folder(folder)
        judge = _judge(folder, ignores, configuration)
        names = _files(folder, entries, configuration, search)
        yield folder, list(names) if judge is None else _taken(names, judge, search)
        below = []
        for entry in entries:
            if not entry.is_dir(follow_symlinks=False):
                continue
            tools = entry.name in _TOOL_FOLDERS
            path = os.path.join(folder, entry.name)
            passed_over = Skipped(path, "tools") if tools else judge and judge(entry.name, True)
            if not passed_over:
                below.append((path, ignores))
            elif search.note_all or not tools:
                search.skipped.append(passed_over)
        waiting += reversed(below)


def _taken(names: Iterable[str], judge: _Judge, search: Search) -> list[str]:
    """Return the names that are not passed over."""
    taken = []
    for name in names:
        passed_over = judge(name, False)
        if passed_over:
            search.skipped.append(passed_over)
        else:
            taken.append(name)
    return taken


def _files(
    folder: str, entries: list[os.DirEntry[str]], configuration: Configuration, search: Search
) -> Iterator[str]:
    """Yield the names of the files that a walk would take if nothing spoke against it."""
    include = configuration.include
    takes = _matches(include, folder, configuration) if include else has_known_suffix
    for entry in entries:
        if takes(entry.name):
            if _is_file(entry):
                yield entry.name
        elif search.note_all and _is_file(entry):
            known = has_known_suffix(entry.name)
            path = os.path.join(folder, entry.name)
            search.skipped.append(
                Skipped(path, "include", shown(configuration)) if known else Skipped(path, "kind")
            )


def _is_file(entry: os.DirEntry[str]) -> bool:
    """Whether an entry is a file or leads to one.

    Dangling links are how some editors lock files; pipes are nobody's manifests.
    """
    try:
        return entry.is_file()
    except OSError:
        # A link that leads in a circle, or to where nobody may look.
        return False


def _judge(folder: str, ignores: Ignores, configuration: Configuration) -> _Judge | None:
    """Return what judges the names in a folder, or None where none can be passed over."""
    if not ignores and not configuration.exclude:
        return None
    excludes = _matches(configuration.exclude, folder, configuration)

    def judge(name: str, is_folder: bool) -> Skipped | None:
        path = os.path.join(folder, name)
        if excludes(f"{name}/" if is_folder else name):
            return Skipped(path, "exclude", shown(configuration))
        by = ignored_by(ignores, path, is_folder)
        return None if by is None else Skipped(path, "gitignore", by)

    return judge


def _matches(
    globs: tuple[str, ...], folder: str, configuration: Configuration
) -> Callable[[str], bool]:
    """Return what says whether globs match a name in a folder; a folder's name ends with ``/``."""
    matches = matcher(globs)
    above = below(os.path.join(folder, "x"), configuration.folder)
    if above is None:
        return lambda _: False
    start = above.removesuffix("x")
    return lambda name: matches(start + name)
