"""What the diagnosis says of values of the wrong type."""

from __future__ import annotations

from collections.abc import Sequence

from linter.conformance.misfits import Misfit, found, in_json, types, wanted
from linter.conformance.shapes import kind_of
from linter.conformance.wording import holder, label
from linter.conformance.wording_scalars import (
    fraction,
    from_text,
    read_as_boolean,
    unquoted,
)
from linter.finding import Path

SAID = {
    ("arguments", "object"): '"arguments" must be the JSON text of an object, in quotes',
    ("content", "array"): "only user and assistant messages take a list of parts: write one text",
}
"""Advice for a key that holds a value of some type."""


def wrong_type(misfit: Misfit) -> str:
    """Say what type a value must have, and how to write it."""
    path, value, kinds = misfit.path, misfit.value, misfit.kinds
    kind = kind_of(value)
    if kind == "null":
        return _null(misfit)
    special = SAID.get((holder(path), kind or ""))
    if special and not isinstance(path[-1], int):
        return special
    advice = None
    if not isinstance(value, (str, list, dict)) and "string" in kinds:
        advice = unquoted(misfit)
    elif isinstance(value, str):
        advice = from_text(misfit)
    elif isinstance(value, float) and kind is not None and "integer" in kinds:
        advice = fraction(misfit)
    elif isinstance(value, bool):
        advice = read_as_boolean(misfit)
    elif isinstance(value, int) and value in (0, 1) and "boolean" in kinds:
        advice = f"{label(path)} must be true or false: write {in_json(bool(value))}"
    elif kind is None and isinstance(value, float) and "number" in kinds:
        advice = f"{label(path)} must be a finite number: JSON has no form for others"
    if advice:
        return advice
    if set(kinds) - {"null"} == {"array"}:
        how = "put the mapping in a list" if kind == "object" else "put it in square brackets"
        return f"{label(path)} must be a list, even of one: {how}"
    return f"{label(path)} must be {wanted(misfit)}, not {found(value)}"


def _null(misfit: Misfit) -> str:
    name = label(misfit.path)
    if "default" in misfit.keywords:
        default = in_json(misfit.keywords["default"])
        shown = f", {default}" if default else ""
        return f"{name} can't be null: leave the key out to get the default{shown}"
    if misfit.path and isinstance(misfit.path[-1], int):
        return f"{name} can't be null: write {wanted(misfit)}, or take it out"
    if misfit.required:
        return f"{name} can't be null: write {wanted(misfit)}"
    return f"{name} can't be null: leave the key out"


def not_that_mapping(path: Path, kinds: Sequence[str], tag: str, only: str) -> str:
    """Say that a mapping is not of the only kind that may stand beside other types."""
    others = [kind for kind in kinds if kind != "object"]
    return f"{label(path)} must be {types(others)}; a mapping must have {tag}: {only}"
