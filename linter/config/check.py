"""Settings against their table: what is wrong with them, in words, and where."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from linter.config.table import FORM, TABLES, Form, forms
from linter.finding import Path
from linter.nearest import unknown

_KINDS = {
    "array": "a list",
    "object": "a table",
    "string": "a string",
    "integer": "a whole number",
    "number": "a number with a fraction",
    "boolean": "true or false",
    "time": "a date or time",
}
_ELSEWHERE = '"pmlint config --isolated" prints them all'


class Wrong(NamedTuple):
    """What is wrong with the entry at a path, with its key or with its value."""

    path: Path
    message: str
    at_key: bool = False


def wrongs(settings: dict[str, Any]) -> Iterator[Wrong]:
    """Yield what is wrong with settings: the same that the published schema refuses."""
    return _value(FORM, settings, ())


def _value(form: Form, value: Any, path: Path) -> Iterator[Wrong]:
    kind = form.get("type", "string")
    if kind_of(value) != kind:
        yield Wrong(path, _wrong_kind(form, kind, value, path))
    elif kind == "object":
        yield from _table(form, value, path)
    elif kind == "array":
        if len(value) < form.get("minItems", 0):
            noun = form["items"]["x-noun"]
            yield Wrong(path, f"{_name(path)} is empty: list a {noun}, or leave the key out")
        for index, item in enumerate(value):
            yield from _value(form["items"], item, (*path, index))
    elif kind == "integer":
        least, most = form["minimum"], form.get("maximum")
        if value < least or (most is not None and value > most):
            bounds = f"at least {least}" if most is None else f"from {least} to {most}"
            yield Wrong(path, f"{_name(path)} must be {bounds}")
    elif (message := _wrong_text(form, value)) is not None:
        yield Wrong(path, message)


def _table(form: Form, table: dict[str, Any], path: Path) -> Iterator[Wrong]:
    known = form.get("properties")
    for key, value in table.items():
        if known is None:
            message = _wrong_text(form["propertyNames"], key)
            if message is not None:
                yield Wrong((*path, key), message, at_key=True)
            yield from _value(form["additionalProperties"], value, (*path, key))
        elif key in known:
            yield from _value(known[key], value, (*path, key))
        else:
            yield Wrong((*path, key), _unknown_key(key, list(known), path), at_key=True)


def _unknown_key(key: str, known: list[str], path: Path) -> str:
    if not path and key == "tool":
        return 'unknown key "tool": [tool.pmlint] is for pyproject.toml, leave it out here'
    if path and key in forms(None):
        return f'unknown key "{key}" under "{path[-1]}": write it before the first table'
    for table in TABLES:
        if key in forms(table):
            return f'unknown key "{key}": it belongs under "{table}"'
    return unknown("key", key, known, _ELSEWHERE)


def _wrong_text(form: Form, text: str) -> str | None:
    noun = form["x-noun"]
    if "enum" in form:
        return None if text in form["enum"] else _unknown_choice(form, text, noun)
    if len(text) < form.get("minLength", 0):
        return f"a {noun} can't be empty"
    if "pattern" in form and re.fullmatch(form["pattern"], text) is None:
        if noun == "target":
            return f'target "{text}" is not of the form provider-account/model'
        example = "routing_config.load_balance_targets[].region"
        return f'"{text}" is not a {noun}: write one such as {example}'
    return None


def _unknown_choice(form: Form, text: str, noun: str) -> str:
    if noun == "severity" and text == "off":
        return 'unknown severity "off": to turn a rule off, put it under "ignore"'
    return unknown(noun, text, form["enum"])


def _wrong_kind(form: Form, kind: str, value: Any, path: Path) -> str:
    actual = _KINDS[kind_of(value)]
    if kind == "array" and isinstance(value, str):
        return f"{_name(path)} must be a list, even of one: put it in square brackets"
    if kind == "integer" and isinstance(value, str) and value.isdecimal():
        return f"{_name(path)} must be a whole number: write it without quotes"
    wanted = _KINDS[kind]
    if "enum" in form and len(form["enum"]) <= 8:
        wanted = f"one of {', '.join(form['enum'])}, in quotes"
    return f"{_name(path)} must be {wanted}, not {actual}"


def _name(path: Path) -> str:
    """Say what stands at a path: a setting, or an entry of one."""
    if isinstance(path[-1], int):
        return f"each entry of {_name(path[:-1])}"
    return f'"{path[-1]}"'


def kind_of(value: Any) -> str:
    """Return the kind of a value of TOML, as JSON Schema calls it."""
    for kind, name in ((bool, "boolean"), (int, "integer"), (float, "number"), (str, "string")):
        if isinstance(value, kind):
            return name
    if isinstance(value, dict):
        return "object"
    return "array" if isinstance(value, list) else "time"
