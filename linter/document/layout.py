"""How a collection is written: its style, and where each of its entries begins and ends."""

from __future__ import annotations

from functools import cached_property
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


class Layout:
    """A list or a mapping in the text, with its entries as they are written there.

    Style ``block`` goes by indentation, ``flow`` by brackets and braces, with comments and commas
    as YAML has them, and ``json`` is as strict as JSON.
    """

    def __init__(
        self,
        style: Literal["block", "flow", "json"],
        is_mapping: bool,
        span: Span,
        entries: tuple[Entry, ...],
    ) -> None:
        self.style = style
        self.is_mapping = is_mapping
        self.span = span
        self.entries = entries

    def number(self, step: str | int) -> int | None:
        """Return the number of the entry that a path's step leads to; the last one of a name."""
        if not self.is_mapping:
            return step if isinstance(step, int) and 0 <= step < len(self.entries) else None
        return self._numbers.get((type(step), step))

    @cached_property
    def _numbers(self) -> dict[tuple[type, Any], int]:
        # 1 and true are two keys in a text, and one to a dict.
        return {(type(entry.name), entry.name): i for i, entry in enumerate(self.entries)}
