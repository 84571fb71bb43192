"""Text to documents: YAML and JSON readers that give the same thing, values with spans."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.document.base import Document, Fault, Reading
from linter.settings import Limits
from linter.source import Source

if TYPE_CHECKING:
    from linter.document.yaml_document import YamlDocument


def read(source: Source, limits: Limits) -> Reading:
    """Read a text as what its name says it is; without a name its first character tells."""
    if is_json(source):
        from linter.document.json_reader import read_json

        return read_json(source, limits)
    from linter.document.yaml_plain import read_plain

    values = read_plain(source.text, limits)
    if values is not None:
        from linter.document.yaml_plain_document import Composition, PlainDocument

        composition = Composition(source, limits)
        return Reading([PlainDocument(composition, *each) for each in enumerate(values)], [])
    from linter.document.yaml_reader import read_yaml

    return read_yaml(source, limits)


def composed(document: Document) -> YamlDocument | None:
    """Return a YAML document with its nodes; None for JSON, which has none."""
    from linter.document.yaml_document import YamlDocument
    from linter.document.yaml_plain_document import PlainDocument

    if isinstance(document, PlainDocument):
        return document.composed
    return document if isinstance(document, YamlDocument) else None


def is_json(source: Source) -> bool:
    """Whether a source is JSON: by its name, else by its first character."""
    name = source.name.lower()
    if name.endswith((".json", ".yaml", ".yml")):
        return name.endswith(".json")
    return source.text.lstrip()[:1] in ("{", "[")


__all__ = ["Document", "Fault", "Reading", "composed", "is_json", "read"]
