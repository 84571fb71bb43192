"""Keys that are missing because they are misspelt: one mistake, reported where it is made."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from linter.nearest import nearest


def misspelt(keys: Iterable[Any], wanted: str) -> bool:
    """Whether one of the keys is clearly meant to be the wanted one, and is another."""
    return any(
        isinstance(key, str) and key != wanted and nearest(key, (wanted,)) is not None
        for key in keys
    )
