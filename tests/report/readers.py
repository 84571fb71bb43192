"""Reports read back: what each format says of a run, in words that all of them know."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from linter.finding import Finding
from linter.report.cells import visible
from linter.result import FileResult


class Told(NamedTuple):
    """A finding as far as every format tells it; text as it would look on a terminal."""

    file: str
    line: int
    severity: str
    rule: str
    message: str


def told(finding: Finding) -> Told:
    """Return what every format has to tell of a finding."""
    return Told(
        visible(finding.file),
        finding.place.line,
        finding.severity.value,
        finding.rule,
        visible(finding.message),
    )


def expected(results: Sequence[FileResult]) -> list[Told]:
    """Return what every report of a run has to tell, in order."""
    return sorted(told(finding) for result in results for finding in result.findings)


_HEADER = re.compile(
    r"^(?P<file>\S.*):(?P<line>\d+):\d+: (?P<severity>error|warning|info) (?P<rule>[a-z-]+): "
    r"(?P<message>.*)$",
    re.MULTILINE,
)


def headers(report: str) -> list[Told]:
    """Read the lines of ``concise``, with which the blocks of ``full`` begin, too."""
    return [
        Told(m["file"], int(m["line"]), m["severity"], m["rule"], m["message"])
        for m in _HEADER.finditer(report)
    ]


def from_json(report: str) -> list[Told]:
    """Read ``json``."""
    return [
        Told(
            visible(found["file"]),
            found["line"],
            found["severity"],
            found["rule"],
            visible(found["message"]),
        )
        for found in json.loads(report)["findings"]
    ]


READERS: dict[str, Callable[[str], list[Told]]] = {
    "full": headers,
    "concise": headers,
    "json": from_json,
}
"""What reads each format back; a format without one fails the tests."""
