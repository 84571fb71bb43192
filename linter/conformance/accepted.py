"""Keys that the settings accept though the schema does not know them."""

from __future__ import annotations

from functools import lru_cache

from linter.finding import Path

_ANY_ITEM = 0
"""Stands for ``[]``: any index will do."""


def accepts(known_fields: tuple[str, ...], path: Path) -> bool:
    """Whether one of the paths, such as ``targets[].region`` or ``*.region``, leads to a key."""
    return any(
        len(steps) == len(path) and all(map(_fits, steps, path)) for steps in _steps(known_fields)
    )


def _fits(step: str | int, actual: str | int) -> bool:
    if isinstance(step, int):
        return isinstance(actual, int)
    return step == actual or (step == "*" and isinstance(actual, str))


@lru_cache(maxsize=8)
def _steps(known_fields: tuple[str, ...]) -> tuple[Path, ...]:
    return tuple(_read(field) for field in known_fields)


def _read(field: str) -> Path:
    steps: list[str | int] = []
    for part in field.split("."):
        steps += [part.rstrip("[]"), *[_ANY_ITEM] * part.count("[]")]
    return tuple(steps)
