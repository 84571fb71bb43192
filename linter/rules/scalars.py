"""Unquoted scalars in free-form places that YAML 1.1 reads in another way than people do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from linter.finding import Problem
from linter.rules.words import number, short

if TYPE_CHECKING:
    from linter.finding import Path
    from linter.manifest import Manifest


_SIXTY = 60
"""Floats below are hardly ever written in sixties, and are what most parameters hold."""


def surprises(manifest: Manifest) -> Iterator[Problem]:
    """Yield a problem for each scalar that does not read as it looks."""
    document, base = manifest.document, len(manifest.path)
    for path in _free_form(manifest):
        for whole, written in document.plain_scalars((*manifest.path, *path)):
            message = _surprise(written, _at(manifest.value, whole[base:]))
            # A key may override one that is merged into its mapping; only the last counts.
            if message is not None and document.written(whole) == written:
                yield Problem(whole[base:], message)


def _free_form(manifest: Manifest) -> Iterator[Path]:
    """Yield the paths of free-form mappings that may hold something surprising."""
    extra = ("model_configuration", "extra_parameters")
    if _may_surprise(manifest.mapping("metadata")):
        yield ("metadata",)
    if _may_surprise(manifest.mapping(*extra)):
        yield extra
    for path, target in manifest.targets:
        if _may_surprise(target.get("override_params")):
            yield (*path, "override_params")


def _may_surprise(root: Any) -> bool:
    """Whether a value holds scalars whose spelling is worth a look."""
    waiting = [root]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            waiting.extend(value.values())
        elif isinstance(value, list):
            waiting.extend(value)
        elif isinstance(value, str):
            if value[-1:].isdigit() and ("e" in value or "E" in value):
                return True
        elif isinstance(value, float):
            if abs(value) >= _SIXTY:
                return True
        elif value is not None:
            return True
    return False


def _at(value: Any, path: Path) -> Any:
    """Return the value at a path, None where YAML's sets and pairs have no such entry."""
    for step in path:
        if isinstance(value, dict):
            value = value.get(step)
        elif isinstance(value, list) and isinstance(step, int):
            value = value[step]
        else:
            return None
    return value


def _surprise(written: str, value: Any) -> str | None:
    """Return what is surprising about a scalar, None where it reads as it looks."""
    keep = f'quote it to keep the text, "{short(written)}"'
    if isinstance(value, bool):
        read = "true" if value else "false"
        return (
            None
            if written.lower() == read
            else f"{short(written)} is read as {read} (YAML 1.1): {keep}"
        )
    if isinstance(value, str):
        return _unread_number(written, value)
    if not isinstance(value, (int, float)):
        return None
    if ":" in written:
        return f"{short(written)} is read as {number(value)}, counting in sixties: {keep}"
    digits = written.lstrip("+-")
    if (
        isinstance(value, int)
        and digits[0] == "0"
        and digits.strip("0_")
        and digits[1:2] not in "xXbB"
    ):
        return f"{short(written)} is read as the octal number {number(value)}: {keep}"
    if "_" in written and not re.fullmatch(r"\d{1,3}(_\d{3})+(\.\d*)?", digits):
        return f"{short(written)} is read as {number(value)}: {keep}"
    return None


def _unread_number(written: str, value: str) -> str | None:
    """Return what is surprising about a number that YAML 1.1 takes for a text."""
    number = re.fullmatch(r"([-+]?)(\d+)(\.\d*)?[eE]([-+]?)(\d{1,3})", written)
    if number is None or written != value:
        return None
    sign, whole, fraction, exponent_sign, exponent = number.groups()
    return (
        f"{short(written)} is read as a text (YAML 1.1): write"
        f" {sign}{whole}{fraction or '.0'}e{exponent_sign or '+'}{exponent} for the number"
    )
