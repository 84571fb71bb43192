"""How text looks on a terminal: what stands for each character, and how many columns it takes."""

from __future__ import annotations

from typing import NamedTuple

_TAB = " " * 4
_JOINER = "\u200d"
_EMOJI_STYLE = "\ufe0f"
_INVISIBLE_BUT_NEEDED = ("\u200c", _JOINER)
"""Persian, Indic scripts and emoji are misspelt without these two."""

_SHORT_ESCAPES = {"\n": r"\n", "\r": r"\r", "\t": r"\t"}


class Cell(NamedTuple):
    """What is shown for one character and how wide it is."""

    shown: str
    width: int


def visible(text: str) -> str:
    """Return a text as one line, whatever a terminal would obey or hide written as an escape."""
    if text.isprintable():
        return text
    return "".join(_SHORT_ESCAPES.get(char) or cell(char).shown for char in text)


def cell(char: str) -> Cell:
    """Return how a character looks on its own; a tab takes four columns wherever it stands."""
    if char == "\t":
        return Cell(_TAB, len(_TAB))
    if char.isascii() and char.isprintable():
        return Cell(char, 1)

    from unicodedata import category, east_asian_width

    kind = category(char)
    if not char.isprintable() and kind != "Zs" and char not in _INVISIBLE_BUT_NEEDED:
        escape = _escape(ord(char))
        return Cell(escape, len(escape))
    # The second half of the conjoining Hangul letters is drawn into the syllable's first.
    if kind in ("Mn", "Me") or char in _INVISIBLE_BUT_NEEDED or "\u1160" <= char <= "\u11ff":
        return Cell(char, 0)
    return Cell(char, 2 if east_asian_width(char) in "WF" else 1)


def cells(text: str) -> list[Cell]:
    """Return how each character of a text looks in its place.

    An emoji made of several characters takes two columns, as most terminals draw it.
    """
    if text.isascii() and text.isprintable():
        return [Cell(char, 1) for char in text]
    laid: list[Cell] = []
    previous = ""
    base = 0
    for char in text:
        shown, width = cell(char)
        if base == 2 and (previous == _JOINER or "\U0001f3fb" <= char <= "\U0001f3ff"):
            width = 0
        elif char == _EMOJI_STYLE and laid and laid[-1].width == 1:
            width, base = 1, 2
        elif width:
            base = width
        laid.append(Cell(shown, width))
        previous = char
    return laid


def _escape(code: int) -> str:
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
