"""What to say of the names and the descriptions of tools."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from linter.finding import At, Path, Problem
from linter.rules.keys import misspelt
from linter.rules.words import short

LONGEST_NAME = 64


def misnamed(path: Path, name: str, what: str) -> Iterator[Problem]:
    """Say what is wrong with a name; ``what`` is whose it is."""
    if re.fullmatch(r"[A-Za-z0-9_-]+", name):
        longest = f"write at most {LONGEST_NAME}"
        yield Problem(path, f"the {what} name of {len(name)} characters is too long: {longest}")
    elif not name:
        yield Problem(path, f"the {what} name is empty: write one of letters, digits, _ and -")
    # A placeholder in a name is told by the rule on texts that are not rendered.
    elif "{{" not in name:
        repaired = re.sub(r"[^A-Za-z0-9_-]+", "_", name).strip("_")
        # What is left of a word in another script is no name that anybody would choose.
        meant = name.isascii() and repaired and len(repaired) <= LONGEST_NAME
        advice = f'write "{short(repaired)}"' if meant else "write such a name"
        allowed = "letters a to z, digits, _ and -"
        yield Problem(path, f'{what} name "{short(name)}" is not of {allowed} only: {advice}')


def undescribed(path: Path, function: dict[str, Any], tool: dict[str, Any]) -> Iterator[Problem]:
    """Say that a function has no description, unless another rule tells where it went."""
    if misspelt(function, "description") or "description" in tool:
        return
    name = function.get("name")
    shown = f'tool "{short(name)}"' if isinstance(name, str) and name else "the tool"
    message = f"{shown} has no description: say what it does and when to call it"
    if "description" in function:
        yield Problem((*path, "description"), message)
    else:
        yield Problem(path, message, at=At.HOLDER)
