"""The weights of targets: grouped by the conditions that they share, and what each amounts to."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from linter.rules.words import short

if TYPE_CHECKING:
    from linter.manifest import Manifest

_MOST_SHOWN = 8


class Group(NamedTuple):
    """Targets under the same conditions, by name, with weights that are whole numbers."""

    condition: tuple[tuple[str, str], ...]
    weights: list[tuple[str, int]]

    @property
    def total(self) -> int:
        """The sum of the weights."""
        return sum(weight for _, weight in self.weights)


def is_weighted(manifest: Manifest) -> bool:
    """Whether the routing goes by weights."""
    return manifest.mapping("routing_config").get("type") == "weight-based-routing"


def weight_groups(manifest: Manifest) -> list[Group]:
    """Return the groups whose weights are all there; none where the targets are not mappings."""
    targets = manifest.targets
    routing = manifest.mapping("routing_config")
    if not is_weighted(manifest) or len(targets) != len(routing.get("load_balance_targets") or ()):
        return []
    groups: dict[tuple[tuple[str, str], ...], Group] = {}
    broken = set()
    for i, (_, target) in enumerate(targets, 1):
        match = target.get("metadata_match") or {}
        if not isinstance(match, dict):
            return []
        condition = tuple(sorted((str(key), str(value)) for key, value in match.items()))
        weight = target.get("weight")
        if type(weight) is not int:
            broken.add(condition)
            continue
        name = target.get("target")
        shown = short(name) if isinstance(name, str) and name else f"target {i}"
        groups.setdefault(condition, Group(condition, [])).weights.append((shown, weight))
    return [group for group in groups.values() if group.condition not in broken]


def is_idle(groups: list[Group]) -> bool:
    """Whether some requests find only targets whose weight is 0.

    Under a condition that is no fault while a target without one takes these requests.
    """
    if any(group.total > 0 for group in groups if not group.condition):
        return False
    return any(all(weight == 0 for _, weight in group.weights) for group in groups)


def shares(group: Group) -> str:
    """Say what each target really gets."""
    total = group.total
    shown = [f"{name} {_percent(weight, total)}" for name, weight in group.weights[:_MOST_SHOWN]]
    name, weight = group.weights[0]
    shown[0] = f"{name} gets {_percent(weight, total)}"
    if len(group.weights) > _MOST_SHOWN:
        shown.append(f"and {len(group.weights) - _MOST_SHOWN} more")
    return ", ".join(shown)


def _percent(weight: int, total: int) -> str:
    share = round(100 * weight / total)
    return "under 1 %" if weight and not share else f"{share} %"
