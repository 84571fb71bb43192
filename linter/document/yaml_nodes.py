"""YAML text to PyYAML's nodes, through libyaml where PyYAML has it, else in pure Python.

Both ways use PyYAML's own composers with a resolver that remembers the tag of each plain scalar:
resolving anew, and the path resolvers that nobody registers, are most of the stock loader's time.
"""

from __future__ import annotations

import operator
from collections.abc import Iterator
from typing import Any

import yaml
from yaml.composer import Composer
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from yaml.parser import Parser
from yaml.reader import Reader
from yaml.scanner import Scanner, ScannerError

STR = "tag:yaml.org,2002:str"
SEQ = "tag:yaml.org,2002:seq"
MAP = "tag:yaml.org,2002:map"

COUNT_FROM = 10_000
"""Texts of up to this many characters can't nest deep enough to exhaust libyaml's stack."""

_IMPLICIT = yaml.SafeLoader.yaml_implicit_resolvers
_MEMO_SIZE = 20_000
_tags: dict[str, str] = {}


class TooComplexError(Exception):
    """Nesting or a number of nodes past the limits; ``node`` is the collection it happens in."""

    def __init__(self, what: str, node: Node | None) -> None:
        super().__init__(what)
        self.what = what
        self.node = node


def _resolve_plain(value: str) -> str:
    matches = (tag for tag, pattern in _IMPLICIT.get(value[:1], ()) if pattern.match(value))
    tag: str = next(matches, STR)
    if len(_tags) > _MEMO_SIZE:
        _tags.clear()
    _tags[value] = tag
    return tag


def tag_of(value: str) -> str:
    """Return the tag that YAML 1.1 gives an unquoted scalar."""
    return _tags.get(value) or _resolve_plain(value)


class _Resolver:
    """The hooks that a composer calls for every node."""

    def resolve(self, kind: type[Node], value: str, implicit: Any) -> str:
        if kind is ScalarNode:
            if implicit[0]:
                return _tags.get(value) or _resolve_plain(value)
            # Only libyaml says of an empty value behind a lone "!" that it is neither.
            return STR if implicit[1] else _resolve_plain(value)
        return SEQ if kind is SequenceNode else MAP

    # A composer calls these for every node, and C functions that do nothing are the cheapest.
    descend_resolver: Any = operator.is_
    ascend_resolver: Any = bool


class _Counting(_Resolver):
    """Stops at the limits while composing, before recursion or memory can run out."""

    depth = 0
    nodes = 0
    max_depth = 0
    max_nodes = 0

    def descend_resolver(self, parent: Node | None, _index: object) -> None:
        self.depth += 1
        self.nodes += 1
        if self.depth > self.max_depth:
            raise TooComplexError("depth", parent)
        if self.nodes > self.max_nodes:
            raise TooComplexError("nodes", parent)

    def ascend_resolver(self) -> None:
        self.depth -= 1


class _PureComposer(_Counting, Reader, Scanner, Parser, Composer):
    def __init__(self, text: str) -> None:
        Reader.__init__(self, text)
        Scanner.__init__(self)
        Parser.__init__(self)
        Composer.__init__(self)

    # libyaml refuses these directives, which would be passed over here.

    def scan_directive_name(self, start_mark: Any) -> str:
        name = str(super().scan_directive_name(start_mark))  # type: ignore[no-untyped-call]
        if name not in ("YAML", "TAG"):
            raise ScannerError(None, None, "found unknown directive name", start_mark)
        return name

    def scan_yaml_directive_value(self, start_mark: Any) -> tuple[int, int]:
        version = super().scan_yaml_directive_value(start_mark)
        if version not in ((1, 1), (1, 2)):
            raise ScannerError(None, None, "found incompatible YAML document", start_mark)
        return 1, int(version[1])


try:
    from yaml._yaml import CParser
except ImportError:
    HAS_LIBYAML = False
else:
    HAS_LIBYAML = True

    class _FastComposer(_Resolver, CParser):
        pass

    class _CountingComposer(_Counting, CParser):
        pass


def compose(text: str, max_depth: int, max_nodes: int, pure: bool) -> Iterator[Node]:
    """Yield the root node of each document.

    Raises yaml.YAMLError for a text that the loader refuses, and TooComplexError at the limits,
    which for short texts are left to whoever walks the nodes.
    """
    composer: Any
    if pure or not HAS_LIBYAML:
        composer = _PureComposer(text)
    elif len(text) <= COUNT_FROM:
        composer = _FastComposer(text)
    else:
        composer = _CountingComposer(text)
    if isinstance(composer, _Counting):
        composer.max_depth, composer.max_nodes = max_depth, max_nodes
    while composer.check_node():
        yield composer.get_node()


__all__ = [
    "COUNT_FROM",
    "HAS_LIBYAML",
    "MAP",
    "SEQ",
    "STR",
    "MappingNode",
    "Node",
    "ScalarNode",
    "SequenceNode",
    "TooComplexError",
    "compose",
    "tag_of",
]
