"""What changed at one place of two schemas: types, choices, bounds and formats."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import Enum
from typing import Any, NamedTuple

from linter.apidocs import wording
from linter.apidocs.places import ANY, Leaf, choices

_SCALARS = (("string",), ("integer", "number"), ("boolean",))
_SIDES = (
    ("minimum", "exclusiveMinimum"),
    ("maximum", "exclusiveMaximum"),
    ("minLength",),
    ("maxLength",),
    ("minItems",),
    ("maxItems",),
)


class Effect(Enum):
    """What a change does to manifests: more are accepted, fewer are, or the same."""

    NARROWING = "narrowing"
    WIDENING = "widening"
    NEUTRAL = "neutral"


class Change(NamedTuple):
    """One change. ``what`` it is about is one word; ``kinds`` are those of a union, if not all.

    ``path`` is written as people do; while changes are collected it starts at their place.
    """

    path: str
    effect: Effect
    what: str
    message: str
    kinds: tuple[str, ...] = ()


class _Limit(NamedTuple):
    """A bound with its keyword; ``value`` is inside it unless the keyword excludes it."""

    value: float
    keyword: str

    def is_tighter(self, other: _Limit) -> bool:
        """Whether it leaves out what another one on the same side accepts."""
        up = "min" in self.keyword.lower()
        if self.value != other.value:
            return self.value > other.value if up else self.value < other.value
        return self.keyword.startswith("exclusive") and not other.keyword.startswith("exclusive")


def compare_types(old: Sequence[Leaf], new: Sequence[Leaf]) -> Iterator[Change]:
    """Yield the JSON types that are no longer accepted, and those that are from now on."""
    before = list(dict.fromkeys(leaf.kind for leaf in old))
    after = list(dict.fromkeys(leaf.kind for leaf in new))
    if (ANY in before) != (ANY in after):
        if ANY in before:
            said = f"only {wording.kinds(after)}, before anything"
            yield Change("", Effect.NARROWING, "type", said)
        else:
            said = f"anything, before only {wording.kinds(before)}"
            yield Change("", Effect.WIDENING, "type", said)
        return
    lost = [kind for kind in before if not _accepts(after, kind)]
    gained = [kind for kind in after if not _accepts(before, kind)]
    if lost == ["number"] and "integer" in after:
        yield Change("", Effect.NARROWING, "type", "no longer a fraction: an integer")
    elif lost:
        said = f"no longer {wording.kinds(lost)}: {wording.kinds(after)}"
        yield Change("", Effect.NARROWING, "type", said)
    if gained == ["number"] and "integer" in before:
        yield Change("", Effect.WIDENING, "type", "a fraction, too")
    elif gained:
        yield Change("", Effect.WIDENING, "type", f"{wording.kinds(gained)}, too")


def compare_values(old: Sequence[Leaf], new: Sequence[Leaf]) -> Iterator[Change]:
    """Yield changes of what values of a type may be, for types accepted before and after."""
    for kinds in (*_SCALARS, ("array",)):
        before = [leaf for leaf in old if leaf.kind in kinds]
        after = [leaf for leaf in new if leaf.kind in kinds]
        if before and after:
            yield from _compare_choices(before, after)
            yield from _compare_bounds(before, after)
            yield from _compare_formats(before, after)


def _accepts(kinds: Sequence[str], kind: str) -> bool:
    return kind in kinds or ANY in kinds or (kind == "integer" and "number" in kinds)


def _compare_choices(old: Sequence[Leaf], new: Sequence[Leaf]) -> Iterator[Change]:
    before, after = _choices(old), _choices(new)
    if before is None and after is not None:
        said = f"only {wording.listed(after)}, before {wording.kinds(leaf.kind for leaf in old)}"
        yield Change("", Effect.NARROWING, "choices", said)
    elif before is not None and after is None:
        said = f"any {old[0].kind}, before only {wording.listed(before)}"
        yield Change("", Effect.WIDENING, "choices", said)
    elif before is not None and after is not None:
        if lost := [value for value in before if value not in after]:
            yield Change("", Effect.NARROWING, "choices", f"no longer {wording.listed(lost)}")
        if gained := [value for value in after if value not in before]:
            yield Change("", Effect.WIDENING, "choices", f"{wording.listed(gained)}, too")


def _choices(leaves: Sequence[Leaf]) -> list[Any] | None:
    """Return all values listed; None where some alternative lists none."""
    listed = [choices(leaf) for leaf in leaves]
    return [value for values in listed for value in values] if all(listed) else None


def _compare_bounds(old: Sequence[Leaf], new: Sequence[Leaf]) -> Iterator[Change]:
    for side in _SIDES:
        before, after = _loosest(old, side), _loosest(new, side)
        if before is not None and after is not None:
            if before == after:
                continue
            effect = Effect.NARROWING if after.is_tighter(before) else Effect.WIDENING
            yield Change("", effect, "bound", f"{_said(after)}, before {_said(before)}")
        elif after is not None:
            said = f"{_said(after)}, before without such a bound"
            yield Change("", Effect.NARROWING, "bound", said)
        elif before is not None:
            yield Change("", Effect.WIDENING, "bound", f"no longer {_said(before)}")


def _loosest(leaves: Sequence[Leaf], side: Sequence[str]) -> _Limit | None:
    """Return the bound on a side that leaves most; None where some alternative has none."""
    loosest: _Limit | None = None
    for leaf in leaves:
        limit: _Limit | None = None
        for keyword in side:
            if keyword in leaf.schema:
                found = _inside(_Limit(leaf.schema[keyword], keyword), leaf.kind)
                limit = found if limit is None or found.is_tighter(limit) else limit
        if limit is None:
            return None
        loosest = limit if loosest is None or loosest.is_tighter(limit) else loosest
    return loosest


def _inside(limit: _Limit, kind: str) -> _Limit:
    """Write a bound of integers as one that includes its value."""
    if kind != "integer" or not limit.keyword.startswith("exclusive"):
        return limit
    if limit.keyword == "exclusiveMinimum":
        return _Limit(limit.value + 1, "minimum")
    return _Limit(limit.value - 1, "maximum")


def _said(limit: _Limit) -> str:
    return wording.bound(limit.keyword, limit.value)


def _compare_formats(old: Sequence[Leaf], new: Sequence[Leaf]) -> Iterator[Change]:
    before, after = _formats(old), _formats(new)
    if before.keys() == after.keys():
        return
    if not before:
        yield Change("", Effect.NARROWING, "format", f"a format: {_words(after)}, before any text")
    elif not after:
        yield Change("", Effect.WIDENING, "format", f"any text, before {_words(before)}")
    elif set(before.values()) == set(after.values()) != {""}:
        yield Change("", Effect.NEUTRAL, "format", "the same format, by another pattern")
    else:
        said = f"another format: {_words(after)}, before {_words(before)}"
        yield Change("", Effect.NARROWING, "format", said)


def _formats(leaves: Sequence[Leaf]) -> dict[str, str]:
    """Return the words of all patterns; nothing where some alternative has no pattern."""
    found = {leaf.schema.get("pattern", ""): leaf.schema.get("x-format", "") for leaf in leaves}
    return {} if "" in found else found


def _words(formats: dict[str, str]) -> str:
    words = [said or "one without a description" for said in formats.values()]
    return " or ".join(dict.fromkeys(words))
