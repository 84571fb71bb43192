"""Everything that a reading of YAML tells, in a form that can be compared."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

from linter.document import Document, Reading
from linter.document.yaml_comments import comments
from linter.document.yaml_document import YamlDocument
from linter.finding import At, Path

_SHOWN = 40
"""Characters of a text whose places are asked for one by one."""


def everything(reading: Reading) -> dict[str, Any]:
    """Return the faults of a reading, and all that its documents answer."""
    documents = [cast(YamlDocument, document) for document in reading.documents]
    return {
        "faults": reading.faults,
        "documents": [_told(document) for document in documents],
        "comments": comments(documents[0].source.text, documents) if documents else [],
    }


def _told(document: Document) -> dict[str, Any]:
    return {
        "value": repr(document.value),
        "fatal": document.fatal,
        "duplicates": document.duplicate_keys(),
        "odd": repr(document.odd_values()),
        "empty": document.empty_at,
        "places": {
            path: (
                [document.span(path, at) for at in At],
                document.written(path),
                _characters(document, path, value),
            )
            for path, value in below(document.value)
        },
    }


def _characters(document: Document, path: Path, value: Any) -> list[Any]:
    if not isinstance(value, str):
        return []
    return [document.span(path, At.VALUE, (i, i + 1)) for i in range(min(len(value), _SHOWN))]


def below(value: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Yield a value and all values in it, with their paths."""
    yield path, value
    entries: Any = ()
    if isinstance(value, dict):
        entries = value.items()
    elif isinstance(value, list):
        entries = enumerate(value)
    for step, inside in entries:
        yield from below(inside, (*path, step))
