"""Text to documents: YAML and JSON readers that give the same thing, values with spans."""

from __future__ import annotations

from linter.document.base import Document, Fault, Reading
from linter.settings import Limits
from linter.source import Source


def read(source: Source, limits: Limits) -> Reading:
    """Read a text as what its name says it is; without a name its first character tells."""
    if is_json(source):
        from linter.document.json_reader import read_json

        return read_json(source, limits)
    from linter.document.yaml_reader import read_yaml

    return read_yaml(source, limits)


def is_json(source: Source) -> bool:
    """Whether a source is JSON: by its name, else by its first character."""
    name = source.name.lower()
    if name.endswith((".json", ".yaml", ".yml")):
        return name.endswith(".json")
    return source.text.lstrip()[:1] in ("{", "[")


__all__ = ["Document", "Fault", "Reading", "is_json", "read"]
