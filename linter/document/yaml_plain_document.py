"""A document of plain YAML: its value at once, its nodes only when somebody asks for a place."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from linter.document.base import Document, Fault
from linter.finding import At, Path
from linter.settings import Limits
from linter.source import Source, Span

if TYPE_CHECKING:
    from linter.document.layout import Layout
    from linter.document.yaml_document import YamlDocument


class Composition:
    """A plain YAML text with the nodes of all its documents."""

    def __init__(self, source: Source, limits: Limits) -> None:
        self.source = source
        self._limits = limits

    @cached_property
    def documents(self) -> list[Document]:
        """The documents as read_yaml gives them: nothing in a plain text stops it."""
        from linter.document.yaml_reader import read_yaml

        return read_yaml(self.source, self._limits).documents


class PlainDocument(Document):
    """One document of a plain YAML text, which holds nothing that reading itself would report."""

    fatal: list[Fault] = []  # noqa: RUF012

    def __init__(self, composition: Composition, index: int, value: Any) -> None:
        super().__init__(composition.source, index, value)
        self._composition = composition

    @cached_property
    def composed(self) -> YamlDocument:
        """The document with its nodes, of which the same value was built."""
        from linter.document.yaml_document import YamlDocument

        document = self._composition.documents[self.index]
        assert isinstance(document, YamlDocument)
        return document

    def span(self, path: Path, at: At = At.VALUE, chars: tuple[int, int] | None = None) -> Span:
        """Return where an entry stands; see Document."""
        return self.composed.span(path, at, chars)

    def written(self, path: Path) -> str | None:
        """Return an unquoted scalar as it is written; see Document."""
        return self.composed.written(path)

    def layout(self, path: Path) -> Layout | None:
        """Return how a list or a mapping is written; see Document."""
        return self.composed.layout(path)

    def quotation_mark(self, path: Path) -> str:
        """Return the mark with which the file would quote a text; see Document."""
        return self.composed.quotation_mark(path)

    def odd_values(self) -> list[tuple[Path, At, Any]]:
        """Everything in a plain text has a form in JSON."""
        return []

    def duplicate_keys(self) -> list[Fault]:
        """A text in which a key repeats is not plain."""
        return []
