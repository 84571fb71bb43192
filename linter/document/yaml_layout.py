"""How the collections of a YAML document are written, for those who edit the text.

What can't be told from the nodes alone (aliases, dashes, commas) is found in the text between
them; where the two do not meet, nothing is told.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from linter.document.layout import Entry, Layout
from linter.document.yaml_nodes import STR, MappingNode, Node, ScalarNode, SequenceNode, tag_of
from linter.document.yaml_spans import Spans
from linter.source import Span

_ALIAS = re.compile(r"\*[^\s,\[\]{}]+")
_PLAIN = re.compile(r"\w(?:[\w./-]|(?<=[\w./-]) (?=[\w./-]))*\Z")
_MOST_LOOKED_AT = 10_000


class Layouts:
    """The layouts of one document's collections.

    ``merging`` are mappings whose pairs as written are others than those that they hold, as merge
    keys make it; ``value`` gives the value of a key.
    """

    def __init__(
        self,
        text: str,
        spans: Spans,
        merging: Iterable[tuple[Node, list[tuple[Node, Node]]]],
        value: Callable[[ScalarNode], Any],
    ) -> None:
        self._text = text
        self._spans = spans
        self._merging = {id(node): pairs for node, pairs in merging}
        self._value = value
        self._known: dict[int, Layout | None] = {}

    def of(self, node: SequenceNode | MappingNode) -> Layout | None:
        """Return how a collection is written, None where that is unusual."""
        if id(node) not in self._known:
            self._known[id(node)] = self._laid_out(node)
        return self._known[id(node)]

    def _laid_out(self, node: SequenceNode | MappingNode) -> Layout | None:
        start = self._spans.start(node)
        if node.flow_style and self._text[start : start + 1] not in ("{", "["):
            return None
        entries: list[Entry] = []
        for entry in self._entries(node, start):
            if entry is None:
                return None
            entries.append(entry)
        is_mapping = isinstance(node, MappingNode)
        if node.flow_style:
            span = Span(start, node.end_mark.index)
            return Layout("flow", is_mapping, span, tuple(entries))
        if not entries:
            return None
        return Layout("block", is_mapping, Span(start, entries[-1].end), tuple(entries))

    def _entries(self, node: SequenceNode | MappingNode, at: int) -> Iterator[Entry | None]:
        """Yield the entries in the order of the text, None where it is not as expected."""
        flow = bool(node.flow_style)
        at += flow
        for i, (key, value) in enumerate(self._parts(node)):
            at = self._spans.past_filler(at)
            if flow and i and self._text.startswith(",", at):
                at = self._spans.past_filler(at + 1)
            entry = self._item(node, value, at) if key is None else self._pair(node, key, value, at)
            yield entry
            if entry is None:
                return
            at = entry.end

    def _parts(self, node: SequenceNode | MappingNode) -> list[tuple[Node | None, Node]]:
        if isinstance(node, SequenceNode):
            return [(None, item) for item in node.value]
        return [(key, value) for key, value in self._merging.get(id(node), node.value) or ()]

    def _item(self, node: SequenceNode | MappingNode, item: Node, begin: int) -> Entry | None:
        if node.flow_style:
            return self._entry(begin, begin, item, node, None)
        if not self._text.startswith("-", begin):
            return None
        return self._entry(begin, self._spans.past_filler(begin + 1), item, node, None)

    def _pair(
        self, node: SequenceNode | MappingNode, key: Node, value: Node, begin: int
    ) -> Entry | None:
        if key.start_mark.index != begin or not isinstance(key, ScalarNode):
            return None
        span = self._spans.node(key)
        at = self._spans.past_filler(span.end)
        at = self._spans.past_filler(at + 1) if self._text.startswith(":", at) else span.end
        entry = self._entry(begin, at, value, node, key)
        return entry and entry._replace(key=span, name=self._value(key))

    def _entry(
        self, begin: int, at: int, value: Node, parent: Node, key: Node | None
    ) -> Entry | None:
        """Return the entry whose value begins at an offset, if it is the node or an alias."""
        alias = _ALIAS.match(self._text, at)
        if alias is not None:
            return Entry(begin, None, Span(*alias.span()), alias.end())
        span = self._spans.node(value, parent, key)
        if span.start < span.end and value.start_mark.index != at:
            return None
        if isinstance(value, (SequenceNode, MappingNode)) and not value.flow_style:
            # The node's own span ends before an alias that is its last value.
            inside = self.of(value)
            if inside is None:
                return None
            span = inside.span
        return Entry(begin, None, span, max(span.end, begin))


def quotes(nodes: Iterator[Node]) -> str | None:
    """Return the quotation mark that most quoted scalars have, None without any."""
    styles = Counter(
        node.style
        for _, node in zip(range(_MOST_LOOKED_AT), nodes, strict=False)
        if isinstance(node, ScalarNode) and node.style in ("'", '"')
    )
    if not styles:
        return None
    return "'" if styles["'"] > styles['"'] else '"'


def reads_as_text(word: str) -> bool:
    """Whether YAML reads a word as itself without quotes, wherever it stands."""
    return _PLAIN.match(word) is not None and tag_of(word) == STR
