"""Markdown pages -> their sections and tables, each row with its line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple


class TableError(Exception):
    """A reference page that can't be read; the message is one line with file and line number."""

    def __init__(self, file: str, line: int, message: str) -> None:
        super().__init__(f"{file}:{line}: {message}")


class Row(NamedTuple):
    """A row of a table; ``cells`` by the heading of their column."""

    file: str
    line: int
    cells: dict[str, str]

    def broken(self, message: str) -> TableError:
        """Return the error that points at this row."""
        return TableError(self.file, self.line, message)


class Table(NamedTuple):
    """A table; ``line`` is the one of its header."""

    line: int
    columns: tuple[str, ...]
    rows: list[Row]


class Section(NamedTuple):
    """A heading with what follows up to the next one; ``text`` is its first paragraph."""

    file: str
    line: int
    heading: str
    text: str
    tables: list[Table]


def sections(file: str, text: str) -> list[Section]:
    """Return the sections of a page; ``file`` is the name that errors show."""
    found: list[Section] = []
    block: list[tuple[int, str]] = []
    for number, line in _outside_fences(text):
        if line.startswith("#"):
            _add_block(found, file, block)
            block = []
            found.append(Section(file, number, line.lstrip("#").strip(), "", []))
        elif line.strip():
            block.append((number, line))
        else:
            _add_block(found, file, block)
            block = []
    _add_block(found, file, block)
    return found


def slug(heading: str) -> str:
    """Return the anchor that GitHub gives to a heading."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def plain(markdown: str) -> str:
    """Return inline Markdown as plain text: no backticks, links as their words."""
    return re.sub(r"\*\*|`", "", without_links(markdown))


def without_links(markdown: str) -> str:
    """Return Markdown with links as their words."""
    return re.sub(r"\[([^\]]+)\]\([^)]+\)", r"\1", markdown)


def code_spans(cell: str) -> list[str]:
    """Return what stands in a cell between single or double backticks, in order."""
    return [match[1] for match in re.findall(r"(?<!`)(`{1,2})(?!`)(.+?)(?<!`)\1(?!`)", cell)]


def _outside_fences(text: str) -> Iterator[tuple[int, str]]:
    inside = False
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith("```"):
            inside = not inside
        elif not inside:
            yield number, line


def _add_block(found: list[Section], file: str, block: list[tuple[int, str]]) -> None:
    """Put lines that stand together to the last section: a table, or its first paragraph."""
    if not block:
        return
    if block[0][1].startswith("|"):
        if not found:
            raise TableError(file, block[0][0], "a table needs a heading above it")
        found[-1].tables.append(_table(file, block))
    elif found and not found[-1].text and not found[-1].tables:
        found[-1] = found[-1]._replace(text=" ".join(line.strip() for _, line in block))


def _table(file: str, block: list[tuple[int, str]]) -> Table:
    line, header = block[0]
    columns = tuple(plain(cell) for cell in _cells(header))
    if len(block) < 2 or set(block[1][1]) - set("|-: "):
        raise TableError(file, line, "a table needs a line of dashes under its header")
    rows = []
    for number, text in block[2:]:
        cells = _cells(text)
        if len(cells) != len(columns):
            raise TableError(
                file, number, f"{len(cells)} cells in this row, the header has {len(columns)}"
            )
        # A dash says "none" to a reader; an empty cell says it to the code.
        values = ("" if cell == "–" else cell for cell in cells)
        rows.append(Row(file, number, dict(zip(columns, values, strict=True))))
    return Table(line, columns, rows)


def _cells(line: str) -> list[str]:
    inner = line.strip().removeprefix("|").removesuffix("|")
    return [cell.replace("\\|", "|").strip() for cell in re.split(r"(?<!\\)\|", inner)]
