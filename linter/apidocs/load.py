"""Saved pages and schemas from files: within limits, and only what can be compared."""

from __future__ import annotations

from linter import files
from linter.apidocs.places import DocumentError, Schema
from linter.apidocs.wellformed import check_schema
from linter.document.encoding import decode
from linter.document.json_reader import read_json
from linter.settings import Limits
from linter.source import Source

MOST_PAGE_MB = 1
MOST_SCHEMA_MB = 16
_STDIN_NAME = "<stdin>"


def load_page(path: str) -> Source:
    """Return the text of a saved page; ``-`` is standard input. Raises DocumentError."""
    return _text(path, MOST_PAGE_MB)


def load_schema(name: str) -> Schema:
    """Return a schema from a file, or a shipped one by its name. Raises DocumentError."""
    import os

    from linter import schemas

    if name in schemas.NAMES and not os.path.exists(name):
        return schemas.load(name)
    source = _text(name, MOST_SCHEMA_MB)
    reading = read_json(source, Limits())
    if reading.faults:
        fault = reading.faults[0]
        line, column = source.position(fault.span.start)
        raise DocumentError(f"{source.name}:{line}:{column}: {fault.message}")
    value = reading.documents[0].value
    if not isinstance(value, dict) or not ({"$ref", "properties", "anyOf"} & value.keys()):
        raise DocumentError(
            f"{source.name}: not a JSON Schema of an object: make one with pmlint schema generate"
        )
    check_schema(source.name, value)
    return value


def _text(path: str, most_mb: int) -> Source:
    name = _STDIN_NAME if path == files.STDIN else path
    data = files.read_stdin(most_mb) if path == files.STDIN else files.read(path, most_mb)
    if isinstance(data, files.Unreadable):
        raise DocumentError(f"{name}: {data.reason}")
    if isinstance(data, files.Oversized):
        raise DocumentError(f"{name}: larger than {most_mb} MB")
    source, fault = decode(name, data)
    if fault is not None:
        line, column = source.position(fault.span.start)
        raise DocumentError(f"{name}:{line}:{column}: {fault.message}")
    return source
