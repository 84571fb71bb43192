"""Bounds and allowed values at the beginning of a line of a saved page."""

from __future__ import annotations

import re
from typing import NamedTuple, TypeAlias

Value: TypeAlias = "float | tuple[str, ...]"

WORD = r"[a-zA-Z0-9][\w./-]*"
_WORDS = rf"{WORD}(?:\s*,\s*{WORD})*"
_NUMBER = r"-?\d{1,15}(?:\.\d{1,15})?"
_RANGE = rf"x\s*(>=|<=|>|<|≥|≤)\s*({_NUMBER})"
_BETWEEN = rf"({_NUMBER})\s*(<=|<|≤)\s*x\s*(<=|<|≤)\s*({_NUMBER})"
_LENGTHS = r"(?:(\d{1,15})\s*-\s*)?(\d{1,15})(?=$|[A-Z+])"
_LABEL = (
    r"(?:(?:Required|Maximum|Minimum|Max|Min)(?: string| array)? length|Required range"
    r"|(?:Available|Allowed) (?:options|values))\s*:\s*"
)
_KEYWORDS = {
    ">=": "minimum",
    "≥": "minimum",
    ">": "exclusiveMinimum",
    "<=": "maximum",
    "≤": "maximum",
    "<": "exclusiveMaximum",
}
_MIRRORED = {"<": "exclusiveMinimum", "<=": "minimum", "≤": "minimum"}


class Bound(NamedTuple):
    """A bound in the words of JSON Schema; ``keyword`` is one of its own, or ``enum``."""

    keyword: str
    value: Value
    line: int


class Taken(NamedTuple):
    """What stands at the beginning of a line, by keyword, and the rest of the line."""

    found: list[tuple[str, Value]]
    rest: str


def label(line: str) -> str:
    """Return the words, if there are any, by which a line announces bounds."""
    match = re.match(_LABEL, line, re.I)
    return match[0] if match else ""


def take(line: str, announced: str, follows: bool, examples: frozenset[str]) -> Taken | None:
    """Take the bounds off the beginning of a line; None where it does not begin with any.

    ``announced`` is the label before them. Without one, a bare number or word counts only at the
    beginning of a line, or, as ``follows`` says, right behind another bound.
    """
    if match := re.match(_BETWEEN, line):
        low, under, over, high = match.groups()
        found: list[tuple[str, Value]] = [
            (_MIRRORED[under], float(low)),
            (_KEYWORDS[over], float(high)),
        ]
        return Taken(found, line[match.end() :])
    if match := re.match(_RANGE, line):
        return Taken([(_KEYWORDS[match[1]], float(match[2]))], line[match.end() :])
    if not follows and (match := re.match(_LENGTHS, line)):
        return Taken(_lengths(match, announced.lower()), line[match.end() :])
    return _values(line, announced, examples)


def more_values(line: str) -> tuple[str, ...]:
    """Return the values with which a line goes on after a comma, if it does nothing else."""
    match = re.fullmatch(rf",\s*({_WORDS})", line)
    return _split(match[1]) if match else ()


def _lengths(match: re.Match[str], announced: str) -> list[tuple[str, Value]]:
    shortest, longest = match.groups()
    suffix = "Items" if "array" in announced else "Length"
    if announced.startswith("min"):
        return [(f"min{suffix}", float(longest))]
    found: list[tuple[str, Value]] = [(f"max{suffix}", float(longest))]
    return found if shortest is None else [(f"min{suffix}", float(shortest)), *found]


def _values(line: str, announced: str, examples: frozenset[str]) -> Taken | None:
    """Take a list of allowed values: one that is announced, begins with an example, or is bare."""
    match = re.match(_WORDS, line)
    if match is None:
        return None
    left = line[match.end() :].strip()
    values = _split(match[0])
    if not re.search("options|values", announced, re.I):
        if left and not (left[0].isupper() or left[0] == "+"):
            return None
        plain = all(value.islower() or value.isupper() for value in values)
        if values[0] not in examples and not (len(values) > 1 and not left and plain):
            return None
    return Taken([("enum", values)], left)


def _split(words: str) -> tuple[str, ...]:
    return tuple(re.split(r"\s*,\s*", words))
