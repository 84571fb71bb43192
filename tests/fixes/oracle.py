"""What fixes promise, told without their own code: edits applied by hand, values read by others."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any

import yaml

from linter.document.yaml_comments import comments
from linter.document.yaml_document import YamlDocument
from linter.document.yaml_reader import read_yaml
from linter.engine import lint, lint_to_mend
from linter.finding import Change, Edit, Finding, Fix, Path, json_pointer
from linter.fixing import MOST_ROUNDS, mend
from linter.settings import Limits, Settings
from linter.source import Source

SETTINGS = Settings()
_TAGS = ("type", "role")


def applied(text: str, edits: Iterable[Edit]) -> str:
    """Apply edits by their lines and columns, as an editor would."""
    lines = [0]
    for at, char in enumerate(text):
        if char == "\n" or (char == "\r" and text[at + 1 : at + 2] != "\n"):
            lines.append(at + 1)
    spans = [
        (
            lines[edit.place.line - 1] + edit.place.column - 1,
            lines[edit.place.end_line - 1] + edit.place.end_column - 1,
            edit.text,
        )
        for edit in edits
    ]
    for (_, end, _), (start, _, _) in pairwise(sorted(spans)):
        assert end <= start, "edits overlap"
    # Of insertions at one place the first one comes first, so it is made last.
    for (start, end, new), _ in sorted(
        zip(spans, range(len(spans)), strict=True),
        key=lambda each: (each[0][:2], each[1]),
        reverse=True,
    ):
        text = text[:start] + new + text[end:]
    return text


def loaded(name: str, text: str) -> list[Any]:
    """Read the documents of a text with the libraries that everybody has."""
    return [json.loads(text)] if name.endswith(".json") else list(yaml.safe_load_all(text))


def differences(one: Any, other: Any, path: Path = ()) -> Iterator[Path]:
    """Yield the paths at which two values differ, lists of different lengths as a whole."""
    if isinstance(one, dict) and isinstance(other, dict):
        for key in {**one, **other}:
            if key in one and key in other:
                yield from differences(one[key], other[key], (*path, key))
            else:
                yield (*path, key)
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        for i, (left, right) in enumerate(zip(one, other, strict=True)):
            yield from differences(left, right, (*path, i))
    elif repr(one) != repr(other):
        yield path


def named(changes: Iterable[Change]) -> Iterator[Path]:
    """Yield the paths that changes name."""
    for change in changes:
        path = change.path
        if change.act == "remove" and isinstance(path[-1], int):
            yield path[:-1]
        elif change.act == "rename":
            yield from (path, (*path[:-1], change.key))
        elif change.act == "insert":
            keys = change.value if change.key is None else (change.key,)
            yield from (*((*path, key) for key in keys), path)
        elif change.act == "move":
            yield from (path, (*change.to, path[-1]), change.to)
        else:
            yield path


def comments_of(name: str, text: str) -> Counter[str]:
    """Return the comments of a text, each with its number."""
    if name.endswith(".json"):
        return Counter()
    documents = read_yaml(Source(name, text), Limits()).documents
    kept = [document for document in documents if isinstance(document, YamlDocument)]
    return Counter(text[span.start : span.end] for span in comments(text, kept))


def check_fix(name: str, text: str, finding: Finding, fix: Fix) -> None:
    """A fix by itself changes the values that it names, and takes no comment away."""
    after = applied(text, fix.edits)
    assert after != text
    before_values, after_values = loaded(name, text), loaded(name, after)
    assert finding.document is not None
    if any(change.act == "drop" for change in fix.changes):
        assert before_values.pop(finding.document) is None
        assert repr(before_values) == repr(after_values)
    else:
        pairs = zip(before_values, after_values, strict=True)
        for number, (one, other) in enumerate(pairs):
            allowed = set(named(fix.changes)) if number == finding.document else set()
            assert set(differences(one, other)) <= allowed
    if fix.changes:
        assert comments_of(name, after) == comments_of(name, text)


def check(name: str, text: str) -> list[Finding]:
    """Hold every promise about one text, and return what was fixed of it."""
    source = Source(name, text)
    for finding in lint(source, SETTINGS).findings:
        if finding.fix is not None:
            check_fix(name, text, finding, finding.fix)
    _check_rounds(source, unsafe=False)
    return _check_rounds(source, unsafe=True)


def _check_rounds(source: Source, *, unsafe: bool) -> list[Finding]:
    """Nothing but the reported edits changes, no finding is added, a second time does nothing."""
    mended = mend(source, SETTINGS, unsafe=unsafe)
    assert all(unsafe or (each.fix and each.fix.safe) for each in mended.fixed)
    before = lint(source, SETTINGS).findings
    assert len(mended.result.findings) <= len(before)
    if all(each.fix and each.fix.changes for each in mended.fixed):
        assert comments_of(source.name, mended.text) == comments_of(source.name, source.text)
    again = mend(Source(source.name, mended.text), SETTINGS, unsafe=unsafe)
    assert (again.text, again.fixed) == (mended.text, [])

    text = source.text
    for _ in range(MOST_ROUNDS):
        result, proof = lint_to_mend(Source(source.name, text), SETTINGS)
        chosen = [each for each in result.findings if each.fix and (unsafe or each.fix.safe)]
        batch = proof.together(chosen, revealing=True) if chosen else None
        if batch is None:
            break
        fixes = [each.fix for each in batch.findings if each.fix]
        _check_batch(Source(source.name, text), batch.text(), result.findings, batch.findings)
        edits = dict.fromkeys(edit for fix in fixes for edit in fix.edits)
        assert batch.text() == applied(text, edits)
        text = batch.text()
    return mended.fixed


def _check_batch(source: Source, after: str, before: list[Finding], mended: list[Finding]) -> None:
    """Values change only at the paths that fixes name; of safe ones only there anything is new."""
    changes = [
        (each.document, change) for each in mended if each.fix for change in each.fix.changes
    ]
    allowed = {(document, path) for document, change in changes for path in named([change])}
    dropped = {document for document, change in changes if change.act == "drop"}
    values = enumerate(loaded(source.name, source.text))
    kept = [(number, value) for number, value in values if number not in dropped]
    for (number, value), other in zip(kept, loaded(source.name, after), strict=True):
        assert {(number, path) for path in differences(value, other)} <= allowed
    if not all(each.fix and each.fix.safe for each in mended):
        # A key that has its right name is looked at for the first time, with all that it means.
        return
    # What a mapping must hold shows only where its tag is right; text may be in a list twice.
    shared = {
        path for _, path in allowed if path and (isinstance(path[-1], int) or path[-1] in _TAGS)
    }
    pointers = tuple(json_pointer(path[:-1] if path in shared else path) for _, path in allowed)
    known = {(each.rule, each.pointer) for each in before}
    known |= {(each.rule, each.message) for each in before}
    for finding in lint(Source(source.name, after), SETTINGS).findings:
        if not known & {(finding.rule, finding.pointer), (finding.rule, finding.message)}:
            assert finding.pointer is not None
            assert finding.pointer.startswith(pointers), finding
