"""Reports read back: what each format says of a run, in words that all of them know."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from typing import NamedTuple
from urllib.parse import unquote
from xml.etree import ElementTree

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


_LEVELS = {"error": "error", "warning": "warning", "notice": "info"}
_COMMAND = re.compile(r"^::(error|warning|notice) (file=.*?)::(.*)$", re.MULTILINE)


def from_github(report: str) -> list[Told]:
    """Read the annotations of ``github``, as GitHub's runner does."""
    found = []
    for level, properties, data in _COMMAND.findall(report):
        told = dict(pair.split("=", 1) for pair in properties.split(","))
        file, title = _unescaped(told["file"]), _unescaped(told["title"])
        message = _unescaped(data).splitlines()[0]
        found.append(
            Told(
                file,
                int(told["line"]),
                _LEVELS[level],
                title.removeprefix("pmlint: "),
                message.removeprefix(f"{file}:{told['line']}:{told['col']}: "),
            )
        )
    return found


def _unescaped(text: str) -> str:
    for escape, char in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(escape, char)
    return text


_SEVERITIES = {"major": "error", "minor": "warning", "info": "info"}


def from_gitlab(report: str) -> list[Told]:
    """Read ``gitlab``."""
    return [
        Told(
            visible(found["location"]["path"]),
            found["location"]["positions"]["begin"]["line"],
            _SEVERITIES[found["severity"]],
            found["check_name"],
            found["description"].removeprefix(f"{found['check_name']}: "),
        )
        for found in json.loads(report)
    ]


def from_junit(report: str) -> list[Told]:
    """Read ``junit``: each test that has an output begins it as ``concise`` has it."""
    outputs = ElementTree.fromstring(report.encode()).iterfind("testsuite/testcase/*")
    return [told for output in outputs for told in headers((output.text or "").split("\n")[0])]


def from_sarif(report: str) -> list[Told]:
    """Read ``sarif``, without the results that are suppressed."""
    severities = {"error": "error", "warning": "warning", "note": "info"}
    [run] = json.loads(report)["runs"]
    read = []
    for result in run["results"]:
        physical = result["locations"][0]["physicalLocation"]
        file = unquote(physical["artifactLocation"]["uri"], errors="surrogateescape")
        message = result["message"]["text"].replace(r"\[", "[")
        message = message.removesuffix("\n" + result["properties"].get("help", ""))
        if "suppressions" not in result:
            read.append(
                Told(
                    visible(file),
                    physical.get("region", {"startLine": 1})["startLine"],
                    severities[result["level"]],
                    run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"],
                    visible(message),
                )
            )
    return read


READERS: dict[str, Callable[[str], list[Told]]] = {
    "full": headers,
    "concise": headers,
    "json": from_json,
    "github": from_github,
    "gitlab": from_gitlab,
    "junit": from_junit,
    "sarif": from_sarif,
}
"""What reads each format back; a format without one fails the tests."""
