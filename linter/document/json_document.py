"""A JSON document: its value at once, its nodes only when somebody asks for a place."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any

from linter.document.base import Document, Fault
from linter.finding import At, Path
from linter.settings import Limits
from linter.source import Source, Span

if TYPE_CHECKING:
    from linter.document.json_nodes import JsonNode
    from linter.document.layout import Layout
    from linter.document.pieces import Spelling


class JsonDocument(Document):
    """The one document of a JSON text."""

    has_unquoted = False
    has_comments = False
    fatal: list[Fault] = []  # noqa: RUF012

    def __init__(
        self, source: Source, value: Any, limits: Limits, *, repeats: bool, escapes: bool
    ) -> None:
        super().__init__(source, 0, value)
        self.has_code_escapes = escapes
        self._limits = limits
        self._repeats = repeats

    @cached_property
    def _spellings(self) -> dict[Span, Spelling]:
        return {}

    @cached_property
    def _entries(self) -> dict[Span, dict[str, tuple[Span, JsonNode]]]:
        return {}

    @cached_property
    def _layouts(self) -> dict[Span, Layout]:
        return {}

    @cached_property
    def _root(self) -> JsonNode:
        from linter.document.json_nodes import Scanner

        # What has been read keeps the limits; the scanner counts keys, too.
        return Scanner(self.source.text, self._limits.max_depth, sys.maxsize).scan()

    def span(self, path: Path, at: At = At.VALUE, chars: tuple[int, int] | None = None) -> Span:
        """Return where an entry stands; see Document."""
        key: Span | None = None
        node = self._root
        for step in path:
            entry = self._entry(node, step)
            if entry is None:
                at, chars = At.VALUE if at is At.KEY else at, None
                break
            key, node = entry
        if at is not At.VALUE and key is not None:
            return key
        if at is At.HOLDER and node.pairs:
            return node.pairs[0][1]
        if chars is not None and node.kind == "string":
            if node.span not in self._spellings:
                from linter.document.json_nodes import spell

                self._spellings[node.span] = spell(self.source.text, node.span)
            return self._spellings[node.span].span(*chars) or node.span
        return node.span

    def _entry(self, node: JsonNode, step: str | int) -> tuple[Span | None, JsonNode] | None:
        """Return the key's span and the value of an entry; of a repeated key the last counts."""
        if isinstance(step, int):
            return (None, node.items[step]) if step < len(node.items) else None
        if node.span not in self._entries:
            self._entries[node.span] = {name: (span, value) for name, span, value in node.pairs}
        return self._entries[node.span].get(step)

    def written(self, path: Path) -> str | None:  # noqa: ARG002
        """JSON has no unquoted text."""
        return None

    def layout(self, path: Path) -> Layout | None:
        """Return how a list or a mapping is written; see Document."""
        from linter.document.layout import Entry, Layout

        node = self._root
        for step in path:
            entry = self._entry(node, step)
            if entry is None:
                return None
            node = entry[1]
        if node.kind not in ("object", "array"):
            return None
        if node.span not in self._layouts:
            pairs = [Entry(k.start, k, v.span, v.span.end, name) for name, k, v in node.pairs]
            items = [Entry(item.span.start, None, item.span, item.span.end) for item in node.items]
            whole = (*pairs, *items)
            self._layouts[node.span] = Layout("json", node.kind == "object", node.span, whole)
        return self._layouts[node.span]

    def quotation_mark(self, path: Path) -> str:  # noqa: ARG002
        """JSON has but one."""
        return '"'

    def odd_values(self) -> list[tuple[Path, At, Any]]:
        """Everything in a JSON text has a form in JSON."""
        return []

    def duplicate_keys(self) -> list[Fault]:
        """Return a fault for each repeated key."""
        return list(self._duplicates(self._root, ())) if self._repeats else []

    def _duplicates(self, node: JsonNode, path: Path) -> Iterator[Fault]:
        first: dict[str, Span] = {}
        for name, span, value in node.pairs:
            earlier = first.setdefault(name, span)
            if earlier is not span:
                line, _ = self.source.position(earlier.start)
                yield Fault(
                    "duplicate-key",
                    span,
                    f'key "{name}" is given twice: the first one, on line {line}, is lost',
                    document=0,
                    path=(*path, name),
                    notes=((earlier, "first given here"),),
                )
            yield from self._duplicates(value, (*path, name))
        for i, item in enumerate(node.items):
            yield from self._duplicates(item, (*path, i))
