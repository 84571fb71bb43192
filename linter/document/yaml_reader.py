"""YAML text to documents; both of PyYAML's loaders give the same answer."""

from __future__ import annotations

import re

import yaml

from linter.document.base import Fault, Reading
from linter.document.yaml_document import YamlDocument
from linter.document.yaml_nodes import HAS_LIBYAML, Node, TooComplexError, compose
from linter.document.yaml_values import Builder
from linter.settings import Limits
from linter.source import Source, Span

_DIAGNOSE_UP_TO = 1_000_000
"""Characters up to which a refused text is read again in pure Python, so that the place is the
same whichever loader refused it; that takes about a second a megabyte."""

_LOOK_CLOSE_UP_TO = 100_000
_MOST_DOCUMENTS = 10_000
"""Of a file: four bytes make an empty one, and each costs what a small one does."""

_BEGINNING = re.compile(r"(?<![^\n\r\x85\u2028\u2029])---(?=\s|\Z)")
"""The marker that begins a document, behind any line break that YAML has."""


def read_yaml(source: Source, limits: Limits, pure: bool = False) -> Reading:
    """Read every document of a YAML text, in pure Python if asked to or if libyaml is missing."""
    if "\ufeff" in source.text:
        from linter.document.yaml_syntax import inner_byte_order_mark

        return Reading([], [inner_byte_order_mark(source.text)])
    reader = _Reader(source, limits)
    if pure or not HAS_LIBYAML:
        reader.read(pure=True)
    else:
        reader.read(pure=False)
        if reader.refused() or reader.doubtful():
            reader.read_again()
    return Reading([*reader.documents], reader.faults)


class _Reader:
    def __init__(self, source: Source, limits: Limits) -> None:
        self.source = source
        self.limits = limits
        self.documents: list[YamlDocument] = []
        self.faults: list[Fault] = []

    def read(self, pure: bool) -> None:
        """Read documents up to the end or the first fault."""
        text, limits = self.source.text, self.limits
        shared = "&" in text and "*" in text
        try:
            for root in compose(text, limits.max_depth, limits.max_nodes, pure):
                if len(self.documents) == _MOST_DOCUMENTS:
                    self.faults.append(_too_many(root, len(self.documents)))
                    return
                builder = Builder(limits.max_depth, limits.max_nodes, shared)
                document = YamlDocument(self.source, len(self.documents), root, builder)
                if document.value is None:
                    document.empty_at = self._empty_at(root)
                self.documents.append(document)
                fault = _refused_by_libyaml(document) if pure else None
                if fault is not None:
                    self.faults.append(fault)
                    return
        except yaml.YAMLError as error:
            from linter.document.yaml_syntax import diagnose, forbidden_character

            self.faults.append(forbidden_character(text) or diagnose(text, error))
        except TooComplexError as limit:
            self.faults.append(_too_complex(limit, limits, len(self.documents)))
        except (ValueError, OverflowError):
            from linter.document.yaml_syntax import escape_out_of_range

            # The pure scanner makes a character of any eight hexadecimal digits.
            self.faults.append(escape_out_of_range(text))

    def refused(self) -> bool:
        """Whether the text is not well-formed."""
        return any(fault.rule in ("syntax-error", "encoding") for fault in self.faults) or any(
            document.fatal for document in self.documents
        )

    def doubtful(self) -> bool:
        """Whether libyaml may have read what the pure loader refuses: a cheap guess."""
        text = self.source.text
        return (
            "\t" in text
            or ("#" in text and _glued_comment(text))
            or ("?" in text and any(self._question_mark(d) for d in self.documents))
        )

    def _question_mark(self, document: YamlDocument) -> bool:
        text = self.source.text
        return any(
            text.find("?", node.start_mark.index, node.end_mark.index) >= 0
            for node in document.flow
        )

    def read_again(self) -> None:
        """Let the pure loader have the last word, as far as time allows."""
        from linter.document.yaml_quirks import refused_in_python
        from linter.document.yaml_syntax import doubted

        text = self.source.text
        doubt = None
        if not self.refused():
            doubt = refused_in_python(text, self.documents)
            if doubt is None:
                return
        if len(text) > _DIAGNOSE_UP_TO:
            if doubt is not None:
                self.faults.append(doubted(text, doubt))
            return
        again = _Reader(self.source, self.limits)
        again.read(pure=True)
        if again.refused():
            self.documents, self.faults = again.documents, again.faults

    def _empty_at(self, root: Node) -> Span:
        """Find the marker of a document that holds nothing, or the null that is all it holds."""
        if root.end_mark.index > root.start_mark.index:
            return Span(root.start_mark.index, root.end_mark.index)
        before = self.documents[-1] if self.documents else None
        behind = 0
        if before is not None:
            behind = before.empty_at.end if before.empty_at else before.span(()).end
        marker = _BEGINNING.search(self.source.text, behind)
        return Span(*marker.span()) if marker is not None else Span(behind, behind)


def _glued_comment(text: str) -> bool:
    """Whether a ``#`` follows a block scalar's indicators, or looks so.

    Looking for one character is several times faster than for a pattern.
    """
    at = text.find("#", 1, _LOOK_CLOSE_UP_TO)
    while at > 0:
        if text[max(0, at - 3) : at].rstrip("+-0123456789")[-1:] in ("|", ">"):
            return True
        at = text.find("#", at + 1, _LOOK_CLOSE_UP_TO)
    if len(text) <= _LOOK_CLOSE_UP_TO:
        return False
    return re.search("[|>][-+0-9]{0,2}#", text[_LOOK_CLOSE_UP_TO - 3 :]) is not None


def _refused_by_libyaml(document: YamlDocument) -> Fault | None:
    from linter.document.yaml_quirks import refused_by_libyaml

    return refused_by_libyaml(document)


def _too_many(root: Node, index: int) -> Fault:
    start = root.start_mark.index
    message = f"more than {_MOST_DOCUMENTS} documents in one file"
    return Fault("too-complex", Span(start, start + 1), message, document=index)


def _too_complex(limit: TooComplexError, limits: Limits, index: int) -> Fault:
    start = limit.node.start_mark.index if limit.node is not None else 0
    message = {
        "depth": f"nested deeper than {limits.max_depth} levels",
        "nodes": f"more than {limits.max_nodes} values, aliases expanded",
        "recursion": "an anchor that holds an alias of itself never ends",
    }[limit.what]
    return Fault("too-complex", Span(start, start + 1), message, document=index)
