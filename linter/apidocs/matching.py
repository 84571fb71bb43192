"""Which field of a page a note on it is about: pages keep descriptions, and lose names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from linter.apidocs.examples import Field
from linter.apidocs.notes import Note
from linter.apidocs.places import ITEM, VALUE, DocumentError

_MOST_PAIRS = 2_000_000


class _Words(NamedTuple):
    """The words of a note: its own and, where the page gives one, those of its label."""

    said: frozenset[str]
    label: frozenset[str]


class Match(NamedTuple):
    """The fields that a note may describe, as indices, the likeliest first.

    ``sure`` is whether more than the word "name" speaks for them.
    """

    indices: list[int]
    sure: bool


def match(notes: Sequence[Note], fields: Sequence[Field]) -> list[Match]:
    """Return for each note what it may describe.

    Notes come in the order of the fields more or less, so that of equals the next one is taken.
    """
    if len(notes) * len(fields) > _MOST_PAIRS:
        raise DocumentError(f"{len(notes)} notes on {len(fields)} fields are too many to compare")
    named = [(i, *_names(field)) for i, field in enumerate(fields)]
    found: list[Match] = []
    before = -1
    for note in notes:
        words = _note_words(note.text)
        ranks = {i: _rank(note, words, fields[i], own, parent) for i, own, parent in named}
        best = max(ranks.values(), default=0)
        equals = [i for i, rank in ranks.items() if rank == best > 0]
        equals.sort(key=lambda i: (i <= before, i))
        if equals:
            before = equals[0]
        found.append(Match(equals, best >= 1))
    return found


def described(found: Iterable[Match]) -> list[int]:
    """Return the fields that some note is likeliest about, in the order of the page's fields."""
    return sorted({one.indices[0] for one in found if one.indices})


def unmatched(found: Iterable[Match], fields: Sequence[Field]) -> list[int]:
    """Return the others: the page has no words for them."""
    taken = set(described(found))
    return [i for i in range(len(fields)) if i not in taken]


def _names(field: Field) -> tuple[frozenset[str], frozenset[str]]:
    """Return the words of a field's name and those of the name of what holds it."""
    steps = [step for step in field.path if step not in (ITEM, VALUE)]
    if not steps or field.path[-1] in (ITEM, VALUE):
        return frozenset(), frozenset()
    return _words(steps[-1]), _words(steps[-2]) if len(steps) > 1 else frozenset()


def _note_words(text: str) -> _Words:
    label = re.search(r"\+label=([^+]+)", text)
    said = " ".join(re.findall(r"(?:\+(?:usage|label)=)?([^+]+)", text))
    return _Words(_words(said), _words(label[1]) if label else frozenset())


def _rank(
    note: Note, words: _Words, field: Field, own: frozenset[str], parent: frozenset[str]
) -> float:
    """Return how well a note describes a field; 0: not at all."""
    if not own:
        return 0
    if note.name:
        return float(field.path[-1] == note.name)
    if words.label == own:
        rank = len(own) + 1.0
    elif own == {"name"}:
        # "Name of the provider" is said of the provider, "name of the function" of its name.
        rank = 0.5
    else:
        rank = float(len(own))
    if not own <= words.said:
        return 0
    return rank + 0.6 * (bool(parent) and parent <= words.said)


def _words(text: str) -> frozenset[str]:
    """Return the words of a text or a name, small and without the s of the plural."""
    apart = re.sub(r"([a-z])([A-Z])", r"\1 \2", text).lower()
    return frozenset(_singular(word) for word in re.findall(r"[a-z0-9]+", apart))


def _singular(word: str) -> str:
    return word[:-1] if word.endswith("s") and len(word) > 3 else word
