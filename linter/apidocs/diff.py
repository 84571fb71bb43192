"""Two schemas side by side: what changed for a person who writes manifests."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from linter.apidocs import wording
from linter.apidocs.diff_values import Change, Effect, compare_types, compare_values
from linter.apidocs.places import (
    ITEM,
    VALUE,
    DocumentError,
    Leaf,
    Place,
    Schema,
    at,
    below,
    is_free,
    keys,
    root,
)

_MOST_CHANGES = 10_000
_ANYTHING: Schema = {}


def differences(old: Schema, new: Schema) -> list[Change]:
    """Return all changes, in the order of the old schema, new fields behind their siblings.

    Raises DocumentError where the two have nothing in common.
    """
    before, after = root(old), root(new)
    if not set(keys(before)) & set(keys(after)):
        raise DocumentError("the two schemas have no field in common: compare two of one thing")
    return [
        change._replace(path=change.path.removeprefix("."))
        for change in _Comparison().places(before, after)
    ]


class _Comparison:
    """A comparison that looks at each pair of places once, however often they are used."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, ...], list[Change]] = {}

    def places(self, old: Place, new: Place) -> list[Change]:
        """Return the changes at and below two places, with paths from there."""
        key = (
            *(id(leaf.schema) for leaf in old.leaves),
            0,
            *(id(leaf.schema) for leaf in new.leaves),
        )
        if key not in self._known:
            # A way that leads back here has nothing to add: all is told on the first way.
            self._known[key] = []
            self._known[key] = list(self._places(old, new))
            if len(self._known[key]) > _MOST_CHANGES:
                raise DocumentError(f"more than {_MOST_CHANGES} changes: compare two of one thing")
        return self._known[key]

    def _places(self, old: Place, new: Place) -> Iterator[Change]:
        yield from compare_types(old.leaves, new.leaves)
        yield from compare_values(old.leaves, new.leaves)
        before, after = _items(old), _items(new)
        if before and after:
            yield from _below(ITEM, self.places(before, after))
        yield from self._unions(old, new)

    def _unions(self, old: Place, new: Place) -> Iterator[Change]:
        """Compare objects with those of their kind."""
        before, after = _by_kind(old.objects), _by_kind(new.objects)
        if not before or not after:
            return
        if len(before) == len(after) == 1:
            # A lone object may change its constants: that is a change of choices.
            (a,), (b,) = before.values(), after.values()
            yield from self._objects(old.document, a, new.document, b)
            return
        for kind in [kind for kind in before if kind not in after]:
            yield Change("", Effect.NARROWING, "kind", f"no longer an object with {kind}")
        for kind in [kind for kind in after if kind not in before]:
            yield Change("", Effect.WIDENING, "kind", f"an object with {kind}, too")
        shared = [kind for kind in before if kind in after]
        found: dict[Change, list[str]] = {}
        for kind in shared:
            for change in self._objects(old.document, before[kind], new.document, after[kind]):
                found.setdefault(change, []).append(kind)
        for change, kinds in found.items():
            everywhere = len(kinds) == len(shared) > 1
            told = () if everywhere else (" or ".join(kinds),)
            yield change._replace(kinds=(*told, *change.kinds))

    def _objects(self, old: Schema, before: Leaf, new: Schema, after: Leaf) -> Iterator[Change]:
        if is_free(before) and is_free(after):
            return
        if is_free(after) and before.schema.get("properties"):
            yield Change("", Effect.WIDENING, "keys", "any keys, before only fields of its own")
            return
        if is_free(before) and after.schema.get("properties"):
            yield Change("", Effect.NARROWING, "keys", "only fields of its own, before any keys")
            return
        known: dict[str, Schema] = before.schema.get("properties", {})
        fields: dict[str, Schema] = after.schema.get("properties", {})
        for name, schema in known.items():
            if name in fields:
                found = _requirement(name, before, after) + _default(schema, fields[name])
                found += self.places(at(old, [schema]), at(new, [fields[name]]))
            else:
                found = [Change("", Effect.NARROWING, "removed", "no longer a field")]
            yield from _below(name, found)
        for name, schema in fields.items():
            if name not in known:
                yield from _below(name, [_added(name, after, at(new, [schema]))])
        yield from self._other_keys(old, before, new, after)

    def _other_keys(self, old: Schema, before: Leaf, new: Schema, after: Leaf) -> Iterator[Change]:
        """Compare what keys beyond the named ones may hold."""
        held = before.schema.get("additionalProperties", True)
        holds = after.schema.get("additionalProperties", True)
        if (held is False) != (holds is False):
            if holds is False:
                yield Change("", Effect.NARROWING, "keys", "no longer keys of your own")
            else:
                yield Change("", Effect.WIDENING, "keys", "keys of your own, too")
        elif isinstance(held, dict) or isinstance(holds, dict):
            values = at(old, [held if isinstance(held, dict) else _ANYTHING])
            others = at(new, [holds if isinstance(holds, dict) else _ANYTHING])
            yield from _below(VALUE, self.places(values, others))


def _items(place: Place) -> Place | None:
    """Return the place of a list's items; None where no list may stand."""
    if not any(leaf.kind == "array" for leaf in place.leaves):
        return None
    return below(place, ITEM) or at(place.document, [_ANYTHING])


def _by_kind(leaves: Sequence[Leaf]) -> dict[str, Leaf]:
    """Return objects by what tells them apart: the constant of their tag, else their title."""
    found: dict[str, Leaf] = {}
    for leaf in leaves:
        fields = leaf.schema.get("properties", {})
        pinned = [name for name, schema in fields.items() if "const" in schema]
        tag = leaf.tag if leaf.tag in pinned else next(iter(pinned), None)
        kind = (
            f"title {leaf.schema.get('title', 'none')}"
            if tag is None
            else f"{tag} {wording.scalar(fields[tag]['const'])}"
        )
        found.setdefault(kind, leaf)
    return found


def _below(step: str, changes: Sequence[Change]) -> list[Change]:
    """Put a step before the paths of changes."""
    before = step if step == ITEM else f".{step}"
    return [change._replace(path=before + change.path) for change in changes]


def _requirement(name: str, before: Leaf, after: Leaf) -> list[Change]:
    was = name in before.schema.get("required", ())
    is_now = name in after.schema.get("required", ())
    if was == is_now:
        return []
    if is_now:
        return [Change("", Effect.NARROWING, "required", "required, before optional")]
    return [Change("", Effect.WIDENING, "required", "optional, before required")]


def _default(before: Schema, after: Schema) -> list[Change]:
    """Say that another value stands in for a missing key."""
    if before.get("default") == after.get("default"):
        return []
    said = f"default {_default_said(after)}, before {_default_said(before)}"
    return [Change("", Effect.NEUTRAL, "default", said)]


def _default_said(schema: Schema) -> str:
    if "default" not in schema:
        return "none"
    value: Any = schema["default"]
    if isinstance(value, list):
        return wording.listed(value) or "an empty list"
    return wording.scalar(value) or "another value"


def _added(name: str, after: Leaf, place: Place) -> Change:
    kinds = wording.place_kinds(place)
    if name in after.schema.get("required", ()):
        return Change("", Effect.NARROWING, "added", f"a new field, required: {kinds}")
    return Change("", Effect.WIDENING, "added", f"a new field: {kinds}")
