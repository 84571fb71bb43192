"""How a YAML scalar's text spells its value, in every style."""

from __future__ import annotations

import re

from linter.document.pieces import Piece, Spelling

_BREAKS = "\n\r\x85\u2028\u2029"
_LINE = re.compile(f"[^{_BREAKS}]*")
_WORD = re.compile(f"[^ \t{_BREAKS}\\\\']+")
_ESCAPES = {
    "0": "\0",
    "a": "\a",
    "b": "\b",
    "t": "\t",
    "\t": "\t",
    "n": "\n",
    "v": "\v",
    "f": "\f",
    "r": "\r",
    "e": "\x1b",
    " ": " ",
    '"': '"',
    "\\": "\\",
    "/": "/",
    "N": "\x85",
    "_": "\xa0",
    "L": "\u2028",
    "P": "\u2029",
}
_CODES = {"x": 2, "u": 4, "U": 8}


def spell(text: str, start: int, end: int, value: str) -> Spelling | None:
    """Return how ``text[start:end]``, a scalar without its anchor and tag, spells its value.

    None where it does not spell that value, so that nobody points to a wrong place.
    """
    opening = text[start : start + 1]
    if opening in ("|", ">"):
        return _block(text, start, end, value)
    if opening in ("'", '"') and end - start >= 2:
        spelling = Spelling(_flow(text, start + 1, end - 1, opening))
    else:
        spelling = Spelling(_flow(text, start, end, ""))
    return spelling if spelling.value == value else None


def _break(text: str, at: int) -> Piece:
    """Read one line break; YAML turns all but U+2028 and U+2029 into a line feed."""
    if text.startswith("\r\n", at):
        return Piece("\n", at, at + 2)
    char = text[at]
    return Piece(char if char in "\u2028\u2029" else "\n", at, at + 1)


def _flow(text: str, at: int, end: int, quote: str) -> list[Piece]:
    """Spell plain and quoted text, in which line breaks are folded."""
    pieces: list[Piece] = []
    blanks = " \t" if quote else " "
    while at < end:
        char = text[at]
        if char in blanks or char in _BREAKS:
            stop = at
            while stop < end and text[stop] in blanks:
                stop += 1
            if stop < end and text[stop] in _BREAKS:
                first = _break(text, stop)
                folded, at = _breaks(text, first.end, end, blanks)
                if first.text != "\n":
                    pieces.append(first)
                elif not folded:
                    pieces.append(Piece(" ", first.start, first.end))
                pieces.extend(folded)
            else:
                pieces.append(Piece(text[at:stop], at, stop))
                at = stop
        elif quote == "'" and text.startswith("''", at):
            pieces.append(Piece("'", at, at + 2))
            at += 2
        elif quote == '"' and char == "\\" and at + 1 < end:
            at = _escape(text, at, end, pieces)
        else:
            word = _WORD.match(text, at, end)
            stop = word.end() if word is not None else at + 1
            pieces.append(Piece(text[at:stop], at, stop))
            at = stop
    return pieces


def _escape(text: str, at: int, end: int, pieces: list[Piece]) -> int:
    code = text[at + 1]
    if code in _BREAKS:
        more, after = _breaks(text, _break(text, at + 1).end, end, " \t")
        pieces.extend(more)
        return after
    if code in _CODES:
        after = at + 2 + _CODES[code]
        pieces.append(Piece(chr(int(text[at + 2 : after], 16)), at, after))
        return after
    pieces.append(Piece(_ESCAPES.get(code, code), at, at + 2))
    return at + 2


def _breaks(text: str, at: int, end: int, blanks: str) -> tuple[list[Piece], int]:
    """Read the empty lines, and the indentation, that follow a folded line break."""
    found: list[Piece] = []
    while at < end:
        if text[at] in blanks:
            at += 1
        elif text[at] in _BREAKS:
            found.append(_break(text, at))
            at = found[-1].end
        else:
            break
    return found, at


def _block(text: str, start: int, end: int, value: str) -> Spelling | None:
    folded = text[start] == ">"
    at = start + 1
    explicit = False
    while at < end and text[at] in "+-123456789":
        explicit = explicit or text[at].isdigit()
        at += 1
    at = _line_end(text, at, end)
    if at >= end:
        return None if value else Spelling(())
    body = _break(text, at).end
    # An explicit indicator counts from the parent's indentation, which only the right result
    # tells apart from others.
    for indent in range(64) if explicit else [_detect(text, body, end)]:
        spelling = Spelling(_block_lines(text, body, end, indent, folded))
        spelt = spelling.value
        if spelt.startswith(value) and not spelt[len(value) :].strip("\n\u2028\u2029"):
            return spelling
    return None


def _line_end(text: str, at: int, end: int) -> int:
    line = _LINE.match(text, at, end)
    return line.end() if line is not None else at


def _detect(text: str, at: int, end: int) -> int:
    indent = longest = 0
    while at < end:
        if text[at] == " ":
            indent += 1
            longest = max(longest, indent)
            at += 1
        elif text[at] in _BREAKS:
            at = _break(text, at).end
            indent = 0
        else:
            return max(indent, longest)
    return longest


def _block_lines(text: str, at: int, end: int, indent: int, folded: bool) -> list[Piece]:
    pieces: list[Piece] = []
    breaks, at, column = _block_breaks(text, at, end, indent)
    if at >= end or column != indent:
        return breaks
    while at < end and column == indent:
        pieces.extend(breaks)
        starts_with_blank = text[at] in " \t"
        stop = _line_end(text, at, end)
        pieces.append(Piece(text[at:stop], at, stop))
        at = stop
        if at >= end:
            break
        line_break = _break(text, at)
        breaks, at, column = _block_breaks(text, line_break.end, end, indent)
        more = at < end and column == indent
        joins = more and folded and line_break.text == "\n" and not starts_with_blank
        if not joins or text[at] in " \t":
            pieces.append(line_break)
        elif not breaks:
            pieces.append(Piece(" ", line_break.start, line_break.end))
        if not more:
            pieces.extend(breaks)
    return pieces


def _block_breaks(text: str, at: int, end: int, indent: int) -> tuple[list[Piece], int, int]:
    """Read empty lines and the next line's indentation; also return the column reached."""
    found: list[Piece] = []
    while True:
        column = 0
        while at < end and column < indent and text[at] == " ":
            at += 1
            column += 1
        if at < end and text[at] in _BREAKS:
            found.append(_break(text, at))
            at = found[-1].end
        else:
            return found, at, column
