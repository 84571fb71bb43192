"""Taking an entry out of a list or a mapping, and leaving every comment where it is."""

from __future__ import annotations

import re

from linter.document.layout import Layout
from linter.finding import Path
from linter.fixes.page import Page, Patch

_COLON = re.compile(r"[ \t]*:(?:[ \t]+[&!][^\s,\[\]{}]*)*")
_COMMA = re.compile(r"[ \t]*,")


def removal(page: Page, path: Path, *, comments: bool = False) -> list[Patch] | None:
    """Return the patches that take out the entry at a path; None where it stands unusually.

    Its ``comments`` go only where somebody has them written elsewhere, and only with whole lines.
    """
    layout = page.document.layout(path[:-1])
    number = layout.number(path[-1]) if layout is not None and path else None
    if layout is None or number is None:
        return None
    if layout.style != "block":
        return _from_flow(page, layout, number)
    if len(layout.entries) == 1:
        return _last_of_block(page, path[:-1], layout, comments)
    entry = layout.entries[number]
    if page.begins_line(entry.start):
        return lines(page, entry.start, entry.end, comments=comments)
    return _behind_dash(page, layout, number)


def lines(page: Page, start: int, end: int, *, comments: bool = False) -> list[Patch] | None:
    """Take out the lines from one offset to another; the comments in them stay, if not told."""
    if not page.ends_line(end):
        return None
    text = page.text
    at, stop = page.line_start(start), page.next_line(end)
    patches = []
    kept = () if comments else page.comments_in(start, page.line_end(end))
    for comment, comment_end in kept:
        line = page.line_start(comment)
        patches.append(Patch(at, line, ""))
        if not page.begins_line(comment):
            patches.append(Patch(line + len(page.indentation(comment)), comment, ""))
        at = page.next_line(comment_end)
    if stop == len(text) and not text.endswith(("\n", "\r")) and at < stop:
        # The file ends without a line break, and so it stays.
        at = len(text[:at].removesuffix("\n").removesuffix("\r"))
    patches.append(Patch(at, stop, ""))
    return [patch for patch in patches if patch.start < patch.end]


def _behind_dash(page: Page, layout: Layout, number: int) -> list[Patch] | None:
    """Take out the first key of a list's item, which shares its line with the dash."""
    if number != 0:
        return None
    entry, following = layout.entries[0], layout.entries[1]
    comments = page.comments_in(entry.start, following.start)
    stop = comments[0][0] if comments else following.start
    return [Patch(entry.start, stop, "")] if stop >= entry.end else None


def _last_of_block(page: Page, path: Path, layout: Layout, comments: bool) -> list[Patch] | None:
    """Take out the only entry, which leaves brackets: with nothing, the value would be null."""
    nothing = "{}" if layout.is_mapping else "[]"
    entry = layout.entries[0]
    if not page.begins_line(entry.start):
        if page.comments_in(entry.start, entry.end):
            return None
        return [Patch(entry.start, entry.end, nothing)]
    around = page.document.layout(path[:-1]) if path else None
    number = around.number(path[-1]) if around is not None else None
    if around is None or number is None:
        return None
    key = around.entries[number].key
    colon = _COLON.match(page.text, key.end) if key is not None else None
    rest = lines(page, entry.start, entry.end, comments=comments)
    if colon is None or rest is None:
        return None
    return [Patch(colon.end(), colon.end(), " " + nothing), *rest]


def _from_flow(page: Page, layout: Layout, number: int) -> list[Patch] | None:
    entries = layout.entries
    entry = entries[number]
    comma = _COMMA.match(page.text, entry.end)
    end = comma.end() if comma is not None else entry.end
    if number + 1 < len(entries):
        following = entries[number + 1].start
        if comma is None:
            return None
        if page.line_end(end) >= following:
            return [Patch(entry.start, following, "")]
        if page.begins_line(entry.start):
            return lines(page, entry.start, end)
        return _tail(page, entry.start, end)
    if number == 0:
        return [Patch(entry.start, end, "")]
    before = entries[number - 1].end
    if not page.comments_in(before, end):
        return [Patch(before, entry.end, "")]
    # The comma before it stays, for a comment follows: YAML allows one behind the last entry.
    if page.begins_line(entry.start) and page.ends_line(end):
        return lines(page, entry.start, end)
    return _tail(page, entry.start, end)


def _tail(page: Page, start: int, end: int) -> list[Patch] | None:
    """Take out the last entry of a line, and the blanks before it."""
    if page.comments_in(start, end):
        return None
    while page.text[start - 1] in " \t":
        start -= 1
    return [Patch(start, end, "")]
