"""Findings that comments silence, and what is wrong with such comments: decided here alone."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from linter.credentials import redacted
from linter.directives import IGNORE_FILE, Directive, Malformed, Name, parse
from linter.document import Document, Reading, composed
from linter.document.yaml_comments import comments
from linter.document.yaml_document import YamlDocument
from linter.document.yaml_extents import Extents
from linter.finding import Finding, Fix
from linter.result import Suppressed
from linter.rules import RULES
from linter.settings import Settings
from linter.settle import active_rules, settle
from linter.source import Source, Span

UNUSED, INVALID = "unused-suppression", "invalid-suppression"

_NEVER_UNUSED = (UNUSED, "duplicate-prompt")
"""Whether the one is needed depends on the others, the second on what else is in the run."""

_MOST = 10_000
"""How many suppressions of a file count; nobody argues with a linter more often."""

_MISPLACED = "ignore-file stands at the top of its document: move it before the first key"

_MARKER = re.compile("(?<![^\\n\\r\\x85\u2028\u2029])(?:---|\\.\\.\\.)(?=\\s|\\Z)")
"""What begins or ends a document, where no text stands."""


class Scope(NamedTuple):
    """A suppression, its document, and what of the text it covers; None: the whole document.

    ``comment`` is the one in which it stands.
    """

    directive: Directive
    document: int
    span: Span | None
    comment: Span


class Suppressions(NamedTuple):
    """The suppressions of a text in order, and comments meant as such, with their documents."""

    scopes: list[Scope]
    malformed: list[tuple[int, Malformed]]


class _Candidate(NamedTuple):
    span: Span
    name: Name
    directive: Directive


class _Sweep:
    """The suppressions of one rule, asked for places from the start of a text to its end."""

    def __init__(self, candidates: Iterable[_Candidate]) -> None:
        # The next one stands last; of several that begin at one place, that which ends up on top.
        self._waiting = sorted(candidates, key=lambda one: one.span.start, reverse=True)
        self._open: list[_Candidate] = []

    def covering(self, at: int) -> _Candidate | None:
        """Return the last suppression that begins at or before an offset and reaches it."""
        while self._waiting and self._waiting[-1].span.start <= at:
            self._open.append(self._waiting.pop())
        while self._open and self._open[-1].span.end < at:
            self._open.pop()
        return self._open[-1] if self._open else None


def suppress(
    source: Source,
    reading: Reading,
    ours: Collection[int],
    findings: Sequence[Finding],
    settings: Settings,
) -> tuple[list[Finding], tuple[Suppressed, ...]]:
    """Take out of a text's settled findings what comments silence; add what is wrong with these.

    ``ours`` are the indices of the documents whose comments concern this linter.
    """
    found = find(source, reading.documents)
    invalid = [
        _finding(source, INVALID, index, malformed.span, malformed.message)
        for index, malformed in found.malformed
        if index in ours
    ]
    kept, silenced, used = _part(source, found, [*findings, *settle(invalid, settings)])
    if reading.faults or any(document.fatal for document in reading.documents):
        # What could not be read may hold what they suppress.
        return settle(kept, settings), silenced
    active = active_rules(settings)
    unused = [
        _finding(
            source, UNUSED, scope.document, name.span, _unused(scope.directive, name)
        )._replace(fix=_removal(source, scope, number))
        for scope in found.scopes
        if scope.document in ours
        for number, name in enumerate(scope.directive.names)
        if name not in used and name.rule in active and name.rule not in _NEVER_UNUSED
    ]
    kept_too, silenced_too, _ = _part(source, found, settle(unused, settings))
    return settle([*kept, *kept_too], settings), silenced + silenced_too


def silence(
    source: Source, documents: Sequence[Document], findings: Iterable[Finding]
) -> tuple[list[Finding], tuple[Suppressed, ...]]:
    """Take what comments silence out of findings that came later; of the comments say nothing."""
    kept, silenced, _ = _part(source, find(source, documents), findings)
    return kept, silenced


def find(source: Source, documents: Sequence[Document]) -> Suppressions:
    """Find the suppressions in a YAML text, as far as it could be read."""
    read = [nodes for document in documents if (nodes := composed(document)) is not None]
    found = Suppressions([], [])
    if not read:
        return found
    text = source.text
    tops = _tops(text, read)
    starts = [top.start for top in tops]
    end = _end(text, read[-1])
    extents = Extents(source, read)
    for comment in comments(text, read):
        if comment.start >= end or len(found.scopes) + len(found.malformed) >= _MOST:
            break
        index = bisect_right(starts, comment.start) - 1
        for parsed in parse(text, comment):
            if isinstance(parsed, Malformed):
                found.malformed.append((index, parsed))
            elif parsed.kind != IGNORE_FILE:
                found.scopes.append(Scope(parsed, index, extents.about(comment), comment))
            elif comment.start < tops[index].end:
                found.scopes.append(Scope(parsed, index, None, comment))
            else:
                found.malformed.append((index, Malformed(parsed.span, _MISPLACED)))
    return found


def _tops(text: str, documents: Sequence[YamlDocument]) -> list[Span]:
    """Return for each document what stands before its first key, from its marker on."""
    tops: list[Span] = []
    behind = 0
    for document in documents:
        begin = document.root.start_mark.index
        marker = _MARKER.search(text, behind, begin) if tops else None
        tops.append(Span(behind if marker is None else marker.start(), begin))
        behind = _behind(document)
    return tops


def _end(text: str, last: YamlDocument) -> int:
    """Return where what was read ends: a document that could not be read begins with a marker."""
    unread = next((m for m in _MARKER.finditer(text, _behind(last)) if m[0] == "---"), None)
    return len(text) if unread is None else unread.start()


def _behind(document: YamlDocument) -> int:
    """Return where a document's value ends; one without a value stands where the next begins."""
    return max(document.root.start_mark.index, document.spans.node(document.root).end)


def _part(
    source: Source, found: Suppressions, findings: Iterable[Finding]
) -> tuple[list[Finding], tuple[Suppressed, ...], set[Name]]:
    """Part findings into those that stay and those that are silenced, and tell by which names.

    Of several suppressions that cover a finding the one nearest to it counts.
    """
    candidates: dict[str, list[_Candidate]] = {}
    whole: dict[tuple[int | None, str], _Candidate] = {}
    for directive, document, span, _ in found.scopes:
        for name in directive.names:
            if span is None:
                whole.setdefault((document, name.rule), _Candidate(name.span, name, directive))
            else:
                candidates.setdefault(name.rule, []).append(_Candidate(span, name, directive))
    sweeps = {rule: _Sweep(those) for rule, those in candidates.items()}

    kept: list[Finding] = []
    silenced: list[Suppressed] = []
    used: set[Name] = set()
    for finding in sorted(findings, key=lambda finding: finding.place):
        rule, place = finding.rule, finding.place
        covering = None
        if rule in sweeps:
            at = source.line_starts[place.line - 1] + place.column - 1
            covering = sweeps[rule].covering(at)
        covering = covering or whole.get((finding.document, rule))
        if covering is None:
            kept.append(finding)
        else:
            used.add(covering.name)
            reason = covering.directive.reason
            silenced.append(Suppressed(finding, "comment", redacted(reason) if reason else None))
    return kept, tuple(silenced), used


def _unused(directive: Directive, name: Name) -> str:
    where = "in this document" if directive.kind == IGNORE_FILE else "here"
    what = "the comment" if len(directive.names) == 1 else "the name"
    return f'there is no finding of "{name.rule}" {where} to suppress: remove {what}'


def _removal(source: Source, scope: Scope, number: int) -> Fix:
    from linter.fixes.unsuppressing import unsuppressing

    names = [name.span for name in scope.directive.names]
    return unsuppressing(source, scope.comment, scope.directive.span, names, number)


def _finding(source: Source, rule: str, document: int, span: Span, message: str) -> Finding:
    place = source.place(span)
    return Finding(source.name, document, "", place, rule, RULES[rule].severity, message)
