"""The little languages of the tables' cells: types, bounds, defaults, rules."""

from __future__ import annotations

import json
import re
from typing import Any

from linter.schemagen.model import Schema

_WORDS: dict[str, Schema] = {
    "text": {"type": "string"},
    "integer": {"type": "integer"},
    "number": {"type": "number"},
    "boolean": {"type": "boolean"},
    "null": {"type": "null"},
    "any object": {"type": "object", "x-free-form": True},
}
_TOKEN = re.compile(
    r"\s*(list of|map of|one of|any object|text|integer|number|boolean|null|or|[(),]"
    r"|\[[^\]]+\]\([^)]+\)|`[^`]+`)"
)
_BOUND = re.compile(
    r"(at least|at most|more than|less than) (-?\d+(?:\.\d+)?)(?: (characters?|items?))?"
)
_KEYWORDS = {
    ("at least", ""): "minimum",
    ("at most", ""): "maximum",
    ("more than", ""): "exclusiveMinimum",
    ("less than", ""): "exclusiveMaximum",
    ("at least", "character"): "minLength",
    ("at most", "character"): "maxLength",
    ("at least", "item"): "minItems",
}
BOUNDED = {
    "minimum": ("integer", "number"),
    "maximum": ("integer", "number"),
    "exclusiveMinimum": ("integer", "number"),
    "exclusiveMaximum": ("integer", "number"),
    "minLength": ("string",),
    "maxLength": ("string",),
    "minItems": ("array",),
}
"""The types that each bound is for."""
NUMERIC = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")


def parse_type(cell: str) -> list[Schema]:
    """Return the alternatives of a type as schema fragments; a link becomes a ``$ref`` to itself.

    Raises ValueError, as all functions here do.
    """
    tokens = _tokens(cell)
    alternatives = _alternatives(tokens)
    if tokens:
        raise ValueError(f'"{tokens[0]}" is not expected in the type "{cell}"')
    return alternatives


def parse_bounds(cell: str) -> dict[str, float]:
    """Return the keywords of e.g. "more than 0, at most 1" or "at most 256 characters"."""
    bounds: dict[str, float] = {}
    for part in cell.split(", ") if cell else []:
        match = _BOUND.fullmatch(part)
        keyword = match and _KEYWORDS.get((match[1], (match[3] or "").rstrip("s")))
        if not match or not keyword:
            raise ValueError(f'"{part}" is not a bound: write, for example, "at least 1 item"')
        bounds[keyword] = json.loads(match[2])
    return bounds


def parse_default(cell: str, spans: list[str]) -> list[Any]:
    """Return the default in a list, an empty list where there is none."""
    if not cell:
        return []
    try:
        return [json.loads(spans[0])]
    except (IndexError, ValueError):
        raise ValueError(f"the default {cell} is not JSON between backticks") from None


def parse_rules(cell: str, bounds: dict[str, float]) -> dict[str, str]:
    """Return the rule of each keyword that the cell is about: "format: ..." or "bounds: ..."."""
    if not cell:
        return {}
    match = re.fullmatch(r"(format|bounds): `([a-z-]+)`", cell)
    if not match:
        raise ValueError(f'the rule {cell} is not "format: `name`" or "bounds: `name`"')
    keywords = ["pattern"] if match[1] == "format" else [key for key in bounds if key in NUMERIC]
    return dict.fromkeys(keywords, match[2])


def parse_yes(cell: str) -> bool:
    """Return whether the cell says yes."""
    if cell not in ("yes", "no"):
        raise ValueError(f'"{cell}" is neither yes nor no')
    return cell == "yes"


def _tokens(cell: str) -> list[str]:
    tokens, at = [], 0
    while at < len(cell.rstrip()):
        match = _TOKEN.match(cell, at)
        if not match:
            raise ValueError(f'"{cell[at:].strip()}" is not a type')
        tokens.append(match[1])
        at = match.end()
    return tokens


def _alternatives(tokens: list[str]) -> list[Schema]:
    found = [_single(tokens)]
    while tokens and tokens[0] == "or":
        tokens.pop(0)
        found.append(_single(tokens))
    return found


def _single(tokens: list[str]) -> Schema:
    if not tokens:
        raise ValueError("a type is missing")
    token = tokens.pop(0)
    if token in _WORDS:
        return dict(_WORDS[token])
    if token == "list of":
        return {"type": "array", "items": _single(tokens)}
    if token == "map of":
        return {"type": "object", "additionalProperties": _single(tokens)}
    if token == "(":
        inner = _alternatives(tokens)
        if not tokens or tokens.pop(0) != ")":
            raise ValueError("a closing bracket is missing in the type")
        return either(inner)
    if token == "one of":
        return {"type": "string", "enum": _choices(tokens)}
    if token.startswith("`"):
        return {"type": "string", "const": token.strip("`")}
    if token.startswith("["):
        return {"$ref": token[token.index("](") + 2 : -1]}
    raise ValueError(f'a type is missing before "{token}"')


def _choices(tokens: list[str]) -> list[str]:
    choices = []
    while tokens and tokens[0].startswith("`"):
        choices.append(tokens.pop(0).strip("`"))
        if tokens and tokens[0] == ",":
            tokens.pop(0)
    if not choices:
        raise ValueError('"one of" needs its choices between backticks')
    return choices


def either(alternatives: list[Schema]) -> Schema:
    """Return the schema of several alternatives, the shortest way the form allows."""
    null = {"type": "null"}
    others = [one for one in alternatives if one != null]
    if len(others) == 1 and "type" in others[0]:
        only = others[0]
        return only if len(alternatives) == 1 else {**only, "type": [only["type"], "null"]}
    return alternatives[0] if len(alternatives) == 1 else {"anyOf": alternatives}
