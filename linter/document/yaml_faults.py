"""What is wrong with nodes that PyYAML composed: no value can be made of them, keys repeat."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from linter.document.base import Fault
from linter.document.yaml_nodes import MappingNode, Node, ScalarNode
from linter.document.yaml_spans import Spans
from linter.document.yaml_syntax import QUOTE_TEMPLATE
from linter.document.yaml_values import Refusal
from linter.finding import Path
from linter.source import Source

_KINDS = {"!!timestamp": "a date", "!!int": "a whole number", "!!float": "a number"}


def refusal(source: Source, spans: Spans, document: int, refused: Refusal) -> Fault:
    """Say why no value can be made of a node."""
    node = refused.node
    tag = _short(node.tag)
    span = spans.node(node)
    if refused.kind == "key":
        template = source.text.startswith("{{", span.start)
        message = QUOTE_TEMPLATE if template else "a list or a mapping can't be a key"
    elif refused.kind == "merge":
        message = "only a mapping, or a list of mappings, can be merged with <<"
    elif refused.kind == "equals":
        message = 'a lone = has a meaning of its own in YAML 1.1: quote it, "="'
    elif refused.kind == "scalar":
        message = f"this can't be read as {_KINDS.get(tag, tag)}: quote it to keep the text"
    else:
        span = spans.tag(node)
        message = f"unknown tag {tag}: tfy apply can't read it"
        if refused.kind == "kind":
            message = f"the tag {tag} does not fit this value: remove the tag"
    return Fault("syntax-error", span, message, document=document)


def duplicate_keys(
    source: Source,
    spans: Spans,
    document: int,
    repeating: Sequence[tuple[MappingNode, Sequence[tuple[Node, Node]]]],
    paths: Mapping[int, Path],
) -> Iterator[Fault]:
    """Yield a fault for each key that repeats an earlier one of its mapping.

    ``paths`` leads from the identity of each mapping to its path.
    """
    for mapping, pairs in repeating:
        first: dict[tuple[str, str], Node] = {}
        for key, _ in pairs:
            if not isinstance(key, ScalarNode) or key.tag.endswith(":merge"):
                continue
            earlier_key = first.setdefault((key.tag, key.value), key)
            if earlier_key is key:
                continue
            earlier = spans.node(earlier_key)
            line, _ = source.position(earlier.start)
            yield Fault(
                "duplicate-key",
                spans.node(key),
                f'key "{key.value}" is given twice: the first one, on line {line}, is lost',
                document=document,
                path=(*paths.get(id(mapping), ()), key.value),
                notes=((earlier, "first given here"),),
            )


def _short(tag: str) -> str:
    prefix = "tag:yaml.org,2002:"
    return "!!" + tag[len(prefix) :] if tag.startswith(prefix) else tag
