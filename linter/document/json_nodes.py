"""A JSON text as nodes with offsets, scanned only when a place is needed or a fault exists."""

from __future__ import annotations

import re
from typing import NamedTuple

from linter.document.pieces import Piece, Spelling
from linter.source import Span

_BLANK = re.compile(r"[ \t\n\r]*")
_BAD = re.compile(r'[\x00-\x1f]|\\(?!["/bfnrt]|u[0-9a-fA-F]{4})')
_ATOM = re.compile(
    r"-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?(?![\w.+-])|(?:true|false|null)\b", re.A
)
_WORD = re.compile(r"[\w.+-]+")
_PIECE = re.compile(r"\\u([0-9a-fA-F]{4})|\\(.)|([^\\]+)", re.S)
_SIMPLE = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}


class JsonNode(NamedTuple):
    """A value: its span, and its items (each with its key's text and span in an object)."""

    kind: str
    span: Span
    pairs: list[tuple[str, Span, JsonNode]]
    items: list[JsonNode]


class JsonError(Exception):
    """A text that is not JSON: where it goes wrong, and what to do about it."""

    def __init__(self, span: Span, message: str, rule: str = "syntax-error") -> None:
        super().__init__(message)
        self.span = span
        self.message = message
        self.rule = rule


class Scanner:
    """Scans one JSON text, strictly as RFC 8259 has it."""

    def __init__(self, text: str, max_depth: int, max_nodes: int) -> None:
        self._text = text
        # With letters for escaped backslashes, a backslash begins an escape; with letters for
        # escaped quotes too, a quote ends a string. A pattern for whole strings would need
        # memory for every escape.
        self._escapes = text.replace(r"\\", "xx")
        self._quotes = self._escapes.replace(r"\"", "xx")
        self._at = 0
        self._max_depth = max_depth
        self._max_nodes = max_nodes
        self._nodes = 0

    def scan(self) -> JsonNode:
        """Return the root node. Raises JsonError where the text is not JSON."""
        self._skip()
        root = self._value(1)
        self._skip()
        if self._at < len(self._text):
            raise self._error("the text goes on after the end of the JSON value")
        return root

    def _skip(self) -> str:
        self._at = _BLANK.match(self._text, self._at).end()  # type: ignore[union-attr]
        return self._text[self._at : self._at + 1]

    def _value(self, depth: int) -> JsonNode:
        self._nodes += 1
        if depth > self._max_depth and self._text[self._at : self._at + 1] in ("{", "["):
            message = f"nested deeper than {self._max_depth} levels"
            raise JsonError(Span(self._at, self._at + 1), message, "too-complex")
        if self._nodes > self._max_nodes:
            message = f"more than {self._max_nodes} values"
            raise JsonError(Span(self._at, self._at + 1), message, "too-complex")
        char = self._text[self._at : self._at + 1]
        if char == "{":
            return self._object(depth)
        if char == "[":
            return self._array(depth)
        if char == '"':
            return JsonNode("string", self._string(), [], [])
        match = _ATOM.match(self._text, self._at)
        if match is None:
            raise self._no_value(char)
        self._at = match.end()
        return JsonNode("atom", Span(*match.span()), [], [])

    def _object(self, depth: int) -> JsonNode:
        start = self._at
        self._at += 1
        pairs: list[tuple[str, Span, JsonNode]] = []
        char = self._skip()
        while char != "}":
            if char != '"':
                raise self._no_key(char, start)
            key = self._string()
            self._nodes += 1
            if self._skip() != ":":
                raise self._error("a colon is missing after this key", key)
            self._at += 1
            self._skip()
            pairs.append((decode(self._text, key), key, self._value(depth + 1)))
            char = self._next(start, "}")
        self._at += 1
        return JsonNode("object", Span(start, self._at), pairs, [])

    def _array(self, depth: int) -> JsonNode:
        start = self._at
        self._at += 1
        items: list[JsonNode] = []
        char = self._skip()
        while char != "]":
            if not char:
                raise self._error(
                    "the bracket that begins here is never closed", Span(start, start + 1)
                )
            items.append(self._value(depth + 1))
            char = self._next(start, "]")
        self._at += 1
        return JsonNode("array", Span(start, self._at), [], items)

    def _next(self, start: int, closing: str) -> str:
        """Move past a comma to the next entry, or stay at the closing bracket."""
        char = self._skip()
        if char == closing:
            return char
        if not char:
            raise self._error(
                "the bracket that begins here is never closed", Span(start, start + 1)
            )
        if char in "#/":
            raise self._comment()
        if char != ",":
            before = len(self._text[: self._at].rstrip(" \t\r\n"))
            raise self._error("a comma is missing after this", Span(before - 1, before))
        comma = self._at
        self._at += 1
        char = self._skip()
        if char == closing:
            raise self._error(
                f"remove this comma: nothing follows it before {closing}", Span(comma, comma + 1)
            )
        return char

    def _string(self) -> Span:
        start = self._at
        end = self._quotes.find('"', start + 1)
        bad = _BAD.search(self._escapes, start + 1, end if end >= 0 else len(self._text))
        if end < 0 or bad is not None:
            raise self._bad_string(bad.start() if bad is not None else None)
        self._at = end + 1
        return Span(start, end + 1)

    # Why it is not JSON

    def _error(self, message: str, span: Span | None = None) -> JsonError:
        return JsonError(span or self._here(), message)

    def _here(self) -> Span:
        if self._at >= len(self._text):
            end = len(self._text.rstrip())
            return Span(end, end)
        word = _WORD.match(self._text, self._at)
        return Span(self._at, word.end() if word else self._at + 1)

    def _comment(self) -> JsonError:
        return self._error("JSON has no comments: remove it")

    def _no_key(self, char: str, start: int) -> JsonError:
        if not char:
            return self._error("the brace that begins here is never closed", Span(start, start + 1))
        if char in "#/":
            return self._comment()
        return self._error('a key in double quotes is expected here, as in "name"')

    def _no_value(self, char: str) -> JsonError:
        if not char:
            return self._error("a value is missing at the end of the text")
        if char in "#/":
            return self._comment()
        if char == "'":
            return self._error('JSON has only double quotes: write "..."')
        word = self._text[self._here().start : self._here().end]
        if word in ("NaN", "Infinity", "-Infinity"):
            return self._error(f"JSON has no {word}: write a number or null")
        if word in ("True", "False", "None"):
            return self._error(f"{word} is not JSON: write {word.lower().replace('none', 'null')}")
        if char.isdigit() or char in "+-.":
            return self._error(
                "this is not a JSON number: no leading zero, plus sign or lone point"
            )
        if char in ",]}:":
            return self._error("a value is missing before this")
        return self._error("a value is expected here: text needs double quotes")

    def _bad_string(self, at: int | None) -> JsonError:
        """Say what is wrong with the string that begins here, at a place in it or with its end."""
        char = "" if at is None else self._text[at]
        if at is None or char in "\r\n":
            begin = Span(self._at, self._at + 1)
            return JsonError(
                begin,
                "the text that begins here is not closed on its line: write \\n for a line break",
            )
        if char == "\\":
            # A line break behind it is no part of what is shown.
            escaped = self._text[at + 1 : at + 2].strip("\r\n")
            span = Span(at, at + 1 + len(escaped))
            return JsonError(span, "unknown escape: write \\\\ for a backslash")
        message = f"a raw control character (U+{ord(char):04X}): write it as \\u{ord(char):04x}"
        return JsonError(Span(at, at + 1), message)


def spell(text: str, span: Span) -> Spelling:
    """Return how the quoted string at a span spells its value."""
    pieces: list[Piece] = []
    for match in _PIECE.finditer(text, span.start + 1, span.end - 1):
        start, end = match.span()
        code, simple, plain = match.groups()
        if plain is not None:
            pieces.append(Piece(plain, start, end))
            continue
        char = chr(int(code, 16)) if code else _SIMPLE.get(simple, simple)
        before = pieces[-1] if pieces else None
        if before is not None and before.end == start and is_pair(before.text, char):
            high = (ord(before.text) - 0xD800) << 10
            char = chr(0x10000 + high + (ord(char) - 0xDC00))
            pieces[-1] = Piece(char, before.start, end)
        else:
            pieces.append(Piece(char, start, end))
    return Spelling(pieces)


def is_pair(high: str, low: str) -> bool:
    """Whether two characters are the halves of one, written as two escapes."""
    return "\ud800" <= high <= "\udbff" and "\udc00" <= low <= "\udfff"


def decode(text: str, span: Span) -> str:
    """Return the value of the quoted string at a span."""
    raw = text[span.start + 1 : span.end - 1]
    return raw if "\\" not in raw else spell(text, span).value
