"""The weights of targets: grouped by the conditions that they share, and what each amounts to."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from linter.rules.words import short

if TYPE_CHECKING:
    from linter.manifest import Manifest
    from linter.survey import Survey

FULL = 100
_MOST_SHOWN = 8


def may_be_off(seen: Survey) -> bool:
    """Whether weights may not add up as they should: a quick look.

    Where no target has conditions there is but one group.
    """
    total = 0
    for target in seen.targets:
        weight = target.get("weight")
        if weight is None:
            # The schema has weights for one kind of routing, and demands them there.
            return False
        if weight < 0 or "metadata_match" in target:
            return True
        total += weight
    return total != FULL


class Group(NamedTuple):
    """Targets under the same conditions, by name, with weights that are whole numbers.

    ``numbers`` tells where in the list of targets each of them stands.
    """

    condition: tuple[tuple[str, str], ...]
    weights: list[tuple[str, int]]
    numbers: list[int]

    @property
    def total(self) -> int:
        """The sum of the weights."""
        return sum(weight for _, weight in self.weights)


def is_weighted(manifest: Manifest) -> bool:
    """Whether the routing goes by weights."""
    return manifest.mapping("routing_config").get("type") == "weight-based-routing"


def weight_groups(manifest: Manifest) -> list[Group]:
    """Return the groups whose weights are all there; none where it is unclear who is in which."""
    items = manifest.mapping("routing_config").get("load_balance_targets")
    targets = manifest.targets
    if not is_weighted(manifest) or not isinstance(items, list) or len(items) != len(targets):
        return []
    groups: dict[tuple[tuple[str, str], ...], Group] = {}
    broken = set()
    for i, (_, target) in enumerate(targets):
        match = target.get("metadata_match") or {}
        if not isinstance(match, dict) or not all(map(_is_text, chain(match, match.values()))):
            return []
        condition = tuple(sorted(match.items()))
        weight = target.get("weight")
        if type(weight) is not int:
            broken.add(condition)
            continue
        name = target.get("target")
        shown = short(name) if isinstance(name, str) and name else f"target {i + 1}"
        group = groups.setdefault(condition, Group(condition, [], []))
        group.weights.append((shown, weight))
        group.numbers.append(i)
    return [group for group in groups.values() if group.condition not in broken]


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def all_zero(manifest: Manifest) -> bool:
    """Whether there are targets by weight and each one's weight is 0."""
    items = manifest.mapping("routing_config").get("load_balance_targets")
    weights = [target.get("weight") for _, target in manifest.targets]
    if not isinstance(items, list) or not items or len(items) != len(weights):
        return False
    return all(type(weight) is int and weight == 0 for weight in weights)


def odd_groups(manifest: Manifest) -> list[Group]:
    """Return the groups whose weights are in range and do not add up to 100.

    A group that adds up to 0 is there for fallbacks if it has no condition, or if targets without
    one take the requests; where there is nothing else, another rule tells of it.
    """
    groups = weight_groups(manifest)
    taken_elsewhere = all_zero(manifest) or any(
        group.total > 0 and not group.condition for group in groups
    )
    return [
        group
        for group in groups
        if group.total != FULL
        and all(0 <= weight <= FULL for _, weight in group.weights)
        and (group.total > 0 or (group.condition and not taken_elsewhere))
    ]


def shares(group: Group) -> str:
    """Say what each target really gets."""
    total = group.total
    if total == 0:
        return "none of them gets a request"
    shown = [f"{name} {_percent(weight, total)}" for name, weight in group.weights[:_MOST_SHOWN]]
    name, weight = group.weights[0]
    shown[0] = f"{name} gets {_percent(weight, total)}"
    if len(group.weights) > _MOST_SHOWN:
        shown.append(f"and {len(group.weights) - _MOST_SHOWN} more")
    return ", ".join(shown)


def _percent(weight: int, total: int) -> str:
    share = round(100 * weight / total)
    return "under 1 %" if weight and not share else f"{share} %"
