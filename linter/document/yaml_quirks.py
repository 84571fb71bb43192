"""What one of PyYAML's loaders reads and the other refuses, so that both ways answer alike.

``tfy apply`` uses the loader in pure Python; libyaml is what makes this linter fast.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from linter.document.base import Fault
from linter.document.yaml_comments import COMMENT, gaps
from linter.document.yaml_document import YamlDocument
from linter.document.yaml_nodes import ScalarNode
from linter.document.yaml_spans import parts
from linter.document.yaml_syntax import HALF_SURROGATE, glued_colon, tab

_SURROGATE = re.compile("[\ud800-\udfff]")
_TAB_INDENT = re.compile("[|>][+-]?(?: [^\n\r]*)?(?:\r\n|[\n\r])(?: *[\n\r])* *\t")
_GLUED_COLON = re.compile(r":[,?\[\]{}]")
_GLUED_COMMENT = re.compile(r"[|>][-+0-9]*#")


def refused_in_python(text: str, documents: Sequence[YamlDocument]) -> int | None:
    """Return the offset of what libyaml has read and the loader in Python may refuse.

    That is a question mark in an unquoted text in brackets, a tab between tokens or in an
    unquoted text, and a comment that follows the indicator of a block scalar without a blank.
    """
    for document in documents:
        for scalar in _plain_in_brackets(document):
            if "?" in scalar.value:
                return text.index("?", document.spans.start(scalar))
    for gap in gaps(text, documents):
        between = text[gap.start : gap.end]
        glued = _GLUED_COMMENT.search(between)
        if glued is not None:
            return gap.start + glued.start()
        at = COMMENT.sub(lambda match: " " * len(match.group()), between).find("\t")
        if at >= 0:
            return gap.start + at
    for document in documents:
        for _, _, node in document.walk(document.root):
            if isinstance(node, ScalarNode) and not node.style:
                # Folding may have taken it out of the value.
                at = text.find("\t", document.spans.start(node), node.end_mark.index)
                if at >= 0:
                    return at
    return None


def refused_by_libyaml(document: YamlDocument) -> Fault | None:
    """Find what the loader in Python has read and libyaml refuses.

    That is an escape that spells half a surrogate pair, a tab in the indentation that a block
    scalar takes its own from, and a colon in brackets with no blank behind it.
    """
    text, spans = document.source.text, document.spans
    for scalar in _plain_in_brackets(document):
        match = _GLUED_COLON.search(text, spans.start(scalar), scalar.end_mark.index + 2)
        if match is not None and match.start() <= scalar.end_mark.index:
            return glued_colon(match.start())
    for _, _, node in document.walk(document.root):
        if not isinstance(node, ScalarNode):
            continue
        half = _SURROGATE.search(node.value)
        if half is not None:
            span = spans.characters(node, half.span()) or spans.node(node)
            return Fault("encoding", span, HALF_SURROGATE)
        indented = _TAB_INDENT.match(text, spans.start(node))
        if indented is not None and node.style in ("|", ">"):
            return tab(indented.end() - 1)
    return None


def _plain_in_brackets(document: YamlDocument) -> Iterator[ScalarNode]:
    for node in document.flow:
        for part in parts(node):
            if isinstance(part, ScalarNode) and not part.style:
                yield part
