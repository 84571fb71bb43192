"""A comment's text to what it tells this linter: ``# pmlint: ignore[rule, rule] reason``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple, TypeAlias

from linter.document.mark import MARK
from linter.nearest import nearest
from linter.rules import GROUPS, RULES
from linter.source import Span

IGNORE, IGNORE_FILE = "ignore", "ignore-file"
_KINDS = (IGNORE, IGNORE_FILE)

UNREAD = ("syntax-error", "encoding", "unreadable-file", "too-complex")
"""Rules that no comment can silence: what they report keeps the comments from being read."""

_START = re.compile(rf"(?<!\S)#*{MARK}(?![\w./-])")
_NEXT = re.compile(rf"\s#+\s|\s#*{MARK}")
_WORD = re.compile(r"[ \t]*([A-Za-z][\w-]*)?[ \t]*")
_BEFORE_REASON = " \t-:\u2013\u2014"


class Name(NamedTuple):
    """A rule that a directive names, and where in the text it does."""

    rule: str
    span: Span


class Directive(NamedTuple):
    """A well-formed suppression, of a line or of a whole document."""

    span: Span
    kind: str
    names: tuple[Name, ...]
    reason: str | None


class Malformed(NamedTuple):
    """A comment that is clearly meant as a suppression and is none, and what is wrong with it."""

    span: Span
    message: str


Parsed: TypeAlias = Directive | Malformed


def parse(text: str, comment: Span) -> Iterator[Parsed]:
    """Yield what a comment tells this linter; words for other tools may stand around it.

    A sentence about this linter tells it nothing.
    """
    body = text[comment.start : comment.end]
    at = 0
    while (start := _START.search(body, at)) is not None:
        following = _NEXT.search(body, start.end())
        at = following.start() if following is not None else len(body)
        words = body[start.end() : at].rstrip()
        origin = comment.start + start.end()
        span = Span(comment.start + start.start(), origin + len(words))
        yield from _read(words, span, origin)


def _read(words: str, span: Span, origin: int) -> Iterator[Parsed]:
    """Read what stands behind the mark; ``origin`` is where in the text that is."""
    colon = words.lstrip().startswith(":")
    begin = words.index(":") + 1 if colon else 0
    word = _WORD.match(words, begin)
    kind = (word[1] if word is not None else None) or ""
    rest = words[word.end() :] if word is not None else ""
    if not colon:
        if _is_meant(kind, rest):
            meant = f"# pmlint: {_nearest_kind(kind)}[...]"
            yield Malformed(span, f'a colon is missing: write "{meant}" with the names of rules')
    elif kind not in _KINDS:
        yield Malformed(span, _unknown_kind(kind))
    elif not rest.startswith("["):
        yield Malformed(span, _no_list(kind, rest))
    elif "]" not in rest:
        yield Malformed(span, 'the list of rules is not closed: write "]" behind the last name')
    else:
        inside, _, reason = rest[1:].partition("]")
        names = tuple(_names(inside, origin + len(words) - len(rest) + 1))
        faults = list(_faults(kind, names))
        yield from (Malformed(span, fault) for fault in faults)
        if not faults:
            yield Directive(span, kind, names, reason.strip(_BEFORE_REASON) or None)


def _is_meant(kind: str, rest: str) -> bool:
    """Whether words without a colon are meant as a suppression, not as prose."""
    if _nearest_kind(kind) is None:
        return False
    first = re.match(r"[\w-]*", rest)
    return not rest or rest[0] in "[(" or (first is not None and first[0] in RULES)


def _nearest_kind(kind: str) -> str | None:
    return nearest(kind, _KINDS) if kind else None


def _unknown_kind(kind: str) -> str:
    if not kind:
        return 'a suppression says what to ignore: write "ignore[...]" with the names of rules'
    near = _nearest_kind(kind)
    advice = f'did you mean "{near}"?' if near else f"use one of {', '.join(_KINDS)}"
    return f'unknown suppression "{kind}": {advice}'


def _no_list(kind: str, rest: str) -> str:
    names = [word for word in re.findall(r"[\w-]+", rest) if word in RULES]
    if names:
        return f'names of rules stand in brackets: write "{kind}[{", ".join(names)}]"'
    return _empty_list(kind)


def _empty_list(kind: str) -> str:
    return f'no rule is named: write "{kind}[...]" with the names of the rules to suppress'


def _names(inside: str, origin: int) -> Iterator[Name]:
    """Yield the names of a list, empty ones where nothing stands between commas."""
    for name in inside.split(","):
        begin = origin + len(name) - len(name.lstrip())
        bare = name.strip()
        yield Name(bare, Span(begin, begin + len(bare)))
        origin += len(name) + 1


def _faults(kind: str, names: tuple[Name, ...]) -> Iterator[str]:
    """Yield what is wrong with the names of a list."""
    if not any(name.rule for name in names):
        yield _empty_list(kind)
        return
    for name in names:
        rule = name.rule
        if not rule:
            yield "a name is missing beside a comma: remove the comma"
        elif rule in UNREAD:
            yield f'"{rule}" can\'t be suppressed by a comment: it keeps the file from being read'
        elif rule not in RULES:
            yield _unknown_rule(rule)


def _unknown_rule(name: str) -> str:
    if name in GROUPS:
        first = next(rule.name for rule in RULES.values() if rule.group == name)
        return f'"{name}" is a group of rules: name its rules one by one, such as "{first}"'
    words = name.split()
    if len(words) > 1 and all(word in RULES for word in words):
        return f'names of rules are separated by commas: write "{", ".join(words)}"'
    near = nearest(name, RULES)
    advice = f'did you mean "{near}"?' if near else '"pmlint rules" lists them all'
    return f'unknown rule "{name}": {advice}'
