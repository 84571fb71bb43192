"""What the diagnosis says of scalars of the wrong type: what YAML made of them, what to write."""

from __future__ import annotations

from typing import Any

from linter.conformance.misfits import Misfit, found, in_json, wanted
from linter.conformance.shapes import choices, kind_of
from linter.conformance.wording import LONGEST_SHOWN, holder, label, number
from linter.conformance.wording_statuses import STATUS_CODES, status_code
from linter.finding import Path

HIDDEN = ("content", "text", "url", "arguments", "refusal")
HIDDEN_MAPS = ("headers", "set")
"""Where values are content or may be credentials, and are never shown."""

LARGEST_EXACT = 1e15
"""Below it every whole number is written in full and means the same as a float."""

SAID_FOR = {"true": ("true", "yes", "on", "y"), "false": ("false", "no", "off", "n")}


def _hidden(path: Path) -> bool:
    key = path[-1] if path else None
    return key in HIDDEN or (len(path) > 1 and path[-2] in HIDDEN_MAPS)


def unquoted(misfit: Misfit) -> str | None:
    """Word a number, a boolean or a date that should have been a text."""
    path, value = misfit.path, misfit.value
    key = holder(path)
    if key in STATUS_CODES:
        return status_code(value)
    text = misfit.written or (in_json(value) if kind_of(value) else None)
    if text is None or len(text) > LONGEST_SHOWN:
        return None
    if key == "version_alias" and type(value) in (int, float):
        return f'version alias {text} is read as a number: write "v{text}"'
    if _hidden(path) and not isinstance(value, bool):
        return f"{label(path)} must be a string, not {found(value)}: put it in quotes"
    allowed = choices(misfit.keywords)
    if misfit.written is None:
        if allowed:
            return None
        return f'{label(path)} must be a string, not {found(value)}: write "{text}"'
    if allowed and text not in allowed:
        return f"{_read_as(value, text)}: {label(path)} must be {wanted(misfit)}"
    return f'{_read_as(value, text)}: quote it to keep the text, "{text}"'


def _read_as(value: Any, text: str) -> str:
    """Say what YAML makes of an unquoted scalar; with the version where newer ones differ."""
    if isinstance(value, bool):
        newer = text.casefold() in ("true", "false")
        return f"{text} is read as {'a boolean' if newer else f'{in_json(value)} (YAML 1.1)'}"
    if not isinstance(value, (int, float)):
        return f"{text} is read as {found(value)} (YAML 1.1)"
    shown = number(value) if isinstance(value, int) else None
    if shown is None or shown == text:
        return f"{text} is read as a number"
    return f"{text} is read as {shown} (YAML 1.1)"


def from_text(misfit: Misfit) -> str | None:
    """Word a text that should have been a number, a boolean, a list or a mapping."""
    path, value, kinds = misfit.path, misfit.value, misfit.kinds
    name = label(path)
    meant = None
    if "integer" in kinds or "number" in kinds:
        meant = _number_meant(value, "number" not in kinds)
    elif "boolean" in kinds:
        meant = next((word for word, said in SAID_FOR.items() if value.casefold() in said), None)
    if meant:
        if misfit.written is not None:
            version = "" if "%" in value else " (YAML 1.1)"
            return f"{misfit.written} is read as text{version}: write {meant}"
        return f"{name} must be {wanted(misfit)}, not a string: write {meant} without quotes"
    if "object" in kinds and misfit.wrap:
        shown = value if 0 < len(value) <= 40 and value.isprintable() and not _hidden(path) else ""
        if shown and path and isinstance(path[-1], int):
            return f"{name} must be a mapping: write - {misfit.wrap}: {shown}"
        if misfit.wrap == "type" and shown:
            return f"{name} must be a mapping: write {{type: {shown}}}"
        return f'{name} must be a mapping: write it under "{misfit.wrap}"'
    if "object" in kinds and value.lstrip().startswith("{"):
        return f"{name} must be a mapping, not the text of one: write it without quotes"
    return None


def _number_meant(value: str, whole: bool) -> str | None:
    """Read the number that a text holds, and write it as YAML reads it; None if there is none."""
    text = value.strip().removesuffix("%").strip()
    if len(text) > LONGEST_SHOWN or not text.isascii() or not text[-1:].isdigit():
        return None
    if text.removeprefix("-").isdigit():
        return str(int(text))
    if not set(text) <= set("+-.0123456789eE"):
        return None
    try:
        read = float(text)
    except ValueError:
        return None
    if read.is_integer() and abs(read) < LARGEST_EXACT:
        return str(int(read))
    if whole or kind_of(read) is None:
        return None
    mantissa, e, exponent = repr(read).partition("e")
    return mantissa + (".0" if e and "." not in mantissa else "") + e + exponent


def fraction(misfit: Misfit) -> str:
    """Word a fraction that should have been a whole number."""
    value: float = misfit.value
    whole = str(int(value)) if value.is_integer() and abs(value) < LARGEST_EXACT else None
    if holder(misfit.path) == "weight":
        percent = value * 100
        if 0 < value < 1 and abs(percent - round(percent)) < 1e-9:
            whole = str(round(percent))
        return "weights are whole percentages" + (f": write {whole}" if whole else "")
    advice = f": write {whole}" if whole else ", not a fraction"
    return f"{label(misfit.path)} must be a whole number{advice}"


def read_as_boolean(misfit: Misfit) -> str | None:
    """Word an unquoted scalar that YAML reads as a boolean; None where it is JSON."""
    if misfit.written is None:
        return None
    read = _read_as(misfit.value, misfit.written)
    return f"{read}: {label(misfit.path)} must be {wanted(misfit)}"
