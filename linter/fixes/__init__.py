"""Remedies to fixes: what a rule says in paths becomes edits of the file's own text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import lru_cache

from linter.document import Document
from linter.finding import At, Change, Edit, Fix, Path, Remedy
from linter.fixes.inserting import insertion, item, items
from linter.fixes.moving import moving
from linter.fixes.page import ALIAS, ANCHOR, Page, Patch
from linter.fixes.removing import lines, removal
from linter.source import Span

LARGEST = 1_000_000
"""Characters up to which a file is mended; nobody writes a longer one by hand."""


def fix(document: Document, base: Path, remedy: Remedy) -> Fix | None:
    """Return a remedy as edits of a document's text; ``base`` is where its paths begin.

    None where the text is too unusual to be edited, or a credential would have to be.
    """
    source = document.source
    if len(source.text) > LARGEST:
        return None
    page = _page(document)
    patches: list[Patch] = []
    changes: list[Change] = []
    for change in remedy.changes:
        moved = change._replace(path=base + change.path, to=base + change.to)
        made = _MAKERS[change.act](page, moved)
        if made is None:
            return None
        patches += made[0]
        changes.append(made[1])
    if any(_touches_credential(page, patch) or _parts_aliases(page, patch) for patch in patches):
        return None
    patches.sort(key=lambda patch: patch[:2])
    edits = (Edit(source.place(Span(start, end)), text) for start, end, text in patches)
    return Fix(remedy.message, tuple(edits), remedy.safe, tuple(changes))


def join(one: Fix | None, other: Fix | None) -> Fix | None:
    """Return the fix of two findings that are one: an anchor is met on every way that leads to it.

    Fixes that would do different things are none.
    """
    if one is None or other is None or one.edits != other.edits:
        return None
    more = tuple(change for change in other.changes if change not in one.changes)
    return one._replace(changes=(*one.changes, *more))


@lru_cache(maxsize=4)
def _page(document: Document) -> Page:
    return Page(document)


def _touches_credential(page: Page, patch: Patch) -> bool:
    from linter.credentials import redacted

    old = page.text[patch.start : patch.end]
    return redacted(old) != old or redacted(patch.text) != patch.text


def _parts_aliases(page: Page, patch: Patch) -> bool:
    """Whether an anchor would go or move that aliases elsewhere stand for."""
    old = page.text[patch.start : patch.end]
    if page.is_json or "&" not in old:
        return False
    inside = Counter(ALIAS.findall(old))
    return any(page.aliases[name] > inside[name] for name in ANCHOR.findall(old))


_Made = tuple[list[Patch], Change] | None


def _quote(page: Page, change: Change) -> _Made:
    span = page.document.span(change.path)
    text = page.text[slice(*span)]
    if not page.is_json and page.document.written(change.path) != text:
        return None
    quoted = page.quoted(text, page.document.quotation_mark(change.path))
    if quoted is None:
        return None
    return [Patch(*span, quoted)], Change("write", change.path, text)


def _write(page: Page, change: Change) -> _Made:
    span = page.document.span(change.path)
    value = change.value
    text = page.text[slice(*span)]
    spelt = page.spelt(value, change.path, text) if isinstance(value, str) else str(value)
    return None if not text or spelt is None else ([Patch(*span, spelt)], change)


def _spell(page: Page, change: Change) -> _Made:
    span = page.document.span(change.path, chars=change.chars)
    return [Patch(*span, change.value)], change


def _rename(page: Page, change: Change) -> _Made:
    span = page.document.span(change.path, At.KEY)
    text = page.text[slice(*span)]
    if change.key is None:
        quoted = page.quoted(text, page.document.quotation_mark(change.path))
        return None if quoted is None else ([Patch(*span, quoted)], change._replace(key=text))
    spelt = page.spelt(change.key, change.path, text)
    return None if spelt is None else ([Patch(*span, spelt)], change)


def _remove(page: Page, change: Change) -> _Made:
    patches = removal(page, change.path)
    return None if patches is None else (patches, change)


def _insert(page: Page, change: Change) -> _Made:
    layout = page.document.layout(change.path)
    if layout is not None and layout.number(change.key) is not None:
        return None
    if change.key is None:
        new = items(page, change.path, change.value)
    else:
        new = item(page, change.path, change.key, change.value)
    patches = insertion(page, change.path, new, change.below) if new is not None else None
    return None if patches is None else (patches, change)


def _move(page: Page, change: Change) -> _Made:
    patches = moving(page, change.path, change.to, make=change.value)
    return None if patches is None else (patches, change)


def _drop(page: Page, change: Change) -> _Made:
    span = page.document.empty_at
    if span is None or page.text[slice(*span)] != "---":
        return None
    patches = lines(page, *span)
    return None if patches is None else (patches, change)


_MAKERS: dict[str, Callable[[Page, Change], _Made]] = {
    "quote": _quote,
    "write": _write,
    "spell": _spell,
    "rename": _rename,
    "remove": _remove,
    "insert": _insert,
    "move": _move,
    "drop": _drop,
}
