"""What to say of a fault in a JSON Schema: what its keyword takes, and what was probably meant."""

from __future__ import annotations

import re
from functools import lru_cache
from math import isfinite
from typing import Any

from linter.nearest import nearest
from linter.rules.json_schemas import TYPES
from linter.rules.schema_faults import Either, Fault, Kind, Many, Named
from linter.rules.words import number, short

_WORDS = {
    "text": "a string",
    "flag": "true or false",
    "number": "a number",
    "positive": "a number above 0",
    "count": "a whole number, 0 or above",
    "integer": "a whole number",
    "schema": "a schema, which is a mapping",
    "schema or text": "a schema, which is a mapping, or a string",
    "type": f"one of {', '.join(TYPES)}",
    "anchor": "a name of letters, digits, _, - and .",
    "id": "a URI without a # and what follows it",
}
_NUMBERS = ("number", "positive", "count", "integer")
_WHOLE = ("count", "integer")
_LARGEST_EXACT = 1e15
"""Below it every whole number is written in full and means the same as a float."""

_PLURALS = {"text": "strings", "schema": "schemas", "type": "types", "any": "values"}

_OTHER_NAMES = {
    "str": "string",
    "text": "string",
    "int": "integer",
    "float": "number",
    "double": "number",
    "decimal": "number",
    "bool": "boolean",
    "list": "array",
    "dict": "object",
    "map": "object",
    "none": "null",
    "nil": "null",
}
"""What programming languages call the types of JSON."""


def describe(fault: Fault, written: str | None = None) -> str:
    """Say what is wrong with a value in a schema, and what to write instead.

    ``written`` is an unquoted YAML scalar as it stands in the file.
    """
    keyword, value = fault.keyword, fault.value
    misread = _misread(fault, written) if written and not fault.twice else None
    if misread is not None:
        return misread
    if fault.twice:
        shown = f'"{short(value)}"' if isinstance(value, str) else "a value"
        return f"{_label(fault)} lists {shown} twice: remove one"
    if keyword == "type" and not isinstance(value, (list, dict)):
        return _type(value)
    if keyword == "required" and isinstance(value, bool) and fault.path[-1] == keyword:
        return '"required" lists names of properties: name this one in the object around it'
    if keyword == "items" and isinstance(value, list) and fault.kind == "schema":
        return '"items" is one schema since draft 2020-12: write prefixItems for a list of them'
    if keyword.startswith("exclusive"):
        bound = keyword.removeprefix("exclusive").lower()
        if isinstance(value, bool) and fault.kind == "number":
            return f'"{keyword}" is the bound itself since draft 6: write the number, not {bound}'
        if fault.kind in ("flag", bound):
            return f'"{keyword}" is true or false up to draft 4: write the number as {bound}'
    if keyword.startswith("additional"):
        return f"{_label(fault)} must be true, false or a schema, not {_what(value)}"
    if fault.kind == "schema" and not isinstance(value, list):
        return f"{_label(fault)} must be a schema: write a mapping, such as {_example(value)}"
    if value == [] and isinstance(fault.kind, (Many, Either)):
        return f"{_label(fault)} must not be empty: list at least one"
    return f"{_label(fault)} must be {_words(fault.kind)}, not {_what(value)}"


def _misread(fault: Fault, written: str) -> str | None:
    """Word what YAML made something else of than the keyword takes; None where it did not."""
    value = fault.value
    if fault.kind == "text" and isinstance(value, (bool, int, float)):
        # No name of another schema is a number.
        if fault.keyword.startswith("$"):
            return None
        shown = short(written)
        return f'{shown} is read as {_read(value, written)}: quote it to keep the text, "{shown}"'
    if fault.kind in _NUMBERS and isinstance(value, str):
        meant = _number_meant(value, fault.kind)
        return f"{short(written)} is read as text (YAML 1.1): write {meant}" if meant else None
    return None


def _read(value: float, written: str) -> str:
    """Say what YAML makes of an unquoted scalar; with the version where newer ones differ."""
    if isinstance(value, bool):
        as_json = "true" if value else "false"
        return "a boolean" if written.lower() == as_json else f"{as_json} (YAML 1.1)"
    if isinstance(value, float) or number(value) == written:
        return "a number"
    return f"{number(value)} (YAML 1.1)"


def _number_meant(text: str, kind: Kind) -> str | None:
    """Write a number that YAML 1.1 takes for a text as it takes it for a number."""
    if not re.fullmatch(r"[-+]?\d{1,20}(\.\d{0,20})?[eE][-+]?\d{1,3}", text, re.ASCII):
        return None
    read = float(text)
    if not isfinite(read) or (kind in _WHOLE and not read.is_integer()):
        return None
    if read < 0 and kind in ("count", "positive"):
        return None
    if read.is_integer() and abs(read) < _LARGEST_EXACT:
        return str(int(read))
    mantissa, e, exponent = repr(read).partition("e")
    return mantissa + (".0" if e and "." not in mantissa else "") + e + exponent


def _example(value: Any) -> str:
    meant = _type_meant(value) if isinstance(value, str) else None
    return f"{{type: {meant or 'string'}}}"


def _label(fault: Fault) -> str:
    """Name a value by its keyword, or by the name that it has below the keyword."""
    path = fault.path[:-1] if fault.twice else fault.path
    name = next(step for step in reversed(path) if isinstance(step, str))
    return f'"{short(name)}"' if path[-1] == name else f'an item of "{short(name)}"'


def _type(value: Any) -> str:
    if value is None:
        return 'null is a type only in quotes: write "null"'
    if isinstance(value, str):
        meant = _type_meant(value)
        advice = f'did you mean "{meant}"?' if meant else f"write one of {', '.join(TYPES)}"
        return f'"{short(value)}" is not a type of JSON: {advice}'
    return f"a type is written as a string, not as {_what(value)}: write one of {', '.join(TYPES)}"


@lru_cache(maxsize=256)
def _type_meant(name: str) -> str | None:
    return _OTHER_NAMES.get(name.lower()) or nearest(name, TYPES)


def _words(kind: Kind) -> str:
    if isinstance(kind, Either):
        return f"{_words(kind.other)}, or {_words(kind.listed)}"
    if isinstance(kind, Named):
        return f"a mapping of names to {_plural(kind.to)}"
    if isinstance(kind, Many):
        return f"a list of {_plural(kind.of)}"
    return _WORDS[kind]


def _plural(kind: Kind) -> str:
    if isinstance(kind, str):
        return _PLURALS.get(kind, "schemas") if kind != "flag" else "true or false"
    return "lists of strings" if isinstance(kind, Many) else "lists of strings or schemas"


def _what(value: Any) -> str:
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    kinds = {dict: "a mapping", list: "a list", str: "a string", int: "a whole number"}
    if isinstance(value, int) and value < 0:
        return "a number below 0"
    return kinds.get(type(value), "a number")
