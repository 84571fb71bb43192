"""PyYAML's nodes to plain values, as its SafeLoader reads them (YAML 1.1), within limits."""

from __future__ import annotations

from math import isfinite
from typing import Any, NamedTuple

from yaml.constructor import ConstructorError, SafeConstructor

from linter.document.yaml_nodes import (
    MAP,
    SEQ,
    STR,
    MappingNode,
    Node,
    ScalarNode,
    SequenceNode,
    TooComplexError,
)

_PREFIX = "tag:yaml.org,2002:"
_MERGE = _PREFIX + "merge"
_VALUE = _PREFIX + "value"
_SCALARS: dict[str, Any] = {
    _PREFIX + "null": SafeConstructor.construct_yaml_null,
    _PREFIX + "bool": SafeConstructor.construct_yaml_bool,
    _PREFIX + "int": SafeConstructor.construct_yaml_int,
    _PREFIX + "float": SafeConstructor.construct_yaml_float,
    _PREFIX + "binary": SafeConstructor.construct_yaml_binary,
    _PREFIX + "timestamp": SafeConstructor.construct_yaml_timestamp,
}
_UNREADABLE = (LookupError, ValueError, OverflowError, AttributeError, ConstructorError)
"""What PyYAML raises for a text that its tag can't read; AttributeError for ``!!timestamp x``."""
_SET = _PREFIX + "set"
_OF_MAPPING = {MAP, _SET}
_OF_SEQUENCE = {SEQ, _PREFIX + "omap", _PREFIX + "pairs"}
_JSON_SCALARS = (str, int, bool, type(None))
_CONSTRUCTOR = SafeConstructor()
_MEMO_SIZE = 20_000
_made: dict[tuple[str, str], Any] = {}
_made_of_unusual: dict[tuple[str, str], Any] = {}
"""Values by tag and text; apart those whose text is not how one would write them in JSON."""


class Refusal(NamedTuple):
    """A node of which no value can be made, and the kind of reason.

    Kinds: ``tag`` (unknown here), ``kind`` (a tag that does not fit the node), ``scalar`` (a
    text that its tag can't read), ``key`` (a list or mapping as a key, ``node`` being the
    mapping), ``merge`` (``<<`` with something other than mappings), ``equals`` (a lone ``=``).
    """

    kind: str
    node: Node


class Builder:
    """Builds the value of one document; afterwards its lists tell what was met on the way."""

    def __init__(self, max_depth: int, max_nodes: int, shared: bool) -> None:
        """Take the limits, and whether the text may have anchors, so that nodes may be shared."""
        self._refused: dict[int, Refusal] = {}
        self._odd: dict[int, Node] = {}
        self.repeating: list[tuple[MappingNode, list[tuple[Node, Node]]]] = []
        """Mappings that may hold a key twice, with their pairs as written."""
        self.flow: list[Node] = []
        """Collections in brackets or braces."""
        self.unusual = False
        """Whether a scalar is spelt as only YAML 1.1 has it: ``NO``, ``010``, ``1:30``."""
        self._max_depth = max_depth
        self._max_nodes = max_nodes
        self._count = 0
        self._built: dict[int, tuple[Any, int]] = {}
        self._open: set[int] = set()
        self._shared = shared

    @property
    def refused(self) -> list[Refusal]:
        """The nodes of which no value could be made, in the order met."""
        return list(self._refused.values())

    @property
    def odd(self) -> list[Node]:
        """Values that JSON has no form for, and keys that are not text, in the order met."""
        return list(self._odd.values())

    def build(self, node: Any, depth: int = 1) -> Any:
        """Return the value of a node. Raises TooComplexError past the limits."""
        if isinstance(node, ScalarNode):
            return node.value if node.tag is STR else self._scalar(node)
        if depth > self._max_depth:
            raise TooComplexError("depth", node)
        if self._shared:
            return self._build_once(node, depth)
        return self._collection(node, depth)

    def _build_once(self, node: Node, depth: int) -> Any:
        """Build a collection that aliases may lead to again: each time its size counts anew."""
        known = self._built.get(id(node))
        if known is not None:
            value, size = known
            self._grow(size, node)
            return value
        if id(node) in self._open:
            raise TooComplexError("recursion", node)
        before = self._count
        self._open.add(id(node))
        value = self._collection(node, depth)
        self._open.discard(id(node))
        self._built[id(node)] = value, self._count - before
        return value

    def _collection(self, node: Any, depth: int) -> Any:
        if node.flow_style:
            self.flow.append(node)
        if isinstance(node, MappingNode):
            return self._mapping(node, depth + 1)
        return self._sequence(node, depth + 1)

    def key(self, node: ScalarNode) -> Any:
        """Return the value of a scalar that stands as a key; a lone ``=`` is plain text there."""
        return node.value if node.tag in (STR, _VALUE) else self._scalar(node)

    def _refuse(self, kind: str, node: Node) -> None:
        self._refused[id(node)] = Refusal(kind, node)

    def _grow(self, count: int, node: Node) -> None:
        self._count += count
        if self._count > self._max_nodes:
            raise TooComplexError("nodes", node)

    def _scalar(self, node: ScalarNode) -> Any:
        tag: str = node.tag
        if tag == STR:
            return node.value
        key = tag, node.value
        try:
            return _made[key]
        except KeyError:
            pass
        if key in _made_of_unusual:
            self.unusual = True
            return _made_of_unusual[key]
        if tag == _VALUE:
            self._refuse("equals", node)
            return None
        construct = _SCALARS.get(tag)
        if construct is None:
            known = tag in _OF_MAPPING or tag in _OF_SEQUENCE
            self._refuse("kind" if known else "tag", node)
            return None
        try:
            value = construct(_CONSTRUCTOR, node)
        except _UNREADABLE:
            self._refuse("scalar", node)
            return None
        if isinstance(value, _JSON_SCALARS) or (isinstance(value, float) and isfinite(value)):
            if _is_usual(node.value, value):
                memo = _made
            else:
                memo = _made_of_unusual
                self.unusual = True
            if len(memo) > _MEMO_SIZE:
                memo.clear()
            memo[key] = value
        else:
            self._odd[id(node)] = node
        return value

    def _sequence(self, node: SequenceNode, depth: int) -> Any:
        tag = node.tag
        if tag is not SEQ and tag != SEQ:
            if tag not in _OF_SEQUENCE:
                self._misfit(node)
                return None
            return self._pairs(node, depth)
        self._grow(len(node.value), node)
        return [item.value if item.tag is STR else self.build(item, depth) for item in node.value]

    def _pairs(self, node: SequenceNode, depth: int) -> list[list[Any]]:
        """Build ``!!omap`` and ``!!pairs``: JSON gets a list of two-item lists."""
        pairs = []
        for item in node.value:
            if not isinstance(item, MappingNode) or len(item.value) != 1:
                self._refuse("kind", node)
                return []
            pairs.append([self.build(part, depth + 1) for part in item.value[0]])
        return pairs

    def _mapping(self, node: MappingNode, depth: int) -> Any:
        tag = node.tag
        if tag is not MAP and tag != MAP and tag not in _OF_MAPPING:
            self._misfit(node)
            return None
        pairs = node.value
        before = self._count
        self._grow(2 * len(pairs), node)
        # Nearly every key is text that stands once, and most values are text: one comprehension
        # without calls, and a second look only where something is missing from its result.
        mapping: dict[Any, Any] = {
            key.value: value.value if value.tag is STR else self.build(value, depth)
            for key, value in pairs
            if key.tag is STR
        }
        if len(mapping) != len(pairs):
            self.repeating.append((node, list(pairs)))
            self._flatten(node)
            self._count = before
            self._grow(2 * len(node.value), node)
            mapping = self._rebuild(node, depth)
        if tag == _SET:
            self._odd[id(node)] = node
            return set(mapping)
        return mapping

    def _rebuild(self, node: MappingNode, depth: int) -> dict[Any, Any]:
        mapping: dict[Any, Any] = {}
        for key_node, value_node in node.value:
            key = self._key(node, key_node, depth)
            if key is not None:
                mapping[key[0]] = self.build(value_node, depth)
        return mapping

    def _key(self, node: MappingNode, key_node: Node, depth: int) -> tuple[Any] | None:
        """Return the key in a tuple, None for one that can't be a key."""
        if isinstance(key_node, ScalarNode):
            key = self.key(key_node)
            if isinstance(key, str):
                return (key,)
        else:
            key = self.build(key_node, depth)
            if isinstance(key, (dict, list, set)):
                self._refuse("key", node)
                return None
        self._odd[id(key_node)] = key_node
        return (key,)

    def _flatten(self, node: MappingNode) -> None:
        """Put the pairs of merged mappings before the node's own, in place, as PyYAML does.

        In place matters: a mapping that merges itself finds its merge key gone already.
        """
        if not any(key.tag == _MERGE for key, _ in node.value):
            return
        merged: list[tuple[Node, Node]] = []
        own: list[tuple[Node, Node]] = []
        waiting, node.value = node.value, own
        for position, (key_node, value_node) in enumerate(waiting):
            if key_node.tag != _MERGE:
                own.append((key_node, value_node))
                continue
            node.value = own + waiting[position + 1 :]
            sources = value_node.value if isinstance(value_node, SequenceNode) else [value_node]
            # They are built as parts of this mapping, and by themselves never.
            self.flow += [each for each in (value_node, *sources) if _is_flow(each)]
            found: list[list[tuple[Node, Node]]] = []
            for source in sources:
                if not isinstance(source, MappingNode):
                    self._refuse("merge", key_node)
                    continue
                self._flatten(source)
                found.append(list(source.value))
            for pairs in reversed(found):
                self._grow(len(pairs), node)
                merged.extend(pairs)
        node.value = merged + own

    def _misfit(self, node: Node) -> None:
        known = node.tag in _SCALARS or node.tag in _OF_MAPPING | _OF_SEQUENCE | {STR}
        self._refuse("kind" if known else "tag", node)


def _is_flow(node: Node) -> bool:
    return isinstance(node, (MappingNode, SequenceNode)) and bool(node.flow_style)


def _is_usual(text: str, value: Any) -> bool:
    if isinstance(value, bool):
        return text in ("true", "false")
    if isinstance(value, int):
        digits = text.removeprefix("-")
        return digits.isdecimal() and (digits[0] != "0" or len(digits) == 1)
    return ":" not in text and "_" not in text
