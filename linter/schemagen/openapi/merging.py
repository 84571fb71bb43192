"""Two plain schemas that hold at once, as ``allOf`` has it, made into one."""

from __future__ import annotations

from typing import Any

from linter.schemagen.form import json_type
from linter.schemagen.model import Schema

_TIGHTEST = {
    "minimum": max,
    "exclusiveMinimum": max,
    "minLength": max,
    "minItems": max,
    "maximum": min,
    "exclusiveMaximum": min,
    "maxLength": min,
}


def merge_kinds(a: frozenset[str] | None, b: frozenset[str] | None) -> frozenset[str] | None:
    """Return the JSON types that both allow, None for any; an integer is a number."""
    if a is None or b is None:
        return b if a is None else a
    both = a & b
    if "integer" in (a | b) - both and "number" in (a | b) - both:
        both |= {"integer"}
    return both


def merge_keywords(a: Schema, b: Schema) -> Schema | None:
    """Return what both say together, None where nothing can be both; ``a`` has the first word."""
    merged = {**b, **a}
    for key in a.keys() & b.keys():
        if key in _TIGHTEST:
            merged[key] = _TIGHTEST[key](a[key], b[key])
        elif key == "enum":
            allowed = {(json_type(each), each) for each in b[key]}
            merged[key] = [each for each in a[key] if (json_type(each), each) in allowed]
            if not merged[key]:
                return None
        elif key == "required":
            merged[key] = list(dict.fromkeys((*b[key], *a[key])))
        elif key == "properties":
            merged[key] = _merge_properties(b[key], a[key])
        elif key == "pattern" and a[key] != b[key]:
            merged[key] = f"^(?={a[key][1:]}){b[key][1:]}"
        elif key in ("items", "additionalProperties"):
            merged[key] = both(a[key], b[key])
    return merged


def both(a: Any, b: Any) -> Any:
    """Return a schema of the document that asks for two others."""
    if a is b or b is True:
        return a
    if a is True:
        return b
    return False if a is False or b is False else {"allOf": [a, b]}


def _merge_properties(base: Schema, more: Schema) -> Schema:
    return {
        **base,
        **{key: both(each, base[key]) if key in base else each for key, each in more.items()},
    }
