"""Plain YAML to its value, line by line, without a parser: most manifests need no more.

What is read here is what people and ``yaml.dump`` write::

    text     = [ "---" ] mapping ( "---" mapping )*
    mapping  = ( key ":" value )+                     each on a line, all at one column
    list     = ( "-" ( value | mapping ) )+           likewise; at its key's column or deeper
    value    = scalar | block | flow | nothing | ( mapping | list | scalar, on deeper lines )
    scalar   = unquoted text, 'text' or "text", all also over several deeper lines;
               true, false, null, ~, and numbers of digits with one point at most
    block    = "|" or ">" with its indicators, and deeper lines
    flow     = "[" items "]" or "{" pairs "}", broken into deeper lines between items only
    key      = unquoted or quoted text on the same line as its colon

with comments and blank lines between. Anchors, tags, merge keys, tabs, dates, ``yes`` and ``no``,
keys that are not text, a key given twice, an empty document: at the first thing that is not
certain to be read as libyaml reads it, nothing is read, and the composing reader has to look.
"""

from __future__ import annotations

import re
from typing import Any

from linter.document.yaml_plain_flow import MOST_LEVELS
from linter.document.yaml_plain_lines import DEEPEST, NOTHING, SKIP, Token, tokenise, tokens
from linter.document.yaml_plain_scalars import Doubt
from linter.document.yaml_plain_values import plain
from linter.settings import Limits

_ASCII = bytes([10, *range(32, 127)])
_ODD = "[\x00-\x9f\u2028\u2029\ufeff\ufffe\uffff]"
"""Of what is not ASCII: line breaks and what YAML forbids."""
_DEEPER = [" " * (place // 2 + 1) for place in range(2 * DEEPEST + 2)]
"""By place the blanks that a line begins with if it stands deeper."""
_MOST_DOCUMENTS = 1_000
_LONG, _SHORT_LINE = 1_000_000, 16
_LEVELS = 2 * DEEPEST + 2 + MOST_LEVELS
"""No less than the depth of what can be read here: at each column a list in a mapping."""


def read_plain(text: str, limits: Limits) -> list[dict[str, Any]] | None:
    """Return the values of the documents of a plain YAML text, None for any other text."""
    # A line takes memory many times its length.
    if limits.max_depth < _LEVELS or text.count("\n", _LONG) > len(text) // _SHORT_LINE:
        return None
    if "\r" in text:
        text = text.replace("\r\n", "\n")
    if not _is_printable(text):
        return None
    lines = text.split("\n")
    # With an end that nothing goes beyond nobody has to count lines.
    lines.append("...")
    try:
        documents = _documents(lines)
    except Doubt:
        return None
    # Every node takes a character.
    if len(text) > limits.max_nodes and sum(map(_size, documents)) > limits.max_nodes:
        return None
    return documents


def _is_printable(text: str) -> bool:
    try:
        rest = text.encode().translate(None, _ASCII).decode()
    except UnicodeEncodeError:
        return False
    return rest.isprintable() or not re.search(_ODD, rest)


def _size(value: Any) -> int:
    """Return the number of nodes of a value, keys too."""
    if isinstance(value, dict):
        return 1 + len(value) + sum(map(_size, value.values()))
    return 1 + sum(map(_size, value)) if isinstance(value, list) else 1


def _documents(lines: list[str]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    at, token = _next(lines, 0)
    if lines[at] == "---":
        at, token = _next(lines, at + 1)
    while token[0] == 0:
        value, at, token = _mapping(lines, at, token, 0)
        found.append(value)
        if len(found) > _MOST_DOCUMENTS:
            raise Doubt
        if at == len(lines) - 1:
            return found
        if lines[at] == "---":
            at, token = _next(lines, at + 1)
    raise Doubt


def _next(lines: list[str], at: int) -> tuple[int, Token]:
    """Return the number and the token of the next line that holds something."""
    while True:
        line = lines[at]
        token = tokens.get(line) or tokenise(line)
        if token is not SKIP:
            return at, token
        at += 1


def _mapping(
    lines: list[str], at: int, token: Token, place: int
) -> tuple[dict[str, Any], int, Token]:
    """Read the mapping at a place, whose first line and token are given.

    Also return the number of the line behind it, and its token.
    """
    deeper = _DEEPER[place]
    mapping: dict[str, Any] = {}
    while True:
        _, _, key, value, read_on = token
        if key is None or key in mapping:
            raise Doubt
        at += 1
        if read_on is not None and (read_on is not plain or lines[at].startswith(deeper)):
            value, at = read_on(lines, at, deeper, value)
        line = lines[at]
        token = tokens.get(line) or tokenise(line)
        if token is SKIP:
            at, token = _next(lines, at + 1)
        if value is NOTHING:
            value, at, token = _nested(lines, at, token, place)
        mapping[key] = value
        if token[0] != place:
            if token[0] > place:
                raise Doubt
            return mapping, at, token


def _list(lines: list[str], at: int, token: Token) -> tuple[list[Any], int, Token]:
    """Read the list that a token begins; see _mapping."""
    place = token[0]
    items: list[Any] = []
    while True:
        _, inner, key, value, read_on = token
        if key is not None:
            value, at, token = _mapping(lines, at, token, inner)
        else:
            at += 1
            if read_on is not None:
                value, at = read_on(lines, at, _DEEPER[place], value)
            at, token = _next(lines, at)
            if value is NOTHING:
                value, at, token = _nested(lines, at, token, place)
        items.append(value)
        if token[0] != place:
            if token[0] > place:
                raise Doubt
            return items, at, token


def _nested(lines: list[str], at: int, token: Token, place: int) -> tuple[Any, int, Token]:
    """Read the value below a key or a dash: what stands deeper, or nothing."""
    if token[0] <= place:
        return None, at, token
    if token[0] & 1:
        return _list(lines, at, token)
    _, inner, key, value, read_on = token
    if key is not None:
        return _mapping(lines, at, token, inner)
    at += 1
    if read_on is not None:
        value, at = read_on(lines, at, _DEEPER[place], value)
    return value, *_next(lines, at)
