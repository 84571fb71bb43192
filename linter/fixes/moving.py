"""Taking an entry from one mapping to another."""

from __future__ import annotations

import re

from linter.document.layout import Entry, Layout
from linter.finding import Path
from linter.fixes.inserting import Item, insertion, within
from linter.fixes.page import Page, Patch
from linter.fixes.removing import removal

_COLON = re.compile(r"[ \t]*:[ \t]*")


def moving(page: Page, path: Path, to: Path, *, make: bool) -> list[Patch] | None:
    """Return the patches that take an entry to the mapping at another path.

    That mapping may be one to ``make``, if the one around it is there. From block to block, the
    comment behind the entry goes with it.
    """
    layout = page.document.layout(path[:-1])
    number = layout.number(path[-1]) if layout is not None else None
    if layout is None or number is None or not to:
        return None
    entry = layout.entries[number]
    new = _lifted(page, layout, entry)
    around = page.document.layout(to[:-1])
    there = page.document.layout(to)
    if there is not None and there.number(path[-1]) is not None:
        return None
    if new is not None and around is not None and around.number(to[-1]) is None:
        if not make:
            return None
        key = page.spelt(str(to[-1]), to)
        new, to = within(page, key, new) if key else None, to[:-1]
    put = insertion(page, to, new) if new is not None else None
    gone = _gone(page, path, entry, put) if put else None
    if not put or not gone:
        return None
    put = _beside(page, put, gone)
    return [*gone, *put] if put else None


def _beside(page: Page, put: list[Patch], gone: list[Patch]) -> list[Patch] | None:
    """Write lines that would go below the last of those taken out below the line before these."""
    moved = []
    for patch in put:
        hole = next(
            (each for each in gone if each.start < patch.end and patch.start < each.end), None
        )
        if hole is not None:
            before = page.text[: hole.start].removesuffix("\n").removesuffix("\r")
            if len(before) == hole.start or patch.start != patch.end:
                return None
            patch = Patch(len(before), len(before), patch.text)
        moved.append(patch)
    return moved


def _gone(page: Page, path: Path, entry: Entry, put: list[Patch]) -> list[Patch] | None:
    """Take out what was moved, with the comments that were moved, too."""
    comments = page.comments_in(entry.start, page.line_end(entry.end))
    moved = all(page.text[at:end] in put[-1].text for at, end in comments)
    return removal(page, path, comments=moved)


def _lifted(page: Page, layout: Layout, entry: Entry) -> Item | None:
    """Return an entry as it is written, ready to be written elsewhere."""
    colon = _COLON.match(page.text, entry.key.end) if entry.key is not None else None
    if entry.key is None or colon is None:
        return None
    key = page.text[entry.key.start : entry.key.end]
    value = page.text[colon.end() : entry.end]
    flow: str | None = value
    if "\n" in value or "\r" in value:
        flow = None
        if page.is_json:
            flow = "\n".join(_dedented(value, page.indentation(entry.start)) or ()) or None
    block: tuple[str, ...] | None = (f"{key}: {value}",) if flow is not None else None
    if layout.style == "block" and page.begins_line(entry.start) and page.ends_line(entry.end):
        start = page.line_start(entry.start)
        indent = page.text[start : entry.start]
        block = _dedented(page.text[start : page.line_end(entry.end)], indent)
    return Item(key, flow, block)


def _dedented(text: str, indent: str) -> tuple[str, ...] | None:
    """Return lines without an indentation that all of them have, the first one maybe not.

    A blank line may have less of it, which says nothing, and is empty then.
    """
    first, *rest = re.split(r"\r\n|\n|\r", text)
    if any(line.strip() and not line.startswith(indent) for line in rest):
        return None
    return (first.removeprefix(indent), *(line[len(indent) :] for line in rest))
