"""Patterns of OpenAPI documents: made to fit Python and a whole text, compared with ours."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Iterator
from functools import cache

_LINE = r"[^\n\r\u2028\u2029]"
"""What a dot means in the language of OpenAPI's patterns, which is that of JavaScript."""
_SHORT = {r"\d": "0-9", r"\w": "A-Za-z0-9_"}
_ANYTHING = r"[\s\S]*"
_END = r"(?![\s\S])"
_TOKEN = r"\\u[0-9a-fA-F]{4}|\\.|[\s\S]"
_LONGEST = 300
_FEW = 10
_MOST_REPETITIONS = 2
_ODD = "é\u2028\u2029"
_SAMPLES = (
    *("a", "va1", "a.b", "http://a", "https://a", "https://", "https://a.b/c?d=e&f#g"),
    *("http://localhost/a", "ftp://a.b", "s3://a/b", "www.a.b", "a@b.c", "https://a.b/{{c}}"),
    *("data:image/png;base64,AAAA", "data:image/svg+xml;base64,AAAA"),
    *("data:application/pdf;base64,AAAA", "data:image/png;base64,", "https://é.b", "1.2.3.4:80"),
)


def whole_text(pattern: str) -> str | None:
    """Return a pattern for the whole text; None where Python has no way to say the same.

    A document's pattern may be found anywhere in a text, and follows JavaScript's rules.
    """
    tokens = list(_tokens(pattern))
    split = any(token == "|" and depth == 0 and not inside for token, depth, inside in tokens)
    begun = pattern.startswith("^") and not split
    ended = tokens[-1:] == [("$", 0, False)] and not split
    inner = [_translated(token, inside) for token, _, inside in tokens]
    body = "".join(inner[int(begun) : len(inner) - int(ended)])
    if begun and ended:
        translated = f"^{body}$"
    else:
        translated = f"^{'' if begun else _ANYTHING}(?:{body}){'' if ended else _ANYTHING}$"
    return translated if _compiles(translated) else None


@cache
def means_the_same(pattern: str, ours: str, examples: tuple[str, ...]) -> bool:
    """Whether two patterns for whole texts agree, as far as many a text can tell.

    A pattern that leaves the end of the text open is also taken for one that forgot to close it.
    """
    closed = re.sub(r"^\^\(\?:(.*)\)" + re.escape(_ANYTHING) + r"\$$", r"^(?:\1)$", pattern)
    return any(
        each == ours or _alike(each, ours, examples) for each in dict.fromkeys((pattern, closed))
    )


def _alike(pattern: str, ours: str, examples: tuple[str, ...]) -> bool:
    if _may_run_away(pattern):
        return False
    matches, expected = re.compile(pattern).fullmatch, re.compile(ours).fullmatch
    bounds = [int(each) for each in re.findall(r"\d+", pattern + ours)]
    lengths = {bound + more for bound in bounds if bound <= _LONGEST for more in range(-4, 5)}
    probes = _probes(examples, sorted(length for length in lengths if length >= 0))
    return all(bool(matches(text)) == bool(expected(text)) for text in probes)


def _probes(examples: tuple[str, ...], lengths: Iterable[int]) -> Iterator[str]:
    """Yield texts that tell formats apart: every character in every kind of place, every length."""
    stems = dict.fromkeys([*_SAMPLES, *examples])
    yield from stems
    for char in [*map(chr, range(128)), *_ODD]:
        yield char
        for stem in stems:
            yield from (char + stem, stem + char, stem[:2] + char + stem[2:])
    for length in lengths:
        yield from (char * length for char in "av1-")
        yield from (stem + "a" * length for stem in ("v", "a", "https://a.b/", *examples))


def _tokens(pattern: str) -> Iterator[tuple[str, int, bool]]:
    """Yield the characters of a pattern, escapes as one, with the depth of groups they stand in.

    The last says whether the token is inside a class of characters.
    """
    depth, inside = 0, False
    for match in re.finditer(_TOKEN, pattern):
        token = match[0]
        if inside:
            inside = token != "]"
        elif token == "[":
            inside = True
        elif token in "()":
            depth += 1 if token == "(" else -1
        yield token, depth, inside


def _translated(token: str, inside: bool) -> str:
    if token == "$" and not inside:
        # Python's own would let a line break follow.
        return _END
    if token in _SHORT:
        return _SHORT[token] if inside else f"[{_SHORT[token]}]"
    return _LINE if token == "." and not inside else token


def _compiles(pattern: str) -> bool:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            re.compile(pattern)
    except (re.error, OverflowError, RecursionError, Warning):
        return False
    return True


def _may_run_away(pattern: str) -> bool:
    """Whether a pattern may take long on a short text, by how its repetitions stand together."""
    groups = [False]
    running = 0
    tokens = list(_tokens(pattern))
    for i, (token, _, inside) in enumerate(tokens):
        if inside:
            continue
        if token == "(":
            groups.append(False)
        elif token == ")" and len(groups) > 1:
            held = groups.pop()
            if held and tokens[i + 1 : i + 2] and tokens[i + 1][0] in "*+{":
                return True
            groups[-1] = groups[-1] or held
        elif token == "|":
            groups[-1], running = True, 0
        elif token in ("*", "+") or (token == "{" and _is_long(tokens[i + 1 :])):
            groups[-1], running = True, running + 1
            if running > _MOST_REPETITIONS:
                return True
    return False


def _is_long(tokens: list[tuple[str, int, bool]]) -> bool:
    """Whether the bounds of a repetition, as they stand behind its bracket, leave room."""
    bounds = "".join(token for token, _, _ in tokens[:20]).partition("}")[0]
    most = bounds.rpartition(",")[2]
    return not most.isdecimal() or int(most) > _FEW
