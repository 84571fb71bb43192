"""The keys of one mapping against those that its schema knows: missing, misspelt, misplaced."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from linter import remedies
from linter.conformance import mending, wording
from linter.conformance.accepted import accepts
from linter.conformance.advice import Site, is_there, moved_to, sure_place, taken
from linter.conformance.places import Book, other_branches
from linter.conformance.shapes import Schema, Shape, Shapes, fits
from linter.conformance.unions import known_keys
from linter.finding import At, Path, Problem, Remedy
from linter.nearest import distance, fold, nearest

MOST_MISSPELT = 50
"""A mapping with more unknown keys than these is something else, not a misspelt one."""

_LEAST_ELSEWHERE = 6
"""Shorter names are too often near the name of a key in some other place."""


def key_problems(
    book: Book, shape: Shape, site: Site, known_fields: tuple[str, ...]
) -> Iterator[tuple[str, Problem]]:
    """Report keys that are missing and, in a closed mapping, keys that the schema does not know.

    Those that the settings accept are passed over, as if they were not there. An unknown key that
    explains a missing one is reported with it, as one problem.
    """
    shapes, keywords, value, path = book.shapes, shape.keywords, site.value, site.path
    properties = keywords.get("properties", {})
    missing = [key for key in keywords.get("required", ()) if key not in value]
    unknown: list[str] = []
    if keywords.get("additionalProperties") is False and not value.keys() <= properties.keys():
        unknown = [
            key
            for key in value
            if isinstance(key, str)
            and key not in properties
            and not accepts(known_fields, (*path, key))
        ]
    if not missing and not unknown:
        return
    rules = keywords.get("x-rules", {})
    hints = keywords.get("x-hints", {})
    rest = [key for key in properties if key not in value]
    unclear = [key for key in unknown if key not in hints and key not in book.places]
    meant = pairs(unclear, rest) if unclear else {}
    for key in missing:
        left = [name for name in unknown if name not in meant]
        absorbed, message = _absorbed(shapes, shape, key, left)
        if absorbed:
            problem = Problem(path, message, at=At.HOLDER)
            unknown = [name for name in unknown if name not in absorbed]
        elif key in meant.values() or _explained(shapes, shape, key, value, left, meant):
            continue
        else:
            said = shapes.of(properties[key]).keywords if key in properties else {}
            remedy = mending.missing(path, key)
            problem = Problem(path, wording.missing(key, said), at=At.HOLDER, remedy=remedy)
        yield rules.get("required", "missing-field"), problem
    few = len(unknown) <= MOST_MISSPELT
    for name in unknown:
        if meant.get(name) in missing:
            rule = rules.get("required", "missing-field")
        else:
            rule = rules.get("additionalProperties", "unknown-field")
        if name in hints:
            message, remedy = _hinted(book, site, name, hints[name])
        elif name in meant:
            message = wording.misspelt(name, meant[name])
            remedy = remedies.rename((*path, name), meant[name])
        else:
            message, remedy = _elsewhere(book, shape, site, name, few)
        yield rule, Problem((*path, name), message, at=At.KEY, remedy=remedy)


def _absorbed(shapes: Shapes, shape: Shape, key: str, unknown: list[str]) -> tuple[list[str], str]:
    """Return the unknown keys that belong into the value of a missing one, and what to say.

    Those are keys of the mapping that is missing, or several whose hint is to name them in it.
    """
    properties, hints = shape.keywords.get("properties", {}), shape.keywords.get("x-hints", {})
    inside = _inside(shapes, properties.get(key, {})) if unknown else {}
    moved = [name for name in unknown if name in inside]
    if moved:
        return moved, wording.absorbed(key, moved)
    named = [name for name in unknown if hints.get(name, "").startswith(f"name it in {key}, ")]
    if len(named) > 1:
        return named, wording.named_in(key, named, hints[named[0]])
    return [], ""


def _inside(shapes: Shapes, schema: Schema) -> dict[str, Schema]:
    """Return the keys of a place that is always a mapping; none of one that need not be."""
    always = set(shapes.of(schema).kinds) - {"null"} == {"object"}
    return known_keys(shapes, schema) if always else {}


def _explained(
    shapes: Shapes,
    shape: Shape,
    key: str,
    value: dict[Any, Any],
    unknown: list[str],
    meant: dict[str, str],
) -> bool:
    """Find the unknown keys that stand for a missing one, and note what they mean.

    Those are the keys whose hint says to write that key instead, or a key of the right type that
    leaves out some of its words (``targets`` for ``load_balance_targets``).
    """
    hints = shape.keywords.get("x-hints", {})
    found = [name for name in unknown if _tells_to_write(key, hints.get(name, ""))]
    if not found and key in shape.keywords.get("properties", {}):
        words, kinds = _words(key), shapes.of(shape.keywords["properties"][key]).kinds
        for name in unknown[:MOST_MISSPELT]:
            fewer = _words(name)
            shortened = fewer in (words[: len(fewer)], words[-len(fewer) :])
            if name not in hints and shortened and fits(value[name], kinds):
                found = [name]
                break
    meant.update(dict.fromkeys(found, key))
    return bool(found)


def _tells_to_write(key: str, hint: str) -> bool:
    return not hint.startswith("remove") and key in re.findall(r"\w+", hint)


def pairs(unknown: Iterable[str], known: Iterable[str]) -> dict[str, str]:
    """Pair misspelt keys with the keys meant, the best pairs first, each key once."""
    waiting, free = list(unknown), list(known)
    found: dict[str, str] = {}
    while waiting and len(waiting) <= MOST_MISSPELT:
        close = [(key, best) for key in waiting if (best := nearest(key, free)) is not None]
        if not close:
            break
        name, key = min(close, key=lambda pair: (distance(fold(pair[0]), fold(pair[1]), 3), pair))
        found[name] = key
        waiting.remove(name)
        free.remove(key)
    return found


def missing_tag(
    tag: str, chosen: Collection[str], known: Collection[str], value: dict[Any, Any], path: Path
) -> Problem:
    """Report a mapping that lacks the key which says of what kind it is.

    ``chosen`` are the tag's values, ``known`` the keys of any kind.
    """
    unknown = [key for key in value if isinstance(key, str) and key not in known]
    for name in pairs(unknown, [tag]):
        return _misspelt((*path, name), tag)
    for name in unknown:
        if name in chosen:
            return Problem((*path, name), wording.tag_as_key(tag, name), at=At.KEY)
        if isinstance(value[name], str) and value[name] in chosen:
            return _misspelt((*path, name), tag)
    return Problem(path, wording.missing(tag, {"enum": list(chosen)}), at=At.HOLDER)


def _misspelt(path: Path, meant: str) -> Problem:
    message = wording.misspelt(str(path[-1]), meant)
    return Problem(path, message, at=At.KEY, remedy=remedies.rename(path, meant))


def _words(key: str) -> list[str]:
    return key.casefold().replace("-", "_").split("_")


def _hinted(book: Book, site: Site, name: str, hint: str) -> tuple[str, Remedy | None]:
    """Say what the schema hints at, unless what it tells to write is there already."""
    there = taken(book, site, hint, name)
    if there:
        return wording.there_already(name, hint, there), None
    return wording.hinted(name, hint), mending.hinted(book, site, name, hint)


def _elsewhere(
    book: Book, shape: Shape, site: Site, name: str, few: bool
) -> tuple[str, Remedy | None]:
    """Say where a key belongs that has no business here; that it is unknown, if nowhere.

    One of a few that no mapping knows may be a misspelt one of another mapping.
    """
    if name not in book.places:
        if few and len(name) >= _LEAST_ELSEWHERE:
            return _misspelt_elsewhere(book, shape, site, name), None
        return wording.unknown(name), None
    tags = other_branches(book.places[name], site.spot)
    if tags:
        return wording.only_under(name, tags[0].name, [tag.value for tag in tags]), None
    to = sure_place(book, name, site)
    if to is None:
        return wording.unknown(name), None
    if is_there(site, (*to, name)):
        return wording.there_already(name, "", [wording.place((*to, name))]), None
    return wording.misplaced(name, to), mending.misplaced((*site.path, name), to)


def _misspelt_elsewhere(book: Book, shape: Shape, site: Site, name: str) -> str:
    """Say which key of another mapping was meant, one of which a hint speaks first of all."""
    hints = {key: hint for key, hint in shape.keywords.get("x-hints", {}).items() if moved_to(hint)}
    hinted = nearest(name, hints)
    if hinted is not None and not taken(book, site, hints[hinted], hinted):
        return wording.misspelt_and_misplaced(name, hinted, moved_to(hints[hinted]))
    other = nearest(name, book.places) if hinted is None else None
    if other is None or other in shape.keywords.get("properties", {}):
        return wording.unknown(name)
    to = sure_place(book, other, site)
    if to is None or is_there(site, (*to, other)):
        return wording.unknown(name)
    return wording.misspelt_and_misplaced(name, other, to)
