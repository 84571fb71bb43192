"""JSON as the reports have it: a line for each finding, few escapes, and none too few."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any

_UNTOLD = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
"""What no encoding holds, or a terminal or a reader of lines obeys."""


def dump(value: Any) -> str:
    """Write a value on one line, as text that any encoding of Unicode holds."""
    text = json.dumps(value, ensure_ascii=False)
    return _UNTOLD.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def rows(values: Iterable[Any], indent: str) -> str:
    """Write a list with a line for each entry; ``indent`` is that of the line it begins on."""
    lines = f",\n{indent}  ".join(map(dump, values))
    return f"[\n{indent}  {lines}\n{indent}]" if lines else "[]"
