"""Unquoted scalars in free-form places that YAML 1.1 reads in another way than people do."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from linter.finding import Problem
from linter.rules.words import number, short

if TYPE_CHECKING:
    from linter.finding import Path
    from linter.manifest import Manifest
    from linter.survey import Survey

_SIGNS_AND_DIGITS = tuple("+-0123456789")


def may_surprise(seen: Survey) -> bool:
    """Whether a scalar may not read as it looks: a quick look."""
    document = seen.document
    if not document.has_unquoted:
        return False
    places = [seen.value["metadata"], seen.extra]
    places += [target["override_params"] for target in seen.targets if "override_params" in target]
    return any(_holds_doubtful(place, document.unusual) for place in places)


def _holds_doubtful(root: Any, unusual: bool) -> bool:
    if isinstance(root, dict):
        root = root.values()
    elif not isinstance(root, list):
        return False
    for value in root:
        if value.__class__ is str:
            if _may_be_number(value):
                return True
        elif isinstance(value, (int, float)):
            if unusual:
                return True
        elif value and _holds_doubtful(value, unusual):
            return True
    return False


def _may_be_number(text: str) -> bool:
    return text[-1:].isdigit() and text.startswith(_SIGNS_AND_DIGITS)


def surprises(manifest: Manifest) -> Iterator[Problem]:
    """Yield a problem for each scalar that does not read as it looks."""
    extra = ("model_configuration", "extra_parameters")
    places: list[tuple[Path, Any]] = [
        (("metadata",), manifest.value.get("metadata")),
        (extra, manifest.mapping(extra[0]).get(extra[1])),
    ]
    for path, target in manifest.targets:
        if "override_params" in target:
            places.append(((*path, "override_params"), target["override_params"]))
    document = manifest.document
    for place, root in places:
        for path, value in _doubtful(place, root, document.unusual):
            written = document.written((*manifest.path, *path))
            message = _surprise(written, value) if written is not None else None
            if message is not None:
                yield Problem(path, message)


def _doubtful(path: Path, root: Any, unusual: bool) -> Iterator[tuple[Path, Any]]:
    """Yield the values below a path that an unquoted scalar may have been misread as.

    ``unusual`` says that the document has scalars which only YAML 1.1 makes values of.
    """
    if isinstance(root, dict):
        items: Iterable[tuple[Any, Any]] = root.items()
    elif isinstance(root, list):
        items = enumerate(root)
    else:
        return
    for key, value in items:
        if isinstance(value, str):
            if _may_be_number(value):
                yield (*path, key), value
        elif isinstance(value, (int, float)):
            if unusual:
                yield (*path, key), value
        elif value:
            yield from _doubtful((*path, key), value, unusual)


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
