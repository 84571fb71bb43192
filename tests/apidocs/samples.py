"""Pages as they were saved, changed here and there, and compared with the shipped schemas."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from linter import schemas
from linter.apidocs.coverage import Coverage, cover
from linter.manifest import Envelope
from linter.source import Source

PAGES = Path(__file__).parent / "pages"
NAMES = ("read-version.txt", "list-prompts.txt", "put-version.md")

SMALL = """{
"manifest": {
"type": "chat_prompt",
"metadata": {},
"messages": [
{"role": "user", "content": "<string>"}
]
}
}
"""


class Ran(NamedTuple):
    code: int
    out: str
    err: str


def page(name: str, *changes: tuple[str, str]) -> str:
    """Return the text of a page with some texts replaced, wherever they stand."""
    text = (PAGES / name).read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return text


def covered(text: str) -> Coverage:
    shipped = {envelope: schemas.load(envelope.value) for envelope in Envelope}
    return cover(Source("page.txt", text), shipped)


def found(text: str) -> list[tuple[str, str, str]]:
    """Return the differences by kind and path, with the text of the line that they name."""
    lines = text.split("\n")
    return [(one.kind, one.path, lines[one.line - 1].strip()) for one in covered(text).differences]
