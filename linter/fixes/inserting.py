"""Giving a mapping one more entry, in the style in which it is written."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from linter.document.layout import Entry, Layout
from linter.finding import Path
from linter.fixes.page import Page, Patch

_COMMA = re.compile(r"[ \t]*,")


class Item(NamedTuple):
    """An entry to write: ``flow`` is its value for braces, ``block`` are its lines in a block.

    Either is None where the entry can't be written that way. Only JSON has line breaks in ``flow``.
    ``inner`` are the entries of a value that is a new mapping.
    """

    key: str
    flow: str | None
    block: tuple[str, ...] | None
    inner: tuple[Item, ...] = ()


def item(page: Page, path: Path, key: str, value: Any) -> Item | None:
    """Write a value that fixes make: null, or a mapping of such values."""
    spelt = page.spelt(key, (*path, key))
    if spelt is None:
        return None
    if value is None or value == {}:
        word = "null" if value is None else "{}"
        return Item(spelt, word, (f"{spelt}: {word}",))
    made = _each(page, (*path, key), value)
    return within(page, spelt, *made) if made is not None else None


def items(page: Page, path: Path, values: dict[str, Any]) -> Item | None:
    """Write several entries that go to one place, as one."""
    made = _each(page, path, values)
    if made is None:
        return None
    (first, *others) = made
    flow = [first.flow or "", *(f"{one.key}: {one.flow}" for one in others)]
    return Item(first.key, ", ".join(flow), tuple(line for one in made for line in one.block or ()))


def _each(page: Page, path: Path, values: dict[str, Any]) -> list[Item] | None:
    made = [item(page, path, key, value) for key, value in values.items()]
    written = [one for one in made if one is not None]
    return written if len(written) == len(made) else None


def within(page: Page, key: str, *inner: Item) -> Item:
    """Put entries into a new mapping under a key."""
    flow = block = None
    if all(one.flow is not None for one in inner):
        flow = "{" + ", ".join(f"{one.key}: {one.flow}" for one in inner) + "}"
    if all(one.block is not None for one in inner):
        lines = (_indented(page.step, line) for one in inner for line in one.block or ())
        block = (f"{key}:", *lines)
    return Item(key, flow, block, inner)


def _indented(indent: str, line: str) -> str:
    """Return a line with an indentation, which an empty one does without."""
    return indent + line if line else ""


def insertion(page: Page, path: Path, new: Item, below: tuple[str, ...] = ()) -> list[Patch] | None:
    """Return the patches that write an entry into the mapping at a path, or the null there.

    It goes below the leading run of keys in ``below``, else to the end. None where the mapping
    stands unusually.
    """
    layout = page.document.layout(path)
    if layout is None:
        return _in_place_of_null(page, path, new)
    if not layout.is_mapping:
        return None
    if not layout.entries:
        return _in_braces(page, layout, new)
    run = 0
    while run < len(layout.entries) and layout.entries[run].name in below:
        run += 1
    number = run - 1 if run else len(layout.entries) - 1
    if layout.style == "block":
        return _in_block(page, layout, number, new)
    return _in_flow(page, layout, number, new)


def _in_place_of_null(page: Page, path: Path, new: Item) -> list[Patch] | None:
    around = page.document.layout(path[:-1]) if path else None
    number = around.number(path[-1]) if around is not None else None
    if around is None or number is None:
        return None
    entry = around.entries[number]
    written = page.text[entry.value.start : entry.value.end]
    if written in ("null", "~"):
        flow = _flow(page, new, entry.start, ": ")
        return None if flow is None else [Patch(*entry.value, "{" + flow + "}")]
    if written or around.style != "block" or new.block is None or not page.ends_line(entry.end):
        return None
    indent = " " * page.column(around) + page.step
    at = page.line_end(entry.end)
    return [Patch(at, at, "".join(page.newline + _indented(indent, line) for line in new.block))]


def _in_braces(page: Page, layout: Layout, new: Item) -> list[Patch] | None:
    """Write the first entry of ``{}``."""
    if page.text[layout.span.start + 1 : layout.span.end - 1].strip():
        return None
    flow = _flow(page, new, layout.span.start, ": ")
    return None if flow is None else [Patch(*layout.span, "{" + flow + "}")]


def _in_block(page: Page, layout: Layout, number: int, new: Item) -> list[Patch] | None:
    entry = layout.entries[number]
    if new.block is None or not page.ends_line(entry.end):
        return None
    at = page.line_end(entry.end)
    indent = " " * page.column(layout)
    text = "".join(page.newline + _indented(indent, line) for line in new.block)
    if len(new.block) > 1 and number + 1 < len(layout.entries):
        following = page.line_end(page.next_line(at))
        if not page.text[at:following].strip():
            # Blank lines part what stands here, and so one does what is new.
            text = page.newline + text
    return [Patch(at, at, text)]


def _in_flow(page: Page, layout: Layout, number: int, new: Item) -> list[Patch] | None:
    entries = layout.entries
    entry = entries[number]
    colon = _colon(page, entry)
    flow = _flow(page, new, entry.start, colon)
    if flow is None:
        return None
    if number + 1 < len(entries):
        following = entries[number + 1].start
        if not page.comments_in(entry.end, following):
            return [Patch(entry.end, entry.end, page.text[entry.end : following] + flow)]
        break_ = page.newline + page.indentation(following)
        return [Patch(following, following, flow + "," + break_)]
    own_line = page.begins_line(entry.start)
    between = "," + page.newline + page.indentation(entry.start) if own_line else ", "
    if number and not page.comments_in(entries[number - 1].end, entry.start):
        between = page.text[entries[number - 1].end : entry.start]
    elif not own_line and colon == ":":
        between = ","
    if not page.comments_in(entry.end, min(page.line_end(entry.end), layout.span.end)):
        return [Patch(entry.end, entry.end, between + flow)]
    # A comment on the last line is about the entry before it.
    comma = _COMMA.match(page.text, entry.end)
    end = page.line_end(entry.end)
    line = Patch(end, end, page.newline + page.indentation(entry.start) + flow)
    return [line] if comma is not None else [Patch(entry.end, entry.end, ","), line]


def _colon(page: Page, entry: Entry) -> str:
    """Return what stands between the key and the value of a neighbour."""
    between = page.text[entry.key.end : entry.value.start] if entry.key is not None else ""
    return between if between.strip(" ") == ":" else ": "


def _flow(page: Page, new: Item, near: int, colon: str) -> str | None:
    """Write an entry for braces, beside the neighbour at the offset ``near``.

    JSON in which that one begins its line has what is inside of a new mapping on lines, too.
    """
    if new.flow is None:
        return None
    outer = page.newline + page.indentation(near)
    if not new.inner:
        return new.key + colon + _spread(page, new.flow, outer)
    entries = [one.key + colon + (one.flow or "") for one in new.inner]
    if page.is_json and page.begins_line(near):
        deeper = outer + page.step
        inside = f",{deeper}".join(_spread(page, entry, deeper) for entry in entries)
        return f"{new.key}{colon}{{{deeper}{inside}{outer}}}"
    return f"{new.key}{colon}{{{', '.join(entries)}}}"


def _spread(page: Page, flow: str, outer: str) -> str:
    """Write the lines of a value below each other; ``outer`` goes before each but the first."""
    first, *rest = flow.split("\n")
    return first + "".join(outer + line if line else page.newline for line in rest)
