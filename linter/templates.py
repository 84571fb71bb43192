"""Texts that another program fills in later: nothing is known of them, so nothing is said."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from linter.finding import Path


class Unknown:
    """What stands for such a text: of no type, and equal to nothing, not even another one."""


def without_templates(root: Any, patterns: tuple[str, ...]) -> tuple[Any, list[Path]]:
    """Return a value with each text that a pattern matches in whole made unknown, and the paths.

    What holds none of them is not copied.
    """
    compiled = _compiled(patterns)
    paths: list[Path] = []

    def filled(value: Any, path: Path) -> Any:
        if isinstance(value, str):
            if any(pattern.fullmatch(value) for pattern in compiled):
                paths.append(path)
                return Unknown()
            return value
        before = len(paths)
        if isinstance(value, dict):
            mapping = {key: filled(item, (*path, key)) for key, item in value.items()}
            return mapping if len(paths) > before else value
        if isinstance(value, list):
            items = [filled(item, (*path, i)) for i, item in enumerate(value)]
            return items if len(paths) > before else value
        return value

    return filled(root, ()), paths


@lru_cache(maxsize=8)
def _compiled(patterns: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern) for pattern in patterns)


def has_unknown(value: Any) -> bool:
    """Whether a value is unknown, or something in it."""
    if isinstance(value, dict):
        return any(map(has_unknown, value.values()))
    if isinstance(value, list):
        return any(map(has_unknown, value))
    return isinstance(value, Unknown)
