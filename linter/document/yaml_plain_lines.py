"""One line of plain YAML to a token; what is read once is remembered, for lines repeat."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

from linter.document.yaml_plain_flow import collection, is_whole, parts_of
from linter.document.yaml_plain_scalars import LONGEST_KEY, Doubt, is_quoted, scalar
from linter.document.yaml_plain_values import block, copied, flow, plain, quoted

ReadOn: TypeAlias = "Callable[[list[str], int, str, Any], tuple[Any, int]]"


Token: TypeAlias = "tuple[int, int, str | None, Any, ReadOn | None]"
"""What stands where on a line: its place, the place of what follows its dash, key, and value.

A place is twice a column, and one more for a dash: so a list stands deeper than a mapping at its
column, and behind a key that is how YAML has it. Without a dash both places are the same. Last
comes who makes the value of what the line holds of it, where the line alone does not tell. Not a
named tuple, which the interpreter takes apart more slowly.
"""

NOTHING = object()
"""The value of a key or a dash that has none on its line."""
SKIP: Token = (-1, -1, None, None, None)
"""A blank line or a comment."""
END: Token = (-1, -1, None, NOTHING, None)
"""A marker between documents."""
DEEPEST = 40
"""The last column in which a key or a dash may stand."""

_INDICATORS = frozenset("?:,[]{}#&*!|>'\"%@`")
_REMEMBERED = 5_000
_LONGEST_LINE = 70
"""Longer lines are mostly prose, which does not repeat."""
_keys: set[str] = set()
tokens: dict[str, Token] = {}
"""Lines and what they were read as; to ask here before calling ``tokenise`` saves most calls."""


def tokenise(line: str) -> Token:
    """Return the token of a line. Raises Doubt."""
    body = line.strip(" ")
    if not body or body[0] == "#":
        token = SKIP
    elif line[:3] in ("---", "..."):
        if len(line) > 3:
            raise Doubt
        token = END
    else:
        token = _token(len(line) - len(line.lstrip(" ")), body)
    if len(line) <= _LONGEST_LINE:
        if len(tokens) >= _REMEMBERED:
            tokens.clear()
        tokens[line] = token
    return token


def _token(column: int, body: str) -> Token:
    place = inner = 2 * column
    if body[0] == "-" and (body == "-" or body[1] == " "):
        item = body[1:].lstrip(" ")
        place, inner = place + 1, 2 * (column + len(body) - len(item))
        if not item:
            return place, inner, None, NOTHING, None
        body = item
    if inner > 2 * DEEPEST:
        raise Doubt
    if body[0] in "[{":
        return place, inner, None, *_marked(body)
    if body[0] in "'\"":
        return _quote(place, inner, body)
    key, colon, rest = body.partition(": ")
    if colon:
        rest = rest.lstrip(" ")
    elif body[-1] == ":":
        key, rest = body[:-1], ""
    else:
        return place, inner, None, *_value(body)
    if key not in _keys:
        _remember_key(key)
    if not rest:
        return place, inner, key, NOTHING, None
    return place, inner, key, *_value(rest)


def _header(text: str) -> tuple[str, str, int]:
    """Return the mark of a block scalar and its indicators: of chomping, of indentation."""
    chomping, more = text[1:].strip("123456789"), text[1:].strip("+-")
    if chomping not in ("", "+", "-") or len(more) > 1 or len(text) != 1 + len(chomping + more):
        raise Doubt
    return text[0], chomping, int(more or 0)


def _quote(place: int, inner: int, body: str) -> Token:
    """Return the token of a line with a quoted key, or with a quoted text alone."""
    end = body.find(body[0], 1)
    if end < 0 or body[end + 1 : end + 2] != ":" or body[end + 2 : end + 3] not in ("", " "):
        return place, inner, None, *_marked(body)
    key, rest = body[1:end], body[end + 2 :].lstrip(" ")
    if "\\" in key or end > LONGEST_KEY:
        raise Doubt
    return place, inner, key, *(_value(rest) if rest else (NOTHING, None))


def _remember_key(key: str) -> None:
    if (
        len(key) > LONGEST_KEY
        or key[-1:] in ("", " ")
        or not _INDICATORS.isdisjoint(key)
        or key[0] == "-"
        or scalar(key) != key
    ):
        raise Doubt
    if len(_keys) >= _REMEMBERED:
        _keys.clear()
    _keys.add(key)


def _value(text: str) -> tuple[Any, ReadOn | None]:
    """Return what stands behind a key or a dash, and how to read on."""
    if text[0] in _INDICATORS:
        return _marked(text)
    read_on: ReadOn | None = plain
    if "#" in text and " #" in text:
        text, read_on = text[: text.index(" #")].rstrip(" "), None
    if ":" in text and (": " in text or text[-1] == ":"):
        raise Doubt
    return scalar(text), read_on


def _marked(text: str) -> tuple[Any, ReadOn | None]:
    """Return what begins with a character that has a meaning, and how to read on."""
    if text[0] == "#":
        return NOTHING, None
    whole, text = text, text[: text.rindex(" #")].rstrip(" ") if " #" in text else text
    if text[0] in "'\"":
        for quote in (whole, text):
            if is_quoted(quote):
                return quote[1:-1], None
        return whole, quoted
    if text[0] in "|>":
        return _header(text), block
    if text[0] in "[{":
        parts = parts_of(text)
        return (collection(parts), copied) if is_whole(parts) else (parts, flow)
    raise Doubt
