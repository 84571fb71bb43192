"""Weights that keep their ratios and add up to 100: loaded when some do not."""

from __future__ import annotations

from collections.abc import Sequence
from math import isclose, isfinite
from typing import TYPE_CHECKING, Any

from linter import remedies
from linter.rules.weights import FULL, is_weighted

if TYPE_CHECKING:
    from linter.finding import Path, Problem, Remedy
    from linter.manifest import Manifest
    from linter.rules.weights import Group

_TARGETS: Path = ("routing_config", "load_balance_targets")


def remedy_of(group: Group) -> Remedy | None:
    """Scale the weights of a group, if each that is above 0 stays so."""
    return _scaled(group.numbers, [weight for _, weight in group.weights])


def mended(manifest: Manifest, problem: Problem) -> Problem:
    """Give a problem with a fraction as a weight its remedy: percentages in place of fractions."""
    path = problem.path
    if path[:2] != _TARGETS or path[3:] != ("weight",) or not is_weighted(manifest):
        return problem
    items = manifest.mapping("routing_config").get("load_balance_targets")
    if not isinstance(items, list) or len(items) != len(manifest.targets):
        return problem
    condition = manifest.mapping(*path[:3]).get("metadata_match") or {}
    group: list[tuple[int, Any]] = [
        (i, target.get("weight"))
        for i, (_, target) in enumerate(manifest.targets)
        if (target.get("metadata_match") or {}) == condition
    ]
    weights = [weight for _, weight in group]
    if not all(map(_is_number, weights)) or not any(isinstance(each, float) for each in weights):
        return problem
    # A few weights of a whole each, or of a hundred: a mixture leaves open what is meant.
    if max(weights) <= 1 or isclose(sum(weights), FULL):
        return problem._replace(remedy=_scaled([i for i, _ in group], weights))
    return problem


def _is_number(weight: Any) -> bool:
    return type(weight) in (int, float) and isfinite(weight) and weight >= 0


def _scaled(numbers: list[int], weights: Sequence[float]) -> Remedy | None:
    scaled = percentages(weights)
    if scaled is None:
        return None
    paths = [(*_TARGETS, number, "weight") for number in numbers]
    shown = ", ".join(map(str, scaled))
    changing = [
        (path, new)
        for path, old, new in zip(paths, weights, scaled, strict=True)
        if type(old) is not int or old != new
    ]
    return remedies.weigh(changing, f"write {shown}")


def percentages(weights: Sequence[float]) -> list[int] | None:
    """Share 100 out in proportion to weights; None where one above 0 would get nothing.

    What rounding down leaves goes to the largest remainders, of equal ones to the first.
    """
    total = sum(weights)
    if total <= 0:
        return None
    exact = [FULL * weight / total for weight in weights]
    # Nine digits: 0.35 and 0.65 are 35 and 65, whatever binary fractions make of them.
    shares = [int(round(share, 9)) for share in exact]
    remainders = [round(share - whole, 9) for share, whole in zip(exact, shares, strict=True)]
    order = sorted(range(len(weights)), key=lambda i: -remainders[i])
    for i in order[: FULL - sum(shares)]:
        shares[i] += 1
    lost = any(weight > 0 and not share for weight, share in zip(weights, shares, strict=True))
    return None if lost else shares
