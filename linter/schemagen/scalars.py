"""Python expressions about one value: is it of a type, does it break a bound or a pattern."""

from __future__ import annotations

from typing import Any

from linter.schemagen.form import constants, fits
from linter.schemagen.model import Schema
from linter.schemagen.patterns import rejection

_CLASSES = {
    "string": "str",
    "integer": "int",
    "boolean": "bool",
    "array": "list",
    "object": "dict",
}
_NUMERIC = {
    "minimum": "{0} < {1}",
    "maximum": "{0} > {1}",
    "exclusiveMinimum": "{0} <= {1}",
    "exclusiveMaximum": "{0} >= {1}",
}
_BOUNDS = {
    "integer": _NUMERIC,
    "number": _NUMERIC,
    "string": {"minLength": "len({0}) < {1}", "maxLength": "len({0}) > {1}"},
    "array": {"minItems": "len({0}) < {1}"},
}


def is_type(kind: str, var: str) -> str:
    """Return the expression that is true where a value is of a JSON type, read strictly."""
    if kind == "null":
        return f"{var} is None"
    if kind == "number":
        # Only of a finite number is the difference to itself zero.
        return f"(type({var}) is int or type({var}) is float and {var} - {var} == 0.0)"
    return f"type({var}) is {_CLASSES[kind]}"


def is_not_type(kind: str, var: str) -> str:
    """Return the opposite of ``is_type``."""
    if kind == "null":
        return f"{var} is not None"
    if kind == "number":
        return f"type({var}) is not int and (type({var}) is not float or {var} - {var} != 0.0)"
    return f"type({var}) is not {_CLASSES[kind]}"


def is_not_constant(values: list[Any], var: str) -> str:
    """Return the expression that is true where a value is none of some constants."""
    if len(values) == 1:
        return f"{var} != {values[0]!r}"
    return f"{var} not in {tuple(values)!r}"


def breaks_bounds(kind: str, schema: Schema, var: str) -> list[str]:
    """Return expressions, one of which is true where a value of the type breaks a keyword."""
    found = []
    if constants(schema):
        fitting = [one for one in constants(schema) if fits(one, kind)]
        found.append(is_not_constant(fitting, var))
    for keyword, template in _BOUNDS.get(kind, {}).items():
        if keyword in schema:
            found.append(template.format(var, repr(schema[keyword])))
    if "pattern" in schema and kind == "string":
        found.append(rejection(schema["pattern"], var))
    return found
