"""What of the diagnosis can be mended mechanically: quotes, tags, aliases, and keys."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from linter import remedies
from linter.conformance.advice import PARAMETERS, Site, found, moved_to
from linter.conformance.misfits import Misfit
from linter.conformance.places import Book
from linter.conformance.shapes import choices
from linter.finding import Path, Remedy

_OTHER_SCALARS = {"boolean", "integer", "number"}
_FREE_OF_DUTIES = ("parameters", "extra_parameters", "override_params")
"""Mappings that a moved key may be the first one of, for they require no other."""


def quoting(misfit: Misfit) -> Remedy | None:
    """Quote a scalar where only text fits: there nobody can have meant the number or the date."""
    value, kinds = misfit.value, misfit.kinds
    if value is None or isinstance(value, (str, list, dict, set, bytes)) or "string" not in kinds:
        return None
    allowed = choices(misfit.keywords)
    if _OTHER_SCALARS.intersection(kinds) or (allowed and misfit.written not in allowed):
        return None
    return remedies.quote(misfit.path)


def near_miss(path: Path, value: Any, allowed: Iterable[Any]) -> Remedy | None:
    """Write the choice that differs from the value only in case, ``-`` and ``_``."""
    if not isinstance(value, str):
        return None
    meant = [each for each in allowed if isinstance(each, str) and _bare(each) == _bare(value)]
    return remedies.write(path, meant[0], safe=True) if len(meant) == 1 else None


def _bare(tag: str) -> str:
    return tag.casefold().replace("-", "").replace("_", "")


def version_alias(path: Path, value: str, keywords: dict[str, Any]) -> Remedy | None:
    """Put a ``v`` before a version's number."""
    better = "v" + value.removeprefix("V")
    if value[:1] == "v" or not better[1:2].isdigit():
        return None
    if re.fullmatch(keywords["pattern"], better) is None:
        return None
    return remedies.write(path, better, safe=False)


def missing(path: Path, key: str) -> Remedy | None:
    """Write the one required key for which there is a value that says nothing."""
    if key != "metadata":
        return None
    return remedies.insert(path, key, {}, "write metadata: {}")


def hinted(book: Book, site: Site, name: str, hint: str) -> Remedy | None:
    """Do what a hint says: call a key by another name, or move it."""
    path = (*site.path, name)
    called = re.match(r"call it (\w+)", hint)
    if called is not None:
        return remedies.rename(path, called[1]) if called[1] not in site.value else None
    # A key to be moved *into* a mapping is mostly one of several, and the mapping is missing.
    steps = moved_to(hint) if hint.startswith("move it to ") else ()
    to = found(book, site, steps) if steps else None
    if to is None:
        return None
    return _move(path, to[:-1] if to[-1] == name else to)


def misplaced(path: Path, to: Path) -> Remedy | None:
    """Move a parameter of the model from one of the mappings around to the others."""
    around = path[:-1] in (PARAMETERS[:0], PARAMETERS[:1])
    return _move(path, to) if to == PARAMETERS and around else None


def _move(path: Path, to: Path) -> Remedy:
    where = ".".join(str(step) for step in to)
    return remedies.move(path, to, f"move it to {where}", make=to[-1] in _FREE_OF_DUTIES)
