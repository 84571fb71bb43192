"""Why a text is not YAML: our own wording and places, the same whichever loader refused it."""

from __future__ import annotations

import re
from typing import Any

import yaml
from yaml.reader import Reader, ReaderError

from linter.document.base import Fault
from linter.source import Span

_DASHES = re.compile(r"[ ]*((?:-[ ]+)*)")
_KEY = re.compile(r"[^\s#'\"{][^:#\n]*:[ ]+")

QUOTE_TEMPLATE = "a value that starts with {{ is read as a mapping: quote the whole value"
_ESCAPE = "this escape is unknown or too short: write \\\\ for a backslash, or use single quotes"
HALF_SURROGATE = "half a surrogate pair is not a character: write \\U and eight digits"

_WORDING: tuple[tuple[str, str], ...] = (
    # What PyYAML's scanner, parser or composer says, and what we say instead.
    (r"found character '\\t'", "a tab can't separate or indent here: use spaces"),
    (
        r"found character '[@`]'",
        "a value can't start with this character: quote the value",
    ),
    (r"found character '%'", "a value can't start with %: quote the value"),
    (r"could not find expected ':'", 'this line is not "key: value": a colon is missing'),
    (r"mapping values are not allowed", "a second colon on this line: quote the value"),
    (r"sequence entries are not allowed", "a list item can't start here: put it on its own line"),
    (r"mapping keys are not allowed", "a key can't start here: put it on its own line"),
    (r"duplicate %YAML|duplicate tag handle", "this directive is given twice"),
    (r"unknown directive", "only the directives %YAML and %TAG can be read"),
    (r"incompatible YAML document", "only YAML 1.1 and 1.2 can be read"),
    (r"found undefined alias", "this alias has no anchor before it"),
    (r"second occurrence|duplicate anchor", "this anchor is defined twice"),
    (r"found undefined tag handle", "this tag handle is not declared"),
    (r"hexadecimal numbers", "% in a tag needs two hexadecimal digits"),
    (r"codec can't decode", "the characters after % in this tag are not UTF-8"),
    (r"found unexpected document separator", "the quoted text before this line is never closed"),
    (r"indentation indicator in the range", "an indentation indicator is a digit from 1 to 9"),
    (r"chomping or indentation", "only +, - or a digit can follow | or >"),
    (r"expected a comment or a line break", "only a comment can follow here on this line"),
    (r"expected '<document start>'", "the document has ended before this: start a new one, ---"),
    (r"expected ',' or '\]'", "a list in brackets needs a comma or ] here"),
    (r"expected ',' or '\}'", "a mapping in braces needs a comma or } here"),
    (r"expected the node content", "a value is missing before this"),
    (r"<block end>, but found '-'|block collection", "this does not line up with the list above"),
    (r"expected <block end>", "this does not fit the mapping above: check quotes and indentation"),
    (r"alphabetic or numeric", "a name of letters and digits is missing here"),
)


QUESTION_MARK = "a ? in an unquoted text in brackets can't be read: quote the text"


def diagnose(text: str, error: yaml.YAMLError) -> Fault:
    """Turn the error that PyYAML raised for a text into a fault."""
    if isinstance(error, ReaderError):
        return forbidden_character(text) or _fault(text, 0, "not well-formed YAML")
    problem = str(getattr(error, "problem", None) or "")
    context = str(getattr(error, "context", None) or "")
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    offset = _offset(mark, text)
    if "unexpected end of stream" in problem and "quoted scalar" in context:
        start = _offset(getattr(error, "context_mark", None), text)
        return _fault(text, start, "the quoted text that begins here is never closed")
    template = _template_at(text, offset)
    if template is not None:
        return Fault("syntax-error", template, QUOTE_TEMPLATE)
    if "found '<stream end>'" in problem and "flow" in context:
        start = _offset(getattr(error, "context_mark", None), text)
        return _fault(text, start, "the bracket that begins here is never closed")
    if problem.endswith("but got '?'"):
        return _fault(text, offset, QUESTION_MARK)
    if "URI escape" in problem:
        offset = text.rfind("%", 0, offset + 1)
    elif "escape character" in problem or "escape sequence of" in problem:
        offset = text.rfind("\\", 0, offset + 1)
        return Fault("syntax-error", Span(offset, offset + 2), _ESCAPE)
    for pattern, words in _WORDING:
        if re.search(pattern, problem) or re.search(pattern, context):
            return _fault(text, offset, words)
    return _fault(text, offset, "not well-formed YAML here")


def forbidden_character(text: str) -> Fault | None:
    """Find a character that YAML does not allow anywhere, not even inside quotes."""
    match = Reader.NON_PRINTABLE.search(text)
    if match is None:
        return None
    return Fault(
        "encoding",
        Span(match.start(), match.end()),
        f"character U+{ord(match.group()):04X} is not allowed in YAML: remove it, "
        "or write it as an escape in double quotes",
    )


def inner_byte_order_mark(text: str) -> Fault:
    """Report a byte order mark inside the text, which only one of PyYAML's loaders reads."""
    at = text.index("\ufeff")
    message = "a byte order mark (U+FEFF) inside the text: remove it"
    return Fault("encoding", Span(at, at + 1), message)


def _offset(mark: Any, text: str) -> int:
    return min(mark.index, len(text)) if mark is not None else 0


def _template_at(text: str, offset: int) -> Span | None:
    """Find a value starting with two braces on the line of an offset, or on the line before."""
    start = text.rfind("\n", 0, offset) + 1
    for _ in range(2):
        # In steps: one pattern for the whole line would try every way to part it.
        dashes = _DASHES.match(text, start)
        assert dashes is not None
        key = _KEY.match(text, dashes.end())
        value = key.end() if key is not None else dashes.end()
        if (key is not None or dashes[1]) and text.startswith("{{", value):
            end = text.find("\n", value)
            return Span(value, value + len(text[value : end if end >= 0 else None].rstrip()))
        if start == 0:
            return None
        start = text.rfind("\n", 0, start - 1) + 1
    return None


def _fault(text: str, offset: int, message: str) -> Fault:
    """Point to one character, or to the end of the last line that holds something."""
    if offset >= len(text):
        offset = len(text.rstrip())
    end = offset + 1 if offset < len(text) and text[offset] not in "\r\n" else offset
    return Fault("syntax-error", Span(offset, end), message)


def tab(offset: int) -> Fault:
    """Report a tab where the pure loader takes none."""
    return Fault("syntax-error", Span(offset, offset + 1), _WORDING[0][1])


def doubted(text: str, offset: int) -> Fault:
    """Report what only libyaml reads, in a text too long to read it again."""
    if text[offset] == "\t":
        return tab(offset)
    return _fault(
        text, offset, QUESTION_MARK if text[offset] == "?" else "not well-formed YAML here"
    )


def glued_colon(offset: int) -> Fault:
    """Report a colon in brackets that only pure Python takes for one."""
    message = "a blank is missing after this colon"
    return Fault("syntax-error", Span(offset, offset + 1), message)


def escape_out_of_range(text: str) -> Fault:
    """Find the escape whose digits name no character."""
    for match in re.finditer(r"\\U([0-9a-fA-F]{8})", text):
        if int(match.group(1), 16) > 0x10FFFF:
            span = Span(match.start(), match.end())
            return Fault(
                "syntax-error", span, "this escape names no character: at most \\U0010FFFF"
            )
    return _fault(text, 0, "not well-formed YAML")
