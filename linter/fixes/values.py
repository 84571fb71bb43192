"""What changes make of a document's value: the other half of the proof that edits are right."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable
from typing import Any, NamedTuple

from linter.finding import Change, Path
from linter.templates import Unknown

_NOTHING = object()


class _Spelling(NamedTuple):
    """Characters of a text, and what is to be put in their place."""

    start: int
    end: int
    text: str


class _Spot:
    """What is to be done at one path, and below."""

    def __init__(self) -> None:
        self.below: dict[tuple[type, Any], _Spot] = {}
        self.value: Any = _NOTHING
        self.key: Any = _NOTHING
        self.gone = False
        self.more: dict[Any, Any] = {}
        self.spelt: list[_Spelling] = []
        """In order, and apart from each other."""

    @property
    def is_touched(self) -> bool:
        """Whether anything but the key is changed, here or below."""
        return bool(self.below or self.more or self.spelt)


class Plan:
    """Changes to one document, all in paths of its value as it is; they never contradict."""

    def __init__(self, value: Any) -> None:
        self._value = value
        self._root = _Spot()
        self.drops = False

    def add(self, changes: Iterable[Change]) -> bool:
        """Take changes in; if any contradicts an earlier one, take none and return False."""
        waiting = [change for part in changes for change in self._plain(part)]
        if any(self._contradicts(change) for change in waiting):
            return False
        for change in waiting:
            spot = self._spot(change.path)
            if change.act == "write":
                spot.value = change.value
            elif change.act == "rename":
                spot.key = change.key
            elif change.act == "spell":
                new = _spelling(change)
                if new not in spot.spelt:
                    insort(spot.spelt, new)
            elif change.act == "insert":
                spot.more[change.key] = change.value
            elif change.act == "remove":
                spot.gone = True
            else:
                self.drops = True
        return True

    def result(self) -> Any:
        """Return the value with the changes made; what is not concerned is not copied."""
        return _changed(self._value, self._root)

    def _plain(self, change: Change) -> list[Change]:
        """A move is an entry more and one less; entries that come together come one by one."""
        if change.act == "insert" and change.key is None:
            return [change._replace(key=key, value=held) for key, held in change.value.items()]
        if change.act != "move":
            return [change]
        moved = _at(self._value, change.path)
        return [
            Change("remove", change.path),
            Change("insert", change.to, moved, change.path[-1]),
        ]

    def _spot(self, path: Path) -> _Spot:
        spot = self._root
        for step in path:
            spot = spot.below.setdefault((type(step), step), _Spot())
        return spot

    def _contradicts(self, change: Change) -> bool:
        spot, outer = self._root, self._root
        for step in change.path:
            if spot.gone or spot.value is not _NOTHING:
                return True
            outer, spot = spot, spot.below.get((type(step), step), _Spot())
        if change.act == "drop":
            return False
        if spot.gone:
            return change.act != "remove"
        if change.act == "insert":
            added = spot.more.get(change.key, _NOTHING)
            return spot.value is not _NOTHING or (added is not _NOTHING and added != change.value)
        if change.act == "rename":
            return spot.key not in (_NOTHING, change.key)
        if change.act == "write":
            other = spot.value
            return spot.is_touched or not (other is _NOTHING or other == change.value)
        if change.act == "spell":
            return spot.value is not _NOTHING or _overlaps(spot.spelt, _spelling(change))
        # Of a list or mapping that would be left empty, the last entry has to wait: with the
        # others gone, taking it out looks different.
        leaving = sum(inner.gone for inner in outer.below.values())
        whole = _at(self._value, change.path[:-1])
        empties = leaving > 0 and isinstance(whole, (dict, list)) and leaving + 1 >= len(whole)
        return empties or spot.is_touched or spot.value is not _NOTHING


def _spelling(change: Change) -> _Spelling:
    assert change.chars is not None
    return _Spelling(*change.chars, change.value)


def _overlaps(spelt: list[_Spelling], new: _Spelling) -> bool:
    """Whether characters are spelt in another way already, some of them or all."""
    at = bisect_left(spelt, new)
    neighbours = spelt[max(0, at - 1) : at + 1]
    return any(one != new and one.start < new.end and new.start < one.end for one in neighbours)


def _at(value: Any, path: Path) -> Any:
    for step in path:
        if isinstance(value, dict):
            value = value.get(step, _NOTHING)
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            value = value[step]
        else:
            return _NOTHING
    return value


def _changed(value: Any, spot: _Spot) -> Any:
    if spot.value is not _NOTHING:
        return spot.value
    if spot.spelt and isinstance(value, str):
        parts = []
        at = 0
        for start, end, text in spot.spelt:
            parts += [value[at:start], text]
            at = end
        return "".join([*parts, value[at:]])
    if isinstance(value, list):
        items = [(item, spot.below.get((int, i))) for i, item in enumerate(value)]
        return [
            item if inner is None else _changed(item, inner)
            for item, inner in items
            if inner is None or not inner.gone
        ]
    if not isinstance(value, dict):
        return spot.more or value
    made: dict[Any, Any] = {}
    below = dict(spot.below)
    for key, item in value.items():
        inner = below.pop((type(key), key), None)
        if inner is None:
            made[key] = item
        elif not inner.gone:
            made[key if inner.key is _NOTHING else inner.key] = _changed(item, inner)
    for (_, key), inner in below.items():
        # Where a mapping is made to move something there, nothing stands yet.
        if inner.more:
            made[key] = _changed(None, inner)
    made.update(spot.more)
    return made


def same(one: Any, other: Any) -> bool:
    """Whether two values are the same to JSON and to YAML: ``1`` is neither ``1.0`` nor true."""
    if type(one) is not type(other):
        return False
    if isinstance(one, dict):
        if len(one) != len(other):
            return False
        known = {(type(key), key): item for key, item in other.items()}
        return all(
            (type(key), key) in known and same(item, known[type(key), key])
            for key, item in one.items()
        )
    if isinstance(one, list):
        return len(one) == len(other) and all(map(same, one, other))
    return bool(one == other) or one != one or isinstance(one, Unknown)
