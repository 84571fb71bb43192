"""Several kinds of mapping at one place: by which key they are told apart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from linter.schemagen.model import Schema
from linter.schemagen.openapi.agree import Part, closest, members, tag_of
from linter.schemagen.openapi.branches import Branch, Branches


class Tagged(NamedTuple):
    """Kinds of mapping by what each has under the key ``tag``.

    ``guessed`` are the values that the document leaves open and ours has for such a mapping.
    """

    tag: str
    members: dict[str, Branch]
    guessed: list[str]


def told_apart(
    found: Sequence[Branch],
    branches: Branches,
    ours: Part,
    definitions: dict[str, Schema],
    where: str,
) -> Tagged | None:
    """Return the kinds of mapping by their tag; None where no key tells them apart."""
    candidates = [tag_of(ours)]
    candidates += [key for branch in found for key, _ in branch.pins]
    candidates += list(found[0].keywords.get("properties", {}))
    for tag in dict.fromkeys(filter(None, candidates)):
        known = members(ours, definitions) if tag == tag_of(ours) else {}
        tagged = _by(tag, found, branches, known, where)
        if tagged is not None:
            return tagged
    return None


def pinned_values(branch: Branch, key: str, branches: Branches, where: str) -> tuple[str, ...]:
    """Return the texts of which a mapping must have one under a key, none where it is free."""
    schema = branch.keywords.get("properties", {}).get(key)
    values = []
    for each in branches.of(schema, f"{where}.{key}") if schema is not None else ():
        choices = each.keywords.get("enum", [None])
        if not all(isinstance(choice, str) for choice in choices):
            break
        values += choices
    else:
        if values:
            return tuple(dict.fromkeys(values))
    return next((values for pinned, values in branch.pins if pinned == key), ())


def _by(
    tag: str, found: Sequence[Branch], branches: Branches, known: dict[str, Part], where: str
) -> Tagged | None:
    values = [pinned_values(branch, tag, branches, where) for branch in found]
    told = [value for several in values for value in several]
    left = {value: part for value, part in known.items() if value not in told}
    tagged: dict[str, Branch] = {}
    guessed: list[str] = []
    for branch, several in zip(found, values, strict=True):
        if not several and left:
            guess = closest(branch.keywords.get("properties", {}).keys() - {tag}, left)
            several = () if guess is None else (guess,)
            guessed += several
        if not several or tagged.keys() & set(several):
            return None
        tagged.update(dict.fromkeys(several, branch))
    return Tagged(tag, tagged, guessed)
