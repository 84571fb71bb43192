"""What rules say about mending a problem: remedies, in terms of paths."""

from __future__ import annotations

from typing import Any

from linter.finding import Change, Path, Remedy

HEAD = ("type", "name", "ml_repo", "description", "metadata", "version", "version_alias")
"""The keys that a manifest usually begins with; others are declared below them."""


def quote(path: Path, key: bool = False) -> Remedy:
    """Quote an unquoted scalar, or a key, that has to be text: it becomes what is written."""
    if key:
        return Remedy("quote the key", (Change("rename", path),), safe=True)
    return Remedy("quote the value", (Change("quote", path),), safe=True)


def write(path: Path, value: str | int, *, safe: bool) -> Remedy:
    """Put another text or number in the place of one."""
    return Remedy(f"write {value}", (Change("write", path, value),), safe)


def spell(path: Path, chars: tuple[int, int], text: str, *, safe: bool) -> Remedy:
    """Put other characters in the place of some of a text."""
    return Remedy(f"write {text}", (Change("spell", path, text, chars=chars),), safe)


def rename(path: Path, key: str) -> Remedy:
    """Call a key by another name, which its mapping must not have yet."""
    return Remedy(f'rename it to "{key}"', (Change("rename", path, key=key),), safe=False)


def remove(path: Path, what: str, *, safe: bool) -> Remedy:
    """Take out an entry of a list or a mapping; ``what`` names it."""
    return Remedy(f"remove {what}", (Change("remove", path),), safe)


def insert(path: Path, key: str | None, value: Any, message: str) -> Remedy:
    """Give the mapping at a path one more entry, below what a manifest begins with.

    Without a key, it gets all entries of ``value``.
    """
    return Remedy(message, (Change("insert", path, value, key, below=HEAD),), safe=False)


def move(path: Path, to: Path, message: str, *, make: bool) -> Remedy:
    """Take an entry to another mapping; ``make`` it if only the one around it is there."""
    return Remedy(message, (Change("move", path, make, to=to),), safe=False)


def weigh(weights: list[tuple[Path, int]], message: str) -> Remedy:
    """Put other weights in the places of some, all at once."""
    changes = (Change("write", path, weight) for path, weight in weights)
    return Remedy(message, tuple(changes), safe=False)


DROP = Remedy("remove the empty document", (Change("drop", ()),), safe=True)
