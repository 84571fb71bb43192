"""Where in a TOML text its keys and values stand, which Python's reader of TOML does not tell.

Only texts that this reader accepts are looked at, so nothing is checked twice.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from linter.config.toml import parse
from linter.finding import Path

_BLANKS = re.compile(r"[ \t]*")
_SPACE = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_KEY = re.compile(r"""[A-Za-z0-9_-]+|"(?:[^"\\]|\\.)*"|'[^']*'""")
_STRING = re.compile(
    r'''"""(?:[^\\]|\\.)*?""""{0,2}|\'\'\'.*?\'\'\'\'{0,2}|"(?:[^"\\]|\\.)*"|'[^']*\'''', re.DOTALL
)
_OTHER = re.compile(r"[^,\]}#\r\n]*")


class Places(NamedTuple):
    """The offsets of keys and of values by their paths; list items are values alone."""

    keys: dict[Path, int]
    values: dict[Path, int]


class _Scanner:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.places = Places({}, {})
        self.lists: dict[Path, int] = {}
        """How many tables each list of tables has so far."""

    def scan(self) -> Places:
        table: Path = ()
        self.skip(_SPACE)
        while self.at < len(self.text):
            if self.text[self.at] == "[":
                table = self.header()
            else:
                self.entry(table)
            self.skip(_SPACE)
        return self.places

    def header(self) -> Path:
        """Read ``[table]`` or ``[[table]]`` and return the path of what is below it."""
        several = self.text.startswith("[[", self.at)
        start = self.at
        self.at += 2 if several else 1
        path = self.key(())
        self.at = self.text.index("]", self.at) + (2 if several else 1)
        if several:
            self.lists[path] = self.lists.get(path, 0) + 1
            path = (*path, self.lists[path] - 1)
        self.places.values.setdefault(path, start)
        return path

    def key(self, path: Path) -> Path:
        """Read a key, which may have dots, and return its path; of a list of tables, the last."""
        while True:
            self.skip(_BLANKS)
            start = self.at
            written = self.skip(_KEY)
            name = written if written[0] not in "\"'" else next(iter(parse(f"{written}=0")))
            path = (*path, name)
            self.places.keys.setdefault(path, start)
            self.skip(_BLANKS)
            if self.text[self.at] != ".":
                return path
            self.at += 1
            if path in self.lists:
                path = (*path, self.lists[path] - 1)

    def entry(self, table: Path) -> None:
        """Read ``key = value``."""
        path = self.key(table)
        self.at += 1
        self.skip(_BLANKS)
        self.value(path)

    def value(self, path: Path) -> None:
        """Read a value; lists and inline tables with what is in them."""
        self.places.values[path] = self.at
        opened = self.text[self.at]
        if opened not in "[{":
            self.skip(_STRING if opened in "\"'" else _OTHER)
            return
        self.at += 1
        index = 0
        self.skip(_SPACE)
        while self.text[self.at] not in "]}":
            if opened == "[":
                self.value((*path, index))
                index += 1
            else:
                self.entry(path)
            self.skip(_SPACE)
            if self.text[self.at] == ",":
                self.at += 1
                self.skip(_SPACE)
        self.at += 1

    def skip(self, pattern: re.Pattern[str]) -> str:
        """Go past what a pattern matches here and return it."""
        match = pattern.match(self.text, self.at)
        assert match is not None
        self.at = match.end()
        return match[0]


@lru_cache(maxsize=1)
def locate(text: str) -> Places:
    """Return where the keys and values of a TOML text stand."""
    return _Scanner(text).scan()
