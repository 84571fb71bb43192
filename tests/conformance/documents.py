"""Diagnosing plain values, with a document of which only the unquoted scalars are known."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any, NamedTuple, cast

from linter.conformance import diagnose
from linter.document.base import Document
from linter.finding import Path, Problem


class Unquoted(NamedTuple):
    """All that the diagnosis asks of a document: the scalars that are not in quotes."""

    scalars: Mapping[Path, str]

    def written(self, path: Path) -> str | None:
        return self.scalars.get(path)


def diagnosed(
    schema: dict[str, Any], value: Any, written: Mapping[Path, str] | None = None
) -> list[tuple[str, Problem]]:
    return list(diagnose(schema, value, cast(Document, Unquoted(written or {})), ()))


def steps(place: str) -> Path:
    """Read ``messages/0/role`` as a path."""
    return tuple(int(step) if step.isdigit() else step for step in place.split("/") if step)


def replaced(value: Any, path: Path, new: Any) -> Any:
    """Return a copy of a value with another one at a path."""
    if not path:
        return new
    changed = copy.deepcopy(value)
    inner = changed
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = new
    return changed
