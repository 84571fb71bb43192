"""The reference pages' tables -> the model; every mistake in them by file and line."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from linter.schemagen.cells import (
    BOUNDED,
    parse_bounds,
    parse_default,
    parse_rules,
    parse_type,
    parse_yes,
)
from linter.schemagen.markdown import (
    Row,
    Section,
    Table,
    TableError,
    code_spans,
    plain,
    sections,
    slug,
)
from linter.schemagen.model import Field, Format, Object, Reference, Root, Schema, Union

_CLOSED, _OPEN = "field", "field (others may occur)"
_FIELD = (
    "type",
    "required",
    "null",
    "default",
    "bounds",
    "format",
    "rule",
    "since",
    "meaning",
)
_HINT = ("key that does not belong here", "instead")
_FORMAT = ("format", "pattern", "accepts", "refuses")
_ROOT = ("schema", "root", "of what")
_FACT = ("fact", "value")


def read(pages: Iterable[tuple[str, str]]) -> Reference:
    """Read pages, given as names with texts; a name's last part is what links call the page."""
    found = [section for file, text in pages for section in sections(file, text)]
    names = _names(found)
    formats: dict[str, Format] = {}
    facts: dict[str, str] = {}
    root_rows: list[Row] = []
    for _, table in _tables(found):
        if table.columns == _FORMAT:
            formats.update((row.cells["format"], _format(row)) for row in table.rows)
        elif table.columns == _FACT:
            facts.update((row.cells["fact"], row.cells["value"]) for row in table.rows)
        elif table.columns == _ROOT:
            root_rows += table.rows
    definitions: dict[str, Object | Union] = {}
    for section in found:
        definition = _definition(section, names, formats)
        if definition:
            definitions[definition.name] = definition
    roots = [_root(row, names) for row in root_rows]
    return Reference(definitions, roots, formats, facts)


def _tables(found: list[Section]) -> Iterable[tuple[Section, Table]]:
    return ((section, table) for section in found for table in section.tables)


def _names(found: list[Section]) -> dict[str, str]:
    """Return the definition's name for every link that may lead to it."""
    names: dict[str, str] = {}
    for section in found:
        if not any(_is_fields(table) or _is_union(table) for table in section.tables):
            continue
        name = "".join(word[:1].upper() + word[1:] for word in _words(section.heading))
        if name in names.values():
            raise TableError(section.file, section.line, f'"{section.heading}" is defined twice')
        names[f"{_page(section.file)}#{slug(section.heading)}"] = name
    return names


def _words(heading: str) -> list[str]:
    return heading.replace("-", " ").split()


def _page(file: str) -> str:
    return file.rpartition("/")[2]


def _is_fields(table: Table) -> bool:
    return table.columns[0] in (_CLOSED, _OPEN) and table.columns[1:] == _FIELD


def _is_union(table: Table) -> bool:
    return table.columns[1:] == ("object", "meaning")


def _definition(
    section: Section, names: dict[str, str], formats: dict[str, Format]
) -> Object | Union | None:
    known = (_HINT, _FORMAT, _ROOT, _FACT)
    shape: Object | Union | None = None
    hints: dict[str, str] = {}
    for table in section.tables:
        if table.columns == _HINT:
            hints.update((_code(row, _HINT[0]), plain(row.cells["instead"])) for row in table.rows)
        elif _is_fields(table) or _is_union(table):
            if shape:
                raise TableError(section.file, table.line, "a second table for one heading")
            shape = _shape(section, table, names, formats)
        elif table.columns not in known:
            raise TableError(
                section.file, table.line, f"no known table has the columns {table.columns}"
            )
    if hints and not isinstance(shape, Object):
        raise TableError(section.file, section.line, "keys that do not belong to no object")
    if not isinstance(shape, Object):
        return shape
    both = {field.name for field in shape.fields} & set(hints)
    if both:
        raise TableError(section.file, section.line, f'"{min(both)}" does and does not belong')
    return shape._replace(hints=hints)


def _shape(
    section: Section, table: Table, names: dict[str, str], formats: dict[str, Format]
) -> Object | Union:
    name = names[f"{_page(section.file)}#{slug(section.heading)}"]
    if not section.text:
        raise TableError(section.file, section.line, "a sentence is missing under the heading")
    title, text = section.heading, plain(section.text)
    if _is_union(table):
        members = {_code(row, table.columns[0]): _link(row, names) for row in table.rows}
        return Union(name, title, text, table.columns[0], members)
    fields = [_field(row, table.columns[0], names, formats) for row in table.rows]
    twice = {one.name for one in fields if sum(one.name == other.name for other in fields) > 1}
    if twice:
        raise TableError(section.file, table.line, f'the field "{min(twice)}" stands here twice')
    return Object(name, title, text, table.columns[0] == _CLOSED, fields, {})


def _field(row: Row, first: str, names: dict[str, str], formats: dict[str, Format]) -> Field:
    cells = row.cells
    words = cells["format"]
    if words and words not in formats:
        raise row.broken(f'the format "{words}" is not on the page of formats')
    try:
        bounds = parse_bounds(cells["bounds"])
        types = [_resolved(one, row, names) for one in parse_type(cells["type"])]
        field = Field(
            name=_code(row, first),
            types=types,
            required=parse_yes(cells["required"]),
            nullable=parse_yes(cells["null"]),
            default=parse_default(cells["default"], code_spans(cells["default"])),
            bounds=bounds,
            format=formats.get(words),
            rules=parse_rules(cells["rule"], bounds),
            since=cells["since"],
            meaning=cells["meaning"],
        )
    except ValueError as error:
        raise row.broken(str(error)) from None
    _check_field(field, row)
    return field


def _check_field(field: Field, row: Row) -> None:
    kinds = {one.get("type") for one in field.types}
    if field.format and "string" not in kinds:
        raise row.broken("a format is for a text, and the type names none")
    if "pattern" in field.rules and not field.format:
        raise row.broken("a rule for the format, and no format")
    for keyword in field.bounds:
        if not kinds & set(BOUNDED[keyword]):
            raise row.broken(f"bounds for {' or '.join(BOUNDED[keyword])}, and the type is another")
    if not field.meaning:
        raise row.broken("the meaning is missing")


def _resolved(schema: Schema, row: Row, names: dict[str, str]) -> Schema:
    """Turn the links in a type into references to definitions."""

    def walk(value: Any) -> Any:
        if isinstance(value, list):
            return [walk(item) for item in value]
        if not isinstance(value, dict):
            return value
        if "$ref" in value:
            return {"$ref": "#/$defs/" + _target(value["$ref"], row, names)}
        return {key: walk(item) for key, item in value.items()}

    resolved: Schema = walk(schema)
    return resolved


def _target(link: str, row: Row, names: dict[str, str]) -> str:
    full = _page(row.file) + link if link.startswith("#") else link
    if full not in names:
        raise row.broken(f"the link {link} leads to no table")
    return names[full]


def _link(row: Row, names: dict[str, str], column: str = "object") -> str:
    try:
        [schema] = parse_type(row.cells[column])
        return _target(schema["$ref"], row, names)
    except (ValueError, KeyError):
        raise row.broken(f"the {column} {row.cells[column]} is not a link") from None


def _root(row: Row, names: dict[str, str]) -> Root:
    return Root(_code(row, "schema"), _link(row, names, "root"), plain(row.cells["of what"]))


def _format(row: Row) -> Format:
    pattern = _code(row, "pattern")
    accepts, refuses = code_spans(row.cells["accepts"]), code_spans(row.cells["refuses"])
    return Format(row.cells["format"], pattern, accepts, refuses)


def _code(row: Row, column: str) -> str:
    spans = code_spans(row.cells[column])
    if len(spans) != 1:
        raise row.broken(f'the column "{column}" needs one word between backticks')
    return spans[0]
