"""The scalars of plain YAML that stand on one line: words, numbers, and texts in quotes."""

from __future__ import annotations

import re
from typing import Any


class Doubt(Exception):  # noqa: N818
    """Here may be more than the plain reader knows of."""


LONGEST_KEY = 120

_OF_NUMBERS = frozenset("+-.0123456789")
"""What numbers and dates begin with."""
_IN_NUMBERS = _OF_NUMBERS | frozenset("abcdefABCDEF_:xniNItTzZ ")
_TELLING = _OF_NUMBERS | frozenset("yYnNtTfFoO~=<")
"""What an unquoted value that is not text begins with, and texts that look like one."""
_WORDS = {"true": True, "false": False, "null": None, "~": None}
_ODD_WORDS = frozenset({"true", "false", "null", "yes", "no", "on", "off", "=", "<<"})
_LONGEST_NUMBER = 15
_MOST_ESCAPES = 10_000
_ESCAPE = r"\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)"
_ESCAPES = {"\\n": "\n", "\\t": "\t", '\\"': '"', "\\\\": "\\", "\\/": "/", "\\ ": " "}


def scalar(text: str) -> Any:
    """Return the value of an unquoted text, as YAML 1.1 has it. Raises Doubt."""
    if text[0] not in _TELLING:
        return text
    if text in _WORDS:
        return _WORDS[text]
    if text[0] in _OF_NUMBERS:
        return _number(text)
    if text.lower() in _ODD_WORDS:
        raise Doubt
    return text


def _number(text: str) -> Any:
    """Return the number that a text spells as everybody does, or a text that can't be one."""
    whole, point, fraction = text.removeprefix("-").partition(".")
    if len(text) <= _LONGEST_NUMBER and _is_decimal(whole):
        if point and _is_decimal(fraction):
            return float(text)
        if not point and (whole[0] != "0" or whole == "0"):
            return int(text)
    # A dash may begin many other things.
    if text[0] == "-" or _IN_NUMBERS.issuperset(text):
        raise Doubt
    return text


def _is_decimal(text: str) -> bool:
    return text.isdecimal() and text.isascii()


def is_quoted(text: str) -> bool:
    """Whether a text is quoted as a whole, and nothing in it means anything but itself."""
    inner = text[1:-1]
    return text[-1] == text[0] and len(text) > 1 and text[0] not in inner and "\\" not in inner


def unescaped(text: str) -> str:
    """Return what a text in double quotes spells. Raises Doubt."""
    escapes = text.count("\\")
    if escapes > _MOST_ESCAPES:
        raise Doubt
    return re.sub(_ESCAPE, _character, text) if escapes else text


def _character(match: re.Match[str]) -> str:
    escape = match.group()
    if escape in _ESCAPES:
        return _ESCAPES[escape]
    code = int(escape[2:], 16) if len(escape) > 2 else -1
    if 0 <= code < 0xD800 or 0xE000 <= code < 0x110000:
        return chr(code)
    raise Doubt
