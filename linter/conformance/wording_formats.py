"""What the diagnosis says of texts that do not have their format."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from linter.conformance.wording import LONGEST_SHOWN, holder, plain, quoted
from linter.finding import Path

URL_KEYS = ("url",)
"""Texts that may hold credentials, and are never shown."""

WITH_PLACEHOLDER = "https://example.com/{{name}}"
"""An address that is fine but for its placeholder, to see whether a format lets one pass."""

PROBES = ("a{}a", "va{}a")
"""Texts that a format for names accepts around any character that it allows."""

NAMED_BY_FQN = (("name",), ("ml_repo",))
"""Names that people give with the path that leads there, such as ``acme/support``."""

FQN = re.compile(r"(?:[\w-]+:)?(?:[^/:]*/)+([^/:]+)(?::[\w.-]*)?")
"""Kind, path, name and version, as in ``chat_prompt:acme/support/greeting:3``."""

SEPARATORS = ("-", "_")
"""What usually stands in names for a separator that is not allowed."""


def text_format(path: Path, value: str, keywords: dict[str, Any]) -> str:
    """Say what form a text must have, and the first character that breaks it."""
    words = keywords.get("x-format")
    wanted = f"must be {words}" if words else "is not in the form that the API accepts"
    name = plain(path)
    if holder(path) in URL_KEYS:
        if "{{" in value and not _matches(WITH_PLACEHOLDER, keywords):
            return f"the API refuses placeholders in {name}: write the address in full"
        return f"{name} {wanted}"
    if not value:
        return f"{name} is empty: it {wanted}"
    if len(value) <= LONGEST_SHOWN:
        name = f"{name} {quoted(value)}"
    provider, _, model = value.partition("/")
    pattern = keywords["pattern"]
    if holder(path) == "model" and provider and re.fullmatch(pattern, model):
        moved = f"write {quoted(provider)} under provider and {quoted(model)} here"
        return f"{name} names the provider too: {moved}"
    bad = _first_bad(value, pattern)
    if bad is None:
        return f"{name} {wanted}"
    return f"{name} holds {character(bad)}: {_advice(path, value, pattern) or f'it {wanted}'}"


def _advice(path: Path, value: str, pattern: str) -> str | None:
    """Suggest another text: the name at the end of an FQN, or one with other separators."""
    if "/" in value and path in NAMED_BY_FQN:
        last = FQN.fullmatch(value)
        fits = last is not None and len(last[1]) <= LONGEST_SHOWN and re.fullmatch(pattern, last[1])
        return f"did you mean {quoted(last[1])}?" if last is not None and fits else None
    if "/" in value and holder(path) == "model":
        return None
    better = _replaced(value, pattern)
    return f"write {quoted(better)}" if better else None


def version_alias(_path: Path, value: str, keywords: dict[str, Any]) -> str:
    """Say what keeps a text from being a version alias."""
    name = f"version alias {quoted(value)}"
    if not value:
        return "the version alias is empty: write one such as v1"
    if not value.startswith("v"):
        better = "v" + (value[1:] if value.startswith("V") else value)
        # A word such as "latest" is no version that only lacks its letter.
        is_number = better[1:2].isdecimal() and _matches(better, keywords)
        return f'{name} does not start with "v": write {better if is_number else "one such as v1"}'
    bad = _first_bad(value, keywords["pattern"])
    if bad is not None:
        other = _replaced(value, keywords["pattern"])
        advice = f"write {other}" if other else 'use letters, digits, "." and "-"'
        return f"{name} holds {character(bad)}: {advice}"
    if len(value) == 1:
        return f'{name} is too short: put a letter or digit after the "v", as in v1'
    better = value.rstrip(".-")
    write = f"write {better}" if _matches(better, keywords) else "end with a letter or digit"
    return f'{name} ends with "{value[-1]}": {write}'


def blank_content(path: Path, value: str, _keywords: dict[str, Any]) -> str:
    """Say what is wrong with the beginning of a text for the model."""
    name = plain(path)
    if not value:
        return f"{name} is empty, which the API refuses: write the text"
    return f"{name} begins with a line break, which the API refuses: begin with the text itself"


BY_RULE: dict[str, Callable[[Path, str, dict[str, Any]], str]] = {
    "version-alias": version_alias,
    "blank-content": blank_content,
}
"""The wording of rules that replace ``invalid-format`` for a pattern."""


def character(char: str) -> str:
    """Name one character so that it can be seen."""
    names = {
        " ": "a blank",
        "\n": "a line break",
        "\r": "a line break",
        "\t": "a tab",
        '"': "a double quote",
    }
    if char in names:
        return names[char]
    return quoted(char) if char.isprintable() else f"U+{ord(char):04X}"


def _matches(value: str, keywords: dict[str, Any]) -> bool:
    return re.fullmatch(keywords["pattern"], value) is not None


def _first_bad(value: str, pattern: str) -> str | None:
    """Find the first character that a format for names allows nowhere inside.

    None where the format is of another kind, or where only the place or the number is wrong.
    """
    probe = next((probe for probe in PROBES if re.fullmatch(pattern, probe.format("a"))), None)
    if probe is None:
        return None
    return next(
        (c for c in dict.fromkeys(value) if not re.fullmatch(pattern, probe.format(c))), None
    )


def _replaced(value: str, pattern: str) -> str | None:
    """Write a name with another separator for those that are not allowed, if that helps."""
    bad = {char for char in value[:LONGEST_SHOWN] if _first_bad(char, pattern)}
    if len(value) > LONGEST_SHOWN or any(char.isalnum() for char in bad):
        return None
    words = "".join(" " if char in bad else char for char in value).split()
    for other in SEPARATORS:
        better = other.join(words)
        if re.fullmatch(pattern, better):
            return better
    return None
