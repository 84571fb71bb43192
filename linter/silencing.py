"""Comments for today's findings: one for each line that has some, in a text that says the same."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from linter.directives import IGNORE, UNREAD, Directive
from linter.document import Reading, is_json
from linter.document.yaml_comments import Texts, comments
from linter.document.yaml_document import YamlDocument
from linter.document.yaml_extents import Extents
from linter.document.yaml_reader import read_yaml
from linter.finding import Finding
from linter.rules import RULES
from linter.settings import Limits
from linter.source import Source, Span
from linter.suppressions import find

_WIDEST = 100
"""Columns up to which a comment stands behind a value; wider lines get it above."""


class Silenced(NamedTuple):
    """A text with comments added, how many these are, and how many findings they suppress."""

    text: str
    comments: int
    findings: int


class Left(NamedTuple):
    """Why a text stays as it is, in words."""

    reason: str


class _Edit(NamedTuple):
    at: int
    text: str


def silenced(source: Source, findings: Sequence[Finding], limits: Limits) -> Silenced | Left:
    """Return a YAML text with comments that suppress findings, or why there is none.

    What the text says stays the same: that is read back.
    """
    if is_json(source):
        return Left("there are no comments in JSON: use per-file-ignores, or --write-baseline")
    before = read_yaml(source, limits)
    if _is_broken(before) or any(finding.rule in UNREAD for finding in findings):
        return Left("a file that can't be read to its end gets no comments: mend it first")
    editor = _Editor(source, [d for d in before.documents if isinstance(d, YamlDocument)])
    edits = list(editor.edits(findings))
    text = _applied(source.text, edits)
    after = read_yaml(Source(source.name, text), limits)
    if _is_broken(after) or _values(after) != _values(before):
        return Left("there is no place for a comment that would not change what it says")
    return Silenced(text, len(edits), len(findings))


def _is_broken(reading: Reading) -> bool:
    return bool(reading.faults) or any(document.fatal for document in reading.documents)


def _values(reading: Reading) -> list[str]:
    """Return what documents hold in a form that can be compared: NaN is not equal to itself."""
    return [repr(document.value) for document in reading.documents]


def _applied(text: str, edits: Iterable[_Edit]) -> str:
    pieces = []
    at = 0
    for edit in sorted(edits):
        pieces += [text[at : edit.at], edit.text]
        at = edit.at
    return "".join([*pieces, text[at:]])


class _Editor:
    """Where in a text comments can stand, and the suppressions that are there already."""

    def __init__(self, source: Source, documents: Sequence[YamlDocument]) -> None:
        self._source = source
        self._texts = Texts(source.text, documents)
        self._extents = Extents(source, documents)
        self._commented = {source.position(c.start)[0] for c in comments(source.text, documents)}
        self._suppressed: dict[int, Directive] = {}
        for scope in find(source, documents).scopes:
            directive = scope.directive
            if directive.kind == IGNORE:
                # The nearest to a line comes last.
                self._suppressed[source.position(directive.span.start)[0]] = directive
                self._suppressed[self._extents.line_about(directive.span)] = directive

    def edits(self, findings: Iterable[Finding]) -> Iterable[_Edit]:
        """Yield an edit for each line that needs a comment, or more names in the one it has."""
        named: dict[int, set[str]] = {}
        reach: dict[str, Span] = {}
        for finding in sorted(findings, key=lambda finding: finding.place):
            place = finding.place
            at = self._source.line_starts[place.line - 1] + place.column - 1
            covered = reach.get(finding.rule)
            if covered is not None and covered.start <= at <= covered.end:
                continue
            line = self._line(at, place.line)
            reach[finding.rule] = self._extents.begun_on(line)
            directive = self._suppressed.get(line)
            if directive is not None:
                # Two lines may share it: the one it is about, and its own.
                line, _ = self._source.position(directive.span.start)
            named.setdefault(line, set()).add(finding.rule)
        for line, rules in named.items():
            yield self._edit(line, [rule for rule in RULES if rule in rules])

    def _line(self, at: int, line: int) -> int:
        """Return the line to suppress a finding on: where it stands, or where its text begins."""
        starts = self._source.line_starts
        if line in self._suppressed or not self._texts.hold(starts[line - 1]):
            return line
        reaching = self._extents.lines_reaching(at)
        return next((n for n in reaching if not self._texts.hold(starts[n - 1])), line)

    def _edit(self, number: int, rules: list[str]) -> _Edit:
        names = ", ".join(rules)
        directive = self._suppressed.get(number)
        if directive is not None:
            return _Edit(directive.names[-1].span.end, f", {names}")
        line = self._source.line(number)
        start = self._source.line_starts[number - 1]
        comment = f"# pmlint: {IGNORE}[{names}]"
        behind = comment if line[-1:].isspace() else f"  {comment}"
        if (
            len(line) + len(behind) <= _WIDEST
            and number not in self._commented
            and line.strip()
            and not self._texts.hold(start + len(line))
        ):
            return _Edit(start + len(line), behind)
        indentation = line[: len(line) - len(line.lstrip(" "))]
        return _Edit(start, indentation + comment + self._line_break(number))

    def _line_break(self, number: int) -> str:
        """Return the line break that the lines around have."""
        starts, text = self._source.line_starts, self._source.text
        for below in (number, number - 1):
            if 0 < below < len(starts):
                end = starts[below]
                return "\r\n" if text[end - 2 : end] == "\r\n" else text[end - 1]
        return "\n"
