r"""A pattern -> a Python expression that is true where the whole text does not fit it.

Most patterns are a row of character classes of which at most one has a variable length, such as
``^[a-z][a-z0-9-]{1,98}[a-z0-9]$``. For those, slices, ``in`` and ``strip`` say the same as the
regular expression, without the time that compiling one takes in a process that checks one file.
Everything else becomes ``fullmatch``.
"""

from __future__ import annotations

import re
from typing import NamedTuple

ANYTHING = r"[\s\S]"
_ITEM = re.compile(
    r"(?P<class>\[(?:[^\]\\]|\\.)+\]|[A-Za-z0-9])(?P<times>[*+]|\{\d+(?:,\d*)?\})?", re.DOTALL
)
_MEMBER = re.compile(r"\\u[0-9a-fA-F]{4}|\\[nrt]|\\[^\w]|[^\\]", re.DOTALL)
_CONTROL = {r"\n": "\n", r"\r": "\r", r"\t": "\t"}


class _Item(NamedTuple):
    """A character class and how often it may stand; ``most`` is None where there is no limit."""

    chars: str
    negated: bool
    least: int
    most: int | None

    @property
    def is_single(self) -> bool:
        return self.least == self.most == 1


def rejection(pattern: str, text: str) -> str:
    """Return the expression for a variable called ``text``."""
    items = _items(pattern)
    flexible = [i for i, item in enumerate(items) if not item.is_single]
    if not items or len(flexible) > 1:
        return f"not fullmatch({pattern!r}, {text})"
    at = flexible[0] if flexible else len(items)
    head, tail = items[:at], items[at + 1 :]
    middle = items[at] if flexible else None
    if len(items) == 2 and head and head[0].negated and _is_anything(middle):
        # The empty text is part of every text, so this refuses it too.
        return f"{text}[:1] in {head[0].chars!a}"
    parts = [_length(items, text)]
    parts += [_outside(item, f"{text}[{i}]") for i, item in enumerate(head)]
    parts += [_outside(item, f"{text}[{i - len(tail)}]") for i, item in enumerate(tail)]
    if middle:
        parts += _all_outside(middle, text, len(head), len(tail))
    return " or ".join(parts)


def _is_anything(item: _Item | None) -> bool:
    return item == _Item("", True, 0, None)


def _length(items: list[_Item], text: str) -> str:
    least = sum(item.least for item in items)
    limits = [item.most for item in items if item.most is not None]
    if len(limits) == len(items):
        return f"not {least} <= len({text}) <= {sum(limits)}"
    return f"not {text}" if least == 1 else f"len({text}) < {least}"


def _outside(item: _Item, char: str) -> str:
    return f"{char} {'in' if item.negated else 'not in'} {item.chars!a}"


def _all_outside(item: _Item, text: str, head: int, tail: int) -> list[str]:
    part = f"{text}[{head or ''}:{-tail or ''}]" if head or tail else text
    if item.negated:
        return [f"{char!a} in {part}" for char in item.chars]
    return [f"{part}.strip({item.chars!a})"]


def _items(pattern: str) -> list[_Item]:
    """Return the classes of a pattern, nothing where it is not a row of them."""
    if not pattern.startswith("^") or not pattern.endswith("$"):
        return []
    found, at, end = [], 1, len(pattern) - 1
    while at < end:
        match = _ITEM.match(pattern, at, end)
        members = _members(match["class"]) if match else None
        if not match or not members:
            return []
        found.append(_Item(*members, *_times(match["times"])))
        at = match.end()
    return found


def _times(written: str | None) -> tuple[int, int | None]:
    if written is None:
        return 1, 1
    if written in "*+":
        return int(written == "+"), None
    least, comma, most = written[1:-1].partition(",")
    if not comma:
        return int(least), int(least)
    return int(least), int(most) if most else None


def _members(written: str) -> tuple[str, bool] | None:
    """Return the characters of a class and whether they are those it refuses."""
    if written == ANYTHING:
        return "", True
    if not written.startswith("["):
        return written, False
    negated = written.startswith("[^")
    tokens = _MEMBER.findall(written[2 if negated else 1 : -1])
    if "".join(tokens) != written[2 if negated else 1 : -1]:
        return None
    chars, i = [], 0
    while i < len(tokens):
        first = _char(tokens[i])
        if tokens[i + 1 : i + 2] == ["-"] and i + 2 < len(tokens):
            chars += [chr(code) for code in range(ord(first), ord(_char(tokens[i + 2])) + 1)]
            i += 3
        else:
            chars.append(first)
            i += 1
    return "".join(chars), negated


def _char(token: str) -> str:
    if token.startswith("\\u"):
        return chr(int(token[2:], 16))
    return _CONTROL.get(token) or token[-1]
