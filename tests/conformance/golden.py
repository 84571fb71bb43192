"""What a change to the valid manifest of the small schema is said to be."""

from __future__ import annotations

from typing import Any, NamedTuple

from linter.finding import json_pointer
from tests.conformance.documents import diagnosed, replaced, steps
from tests.conformance.small_schema import SCHEMA, VALID

REMOVED = object()


class Said(NamedTuple):
    """One problem: its rule, where it points, and its message.

    ``place`` is written from the manifest's root; ``key:`` or ``holder:`` in front of it says
    what is pointed at if it is not the value.
    """

    rule: str
    place: str
    message: str


def said_of(place: str, value: Any, written: str | None = None) -> list[Said]:
    """Put a value in a place of the valid manifest, unquoted if ``written``, and diagnose."""
    path = steps(place)
    changed = replaced(VALID, path, value)
    if value is REMOVED:
        changed = replaced(VALID, path, None)
        inner = changed
        for step in path[:-1]:
            inner = inner[step]
        del inner[path[-1]]
    found = diagnosed(SCHEMA, changed, {path: written} if written is not None else {})
    return [
        Said(
            rule,
            ("" if problem.at.value == "value" else f"{problem.at.value}:")
            + json_pointer(problem.path)[1:],
            problem.message,
        )
        for rule, problem in found
    ]
