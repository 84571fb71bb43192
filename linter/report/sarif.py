"""SARIF 2.1.0, the format of code scanning: findings, their rules, fixes, and what is silenced."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from linter.credentials import redacted
from linter.finding import Finding, Fix, Place
from linter.fingerprint import identities
from linter.report.base import Options, fix_to_tell
from linter.report.jsontext import dump, rows
from linter.report.repository import within
from linter.report.sarif_rules import LEVELS, descriptor
from linter.report.uris import uri
from linter.result import FileResult, Suppressed
from linter.rules import RULES

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)

_BASE = "%SRCROOT%"
"""The name by which consumers know the folder of the sources; where it is, they know themselves."""

_BASES = {
    _BASE: {"description": {"text": "the folder that was linted from, or GitHub's workspace"}}
}
_START = Place(1, 1, 1, 1)
_KINDS = {"comment": "inSource", "baseline": "external"}


def render(results: Sequence[FileResult], options: Options) -> str:
    """Return one SARIF log with one run, with a line for each rule and for each result."""
    told = [finding for result in results for finding in _all(result)]
    urls = {finding.rule: finding.url for finding in told}
    names = [name for name in RULES if name in urls]
    rules = [descriptor(name, urls[name], options.version) for name in names]
    indices = {name: index for index, name in enumerate(names)}
    found = [each for result in results for each in _results(result, indices)]
    version = dump(options.version)
    return f"""{{
  "$schema": {dump(_SCHEMA)},
  "version": "2.1.0",
  "runs": [
    {{
      "tool": {{
        "driver": {{
          "name": "pmlint",
          "version": {version},
          "semanticVersion": {version},
          "rules": {rows(rules, " " * 10)}
        }}
      }},
      "invocations": [{{"executionSuccessful": true}}],
      "originalUriBaseIds": {dump(_BASES)},
      "columnKind": "unicodeCodePoints",
      "newlineSequences": ["\\r\\n", "\\n", "\\r"],
      "results": {rows(found, " " * 6)}
    }}
  ]
}}
"""


def _all(result: FileResult) -> list[Finding]:
    return [*result.findings, *(silenced.finding for silenced in result.suppressed)]


def _results(result: FileResult, indices: dict[str, int]) -> Iterator[dict[str, Any]]:
    """Yield a file's findings, those that are silenced behind the others."""
    silenced: list[Suppressed | None] = [None] * len(result.findings)
    silenced += result.suppressed
    told = _all(result)
    name = within(result.name, "GITHUB_WORKSPACE")
    named = [finding._replace(file=name) for finding in told]
    prints = identities(named, result.source)
    for finding, why, identity in zip(told, silenced, prints, strict=True):
        yield _result(finding, indices) | {
            "partialFingerprints": {"pmlint/v1": identity},
            **({} if why is None else {"suppressions": [_suppression(why)]}),
            "properties": {
                "document": finding.document,
                "pointer": finding.pointer,
                **({} if finding.help is None else {"help": finding.help}),
            },
        }


def _result(finding: Finding, indices: dict[str, int]) -> dict[str, Any]:
    # Of a file that was not read no line is at fault; without a region it is the whole of it.
    whole = finding.document is None and finding.place == _START
    place = None if whole else finding.place
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": indices[finding.rule],
        "level": LEVELS[finding.severity],
        "message": {"text": _message(finding.message, finding.help)},
        "locations": [_location(finding.file, place)],
    }
    if finding.pointer:
        result["locations"][0]["logicalLocations"] = [{"fullyQualifiedName": finding.pointer}]
    if finding.related:
        result["relatedLocations"] = [
            {
                "id": number,
                **_location(other.file, other.place),
                "message": {"text": _message(other.message)},
            }
            for number, other in enumerate(finding.related, 1)
        ]
    if (fix := fix_to_tell(finding)) is not None:
        result["fixes"] = [_fix(fix, finding.file)]
    return result


def _message(*parts: str | None) -> str:
    """Return a message of one line or more.

    What would be a link to a related place is made text. Braces stay as they are: they stand for
    arguments, of which there are none, and no known reader would turn two of them into one.
    """
    text = "\n".join(part for part in parts if part is not None)
    return re.sub(r"\[(?=[^\[\]]*\]\()", r"\\[", text)


def _location(file: str, place: Place | None) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": _artifact(file)}
    if place is not None:
        physical["region"] = _region(place)
    return {"physicalLocation": physical}


def _artifact(file: str) -> dict[str, str]:
    where = uri(file)
    # Of an absolute one there is nothing to add: a relative one never has a colon in it.
    return {"uri": where} if ":" in where else {"uri": where, "uriBaseId": _BASE}


def _region(place: Place) -> dict[str, int]:
    return {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
    }


def _fix(fix: Fix, file: str) -> dict[str, Any]:
    replacements = [
        {"deletedRegion": _region(edit.place), "insertedContent": {"text": edit.text}}
        for edit in fix.edits
    ]
    how = "safe" if fix.safe else "unsafe"
    return {
        "description": {"text": _message(fix.message if fix.safe else f"{fix.message} (unsafe)")},
        "artifactChanges": [{"artifactLocation": _artifact(file), "replacements": replacements}],
        "properties": {"applicability": how},
    }


def _suppression(silenced: Suppressed) -> dict[str, str]:
    told = {"kind": _KINDS[silenced.how], "status": "accepted"}
    if silenced.reason:
        told["justification"] = redacted(silenced.reason)
    return told
