"""Where a YAML node stands in the text: loaded only when somebody asks for a place.

The marks of PyYAML's nodes are offsets that need care: a collection in block style ends where the
next token starts, a block scalar after blank lines, properties count as content, and for a value
that is not written the two loaders name different places.
"""

from __future__ import annotations

import re

from linter.document.pieces import Spelling
from linter.document.yaml_nodes import MappingNode, Node, ScalarNode, SequenceNode
from linter.document.yaml_scalars import spell
from linter.source import Span

_PROPERTY = re.compile(r"&[\w-]+|!<[^>\s]*>|![^\s,\[\]{}]*")
_MERGE = re.compile(r"<<[ \t]*:[ \t]*\*[^\s,\[\]{}]+")
"""A merge key with an alias: all that shows of a mapping that has nothing else."""
_FILLER = re.compile("(?:\\s|(?<!\\S)#[^\n\r\x85\u2028\u2029]*)*")


class Spans:
    """The spans of nodes in a text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._spellings: dict[int, Spelling | None] = {}
        self._ends: dict[int, int] = {}

    def start(self, node: Node) -> int:
        """Return where a node's content starts, past its anchor and tag."""
        at: int = node.start_mark.index
        while (match := _PROPERTY.match(self._text, at)) is not None:
            at = self.past_filler(match.end())
        return at

    def node(self, node: Node, parent: Node | None = None, key: Node | None = None) -> Span:
        """Return the span of a node.

        A value that is not written has an empty span behind its colon or dash, which its key or
        its parent tells.
        """
        start = self.start(node)
        if not isinstance(node, ScalarNode):
            return Span(start, self._end(node, start))
        end = node.end_mark.index
        if not node.value and not node.style:
            start = end = self._unwritten(node, parent, key)
        elif node.style in ("|", ">"):
            end = start + len(self._text[start:end].rstrip())
        return Span(start, max(start, end))

    def first_key(self, node: Node) -> Span:
        """Return the span of the first key that stands in a mapping itself, else of the node."""
        if isinstance(node, MappingNode):
            keys = [key for key, _ in node.value if _within(key, node)]
            if keys:
                return self.node(min(keys, key=lambda key: key.start_mark.index))
        return self.node(node)

    def characters(self, node: Node, chars: tuple[int, int]) -> Span | None:
        """Return the span of a range of characters of a text; None where it can't be told."""
        if not isinstance(node, ScalarNode):
            return None
        if id(node) not in self._spellings:
            start, end = self.start(node), node.end_mark.index
            self._spellings[id(node)] = spell(self._text, start, end, node.value)
        spelling = self._spellings[id(node)]
        return spelling.span(*chars) if spelling is not None else None

    def tag(self, node: Node) -> Span:
        """Return the span of a node's explicit tag, else of the node."""
        match = re.compile(r"(?:&\S+\s+)?(!\S*)").match(self._text, node.start_mark.index)
        return Span(*match.span(1)) if match is not None else self.node(node)

    def past_filler(self, at: int) -> int:
        """Return the offset behind blanks, line breaks and comments."""
        match = _FILLER.match(self._text, at)
        return match.end() if match is not None else at

    def _end(self, node: Node, start: int) -> int:
        """Return where a collection ends: behind its bracket, or its last entry that shows."""
        limit: int = node.end_mark.index
        if getattr(node, "flow_style", None):
            return limit
        if id(node) not in self._ends:
            self._ends[id(node)] = self._end_of_block(node, start, limit)
        return self._ends[id(node)]

    def _end_of_block(self, node: Node, start: int, limit: int) -> int:
        end = start
        nodes = parts(node)
        for i, part in enumerate(nodes):
            # Aliases and merged pairs stand elsewhere.
            if _within(part, node):
                key = nodes[i - 1] if isinstance(node, MappingNode) and i % 2 else None
                end = max(end, self.node(part, node, key).end)
        if end == start and (merge := _MERGE.match(self._text, start)) is not None:
            end = merge.end()
        return min(end, limit)

    def _unwritten(self, node: ScalarNode, parent: Node | None, key: Node | None) -> int:
        if node.end_mark.index > node.start_mark.index:
            return int(node.end_mark.index)
        if key is not None:
            behind = self.node(key).end
            at = self.past_filler(behind)
            return at + 1 if self._text.startswith(":", at) else behind
        if isinstance(parent, SequenceNode):
            at = self.start(parent)
            for item in parent.value:
                at = self.past_filler(at)
                at = at + 1 if self._text.startswith("-", at) else at
                if item is node:
                    return at
                at = max(at, self.node(item, parent).end)
        return len(self._text[: node.start_mark.index].rstrip())


def parts(node: Node) -> list[Node]:
    """Return the nodes directly in a collection, keys too."""
    if isinstance(node, MappingNode):
        return [part for pair in node.value for part in pair]
    return list(node.value)


def _within(part: Node, node: Node) -> bool:
    return bool(node.start_mark.index <= part.start_mark.index <= node.end_mark.index)
