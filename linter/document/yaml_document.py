"""A YAML document: its value, and the span of everything in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from linter.document.base import Document, Fault
from linter.document.yaml_nodes import MappingNode, Node, ScalarNode, SequenceNode
from linter.document.yaml_scalars import spell
from linter.document.yaml_syntax import HALF_SURROGATE, QUOTE_TEMPLATE, glued_colon, tab
from linter.document.yaml_values import Builder, Refusal
from linter.finding import At, Path
from linter.source import Source, Span

_PROPERTY = re.compile(r"(?:&[\w-]+|!<[^>\s]*>|![^\s,\[\]{}]*)")
_SURROGATE = re.compile("[\ud800-\udfff]")
_TAB_INDENT = re.compile("[|>][+-]?(?: [^\n\r]*)?(?:\r\n|[\n\r])(?: *[\n\r])* *\t")
_GLUED = re.compile(r":[,?\[\]{}]")
_FILLER = re.compile(r"(?:\s|(?<!\S)#[^\n\r]*)*")


class YamlDocument(Document):
    """One document of a YAML stream."""

    def __init__(self, source: Source, index: int, root: Node, builder: Builder) -> None:
        super().__init__(index, builder.build(root))
        self._source = source
        self._text = source.text
        self._root = root
        self._builder = builder
        # Looking up keys later may build more; what counts is what the value took.
        self._refused = builder.refused
        self._odd = builder.odd
        self._flow = builder.flow

    def span(self, path: Path, at: At = At.VALUE, chars: tuple[int, int] | None = None) -> Span:
        """Return where an entry stands; see Document."""
        key, node, before = None, self._root, self._root
        for step in path:
            entry = self._entry(node, step)
            if entry is None:
                at, chars = At.VALUE if at is At.KEY else at, None
                break
            before, (key, node) = node, entry
        if at is At.KEY and key is not None:
            return self._node_span(key)
        if at is At.HOLDER:
            return self._node_span(key) if key is not None else self._first_key(node)
        if chars is not None:
            found = self._characters(node, chars)
            if found is not None:
                return found
        return self._node_span(node, before, key)

    def written(self, path: Path) -> str | None:
        """Return an unquoted scalar as it is written; see Document."""
        node = self._node(path)
        if isinstance(node, ScalarNode) and not node.style:
            return str(node.value)
        return None

    def plain_scalars(self, path: Path) -> Iterator[tuple[Path, str]]:
        """Yield unquoted scalar values below a path; see Document."""
        node = self._node(path)
        if node is not None:
            yield from self._plain_below(node, path, set())

    def odd_values(self) -> list[tuple[Path, At, Any]]:
        """Return what JSON has no form for, each node once; see Document."""
        if not self._odd:
            return []
        odd = {id(node) for node in self._odd}
        found = []
        for path, at, node in self._walk(self._root, (), set()):
            if id(node) in odd:
                odd.discard(id(node))
                found.append((path, at, path[-1] if at is At.KEY else self._value_at(path)))
        return found

    @property
    def fatal(self) -> list[Fault]:
        """Return a fault for each node of which no value can be made."""
        return [self._refusal(refusal) for refusal in self._refused]

    def duplicate_keys(self) -> list[Fault]:
        """Return a fault for each repeated key; merge keys may repeat."""
        faults = []
        paths: dict[int, Path] = {}
        if self._builder.repeating:
            paths = {id(n): p for p, at, n in self._walk(self._root, (), set()) if at is At.VALUE}
        for mapping, pairs in self._builder.repeating:
            first: dict[tuple[str, str], Node] = {}
            for key, _ in pairs:
                if not isinstance(key, ScalarNode) or key.tag.endswith(":merge"):
                    continue
                name = (key.tag, key.value)
                if name not in first:
                    first[name] = key
                    continue
                earlier = self._node_span(first[name])
                line, _ = self._source.position(earlier.start)
                faults.append(
                    Fault(
                        "duplicate-key",
                        self._node_span(key),
                        f'key "{key.value}" is given twice: the first one, on line {line}, is lost',
                        document=self.index,
                        path=(*paths.get(id(mapping), ()), key.value),
                        notes=((earlier, "first given here"),),
                    )
                )
        return faults

    @property
    def end(self) -> int:
        """The offset behind the document's last character that is content."""
        return self._node_span(self._root).end

    def scalar_spans(self) -> list[Span]:
        """Return the spans of all scalars, keys too, in the order of the text."""
        spans: dict[int, Span] = {}
        waiting = [self._root]
        seen: set[int] = set()
        while waiting:
            node = waiting.pop()
            if id(node) in seen:
                continue
            seen.add(id(node))
            if isinstance(node, ScalarNode):
                start, end = self._start(node), node.end_mark.index
                if end > start:
                    spans[start] = Span(start, end)
            else:
                waiting.extend(_parts(node))
        return [spans[start] for start in sorted(spans)]

    def plain_spans(self) -> list[Span]:
        """Return the spans of all unquoted scalars, keys too."""
        return [
            self._node_span(node)
            for _, _, node in self._walk(self._root, (), set())
            if isinstance(node, ScalarNode) and not node.style and node.value
        ]

    def refused_by_libyaml(self) -> Fault | None:
        """Find what pure Python reads and libyaml refuses, so that both ways refuse it.

        That is an escape that spells half a surrogate pair, a tab in the indentation that a
        block scalar takes its own from, and a colon in brackets with no blank behind it.
        """
        glued = self._glued_colon()
        if glued is not None:
            return glued_colon(glued)
        for _, _, node in self._walk(self._root, (), set()):
            if not isinstance(node, ScalarNode):
                continue
            match = _SURROGATE.search(node.value)
            if match is not None:
                span = self._characters(node, match.span()) or self._node_span(node)
                return Fault("encoding", span, HALF_SURROGATE)
            indented = _TAB_INDENT.match(self._text, self._start(node))
            if indented is not None and node.style in ("|", ">"):
                return tab(indented.end() - 1)
        return None

    def flow_question_mark(self) -> int | None:
        """Find a ``?`` in an unquoted text in brackets, which only libyaml takes for text."""
        for node in self._flow:
            if self._text.find("?", node.start_mark.index, node.end_mark.index) < 0:
                continue
            for part in _parts(node):
                if isinstance(part, ScalarNode) and not part.style and "?" in part.value:
                    return self._text.index("?", self._start(part))
        return None

    def _glued_colon(self) -> int | None:
        for node in self._flow:
            for part in _parts(node):
                if isinstance(part, ScalarNode) and not part.style:
                    end = part.end_mark.index
                    match = _GLUED.search(self._text, self._start(part), end + 2)
                    if match is not None and match.start() <= end:
                        return match.start()
        return None

    # Finding nodes

    def _node(self, path: Path) -> Node | None:
        node = self._root
        for step in path:
            entry = self._entry(node, step)
            if entry is None:
                return None
            node = entry[1]
        return node

    def _value_at(self, path: Path) -> Any:
        value = self.value
        for step in path:
            value = value[step]
        return value

    def _entry(self, node: Node, step: str | int) -> tuple[Node | None, Node] | None:
        """Return the key and value nodes of an entry; of a repeated key the last counts."""
        if isinstance(node, MappingNode):
            for key, value in reversed(node.value):
                if isinstance(key, ScalarNode) and self._key_is(key, step):
                    return key, value
        elif isinstance(node, SequenceNode) and isinstance(step, int) and step < len(node.value):
            return None, node.value[step]
        return None

    def _key_is(self, key: ScalarNode, step: Any) -> bool:
        if isinstance(step, str):
            return bool(key.value == step)
        return bool(self._builder.key(key) == step)

    def _walk(self, node: Node, path: Path, seen: set[int]) -> Iterator[tuple[Path, At, Node]]:
        """Yield every key and value with its path, a value used several times once."""
        yield path, At.VALUE, node
        if isinstance(node, ScalarNode) or id(node) in seen:
            return
        seen.add(id(node))
        if isinstance(node, SequenceNode):
            for i, item in enumerate(node.value):
                yield from self._walk(item, (*path, i), seen)
            return
        for key, value in node.value:
            if isinstance(key, ScalarNode):
                below = (*path, self._builder.key(key))
                yield below, At.KEY, key
                yield from self._walk(value, below, seen)

    def _plain_below(self, node: Node, path: Path, seen: set[int]) -> Iterator[tuple[Path, str]]:
        for below, at, found in self._walk(node, path, seen):
            if at is At.VALUE and isinstance(found, ScalarNode) and not found.style:
                yield below, found.value

    # Spans

    def _start(self, node: Node) -> int:
        """Return where a node's content starts, past its anchor and tag."""
        at: int = node.start_mark.index
        while True:
            match = _PROPERTY.match(self._text, at)
            if match is None or match.end() == at:
                return at
            at = _FILLER.match(self._text, match.end()).end()  # type: ignore[union-attr]

    def _node_span(self, node: Node, parent: Node | None = None, key: Node | None = None) -> Span:
        if isinstance(node, ScalarNode):
            start, end = self._start(node), node.end_mark.index
            if not node.value and not node.style:
                start = end = self._empty(node, parent, key)
            elif node.style in ("|", ">"):
                end = start + len(self._text[start:end].rstrip())
            return Span(start, max(start, end))
        return Span(self._start(node), self._end(node))

    def _end(self, node: Node) -> int:
        """Return where a collection ends: behind its bracket, or its last entry that shows."""
        if getattr(node, "flow_style", None):
            return int(node.end_mark.index)
        end = start = self._start(node)
        parts = _parts(node)
        # Aliases and merged pairs stand elsewhere; the node's own end bounds what is its own.
        limit = node.end_mark.index
        for i, part in enumerate(parts):
            key = parts[i - 1] if isinstance(node, MappingNode) and i % 2 else None
            if start <= part.start_mark.index <= limit:
                end = max(end, self._node_span(part, node, key).end)
        return min(end, limit)

    def _empty(self, node: ScalarNode, parent: Node | None, key: Node | None) -> int:
        """Return where a value that is not written would stand: behind its colon or dash."""
        if node.end_mark.index > node.start_mark.index:
            return int(node.end_mark.index)
        if key is not None:
            at = _FILLER.match(self._text, key.end_mark.index).end()  # type: ignore[union-attr]
            return at + 1 if self._text.startswith(":", at) else int(key.end_mark.index)
        if isinstance(parent, SequenceNode):
            at = self._start(parent)
            for item in parent.value:
                at = _FILLER.match(self._text, at).end()  # type: ignore[union-attr]
                at = at + 1 if self._text.startswith("-", at) else at
                if item is node:
                    return at
                at = max(at, self._node_span(item, parent).end)
        return len(self._text[: node.start_mark.index].rstrip())

    def _first_key(self, node: Node) -> Span:
        if isinstance(node, MappingNode):
            limit = node.end_mark.index
            own = [k for k, _ in node.value if node.start_mark.index <= k.start_mark.index <= limit]
            if own:
                return self._node_span(min(own, key=lambda key: key.start_mark.index))
        return self._node_span(node)

    def _characters(self, node: Node, chars: tuple[int, int]) -> Span | None:
        if not isinstance(node, ScalarNode):
            return None
        spelt = spell(self._text, self._start(node), node.end_mark.index, node.value)
        if not spelt or chars[0] >= len(spelt):
            return None
        last = spelt[min(max(chars[1] - 1, chars[0]), len(spelt) - 1)]
        return Span(spelt[chars[0]].start, last.end)

    # Wording

    def _refusal(self, refusal: Refusal) -> Fault:
        node = refusal.node
        span = self._node_span(node)
        if refusal.kind == "key":
            template = self._text.startswith("{{", span.start)
            message = QUOTE_TEMPLATE if template else "a list or a mapping can't be a key"
        elif refusal.kind == "merge":
            message = "only a mapping, or a list of mappings, can be merged with <<"
        elif refusal.kind == "equals":
            message = 'a lone = has a meaning of its own in YAML 1.1: quote it, "="'
        elif refusal.kind == "scalar":
            kind = _short(node.tag)
            message = f"this can't be read as {_KINDS.get(kind, kind)}: quote it to keep the text"
        elif refusal.kind == "kind":
            message = f"the tag {_short(node.tag)} does not fit this value: remove the tag"
        else:
            message = f"unknown tag {_short(node.tag)}: tfy apply can't read it"
        if refusal.kind in ("kind", "tag"):
            start = node.start_mark.index
            match = re.compile(r"(?:&\S+\s+)?(!\S*)").match(self._text, start)
            if match is not None:
                span = Span(*match.span(1))
        return Fault("syntax-error", span, message, document=self.index)


def _parts(node: Node) -> list[Node]:
    """Return the nodes directly in a collection, keys too."""
    if isinstance(node, MappingNode):
        return [part for pair in node.value for part in pair]
    return list(node.value)


_KINDS = {"!!timestamp": "a date", "!!int": "a whole number", "!!float": "a number"}


def _short(tag: str) -> str:
    prefix = "tag:yaml.org,2002:"
    return "!!" + tag[len(prefix) :] if tag.startswith(prefix) else tag
