"""Pieces of a schema in our form, made of one or several branches of the document."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from linter.schemagen.form import fits
from linter.schemagen.model import Schema
from linter.schemagen.openapi.branches import Branch

_TEXT = ("enum", "minLength", "maxLength", "pattern")
_NUMERIC = ("enum", "minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum")
_KEYWORDS = {"string": _TEXT, "integer": _NUMERIC, "number": _NUMERIC, "boolean": ("enum",)}


def scalar(kind: str, found: Sequence[Branch]) -> Schema | None:
    """Return the schema of a text, number or boolean; None where what bounds it can't be said."""
    bounds = [
        {key: branch.keywords[key] for key in _KEYWORDS[kind] if key in branch.keywords}
        for branch in found
    ]
    if len(bounds) > 1 and not all(bounds):
        # One of them takes anything of the type.
        bounds = [{}]
    if len(bounds) > 1:
        if any(each.keys() != {"enum"} for each in bounds):
            return None
        bounds = [{"enum": [choice for each in bounds for choice in each["enum"]]}]
    return {"type": kind, **_choices(bounds[0], kind)}


def _choices(keywords: Schema, kind: str) -> Schema:
    """Return keywords with the choices that are of a JSON type, a single one as a constant."""
    if "enum" not in keywords:
        return keywords
    fitting = list(dict.fromkeys(each for each in keywords["enum"] if fits(each, kind)))
    rest = {key: value for key, value in keywords.items() if key != "enum"}
    return {**rest, **({"const": fitting[0]} if len(fitting) == 1 else {"enum": fitting})}


def either(alternatives: list[Schema], null: bool) -> Schema:
    """Return the schema of several alternatives, the shortest way the form allows."""
    nothing: Schema = {"type": "null"}
    if not null and len(alternatives) == 1:
        return alternatives[0]
    if not alternatives:
        return nothing
    [only, *more] = alternatives
    if not more and "type" in only and not only.keys() & {"enum", "const"}:
        return {**only, "type": [only["type"], "null"]}
    return {"anyOf": [*alternatives, *([nothing] if null else [])]}


def is_free(branch: Branch) -> bool:
    """Whether a mapping may have any keys with any values."""
    keywords = branch.keywords
    return (
        not keywords.get("properties")
        and not keywords.get("required")
        and keywords.get("additionalProperties", True) in (True, {})
    )


def joined(found: Sequence[Branch]) -> Branch:
    """Return one mapping that may be any of several."""
    places: dict[str, list[Any]] = {}
    for branch in found:
        for key, place in branch.keywords.get("properties", {}).items():
            places.setdefault(key, []).append(place)
    properties = {
        key: several[0] if len(several) == 1 else {"anyOf": several}
        for key, several in places.items()
    }
    required = [
        key
        for key in properties
        if all(key in branch.keywords.get("required", ()) for branch in found)
    ]
    others = [branch.keywords.get("additionalProperties", False) for branch in found]
    keywords: Schema = {"properties": properties, "required": required}
    if any(each is not False for each in others):
        keywords["additionalProperties"] = True
    sources = tuple(source for branch in found for source in branch.sources)
    return Branch(frozenset({"object"}), keywords, sources, found[0].name)


def in_order(keys: Iterable[str], known: Iterable[str]) -> list[str]:
    """Return each key once: those that we know in our order, then the document's own in its."""
    wanted = dict.fromkeys(keys)
    first = [key for key in known if key in wanted]
    return list(dict.fromkeys([*first, *wanted]))
