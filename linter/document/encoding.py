"""Bytes to text: UTF-8 with or without a byte order mark, and nothing else."""

from __future__ import annotations

import codecs

from linter.document.base import Fault
from linter.source import Source, Span

_MARKS = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)
_FIRST_OF_MARKS = (b"\xef", b"\xfe", b"\xff")


def decode(name: str, data: bytes) -> tuple[Source, Fault | None]:
    """Return the source of a file's bytes, and what is wrong with its encoding if anything is.

    The text of a faulty file has U+FFFD in place of what can't be decoded.
    """
    head = data[:4]
    if b"\0" in head or head[:1] in _FIRST_OF_MARKS:
        wide = _wide(data)
        if wide is not None:
            message = f"{wide[:6]} text, which tfy apply can't read: save the file as UTF-8"
            text = data.decode(wide, "replace").removeprefix("\ufeff")
            return Source(name, text), Fault("encoding", Span(0, min(1, len(text))), message)
        data = data.removeprefix(codecs.BOM_UTF8)
    try:
        return Source(name, data.decode()), None
    except UnicodeDecodeError as error:
        start = len(data[: error.start].decode("utf-8"))
        message = f"byte 0x{data[error.start]:02X} is not UTF-8 here: save the file as UTF-8"
        source = Source(name, data.decode("utf-8", "replace"))
        return source, Fault("encoding", Span(start, start + 1), message)


def _wide(data: bytes) -> str | None:
    """Tell UTF-16 and UTF-32 by their byte order mark, or by the NUL bytes of their first text."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding
    head = data[:4]
    if b"\0" not in head:
        return None
    nul = bytes(0 if byte == 0 else 1 for byte in head)
    return {
        b"\1\0\1\0": "UTF-16-LE",
        b"\0\1\0\1": "UTF-16-BE",
        b"\1\0\0\0": "UTF-32-LE",
        b"\0\0\0\1": "UTF-32-BE",
    }.get(nul)
