"""The notes of a saved page, line by line: names, descriptions, bounds and allowed values."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from linter.apidocs.bounds import Bound, label, more_values, take

_TYPES = ("string", "integer", "number", "boolean", "object", "array", "any")
_ANNOTATION = r"\+\w+="
_COMMAND = r"curl\b|--(?:url|header|data|request)\b"
_NOISE = (
    r"(?i)(?:Show|Hide) child attributes|Was this page helpful\?|Successful Response|\.|required"
    r"|deprecated|read-only|default:.*|body|null"
)
_PARAMETERS = r"(?i)Authorizations|(?:Query|Path|Header|Cookie) Parameters|Headers"
_CONTENTS = r"(?i)(?:Request )?Body|Responses?"
_NOT_EMPTY = r"(?i)\bnon-?empty\b|\b(?:must not|cannot|can't) be empty\b"


_LONGEST_TEXT = 2_000
"""Characters past which no description is put together any longer."""


class Note(NamedTuple):
    """A description with the bounds after it; ``name`` is the field's where the page gives it.

    ``kind`` is the JSON type that the page writes beside the name.
    """

    name: str
    kind: str
    text: str
    line: int
    bounds: list[Bound]


def read_notes(text: str, examples: frozenset[str]) -> list[Note]:
    """Return the notes of a page whose example bodies are blanked out.

    ``examples`` are the texts that the bodies hold. A lone word is an allowed value if it is one
    of them: a page shows the first allowed value as its example.
    """
    reader = _Reader(examples)
    lines = list(_lines(text))
    for i, (number, line) in enumerate(lines):
        reader.read(number, line, lines[i + 1][1] if i + 1 < len(lines) else "")
    return reader.notes


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Yield the lines worth reading with their numbers, without Markdown's signs."""
    fenced = False
    for number, raw in enumerate(re.split(r"\r\n|\n|\r", text), 1):
        line = raw.strip()
        if line.startswith(("```", "~~~")):
            fenced = not fenced
        elif not fenced:
            line = re.sub(r"^(?:#+|[-*>])\s+", "", line).replace("`", "").replace("**", "").strip()
            if line:
                yield number, line


class _Reader:
    """Collects notes from one line after the other; a bound belongs to the note before it."""

    def __init__(self, examples: frozenset[str]) -> None:
        self.notes: list[Note] = []
        self._examples = examples
        self._aside = False
        self._after_response = False
        self._announced = ""

    def read(self, number: int, line: str, following: str) -> None:
        """Read a line; ``following`` is the one after it."""
        if re.fullmatch(_PARAMETERS, line):
            # No body holds the parameters of a request.
            self._aside = True
        elif re.fullmatch(_CONTENTS, line):
            self._aside = False
            self._after_response = line.lower().startswith("response")
        elif self._aside or re.match(_COMMAND, line):
            return
        elif not (self._after_response and re.fullmatch(r"[1-5]\d\d", line)):
            self._after_response = False
            self._content(number, line, following)

    def _content(self, number: int, line: str, following: str) -> None:
        last = self.notes[-1] if self.notes else None
        kind = _type_word(following)
        if kind and re.fullmatch(r"[A-Za-z_][\w.\[\]-]*", line) and not _type_word(line):
            self.notes.append(Note(line.replace("[]", "").split(".")[-1], kind, "", number, []))
        elif not (_type_word(line) and last is not None and last.name and not last.text):
            rest = self._bounds(number, line)
            if rest and not re.fullmatch(_NOISE, rest):
                self._text(number, rest)

    def _bounds(self, number: int, line: str) -> str:
        """Take bounds off the beginning of a line and return what is left of it."""
        rest, follows = line, False
        while rest:
            announced = label(rest)
            rest = rest[len(announced) :]
            taken = take(rest, announced or self._announced, follows, self._examples)
            self._announced = announced if announced and not rest else ""
            if taken is None:
                break
            for keyword, value in taken.found:
                self._add(Bound(keyword, value, number))
            rest, follows = taken.rest.strip(), True
        return rest

    def _add(self, bound: Bound) -> None:
        if not self.notes:
            self.notes.append(Note("", "", "", bound.line, []))
        self.notes[-1].bounds.append(bound)

    def _text(self, number: int, text: str) -> None:
        """Begin a note, or go on with one whose text was broken at a piece of code."""
        last = self.notes[-1] if self.notes else None
        if last is not None and last.bounds and (values := more_values(text)):
            before = last.bounds[-1]
            if isinstance(before.value, tuple):
                last.bounds[-1] = before._replace(value=(*before.value, *values))
                return
        if last is not None and not last.bounds and self._goes_on(last, text):
            self.notes[-1] = last._replace(text=f"{last.text} {text}".strip())
        else:
            self.notes.append(Note("", "", text, number, []))
        if re.search(_NOT_EMPTY, text):
            self._add(Bound("minItems", 1.0, number))

    def _goes_on(self, last: Note, text: str) -> bool:
        if last.name and not last.text:
            return True
        return (
            0 < len(last.text) < _LONGEST_TEXT
            and not text[0].isupper()
            and not re.match(_ANNOTATION, text)
        )


def _type_word(line: str) -> str:
    """Return the JSON type of a line that is a type as pages write it, else nothing."""
    match = re.fullmatch(r"(?:enum<)?([a-z]+)>?(\[\])*(?:\s*\|\s*null)?", line)
    if match is None or match[1] not in _TYPES:
        return ""
    return "array" if match[2] else match[1]
