"""The bounds of a page's notes held against those of the schema."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from linter.apidocs import wording
from linter.apidocs.bounds import Bound
from linter.apidocs.examples import Field, takes
from linter.apidocs.matching import Match, unmatched
from linter.apidocs.notes import Note
from linter.apidocs.places import ANY, Leaf, Place, choices

_LENGTHS = ("minLength", "maxLength")
_ITEMS = ("minItems", "maxItems")
_LOWER = ("minimum", "exclusiveMinimum")
_UPPER = ("maximum", "exclusiveMaximum")


class Verdict(NamedTuple):
    """A bound of the page with the field it is about, None where that can't be told.

    ``agrees`` says whether the schema has it too; ``schema`` what the schema has, in words.
    """

    field: Field | None
    bound: Bound
    agrees: bool
    schema: str


class _Candidates(NamedTuple):
    """Fields that a bound may be about.

    Those described before it, surely or hardly; of the fields without a description, those that
    come right after these, and all.
    """

    described: list[Field]
    sure: bool
    following: list[Field]
    silent: list[Field]

    @property
    def all(self) -> list[Field]:
        """All of them, the likeliest first."""
        return [*self.described, *self.following, *self.silent]

    def plausible(self, bound: Bound) -> list[Field]:
        """Those that need no other reason: the one described alone if it is bounded as well."""
        first = self.described[:1]
        if isinstance(bound.value, tuple) or not first or not _is_bounded(bound, first[0]):
            return self.all
        return first


def judge(
    notes: Sequence[Note], fields: Sequence[Field], matches: Sequence[Match]
) -> list[Verdict]:
    """Return a verdict for every bound of a page on a field that the schema knows.

    Pages print a bound after the description of its field, and some fields have no description.
    So a bound agrees if the schema has it for the field described, or for one that no note
    describes; what agrees with nothing is held against the likeliest of them.
    """
    silent = unmatched(matches, fields)
    waiting: list[tuple[Bound, _Candidates]] = []
    verdicts: list[Verdict] = []
    settled: set[tuple[int, str]] = set()
    for i, bound, own in _bounds(notes):
        others = [] if notes[i].name else silent
        candidates = _candidates(bound, matches[i], others, fields)
        if not own:
            candidates = candidates._replace(described=[])
        agreeing = next((one for one in candidates.plausible(bound) if _agrees(bound, one)), None)
        if agreeing is None:
            waiting.append((bound, candidates))
        else:
            settled.add((id(agreeing), side(bound.keyword)))
            verdicts.append(Verdict(agreeing, bound, True, ""))
    for bound, candidates in waiting:
        likeliest = _likeliest(bound, candidates, settled)
        if likeliest is None:
            verdicts.append(Verdict(None, bound, False, ""))
        elif likeliest.place is not None:
            verdicts.append(Verdict(likeliest, bound, False, _words(bound, likeliest)))
    return sorted(verdicts, key=lambda verdict: verdict.bound.line)


def words(found: Bound) -> str:
    """Say what a page bounds."""
    if isinstance(found.value, tuple):
        return f"one of {wording.listed(found.value)}"
    return wording.bound(found.keyword, found.value)


def further_choices(bound: Bound, field: Field) -> list[Any]:
    """Return the choices that the schema has beyond those of the page."""
    place = field.wide or field.place
    if place is None or not isinstance(bound.value, tuple):
        return []
    listed = [value for leaf in place.leaves for value in choices(leaf)]
    return [value for value in dict.fromkeys(listed) if value not in bound.value]


def _bounds(notes: Sequence[Note]) -> Iterator[tuple[int, Bound, bool]]:
    """Yield the bounds, each once, with the index of their note, and whether it is for its field.

    A second bound of the same side is for the next field, which has no note.
    """
    seen = set()
    for i, note in enumerate(notes):
        sides: set[str] = set()
        for bound in note.bounds:
            key = (note.text, note.name, bound.keyword, bound.value)
            if key not in seen:
                seen.add(key)
                yield i, bound, side(bound.keyword) not in sides
            sides.add(side(bound.keyword))


def _candidates(
    bound: Bound, match: Match, silent: Sequence[int], fields: Sequence[Field]
) -> _Candidates:
    """Return the fields that a bound may be about."""
    described = [fields[i] for i in match.indices]
    if isinstance(bound.value, tuple):
        shown = [field for field in fields if _shows(field, bound.value)]
        if shown:
            described = [field for field in described if _shows(field, bound.value)]
            return _Candidates([*described, *shown], True, [], [])
    start = match.indices[0] if match.indices else -1
    following = next((i for i in range(start + 1, len(fields)) if i not in silent), len(fields))
    return _Candidates(
        [field for field in described if _is_for(bound, field)],
        match.sure,
        [fields[i] for i in range(start + 1, following) if _is_for(bound, fields[i])],
        [fields[i] for i in silent if _is_for(bound, fields[i])],
    )


def _likeliest(
    bound: Bound, candidates: _Candidates, settled: set[tuple[int, str]]
) -> Field | None:
    """Choose among fields none of which has the bound: first one that has another of its side."""
    own_side = side(bound.keyword)
    free = [one for one in candidates.all if (id(one), own_side) not in settled]
    bounded = [one for one in free if _is_bounded(bound, one)]
    near, next_ones = candidates.described, candidates.following
    ranked = [near[:1], next_ones, near if near and candidates.sure else free]
    for group in ranked:
        for one in group:
            if one in bounded:
                return one
    return next((one for one in near if one in free), None)


def _shows(field: Field, values: tuple[str, ...]) -> bool:
    return any(value in values for value, _ in field.values if isinstance(value, str))


def _is_for(bound: Bound, field: Field) -> bool:
    """Whether a bound is one for values of the field's types."""
    kinds = {*field.kinds, *(leaf.kind for leaf in (field.place.leaves if field.place else ()))}
    if bound.keyword in _ITEMS:
        return "array" in kinds
    if bound.keyword in _LENGTHS or bound.keyword == "enum":
        return "string" in kinds
    return bool(kinds & {"integer", "number"})


def _is_bounded(bound: Bound, field: Field) -> bool:
    """Whether the schema has any bound on the same side."""
    return field.place is not None and bool(_of_schema(bound, field.place))


def _agrees(bound: Bound, field: Field) -> bool:
    place = field.place
    if place is None or not _is_for(bound, field):
        return False
    if isinstance(bound.value, tuple):
        return _agree_on_choices(bound.value, field.wide or place)
    if _normal(bound.keyword, bound.value, place) in _of_schema(bound, place):
        return True
    return any(_has_length(leaf, bound.keyword, bound.value) for leaf in place.leaves)


def _has_length(leaf: Leaf, keyword: str, value: float) -> bool:
    """Whether the format of a text says how long it is: in words, or by refusing an empty one."""
    if keyword not in _LENGTHS or "pattern" not in leaf.schema:
        return False
    if re.search(rf"\b{wording.number(value)}\b", leaf.schema.get("x-format", "")):
        return True
    return keyword == "minLength" and value == 1 and _refuses_empty(leaf.schema["pattern"])


def _refuses_empty(pattern: str) -> bool:
    try:
        return re.search(pattern, "") is None
    except re.error:
        return False


def _agree_on_choices(values: tuple[str, ...], place: Place) -> bool:
    """Whether the schema has all values, as choices, or at least in words where it has none."""
    if not all(takes(value, place) for value in values):
        return False
    texts = [leaf for leaf in place.leaves if leaf.kind in ("string", ANY)]
    if all(choices(leaf) for leaf in texts):
        return True
    return all(re.search(rf"(?<!\w){re.escape(value)}(?!\w)", place.said) for value in values)


def _of_schema(bound: Bound, place: Place) -> set[tuple[float, bool]]:
    """Return the schema's bounds on the same side, for comparison."""
    return {
        _normal(keyword, leaf.schema[keyword], place, leaf)
        for leaf in place.leaves
        for keyword in _same_side(bound.keyword)
        if keyword in leaf.schema
    }


def _normal(
    keyword: str, value: float, place: Place, leaf: Leaf | None = None
) -> tuple[float, bool]:
    """Return a bound as its last value and whether that is excluded: of integers none is."""
    kinds = {one.kind for one in place.leaves} if leaf is None else {leaf.kind}
    excluded = keyword.startswith("exclusive")
    if excluded and "number" not in kinds and value == int(value):
        return value + (1 if keyword == "exclusiveMinimum" else -1), False
    return value, excluded


def side(keyword: str) -> str:
    """Name the side that a keyword bounds; several may bound the same."""
    return _same_side(keyword)[0]


def _same_side(keyword: str) -> tuple[str, ...]:
    for side in (_LOWER, _UPPER):
        if keyword in side:
            return side
    return (keyword,)


def _words(bound: Bound, field: Field) -> str:
    """Say what the schema has where the page has a bound."""
    place = field.wide or field.place
    said: list[Any] = []
    for leaf in place.leaves if place else ():
        if bound.keyword == "enum":
            said += choices(leaf)
        else:
            said += [
                wording.bound(keyword, leaf.schema[keyword])
                for keyword in _same_side(bound.keyword)
                if keyword in leaf.schema
            ]
    if bound.keyword == "enum":
        return f"one of {wording.listed(said)}" if said else "any text"
    return " or ".join(dict.fromkeys(said)) or "no such bound"
