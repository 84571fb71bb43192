"""TOML texts to data, with Python's own reader or, before 3.11, the one that it came from."""

from __future__ import annotations

import re
import sys
from typing import Any

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")

_TWICE = "a key is given twice"
_CLEARER = {"Cannot overwrite a value": _TWICE, "Can not overwrite a value": _TWICE}
"""What newer and older readers say, in plainer words."""


class TomlError(Exception):
    """A text that is no TOML: why, and the line and column if they are known."""

    def __init__(self, message: str, line: int | None, column: int | None) -> None:
        super().__init__(message)
        self.line = line
        self.column = column


def parse(text: str) -> dict[str, Any]:
    """Return the data of a TOML text; raises TomlError."""
    try:
        return tomllib.loads(text)
    except ValueError as error:
        raise _toml_error(str(error), text) from error
    except RecursionError as error:
        raise TomlError("it nests too deep", None, None) from error


def _toml_error(said: str, text: str) -> TomlError:
    """Take the place out of what the reader says; of the end of the text it gives none."""
    reason = _PLACE.sub("", said)
    reason = _CLEARER.get(reason, reason[:1].lower() + reason[1:])
    place = _PLACE.search(said)
    if place is None:
        return TomlError(reason, None, None)
    if place[1] is not None:
        return TomlError(reason, int(place[1]), int(place[2]))
    lines = text.rstrip("\n").split("\n")
    return TomlError(reason, len(lines), len(lines[-1]) + 1)
