"""The strict subset of JSON Schema: every object closed, and every property of it required."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from linter.finding import Path, Problem
from linter.rules.json_schemas import MOST_LEVELS
from linter.rules.schema_refs import Part, parts, resolve
from linter.rules.tool_schemas import says_object
from linter.rules.words import short
from linter.templates import has_unknown

_MOST_NAMES = 8
_ALLOW_NULL = 'where there may be no value, allow null: type: ["string", "null"]'
_UNIONS = ("anyOf", "oneOf", "allOf")


def not_strict(root: dict[str, Any]) -> Iterator[Problem]:
    """Yield a problem for each object outside the subset; the paths begin at the schema.

    A root that is no object is told by another rule, and then nothing else matters.
    """
    is_object = says_object(root)
    union = next((key for key in _UNIONS if root.get(key)), None)
    if union is not None and (is_object or "type" not in root):
        yield Problem((), f"strict mode takes no {union} at the root: put it below a property")
    if not is_object:
        return
    waiting = [(Part("", (), root), 0)]
    seen = set()
    while waiting:
        part, level = waiting.pop()
        if id(part.schema) in seen:
            continue
        seen.add(id(part.schema))
        target = resolve(root, part.schema.get("$ref"))
        if target is not None and isinstance(target[1], dict):
            waiting.append((Part("$ref", target[0], target[1]), level))
        if _is_object(part.schema):
            level += 1
            yield from _open(part.path, part.schema)
            if level == MOST_LEVELS + 1:
                message = f"strict mode takes {MOST_LEVELS} levels of objects: this is one more"
                yield Problem(part.path, message)
        for below in parts(part.schema, part.path):
            # Definitions count where they are used.
            if below.keyword not in ("$defs", "definitions"):
                waiting.append((below, level))


def _is_object(schema: dict[str, Any]) -> bool:
    kind = schema.get("type")
    return (
        kind == "object"
        or (isinstance(kind, list) and "object" in kind)
        or (kind is None and "properties" in schema)
    )


def _open(path: Path, schema: dict[str, Any]) -> Iterator[Problem]:
    """Say in one problem all that keeps one object from being strict."""
    if any(has_unknown(schema.get(key)) for key in ("additionalProperties", "required")):
        return
    advice = []
    if schema.get("additionalProperties") is not False:
        advice.append("write additionalProperties: false")
    optional = _optional(schema)
    if optional:
        named = [f'"{short(name)}"' for name in optional[:_MOST_NAMES]]
        if len(optional) > _MOST_NAMES:
            named.append(f"{len(optional) - _MOST_NAMES} more")
        *others, last = named
        listed = f"{', '.join(others)} and {last}" if others else last
        advice.append(f"add {listed} to required")
    if not advice:
        return
    if len(advice) == 2:
        fault = "strict mode wants objects closed and all properties required"
    elif optional:
        fault = "strict mode wants all properties required"
    else:
        fault = "strict mode wants objects closed"
    yield Problem(
        path,
        f"{fault}: {', and '.join(advice)}",
        help=_ALLOW_NULL if optional else None,
    )


def _optional(schema: dict[str, Any]) -> list[str]:
    """Return the properties that are not required; none where either is of another type."""
    properties, required = schema.get("properties"), schema.get("required", [])
    if not isinstance(properties, dict) or not isinstance(required, list):
        return []
    named = {name for name in required if isinstance(name, str)}
    return [name for name in properties if isinstance(name, str) and name not in named]
