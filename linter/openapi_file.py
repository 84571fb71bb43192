"""A file with an OpenAPI document -> its data: JSON, YAML, or a fenced block of a Markdown page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from linter.document import read
from linter.document.encoding import decode
from linter.files import STDIN, Oversized, Unreadable, read_stdin
from linter.files import read as read_bytes
from linter.settings import Limits
from linter.source import Source

LIMITS = Limits(max_depth=100, max_nodes=500_000)
"""A platform's whole API fits; what does not is refused before anything is built of it."""

_PAGES = (".md", ".mdx", ".markdown")
_DATA = (".json", ".yaml", ".yml")
_KEY = r"""(?m)(?:^|[{,]|["'])\s*["']?(?:openapi|swagger)["']?\s*:"""
_FENCE = r"[ \t>]*(`{3,}|~{3,})(.*)"


class OpenApiFileError(Exception):
    """A file that holds no readable document; the message is one clause that names the place."""


def read_openapi(path: str) -> list[Any]:
    """Return the documents of a file, as data; a page may have several. Nothing is fetched.

    ``-`` is standard input.
    """
    limit = LIMITS.max_file_size_mb
    data = read_stdin(limit) if path == STDIN else read_bytes(path, limit)
    if isinstance(data, Unreadable):
        raise OpenApiFileError(f"can't be read: {data.reason}")
    if isinstance(data, Oversized):
        raise OpenApiFileError(f"larger than {limit} MB, the limit for a file")
    source, fault = decode(path, data)
    if fault is not None:
        line, column = source.position(fault.span.start)
        raise OpenApiFileError(f"line {line}, column {column}: not UTF-8 text")
    if not _is_page(source):
        return [_value(source)]
    blocks = [block for block in _fenced(source) if re.search(_KEY, block.text)]
    if not blocks:
        raise OpenApiFileError("no fenced block of the page holds an OpenAPI document")
    return [_value(block) for block in blocks]


def _is_page(source: Source) -> bool:
    name, text = source.name.lower(), source.text
    if name.endswith(_PAGES + _DATA):
        return name.endswith(_PAGES)
    fence = re.search("(?m)^" + _FENCE, text)
    return fence is not None and not re.search(_KEY, text[: fence.start()])


def _value(source: Source) -> Any:
    reading = read(source, LIMITS)
    faults = [*reading.faults, *(fault for one in reading.documents[:1] for fault in one.fatal)]
    for fault in faults:
        line, column = source.position(fault.span.start)
        raise OpenApiFileError(f"line {line}, column {column}: {fault.message}")
    return reading.documents[0].value if reading.documents else None


def _fenced(page: Source) -> Iterator[Source]:
    """Yield the fenced blocks of a page, each on the lines that it has there."""
    lines = re.split(r"\r\n|\n|\r", page.text)
    fence, indent, start = "", 0, 0
    for number, line in enumerate(lines):
        match = re.fullmatch(_FENCE, line)
        if not fence:
            if match and "`" not in match[2]:
                fence, indent, start = match[1], match.start(1), number + 1
        elif match and match[1].startswith(fence) and not match[2].strip():
            yield _block(page, lines, start, number, indent)
            fence = ""
    if fence:
        yield _block(page, lines, start, len(lines), indent)


def _block(page: Source, lines: list[str], start: int, end: int, indent: int) -> Source:
    texts = [
        re.sub(rf"^[ \t>]{{1,{indent}}}", "", line) if indent else line for line in lines[start:end]
    ]
    return Source(page.name, "\n" * start + "\n".join(texts))
