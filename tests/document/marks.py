"""Texts with the expected place marked in them: ``name: «greet»``."""

from __future__ import annotations

from linter.document import Document, read
from linter.document.yaml_reader import read_yaml
from linter.settings import Limits
from linter.source import Source, Span

LIMITS = Limits()


def unmark(marked: str) -> tuple[str, Span]:
    """Return the text without its marks, and the span between them."""
    start = marked.index("«")
    end = marked.index("»") - 1
    return marked.replace("«", "").replace("»", ""), Span(start, end)


def yaml_documents(text: str, pure: bool = False) -> list[Document]:
    """Read a YAML text that must be well-formed."""
    reading = read_yaml(Source("x.yaml", text), LIMITS, pure)
    assert not reading.faults
    return reading.documents


def json_document(text: str) -> Document:
    """Read a JSON text that must be well-formed."""
    reading = read(Source("x.json", text), LIMITS)
    assert not reading.faults
    return reading.documents[0]
