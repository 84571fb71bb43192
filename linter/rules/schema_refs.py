"""References within a JSON Schema: where they lead, and the ones that lead nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from linter.finding import Path, Problem
from linter.nearest import nearest
from linter.rules.words import short

_HOLDERS = ("$defs", "definitions")
_MOST_COMPARED = 20_000
"""How many pairs of names are compared at most, about a tenth of a second's work."""

_LISTS = ("allOf", "anyOf", "oneOf", "prefixItems")
_MAPPINGS = (
    "properties",
    "patternProperties",
    "dependentSchemas",
    "dependencies",
    *_HOLDERS,
)
_SINGLE = (
    "items",
    "additionalItems",
    "additionalProperties",
    "contains",
    "contentSchema",
    "else",
    "if",
    "not",
    "propertyNames",
    "then",
    "unevaluatedItems",
    "unevaluatedProperties",
)
IN_PLACE = frozenset(
    ("allOf", "anyOf", "oneOf", "if", "then", "else", "not", "dependentSchemas", "dependencies")
)
"""The keywords whose schemas hold for the same value as the schema around them."""


class Part(NamedTuple):
    """A schema within a schema, and the keyword below which it stands."""

    keyword: str
    path: Path
    schema: dict[str, Any]


def parts(schema: dict[str, Any], path: Path = ()) -> Iterator[Part]:
    """Yield the schemas one level below a schema, wherever a draft lets them stand."""
    for keyword, value in schema.items():
        below = (*path, keyword)
        if isinstance(value, dict):
            if keyword in _SINGLE:
                yield Part(keyword, below, value)
            elif keyword in _MAPPINGS:
                for name, inner in value.items():
                    if isinstance(inner, dict):
                        yield Part(keyword, (*below, name), inner)
        elif isinstance(value, list) and (keyword in _LISTS or keyword == "items"):
            for i, inner in enumerate(value):
                if isinstance(inner, dict):
                    yield Part(keyword, (*below, i), inner)


def everything(schema: dict[str, Any]) -> Iterator[Part]:
    """Yield a schema and all that it holds, in no special order."""
    waiting = [Part("", (), schema)]
    while waiting:
        part = waiting.pop()
        yield part
        waiting.extend(parts(part.schema, part.path))


def resolve(root: dict[str, Any], reference: Any) -> tuple[Path, Any] | None:
    """Return where a reference to a place in the same schema leads; None where it does not."""
    if not isinstance(reference, str) or not (reference == "#" or reference.startswith("#/")):
        return None
    value: Any = root
    path: Path = ()
    for step in _unescaped(reference).split("/")[1:]:
        name = step.replace("~1", "/").replace("~0", "~")
        if isinstance(value, dict) and name in value:
            value, path = value[name], (*path, name)
        elif isinstance(value, list) and name.isdecimal() and int(name) < len(value):
            value, path = value[int(name)], (*path, int(name))
        else:
            return None
    return path, value


def _unescaped(reference: str) -> str:
    if "%" not in reference:
        return reference
    from urllib.parse import unquote

    return unquote(reference)


def dangling(root: dict[str, Any]) -> Iterator[Problem]:
    """Yield a problem for each reference into the same schema that leads nowhere.

    A part with an identity of its own changes what references mean, and then none is judged.
    """
    found = []
    for part in everything(root):
        if part.path and isinstance(part.schema.get("$id", part.schema.get("id")), str):
            return
        reference = part.schema.get("$ref")
        if isinstance(reference, str) and reference.startswith("#/"):
            found.append((part.path, reference))
    names = [f"#/{holder}/{name}" for holder in _HOLDERS for name in _keys(root.get(holder))]
    left = _MOST_COMPARED
    for path, reference in found:
        if resolve(root, reference) is None:
            left -= len(names)
            meant = _meant(reference, names) if left >= 0 else None
            advice = f'did you mean "{short(meant)}"?' if meant else "define it under $defs"
            yield Problem((*path, "$ref"), f'"{short(reference)}" leads nowhere: {advice}')


def _meant(reference: str, names: list[str]) -> str | None:
    """Return the definition that a reference has in mind, by its last name."""
    last = {name.rpartition("/")[2]: name for name in reversed(names)}
    named = nearest(reference.rpartition("/")[2], last)
    return last[named] if named is not None else None


def _keys(value: Any) -> list[str]:
    return [key for key in value if isinstance(key, str)] if isinstance(value, dict) else []
