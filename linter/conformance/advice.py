"""Where a key that stands in the wrong mapping belongs, if that can be said for sure."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import Any, NamedTuple

from linter.conformance.places import ENTRY, ITEM, Book, Spot, plain
from linter.finding import Path

PARAMETERS = ("model_configuration", "parameters")
"""The way to the parameters of the model."""

_ONE = re.compile(r"(?:call it|name it in|name the repository under) (\w+)")
_TWO = re.compile(r"split it into ([\w.]+) and ([\w.]+)")
_MOVE = re.compile(r"move it (?:to|into) (\w+(?:\.\w+)*)(?:, as (\w+))?")


class Site(NamedTuple):
    """One mapping: the whole value that it is part of, itself, and the ways to it."""

    root: Any
    value: dict[Any, Any]
    path: Path
    spot: Spot


def sure_place(book: Book, name: str, site: Site) -> Path | None:
    """Return the path of the mapping in which a key must have been meant to stand.

    Only one mapping may know it, and not one among those of a list: which of them is meant, nobody
    can know. Whatever stands in an item of a list is about that item, and is never moved out of it.
    The name has to be a telling one: a parameter of the model or a name of several words. Others,
    such as ``enabled``, are right only in the mapping around, for which they are indented too far;
    if that is the manifest itself, they have to hold a list or a mapping with something in it.
    """
    ways = {plain(spot) for spot in book.places.get(name, ())}
    if len(ways) != 1:
        return None
    (way,) = ways
    own = plain(site.spot)
    together = zip(way, own, strict=False)
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], together))
    apart = (*way[shared:], *own[shared:])
    if not apart or ITEM in apart or ENTRY in apart:
        return None
    held = site.value.get(name)
    around = way == own[:-1] and bool(way or (held and isinstance(held, (dict, list))))
    if not (around or way == PARAMETERS or "_" in name):
        return None
    return (*site.path[:shared], *way[shared:])


def is_there(site: Site, path: Path) -> bool:
    """Whether the whole value has a key at a path, if only with null."""
    value = site.root
    for step in path:
        # An index is one of the mapping's own way, and so it leads somewhere.
        if not (isinstance(value, list) if isinstance(step, int) else _holds(value, step)):
            return False
        value = value[step]
    return True


def _holds(value: Any, key: str) -> bool:
    return isinstance(value, dict) and key in value


def told(hint: str, name: str) -> list[Path]:
    """Return the keys that a hint tells to write, on the way from a mapping that knows the first.

    There are none where it tells something else.
    """
    one, two, move = _ONE.match(hint), _TWO.fullmatch(hint), _MOVE.fullmatch(hint)
    if one is not None:
        return [(one[1],)]
    if two is not None:
        return [tuple(way.split(".")) for way in two.groups()]
    if hint == "move it to the top level of the manifest":
        return [(name,)]
    if move is None:
        return []
    way, last = tuple(move[1].split(".")), move[2] or name
    return [way if way[-1] == last else (*way, last)]


def moved_to(hint: str) -> Path:
    """Return the way to which a hint tells to move a key, if that is all that it tells."""
    move = _MOVE.fullmatch(hint)
    return () if move is None or move[2] else tuple(move[1].split("."))


def found(book: Book, site: Site, way: Path) -> Path | None:
    """Return the path of a key that a hint speaks of: beside the one it is about, or further up."""
    own = plain(site.spot)
    known = {plain(each) for each in book.places.get(str(way[0]), ())}
    for depth in range(len(own), -1, -1):
        if own[:depth] in known:
            return (*site.path[:depth], *way)
    return None


def taken(book: Book, site: Site, hint: str, name: str) -> list[str]:
    """Return what a hint tells to write, in words, if all of it is there already."""
    ways = told(hint, name)
    paths = [found(book, site, way) for way in ways]
    if not all(path is not None and is_there(site, path) for path in paths):
        return []
    return [".".join(map(str, way)) for way in ways]
