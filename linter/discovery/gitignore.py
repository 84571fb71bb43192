"""What ``.gitignore`` files ignore, decided as git does it: one path at a time, the last rule wins.

A rule is held against the path itself and never against the folders above it: whoever asks walks
down from above and does not enter what is ignored.
"""

import os
import re
from collections.abc import Iterator
from typing import NamedTuple

from linter.files import read
from linter.globs import expression

NAME = ".gitignore"
REPOSITORY = ".git"

_MAX_SIZE_MB = 1
_BOM = "\ufeff"


class Rule(NamedTuple):
    """One line of a file: what it matches, and whether that is ignored or, with ``!``, not."""

    regex: re.Pattern[str]
    ignores: bool
    folders_only: bool
    line: int


class IgnoreFile(NamedTuple):
    """A file of rules, the last one first, for the paths of one walk.

    A path of the walk without its first ``cut`` characters, behind ``lead``, is relative to the
    folder that the rules are about. ``any_rule`` matches whatever one of them could match.
    """

    file: str
    rules: tuple[Rule, ...]
    any_rule: re.Pattern[str]
    lead: str
    cut: int

    def relative(self, path: str) -> str:
        """Return a path of the walk as the rules see it."""
        return self.lead + path[self.cut :].replace(os.sep, "/")

    def decisive(self, path: str, is_folder: bool) -> Rule | None:
        """Return the rule that decides on a path as the rules see it, if there is one."""
        if self.any_rule.search(path) is None:
            return None
        for rule in self.rules:
            if is_folder or not rule.folders_only:
                match = rule.regex.search(path)
                # The one group of these expressions takes what is below the folder that they
                # match.
                if match is not None and match.lastindex is None:
                    return rule
        return None


Ignores = tuple[IgnoreFile, ...]
"""The files in force at some place; the nearest one, which has the first say, comes first."""


def ignored_by(ignores: Ignores, path: str, is_folder: bool) -> str | None:
    """Return the file and line that have a path of the walk ignored, or None."""
    for file in ignores:
        rule = file.decisive(file.relative(path), is_folder)
        if rule is not None:
            return f"{file.file}, line {rule.line}" if rule.ignores else None
    return None


def ignores_above(root: str) -> Ignores:
    """Return the files in force where a walk begins: those between it and its repository's root.

    Outside of a repository nothing says how far up to look, so there are none. Rules that have
    the beginning itself ignored are left out: whoever names a folder wants to see into it.
    """
    real = os.path.realpath(root)
    folders = _up_to_repository(real)
    shown = os.path.abspath if os.path.isabs(root) else os.path.relpath
    ignores: list[IgnoreFile] = []
    for folder in folders[1:]:
        lead = os.path.relpath(real, folder).replace(os.sep, "/") + "/"
        for path in _files_of(folder, folder == folders[-1]):
            ignores += _load(path, shown(path), lead, len(os.path.join(root, "")))
    return _without_rules_on_the_beginning(ignores)


def ignores_in(folder: str, names: set[str], above: Ignores) -> Ignores:
    """Return the files in force inside a folder of the walk, in which ``names`` are."""
    is_repository = REPOSITORY in names
    if NAME not in names and not is_repository:
        return above
    own: list[IgnoreFile] = []
    for path in _files_of(folder, is_repository):
        own += _load(path, path, "", len(os.path.join(folder, "")))
    # A repository within another one is none of the outer one's business.
    return tuple(own) if is_repository else (*own, *above)


def _up_to_repository(folder: str) -> list[str]:
    """Return a folder and those above it up to its repository's root; none outside of one."""
    folders = [folder]
    while not os.path.lexists(os.path.join(folder, REPOSITORY)):
        folder, below = os.path.dirname(folder), folder
        if folder == below:
            return []
        folders.append(folder)
    return folders


def _files_of(folder: str, is_repository: bool) -> Iterator[str]:
    """Yield the files that may have rules for a folder, the one with the first say first."""
    yield os.path.join(folder, NAME)
    if is_repository:
        git = os.path.join(folder, REPOSITORY)
        yield os.path.join(_linked(git) if os.path.isfile(git) else git, "info", "exclude")


def _linked(file: str) -> str:
    """Return the folder that a ``.git`` file leads to, as worktrees and submodules have one."""
    line = _text(file).strip()
    folder = os.path.join(os.path.dirname(file), line.removeprefix("gitdir:").strip())
    common = _text(os.path.join(folder, "commondir")).strip()
    return os.path.join(folder, common)


def _text(path: str) -> str:
    data = read(path, _MAX_SIZE_MB)
    return os.fsdecode(data) if isinstance(data, bytes) else ""


def _load(path: str, shown: str, lead: str, cut: int) -> list[IgnoreFile]:
    """Return a file of rules, in a list; none where it has no rule, or is none."""
    lines = [line.removesuffix("\r") for line in _text(path).removeprefix(_BOM).split("\n")]
    if not any(line and not line.startswith("#") for line in lines):
        return []
    rules = tuple(_rules(lines))[::-1]
    return [_file(shown, rules, lead, cut)] if rules else []


def _file(shown: str, rules: tuple[Rule, ...], lead: str, cut: int) -> IgnoreFile:
    # Groups may have the same name in each, which one expression must not.
    every = "|".join(re.sub(r"\(\?P<\w+>", "(?:", rule.regex.pattern) for rule in rules)
    return IgnoreFile(shown, rules, re.compile(every or r"(?!)"), lead, cut)


def _rules(lines: list[str]) -> Iterator[Rule]:
    for number, line in enumerate(lines, 1):
        pattern = line if line.endswith("\\ ") else line.rstrip()
        # Without its last slash a rule for folders matches these alone, not what is below.
        compiled = expression(pattern.removesuffix("/"))
        if compiled is not None and not pattern.endswith("//"):
            regex, negated = compiled
            yield Rule(regex, not negated, pattern.endswith("/"), number)


def _without_rules_on_the_beginning(ignores: list[IgnoreFile]) -> Ignores:
    """Leave out the rules that would keep a walk from its own beginning."""
    at = 0
    while at < len(ignores):
        file = ignores[at]
        rule = file.decisive(file.lead.removesuffix("/"), is_folder=True)
        if rule is None:
            at += 1
        elif not rule.ignores:
            break
        else:
            rules = tuple(other for other in file.rules if other is not rule)
            ignores[at] = _file(file.file, rules, file.lead, file.cut)
    return tuple(ignores)
