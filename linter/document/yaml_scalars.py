"""Where each character of a YAML scalar's value stands in the text, in every style."""

from __future__ import annotations

from typing import NamedTuple

_BREAKS = "\n\r\x85\u2028\u2029"
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


class Char(NamedTuple):
    """A character of the value and the offsets in the text that spell it."""

    char: str
    start: int
    end: int


def spell(text: str, start: int, end: int, value: str) -> list[Char] | None:
    """Return the characters of a scalar that stands at ``text[start:end]``, with their offsets.

    ``start`` is where the content or its first indicator stands (past an anchor or a tag).
    None where the text does not spell the value, so that no caller points to a wrong place.
    """
    opening = text[start : start + 1]
    if opening in ("|", ">"):
        return _block(text, start, end, value)
    if opening in ("'", '"') and end - start >= 2:
        chars = _flow(text, start + 1, end - 1, opening)
    else:
        chars = _flow(text, start, end, "")
    return chars if "".join(item.char for item in chars) == value else None


def _break(text: str, at: int) -> Char:
    """Read one line break; YAML turns all but U+2028 and U+2029 into a line feed."""
    if text.startswith("\r\n", at):
        return Char("\n", at, at + 2)
    char = text[at]
    return Char(char if char in "\u2028\u2029" else "\n", at, at + 1)


def _flow(text: str, at: int, end: int, quote: str) -> list[Char]:
    """Spell plain and quoted text, in which line breaks are folded."""
    chars: list[Char] = []
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
                if first.char != "\n":
                    chars.append(first)
                elif not folded:
                    chars.append(Char(" ", first.start, first.end))
                chars.extend(folded)
            else:
                chars.extend(Char(text[i], i, i + 1) for i in range(at, stop))
                at = stop
        elif quote == "'" and text.startswith("''", at):
            chars.append(Char("'", at, at + 2))
            at += 2
        elif quote == '"' and char == "\\" and at + 1 < end:
            at = _escape(text, at, end, chars)
        else:
            chars.append(Char(char, at, at + 1))
            at += 1
    return chars


def _escape(text: str, at: int, end: int, chars: list[Char]) -> int:
    code = text[at + 1]
    if code in _BREAKS:
        more, after = _breaks(text, _break(text, at + 1).end, end, " \t")
        chars.extend(more)
        return after
    if code in _CODES:
        after = at + 2 + _CODES[code]
        chars.append(Char(chr(int(text[at + 2 : after], 16)), at, after))
        return after
    chars.append(Char(_ESCAPES.get(code, code), at, at + 2))
    return at + 2


def _breaks(text: str, at: int, end: int, blanks: str) -> tuple[list[Char], int]:
    """Read the empty lines, and the indentation, that follow a folded line break."""
    found: list[Char] = []
    while at < end:
        if text[at] in blanks:
            at += 1
        elif text[at] in _BREAKS:
            found.append(_break(text, at))
            at = found[-1].end
        else:
            break
    return found, at


def _block(text: str, start: int, end: int, value: str) -> list[Char] | None:
    folded = text[start] == ">"
    at = start + 1
    explicit = False
    while at < end and text[at] in "+-123456789":
        explicit = explicit or text[at].isdigit()
        at += 1
    while at < end and text[at] not in _BREAKS:
        at += 1
    if at >= end:
        return [] if not value else None
    body = _break(text, at).end
    # An explicit indicator counts from the parent's indentation, which only the right result
    # tells apart.
    for indent in range(64) if explicit else [_detect(text, body, end)]:
        chars = _block_lines(text, body, end, indent, folded)
        spelt = "".join(item.char for item in chars)
        if spelt.startswith(value) and not spelt[len(value) :].strip("\n\u2028\u2029"):
            return chars[: len(value)]
    return None


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


def _block_lines(text: str, at: int, end: int, indent: int, folded: bool) -> list[Char]:
    chars: list[Char] = []
    breaks, at, column = _block_breaks(text, at, end, indent)
    if at >= end or column != indent:
        return breaks
    while at < end and column == indent:
        chars.extend(breaks)
        starts_with_blank = text[at] in " \t"
        while at < end and text[at] not in _BREAKS:
            chars.append(Char(text[at], at, at + 1))
            at += 1
        if at >= end:
            break
        line_break = _break(text, at)
        breaks, at, column = _block_breaks(text, line_break.end, end, indent)
        more = at < end and column == indent
        joins = more and folded and line_break.char == "\n" and not starts_with_blank
        if not joins or text[at] in " \t":
            chars.append(line_break)
        elif not breaks:
            chars.append(Char(" ", line_break.start, line_break.end))
        if not more:
            chars.extend(breaks)
    return chars


def _block_breaks(text: str, at: int, end: int, indent: int) -> tuple[list[Char], int, int]:
    """Read empty lines and the next line's indentation; also return the column reached."""
    found: list[Char] = []
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
