"""YAML text to documents; both of PyYAML's loaders give the same answer."""

from __future__ import annotations

import re

import yaml

from linter.document.base import Fault, Reading
from linter.document.yaml_comments import suspect
from linter.document.yaml_document import YamlDocument
from linter.document.yaml_nodes import HAS_LIBYAML, Node, TooComplexError, compose
from linter.document.yaml_syntax import (
    diagnose,
    doubted,
    escape_out_of_range,
    forbidden_character,
    inner_byte_order_mark,
)
from linter.document.yaml_values import Builder
from linter.settings import Limits
from linter.source import Source, Span

_DIAGNOSE_UP_TO = 1_000_000
"""Characters up to which a refused text is read again in pure Python, so that the place is the
same whichever loader refused it; that takes about a second a megabyte."""


def read_yaml(source: Source, limits: Limits, pure: bool = False) -> Reading:
    """Read every document of a YAML text, in pure Python if asked to or if libyaml is missing."""
    text = source.text
    fault = inner_byte_order_mark(text)
    if fault is not None:
        return Reading([], [fault])
    if pure or not HAS_LIBYAML:
        return _documents(source, limits, pure=True)
    reading = _documents(source, limits, pure=False)
    doubt = suspect(text, reading.documents) if not reading.faults else None
    if doubt is None and not _refused(reading):
        return reading
    if len(text) > _DIAGNOSE_UP_TO:
        if doubt is not None:
            reading.faults.append(doubted(text, doubt))
        return reading
    again = _documents(source, limits, pure=True)
    refused = again.faults or any(document.fatal for document in again.documents)
    return again if refused else reading


def _refused(reading: Reading) -> bool:
    return any(fault.rule in ("syntax-error", "encoding") for fault in reading.faults) or any(
        document.fatal for document in reading.documents
    )


def _documents(source: Source, limits: Limits, pure: bool) -> Reading:
    text = source.text
    reading = Reading([], [])
    shared = "&" in text
    cursor = 0
    before: YamlDocument | None = None
    try:
        for root in compose(text, limits.max_depth, limits.max_nodes, pure):
            if root is None:
                continue
            builder = Builder(limits.max_depth, limits.max_nodes, shared)
            document = YamlDocument(source, len(reading.documents), root, builder)
            if document.value is None:
                if before is not None:
                    cursor = before.end
                document.empty_at = _empty_at(text, root, cursor)
                cursor, before = document.empty_at.end, None
            else:
                before = document
            reading.documents.append(document)
            refused = document.refused_by_libyaml() if pure else None
            if refused is not None:
                reading.faults.append(refused)
                break
    except yaml.YAMLError as error:
        reading.faults.append(forbidden_character(text) or diagnose(text, error))
    except TooComplexError as limit:
        reading.faults.append(_too_complex(limit, limits, len(reading.documents)))
    except ValueError:
        # The pure scanner makes a character of any eight hexadecimal digits.
        reading.faults.append(escape_out_of_range(text))
    return reading


def _empty_at(text: str, root: Node, cursor: int) -> Span:
    """Find the marker of a document that holds nothing, or the null that is all it holds."""
    if root.end_mark.index > root.start_mark.index:
        return Span(root.start_mark.index, root.end_mark.index)
    match = re.compile(r"^---(?=\s|\Z)", re.M).search(text, cursor)
    return Span(*match.span()) if match is not None else Span(cursor, cursor)


def _too_complex(limit: TooComplexError, limits: Limits, index: int) -> Fault:
    start = limit.node.start_mark.index if limit.node is not None else 0
    message = {
        "depth": f"nested deeper than {limits.max_depth} levels",
        "nodes": f"more than {limits.max_nodes} values in one document, aliases expanded",
        "recursion": "an anchor that holds an alias of itself never ends",
    }[limit.what]
    return Fault("too-complex", Span(start, start + 1), message, document=index)
