"""The example bodies on a saved page: JSON objects with a manifest in them, wherever they stand."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from linter.apidocs.places import DocumentError
from linter.document.json_document import JsonDocument
from linter.document.json_nodes import JsonError, JsonNode, Scanner
from linter.finding import Path as ExactPath
from linter.manifest import Envelope, find_manifests
from linter.settings import Limits
from linter.source import Source

_OPENING = r'\{(?=\s*["}])'
_MARK = r'"chat_prompt"|"manifest"\s*:'
_PROGRAM = r"(?:[=(,:]|\breturn)\s*$"
"""What stands before a brace in a program, where JSON may be written a little differently."""


class Body(NamedTuple):
    """An example with the envelope that it is; ``manifests`` lead to what is wrapped in it."""

    source: Source
    first_line: int
    root: JsonNode
    value: dict[str, Any]
    envelope: Envelope
    manifests: tuple[ExactPath, ...]

    def line(self, offset: int) -> int:
        """Return the line of the page on which an offset of the body stands."""
        return self.first_line - 1 + self.source.position(offset)[0]


def find_bodies(page: Source) -> tuple[list[Body], str]:
    """Return the bodies of a page, and its text with every object of JSON blanked out.

    Raises DocumentError where an example breaks off, or nests or counts past the limits.
    """
    # A shell has no other way to put an apostrophe into a quoted body.
    text = page.text.replace("'\\''", "'")
    page = Source(page.name, text)
    limits = Limits()
    bodies: list[Body] = []
    rest: list[str] = []
    at = 0
    while match := re.compile(_OPENING).search(text, at):
        start = match.start()
        end, value = _value(page, start)
        if value is None:
            rest.append(text[at:end])
        else:
            piece = text[start:end]
            rest += [text[at:start], " ", "\n" * piece.count("\n")]
            body = _body(page, start, piece, value, limits)
            bodies += [body] if body else []
        at = end
    return bodies, "".join([*rest, text[at:]])


def _value(page: Source, start: int) -> tuple[int, dict[str, Any] | None]:
    """Return where the object at an offset ends and its value; None if it is not JSON."""
    import json

    text = page.text
    try:
        value, end = json.JSONDecoder().raw_decode(text, start)
    except json.JSONDecodeError as error:
        stop = max(error.pos, start + 1)
        _complain_of_broken(page, start, stop)
        return stop, None
    except (RecursionError, ValueError) as error:
        line, _ = page.position(start)
        raise DocumentError(
            f"{page.name}:{line}: the example that begins here nests too deep, or has a number "
            "of too many digits"
        ) from error
    return end, value


def _complain_of_broken(page: Source, start: int, stop: int) -> None:
    """Raise DocumentError if what is not JSON was meant to be an example with a manifest."""
    text = page.text
    before = text[text.rfind("\n", 0, start) + 1 : start]
    several_lines = "\n" in text[start:stop]
    if (
        not several_lines
        or re.search(_PROGRAM, before)
        or not re.search(_MARK, text[start : stop + 1])
    ):
        return
    try:
        Scanner(text[start:], Limits().max_depth, Limits().max_nodes).scan()
    except JsonError as error:
        line, column = page.position(start + error.span.start)
        raise DocumentError(
            f"{page.name}:{line}:{column}: an example is not JSON: {error.message}"
        ) from error


def _body(
    page: Source, start: int, piece: str, value: dict[str, Any], limits: Limits
) -> Body | None:
    source = Source(page.name, piece)
    line, _ = page.position(start)
    try:
        root = Scanner(piece, limits.max_depth, limits.max_nodes).scan()
    except JsonError as error:
        where = line - 1 + source.position(error.span.start)[0]
        raise DocumentError(f"{page.name}:{where}: an example: {error.message}") from error
    found = find_manifests(JsonDocument(source, value, limits, repeats=False, escapes=True))
    if not found:
        return None
    paths = tuple(manifest.path for manifest in found)
    return Body(source, line, root, value, found[0].envelope, paths)
