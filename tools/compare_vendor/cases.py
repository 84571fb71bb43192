"""Thousands of manifests: valid ones, and some of them with one thing changed everywhere."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from hypothesis import HealthCheck, given, seed, settings

from benchmarks import corpus
from linter.finding import Path
from tests.conformance.documents import replaced
from tests.conformance.test_agreement import ODD, REAL, places
from tests.properties.manifests import manifests
from tests.rules.edits import TEXTS


class Case(NamedTuple):
    """A manifest, where it was changed (None: nowhere), and how."""

    manifest: dict[str, Any]
    path: Path | None
    change: str


def cases(number: int) -> Iterator[Case]:
    """Yield manifests drawn from the schema, realistic ones, and what changes make of some."""
    drawn = _drawn(number)
    begun = [*REAL, *(entry.value for entry in corpus.entries(4)), *drawn[: number // 250]]
    for manifest in (*begun, *drawn):
        if _is_json(manifest):
            yield Case(manifest, None, "valid")
    # The small one has everything, and is changed everywhere; so are some of each kind.
    for manifest in begun:
        for case in _changed(manifest):
            if _is_json(case.manifest):
                yield case


def _drawn(number: int) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []

    @seed(1)
    @settings(
        max_examples=number, database=None, deadline=None, suppress_health_check=[*HealthCheck]
    )
    @given(manifests())
    def draw(manifest: dict[str, Any]) -> None:
        found.append(copy.deepcopy(manifest))

    draw()
    return found


def _changed(manifest: dict[str, Any]) -> Iterator[Case]:
    for path, inside in places(manifest, ()):
        if not path:
            continue
        for odd in (*ODD, *TEXTS[:6]):
            yield Case(replaced(manifest, path, copy.deepcopy(odd)), path, f"becomes {_kind(odd)}")
        if isinstance(inside, dict):
            yield Case(replaced(manifest, path, {**inside, "unknown": 1}), path, "one key more")
            for key in inside:
                rest = {other: kept for other, kept in inside.items() if other != key}
                yield Case(replaced(manifest, path, rest), (*path, key), "missing")
    for key in manifest:
        rest = {other: kept for other, kept in manifest.items() if other != key}
        yield Case(rest, (key,), "missing")


def _kind(value: Any) -> str:
    if isinstance(value, (bool, float, int)) or value is None:
        return json.dumps(value)
    if isinstance(value, str):
        return "text"
    return "a list" if isinstance(value, list) else "an object"


def _is_json(value: Any) -> bool:
    """Whether a manifest can be handed on as JSON, and comes back as it is."""
    try:
        return bool(json.loads(json.dumps(value, allow_nan=False)) == value)
    except (TypeError, ValueError):
        return False
