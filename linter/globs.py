"""Globs as .gitignore has them, matched against paths below the folder that they are relative to.

The library behind them takes longer to load than most runs take, so it is loaded with the first
glob and never without one.
"""

from __future__ import annotations

import os
import re
import warnings
from collections.abc import Callable
from functools import cache


@cache
def matcher(patterns: tuple[str, ...]) -> Callable[[str], bool]:
    """Return what says whether a path matches; of several patterns the last one that fits decides.

    Paths are relative, with ``/`` between their parts; that of a folder ends with ``/``.
    """
    if not patterns:
        return lambda _: False
    from pathspec import GitIgnoreSpec

    return GitIgnoreSpec.from_lines(patterns).match_file


def can_match(pattern: str) -> bool:
    """Whether a pattern can match anything: not a blank, a comment, or one that means nothing."""
    return expression(pattern) is not None


def expression(pattern: str) -> tuple[re.Pattern[str], bool] | None:
    """Return what a pattern matches, and whether it begins with ``!``; None if it can't match.

    The expression is searched for. Its one group, if it has one, matches what is below a folder
    that the pattern matches.
    """
    from pathspec import GitIgnoreSpec

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            [compiled] = GitIgnoreSpec.from_lines([pattern]).patterns
    except (ValueError, re.error):
        return None
    return None if compiled.regex is None else (compiled.regex, not compiled.include)


def below(path: str, folder: str) -> str | None:
    """Return a path as the globs of a folder see it; None where it is not below the folder."""
    start = folder.rstrip(os.sep) + os.sep
    path = os.path.abspath(path)
    return path[len(start) :].replace(os.sep, "/") if path.startswith(start) else None
