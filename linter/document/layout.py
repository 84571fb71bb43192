"""How a collection is written: its style, and where each of its entries begins and ends."""

from __future__ import annotations

from typing import Any, Literal, NamedTuple

from linter.source import Span


class Entry(NamedTuple):
    """An item, or a key with its value, as it stands in the text.

    ``start`` is where its dash or key begins, anchors and tags included, and ``end`` is behind
    its value; ``value`` is the value alone, or the alias in its place. An item has no ``name``.
    """

    start: int
    key: Span | None
    value: Span
    end: int
    name: Any = None


class Layout(NamedTuple):
    """A list or a mapping in the text, with its entries as they are written there.

    Style ``block`` goes by indentation, ``flow`` by brackets and braces, with comments and commas
    as YAML has them, and ``json`` is as strict as JSON.
    """

    style: Literal["block", "flow", "json"]
    is_mapping: bool
    span: Span
    entries: tuple[Entry, ...]

    def number(self, step: str | int) -> int | None:
        """Return the number of the entry that a path's step leads to; the last one of a name."""
        if not self.is_mapping:
            return step if isinstance(step, int) and 0 <= step < len(self.entries) else None
        names = [entry.name for entry in self.entries]
        found = [i for i, name in enumerate(names) if name == step and type(name) is type(step)]
        return found[-1] if found else None
