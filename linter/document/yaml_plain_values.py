"""Values of plain YAML that may go on below the line they begin on: texts and collections.

Each function takes the lines, the number of the line below the one that the value begins on, the
blanks that its lines begin with at least, and what the first line holds of it; it returns the
value and the number of the line behind.
"""

from __future__ import annotations

from typing import Any

from linter.document.yaml_plain_flow import collection, is_whole, parts_of
from linter.document.yaml_plain_scalars import Doubt, unescaped


def plain(lines: list[str], at: int, deeper: str, value: Any) -> tuple[Any, int]:
    """Read on behind an unquoted value: deeper lines make a text of it, joined by blanks."""
    parts = [value]
    while lines[at].startswith(deeper):
        part = lines[at].strip(" ")
        # Text behind a blank line or a comment stands too deep for whoever reads on: a doubt.
        if not part or part[0] == "#":
            break
        if (":" in part and (": " in part or part[-1] == ":")) or " #" in part:
            raise Doubt
        parts.append(part)
        at += 1
    if len(parts) == 1:
        return value, at
    # What is no text by itself may be part of one, or of a date.
    if not isinstance(value, str):
        raise Doubt
    return " ".join(parts), at


def quoted(lines: list[str], at: int, deeper: str, opening: str) -> tuple[str, int]:
    """Read a text from its quote to the closing one; escapes are known as far as they are plain."""
    quote, part = opening[0], opening[1:]
    text = ""
    while (end := _end(part, quote)) != quote:
        if quote == '"' and part[-1:] == "\\" and lines[at - 1][-1] == " ":
            raise Doubt
        text += part[:-1] if end else part.rstrip(" ")
        breaks = 0
        while not (part := lines[at].strip(" ")):
            breaks += 1
            at += 1
        if not lines[at].startswith(deeper):
            raise Doubt
        at += 1
        text += "\n" * breaks or ("" if end else " ")
    text += part[:-1]
    if quote == "'":
        return text.replace("''", "'"), at
    return unescaped(text), at


def _end(part: str, quote: str) -> str:
    """Return what ends a line's part of a quoted text: its quote, an escaped break, or nothing."""
    # With letters for what only looks like a quote, the first quote is the closing one.
    if quote == "'":
        bare = part.replace("''", "xx")
    else:
        bare = part.replace(r"\\", "xx").replace(r"\"", "xx")
    at = bare.find(quote)
    if at < 0:
        return "\\" if quote == '"' and bare[-1:] == "\\" else ""
    if at < len(bare) - 1:
        raise Doubt
    return quote


def block(lines: list[str], at: int, deeper: str, header: tuple[str, str, int]) -> tuple[str, int]:
    """Read the lines of a block scalar, from its mark, chomping and indentation indicators."""
    mark, chomping, more = header
    start = at
    if more:
        margin = deeper[1:] + " " * more
    else:
        while not lines[at]:
            at += 1
        first = lines[at]
        margin = first[: len(first) - len(first.lstrip(" "))]
        if not margin.startswith(deeper) or margin == first:
            raise Doubt
    while (line := lines[at]).startswith(margin) or not line or not line.strip(" "):
        at += 1
    indent = len(margin)
    body = [line[indent:] for line in lines[start:at]]
    breaks = 1
    while body and not body[-1]:
        body.pop()
        breaks += 1
    if not body:
        raise Doubt
    if at == len(lines) - 1:
        # What stands behind the text's last line feed is not a line: nothing, as a rule.
        if lines[at - 1].isspace():
            raise Doubt
        breaks -= 1
    text = _folded(body) if mark == ">" else "\n".join(body)
    if chomping == "-":
        return text, at
    return text + "\n" * (breaks if chomping else min(breaks, 1)), at


def _folded(body: list[str]) -> str:
    """Join lines by blanks, but not those that are indented further."""
    pieces: list[str] = []
    breaks, folds = 0, False
    for line in body:
        if not line:
            breaks += 1
            continue
        if pieces and folds and line[0] != " ":
            pieces.append("\n" * breaks or " ")
        else:
            pieces.append("\n" * (breaks + bool(pieces)))
        pieces.append(line)
        breaks, folds = 0, line[0] != " "
    return "".join(pieces)


def flow(lines: list[str], at: int, deeper: str, parts: list[str]) -> tuple[Any, int]:
    """Read a collection in brackets or braces to its end."""
    parts = [*parts]
    while not is_whole(parts):
        part = lines[at].strip(" ")
        if not part or not lines[at].startswith(deeper):
            raise Doubt
        parts += parts_of(part)
        at += 1
    return collection(parts), at


def copied(_lines: list[str], at: int, _deeper: str, value: Any) -> tuple[Any, int]:
    """Make a collection of one line anew, for the line is remembered with its value."""
    return _copy(value), at


def _copy(value: Any) -> Any:
    if isinstance(value, list):
        return [_copy(item) if isinstance(item, (list, dict)) else item for item in value]
    return {
        key: _copy(item) if isinstance(item, (list, dict)) else item for key, item in value.items()
    }
