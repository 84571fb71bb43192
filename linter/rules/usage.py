"""Which variables a manifest declares, and which ones its texts use."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from linter.finding import Path
from linter.nearest import fold, nearest
from linter.placeholders import MOST, Placeholder, is_name, repaired
from linter.rules.keys import misspelt
from linter.rules.words import number

if TYPE_CHECKING:
    from linter.manifest import Manifest

_SUGGESTION_BUDGET = 20_000
"""How many pairs of names are compared at most, about a tenth of a second's work."""

_WRITTEN_AS_BOOLEAN = ("on", "off", "yes", "no", "true", "false")


class Use(NamedTuple):
    """A placeholder of a name, and the text in which it stands."""

    path: Path
    placeholder: Placeholder


def declared(manifest: Manifest) -> set[str]:
    """Return the declared variables that a placeholder can name."""
    return {key for key in manifest.variables if isinstance(key, str) and is_name(key)}


def unnameable(manifest: Manifest) -> list[str]:
    """Return the declared variables that no placeholder can name."""
    return [key for key in manifest.variables if isinstance(key, str) and not is_name(key)]


def declares_nothing(manifest: Manifest) -> bool:
    """Whether the manifest has no variables at all, so that calls may well pass them all."""
    return not manifest.value.get("variables")


def is_image(path: Path) -> bool:
    """Whether a rendered text is an image's URL: its format has no room for placeholders."""
    return path[-1] == "url"


def undeclared(manifest: Manifest) -> dict[str, list[Use]]:
    """Return the names that placeholders use and nothing declares, in the order of first use.

    Names that stand only in the URLs of images are left out, for these URLs are refused anyway,
    and so is whatever another finding on the variables explains.
    """
    known = declared(manifest)
    found: dict[str, list[Use]] = {}
    for path, _, placeholders in manifest.placeholders:
        if is_image(path):
            continue
        for placeholder in placeholders:
            if placeholder.form == "whole" and placeholder.inner not in known:
                found.setdefault(placeholder.inner, []).append(Use(path, placeholder))
    if not found:
        return {}
    variables = manifest.value.get("variables")
    if variables is None:
        return {} if misspelt(manifest.value, "variables") else found
    if not isinstance(variables, dict):
        return {}
    explained = {fold(repaired(key)) for key in unnameable(manifest)}
    for key in variables:
        if isinstance(key, bool):
            explained.update(_WRITTEN_AS_BOOLEAN)
        elif isinstance(key, int):
            explained.add(number(key))
    return {name: uses for name, uses in found.items() if fold(name) not in explained}


class Names(NamedTuple):
    """Variables' names, and the same by what is left without case, underscores and the like."""

    known: set[str]
    folded: dict[str, str]


def lookup(known: set[str]) -> Names:
    """Prepare names for looking up how else they may be written."""
    return Names(known, {fold(name): name for name in known})


def intended(inner: str, names: Names) -> set[str]:
    """Return which of the names a malformed placeholder has in mind, spelt rightly."""
    meant = {word for word in re.findall(r"\w+", inner) if word in names.known}
    whole = names.folded.get(fold(repaired(inner)))
    return meant if whole is None else {*meant, whole}


def guesses(manifest: Manifest, names: Iterable[str]) -> dict[str, str]:
    """Return for undeclared names the declared one that is probably meant."""
    known = declared(manifest)
    meant = {}
    for name in islice(names, _SUGGESTION_BUDGET // max(1, len(known))):
        guess = nearest(name, known)
        if guess is not None:
            meant[name] = guess
    return meant


def unused(manifest: Manifest) -> list[str]:
    """Return the declared variables to which nothing refers, not even by mistake.

    None at all where a message's content is stored elsewhere, or there is more than is looked
    at, because nobody knows what that uses.
    """
    left = declared(manifest)
    count = 0
    for _, _, placeholders in manifest.placeholders:
        left.difference_update(p.inner for p in placeholders if p.form == "whole")
        count += len(placeholders)
    if not left or count >= MOST or not manifest.messages:
        return []
    if manifest.has_unknown_text or any(_is_stored(each) for _, each in manifest.messages):
        return []
    left -= _meant(manifest, left)
    for text in braced_texts(manifest.value):
        left.difference_update(match[1] for match in re.finditer(r"\{\{(\w+)\}\}", text))
    return [key for key in manifest.variables if key in left]


def _meant(manifest: Manifest, left: set[str]) -> set[str]:
    """Return which of the variables misspelt or malformed placeholders stand for."""
    names = lookup(left)
    meant: set[str] = set()
    misspellings = dict.fromkeys(undeclared(manifest))
    for _, _, placeholders in manifest.placeholders:
        for placeholder in placeholders:
            if placeholder.form == "whole":
                continue
            found = intended(placeholder.inner, names)
            meant |= found
            if not found:
                misspellings[repaired(placeholder.inner)] = None
    return meant.union(guesses(manifest, misspellings).values())


def braced_texts(root: Any) -> Iterator[str]:
    """Yield the texts below a value in which two braces open in a row, in no order."""
    waiting = [root]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            value = value.values()
        elif not isinstance(value, list):
            value = (value,)
        for item in value:
            if isinstance(item, str):
                # One brace is found much faster than two in a row, and most texts have none.
                if "{" in item and "{{" in item:
                    yield item
            elif isinstance(item, (dict, list)):
                waiting.append(item)


def _is_stored(message: dict[str, Any]) -> bool:
    """Whether a message's content, or a part of it, is a reference to stored data."""
    content = message.get("content")
    if isinstance(content, dict):
        return True
    parts = content if isinstance(content, list) else []
    return any(isinstance(part, dict) and isinstance(part.get("text"), dict) for part in parts)
