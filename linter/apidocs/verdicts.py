"""Which field each bound on a page is about, and whether the schema agrees."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from linter.apidocs.agreement import agrees, in_schema, is_bounded, is_for, side
from linter.apidocs.bounds import Bound
from linter.apidocs.examples import Field
from linter.apidocs.matching import Match, unmatched
from linter.apidocs.notes import Note
from linter.apidocs.places import DocumentError

_MOST_BOUNDS = 2_000


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
        if isinstance(bound.value, tuple) or not first or not is_bounded(bound, first[0]):
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
    found = list(_bounds(notes))
    if len(found) > _MOST_BOUNDS:
        raise DocumentError(f"more than {_MOST_BOUNDS} bounds: is it a page of an API reference?")
    silent = unmatched(matches, fields)
    waiting: list[tuple[Bound, _Candidates]] = []
    verdicts: list[Verdict] = []
    settled: set[tuple[int, str]] = set()
    for i, bound, own in found:
        others = [] if notes[i].name else silent
        candidates = _candidates(bound, matches[i], others, fields)
        if not own:
            candidates = candidates._replace(described=[])
        agreeing = next((one for one in candidates.plausible(bound) if agrees(bound, one)), None)
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
            verdicts.append(Verdict(likeliest, bound, False, in_schema(bound, likeliest)))
    return sorted(verdicts, key=lambda verdict: verdict.bound.line)


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
        [field for field in described if is_for(bound, field)],
        match.sure,
        [fields[i] for i in range(start + 1, following) if is_for(bound, fields[i])],
        [fields[i] for i in silent if is_for(bound, fields[i])],
    )


def _likeliest(
    bound: Bound, candidates: _Candidates, settled: set[tuple[int, str]]
) -> Field | None:
    """Choose among fields none of which has the bound: first one that has another of its side."""
    own_side = side(bound.keyword)
    free = [one for one in candidates.all if (id(one), own_side) not in settled]
    bounded = [one for one in free if is_bounded(bound, one)]
    near, next_ones = candidates.described, candidates.following
    ranked = [near[:1], next_ones, near if near and candidates.sure else free]
    for group in ranked:
        for one in group:
            if one in bounded:
                return one
    return next((one for one in near if one in free), None)


def _shows(field: Field, values: tuple[str, ...]) -> bool:
    return any(value in values for value, _ in field.values if isinstance(value, str))
