"""What the diagnosis says of keys, choices, bounds and lengths.

Its neighbours ``wording_types`` and ``wording_formats`` word the rest. Names and short values
are shown, contents never are.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from linter.conformance.shapes import choices
from linter.finding import Path
from linter.nearest import fold, nearest

LONGEST_SHOWN = 60
MOST_CHOICES = 8

MISSING = {
    "metadata": "an empty mapping, {}, will do",
    "weight": "every weight-based target needs one",
    "tool_call_id": "it names the call that this message answers",
    "arguments": "write the JSON text of an object, at least '{}'",
    "session_identifiers": "name what a session is recognised by, or write []",
}
"""What to do about a missing key, where the key alone does not say it."""

CHOICE_MEANT = {
    ("role", "human"): "user",
    ("role", "ai"): "assistant",
    ("role", "bot"): "assistant",
    ("role", "model"): "assistant",
    ("role", "function"): "tool",
    ("type", "input_text"): "text",
    ("type", "output_text"): "text",
}
"""What other APIs call a choice, by key and value."""

CHOICE_HINT = {
    ("response_format", "type", "text"): "leave response_format out for plain text",
}
"""What to do instead of choosing, by the mapping's key, the key and the value."""

UNITS = {"ttl": " seconds", "ttl_seconds": " seconds", "delay": " milliseconds"}


def quoted(text: str) -> str:
    """Put a name from the file in double quotes, on one line and not too long."""
    shown = text[: LONGEST_SHOWN + 1]
    shown = shown if shown.isprintable() else ascii(shown)[1:-1]
    return f'"{shown[: LONGEST_SHOWN - 3]}..."' if len(shown) > LONGEST_SHOWN else f'"{shown}"'


def listed(words: Sequence[str], last: str) -> str:
    """Join words as "a, b or c"."""
    return f"{', '.join(words[:-1])} {last} {words[-1]}" if len(words) > 1 else words[0]


def holder(path: Path) -> str:
    """Name the key at or nearest above a path."""
    return next((step for step in reversed(path) if isinstance(step, str)), "the document")


def plain(path: Path) -> str:
    """Name a value by its key, for a sentence that goes on with the value."""
    name = holder(path)
    name = name if len(name) <= LONGEST_SHOWN and name.isprintable() else quoted(name)
    return f"an item of {name}" if path and isinstance(path[-1], int) else name


def label(path: Path) -> str:
    """Name a value by its key in quotes, for a sentence about the key."""
    if not path:
        return holder(path)
    name = quoted(holder(path))
    return f"an item of {name}" if isinstance(path[-1], int) else name


def number(value: Any) -> str | None:
    """Write a number as JSON does; None for one too long to show."""
    if isinstance(value, int):
        return str(value) if value.bit_length() <= 64 else None
    return repr(value)


def missing(key: str, keywords: dict[str, Any]) -> str:
    """Say that a required key is not there, and what to write if the schema tells."""
    if key in MISSING:
        return f'"{key}" is missing: {MISSING[key]}'
    allowed = [str(choice) for choice in choices(keywords)]
    if len(allowed) == 1:
        return f'"{key}" is missing: write {key}: {allowed[0]}'
    if 1 < len(allowed) <= MOST_CHOICES:
        return f'"{key}" is missing: write one of {", ".join(allowed)}'
    return f"{quoted(key)} is required"


def absorbed(key: str, inside: list[str]) -> str:
    """Say that keys stand beside the mapping that should hold them."""
    return f'"{key}" is missing: move {listed([quoted(name) for name in inside], "and")} into it'


def named_in(key: str, parts: list[str], hint: str) -> str:
    """Say that keys are parts of the text that should stand under a missing one."""
    how = hint.partition(", ")[2]
    return (
        f'"{key}" is missing: name {listed([quoted(name) for name in parts], "and")} in it, {how}'
    )


def misspelt(name: str, meant: str) -> str:
    """Say which key was probably meant."""
    return f'unknown key {quoted(name)}: did you mean "{meant}"?'


def misspelt_and_misplaced(name: str, meant: str, to: Path) -> str:
    """Say which key of another mapping was probably meant, and where it belongs."""
    return f'unknown key {quoted(name)}: did you mean "{meant}", which belongs in {place(to)}?'


def tag_as_key(tag: str, name: str) -> str:
    """Say that a choice was written as a key."""
    return f"unknown key {quoted(name)}: write {tag}: {name}"


def hinted(name: str, hint: str) -> str:
    """Say what to do instead of a key that people often write here."""
    fault = _fault(name, hint)
    return f"{fault}, {hint}" if ": " in hint else f"{fault}: {hint}"


def there_already(name: str, hint: str, there: list[str]) -> str:
    """Say that a key is one too many, for what should be written instead is there."""
    where = f"{listed(there, 'and')} {'is' if len(there) == 1 else 'are'} there"
    if there == [name]:
        where = "it is at the top level"
    return f"{_fault(name, hint)}, remove it: {where} already"


def _fault(name: str, hint: str) -> str:
    if hint.startswith("call it"):
        return f"unknown key {quoted(name)}"
    return f"{quoted(name)} does not belong here"


def only_under(name: str, tag: str, values: list[str]) -> str:
    """Say that only other kinds of this mapping know the key."""
    kinds = listed(values, "and")
    kinds = kinds if tag == "type" else f"{tag} {kinds}"
    return f"{quoted(name)} is known only for {kinds}: the API drops it here"


def misplaced(name: str, to: Path) -> str:
    """Say where a key belongs that stands in the wrong mapping."""
    return f"{quoted(name)} does not belong here: move it to {place(to)}"


def place(path: Path) -> str:
    """Name a mapping by the way to it; of a list, its item is called as in the documentation."""
    steps = ("[]" if isinstance(step, int) else f".{step}" for step in path)
    return "".join(steps).removeprefix(".") or "the top level"


def unknown(name: str) -> str:
    """Say that a key means nothing to the API."""
    return f"unknown key {quoted(name)}: the API does not know it and drops it"


def choice(path: Path, value: Any, allowed: Collection[Any]) -> str:
    """Say what a value must be one of, and which one was probably meant."""
    words = [str(each) for each in allowed]
    shown = value if isinstance(value, str) else number(value)
    name = plain(path)
    if shown is not None and len(shown) <= LONGEST_SHOWN:
        name = f"{name} {quoted(shown) if isinstance(value, str) else shown}"
    if len(words) == 1:
        return f'{name} must be "{words[0]}"'
    more = f" or {len(words) - MOST_CHOICES} more" if len(words) > MOST_CHOICES else ""
    text = f"{name} is not one of {', '.join(words[:MOST_CHOICES])}{more}"
    advice = _choice_advice(path, str(shown), words)
    return f"{text}: {advice}" if advice else text


def _choice_advice(path: Path, value: str, words: list[str]) -> str | None:
    key = holder(path)
    hint = CHOICE_HINT.get((holder(path[:-1]), key, value))
    if hint:
        return hint
    if len(value) > LONGEST_SHOWN:
        return None
    meant = CHOICE_MEANT.get((key, value.casefold()))
    begun = [word for word in words if len(value) > 3 and fold(word).startswith(fold(value))]
    if meant not in words:
        meant = begun[0] if len(begun) == 1 else None
    if meant is None and not begun:
        meant = nearest(value, words)
    return None if meant is None else f'did you mean "{meant}"?'


def bounds(path: Path, value: Any, keywords: dict[str, Any]) -> str:
    """Say between which bounds a number must be."""
    key = holder(path)
    unit = " milliseconds" if key.endswith("_ms") else UNITS.get(key, "")
    if "minimum" in keywords and "maximum" in keywords:
        allowed = f"from {keywords['minimum']} to {keywords['maximum']}"
    elif "minimum" in keywords and "exclusiveMaximum" not in keywords:
        return f"{plain(path)} can't be below {keywords['minimum']}{unit}"
    else:
        said = {
            "minimum": "at least",
            "exclusiveMinimum": "above",
            "maximum": "at most",
            "exclusiveMaximum": "below",
        }
        allowed = " and ".join(f"{said[w]} {keywords[w]}" for w in said if w in keywords)
    shown = number(value)
    found = f", this is {shown}" if shown else ""
    return f"{plain(path)} must be {allowed}{unit}{found}"


def length(path: Path, value: str | list[Any], keywords: dict[str, Any]) -> str:
    """Say how long a text or a list must be."""
    if not value:
        return f"{plain(path)} must not be empty"
    if isinstance(value, list):
        noun, least, most = "entries", keywords["minItems"], None
    else:
        noun, least, most = "characters", keywords.get("minLength"), keywords.get("maxLength")
    if least is not None and most is not None:
        allowed = f"from {least} to {most}"
    else:
        allowed = f"at most {most}" if least is None else f"at least {least}"
    return f"{plain(path)} must have {allowed} {noun}, this has {len(value)}"
