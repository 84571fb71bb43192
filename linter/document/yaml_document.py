"""A YAML document: its value, and the way from a path to the node and span it leads to."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any

from linter.document.base import Document, Fault
from linter.document.yaml_nodes import MappingNode, Node, ScalarNode, SequenceNode
from linter.document.yaml_values import Builder
from linter.finding import At, Path
from linter.source import Source, Span

if TYPE_CHECKING:
    from linter.document.layout import Layout
    from linter.document.yaml_layout import Layouts
    from linter.document.yaml_spans import Spans


class YamlDocument(Document):
    """One document of a YAML stream; ``flow`` are its collections in brackets or braces."""

    def __init__(self, source: Source, index: int, root: Node, builder: Builder) -> None:
        super().__init__(source, index, builder.build(root))
        self.root = root
        self.flow = builder.flow
        self.unusual = builder.unusual
        self._builder = builder
        # Looking up keys later may build more; what counts is what the value took.
        self._refused = builder.refused
        self._odd = builder.odd
        self._quotes: dict[int, str] = {}
        self._entries: dict[int, dict[str | int, tuple[Node, Node]]] = {}

    @cached_property
    def spans(self) -> Spans:
        """The spans of nodes in the document's text."""
        from linter.document.yaml_spans import Spans

        return Spans(self.source.text)

    def span(self, path: Path, at: At = At.VALUE, chars: tuple[int, int] | None = None) -> Span:
        """Return where an entry stands; see Document."""
        key, node, before = None, self.root, self.root
        for step in path:
            entry = self._entry(node, step)
            if entry is None:
                at, chars = At.VALUE if at is At.KEY else at, None
                break
            before, (key, node) = node, entry
        if at is not At.VALUE and key is not None:
            return self.spans.node(key)
        if at is At.HOLDER:
            return self.spans.first_key(node)
        found = self.spans.characters(node, chars) if chars is not None else None
        return found or self.spans.node(node, before, key)

    def written(self, path: Path) -> str | None:
        """Return an unquoted scalar as it is written; see Document."""
        node = self._node(path)
        if isinstance(node, ScalarNode) and not node.style:
            return str(node.value)
        return None

    def layout(self, path: Path) -> Layout | None:
        """Return how a list or a mapping is written; see Document."""
        node = self._node(path)
        if isinstance(node, (SequenceNode, MappingNode)):
            return self._layouts.of(node)
        return None

    @cached_property
    def _layouts(self) -> Layouts:
        from linter.document.yaml_layout import Layouts

        builder = self._builder
        return Layouts(self.source.text, self.spans, builder.repeating, builder.key)

    def quotation_mark(self, path: Path) -> str:
        """Return the mark of the neighbours, else of most quoted texts; see Document."""
        from linter.document.yaml_layout import quotes
        from linter.document.yaml_spans import parts

        holder = self._node(path[:-1])
        if holder is None or isinstance(holder, ScalarNode):
            return self._usual_quotes
        if id(holder) not in self._quotes:
            self._quotes[id(holder)] = quotes(iter(parts(holder))) or self._usual_quotes
        return self._quotes[id(holder)]

    @cached_property
    def _usual_quotes(self) -> str:
        from linter.document.yaml_layout import quotes

        return quotes(node for _, _, node in self.walk(self.root)) or '"'

    def odd_values(self) -> list[tuple[Path, At, Any]]:
        """Return what JSON has no form for, each node once; see Document."""
        odd = {id(node) for node in self._odd}
        found: list[tuple[Path, At, Any]] = []
        if not odd:
            return found
        for path, at, node in self.walk(self.root):
            # What a later key of the same name replaces, nobody reads.
            if id(node) in odd and self._counts(path, at, node):
                odd.discard(id(node))
                found.append((path, at, path[-1] if at is At.KEY else self._value_at(path)))
        return found

    @property
    def fatal(self) -> list[Fault]:
        """Return a fault for each node of which no value can be made."""
        if not self._refused:
            return []
        from linter.document.yaml_faults import refusal

        return [refusal(self.source, self.spans, self.index, one) for one in self._refused]

    def duplicate_keys(self) -> list[Fault]:
        """Return a fault for each repeated key; merge keys may repeat."""
        repeating = self._builder.repeating
        if not repeating:
            return []
        from linter.document.yaml_faults import duplicate_keys

        paths = {id(node): path for path, at, node in self.walk(self.root) if at is At.VALUE}
        return list(duplicate_keys(self.source, self.spans, self.index, repeating, paths))

    def walk(
        self, node: Node, path: Path = (), seen: set[int] | None = None
    ) -> Iterator[tuple[Path, At, Node]]:
        """Yield every key and value at or below a node, one met several times once."""
        seen = set() if seen is None else seen
        yield path, At.VALUE, node
        if isinstance(node, ScalarNode) or id(node) in seen:
            return
        seen.add(id(node))
        if isinstance(node, SequenceNode):
            for i, item in enumerate(node.value):
                yield from self.walk(item, (*path, i), seen)
            return
        for key, value in node.value:
            if isinstance(key, ScalarNode):
                below = (*path, self._builder.key(key))
                yield below, At.KEY, key
                yield from self.walk(value, below, seen)

    def _node(self, path: Path) -> Node | None:
        node = self.root
        for step in path:
            entry = self._entry(node, step)
            if entry is None:
                return None
            node = entry[1]
        return node

    def _counts(self, path: Path, at: At, node: Node) -> bool:
        """Whether a key or value is what the document's value has at its path."""
        holder = self._node(path[:-1])
        if not path or holder is None:
            return not path
        entry = self._entry(holder, path[-1])
        return entry is not None and entry[at is At.VALUE] is node

    def _entry(self, node: Node, step: str | int) -> tuple[Node | None, Node] | None:
        """Return the key and value nodes of an entry; of a repeated key the last counts."""
        if isinstance(node, MappingNode):
            return self._entries_of(node).get(step)
        if isinstance(node, SequenceNode) and isinstance(step, int) and step < len(node.value):
            return None, node.value[step]
        return None

    def _entries_of(self, node: MappingNode) -> dict[str | int, tuple[Node, Node]]:
        """Return a mapping's pairs by what their keys are read as: many findings ask for many."""
        known = self._entries.get(id(node))
        if known is None:
            known = self._entries[id(node)] = {
                self._builder.key(key): (key, value)
                for key, value in node.value
                if isinstance(key, ScalarNode)
            }
        return known

    def _value_at(self, path: Path) -> Any:
        value = self.value
        for step in path:
            value = value[step]
        return value
