"""What the reference says, as data: objects, their fields, unions, formats and roots."""

from __future__ import annotations

from typing import Any, NamedTuple, TypeAlias

Schema: TypeAlias = dict[str, Any]


class Format(NamedTuple):
    """What a text has to look like: in words, and as a pattern for the whole text."""

    words: str
    pattern: str
    accepts: list[str]
    refuses: list[str]


class Field(NamedTuple):
    """A key of an object.

    ``types`` holds the alternatives of its type as schema fragments without annotations;
    ``bounds`` the keywords for numbers, lengths and counts; ``rules`` the rule that reports a
    failure, by keyword. ``default`` is a list of one value, or empty.
    """

    name: str
    types: list[Schema]
    required: bool
    nullable: bool
    default: list[Any]
    bounds: dict[str, float]
    format: Format | None
    rules: dict[str, str]
    since: str
    meaning: str


class Object(NamedTuple):
    """An object with its fields; ``hints`` says what to do about keys that do not belong."""

    name: str
    title: str
    text: str
    closed: bool
    fields: list[Field]
    hints: dict[str, str]


class Union(NamedTuple):
    """A choice among objects by the constant that each has under the key ``tag``."""

    name: str
    title: str
    text: str
    tag: str
    members: dict[str, str]


class Root(NamedTuple):
    """A schema to write: its name, what it describes, and the object that it starts with."""

    name: str
    definition: str
    text: str


class Reference(NamedTuple):
    """All of the reference; ``definitions`` by name, in the order of the pages."""

    definitions: dict[str, Object | Union]
    roots: list[Root]
    formats: dict[str, Format]
    facts: dict[str, str]
