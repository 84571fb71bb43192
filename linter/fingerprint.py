"""What tells a finding from others when its file has changed: never its line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from linter.credentials import redacted
from linter.finding import Finding
from linter.source import Source

_LENGTH = 32
"""Hexadecimal digits: 128 bits, as much as GitLab's own."""

_TELLING = r"(?i)auth|key|token|secret|passw|cookie|header"
"""What stands under or behind a name with one of these may be a credential of any form."""

_ALWAYS_SECRET = "hardcoded-secret"


def fingerprint(finding: Finding, source: Source | None) -> str:
    """Return a digest that survives other lines being added, removed and indented.

    It is made of the rule, of the message without numbers of lines, and of the first line of what
    the finding points to. Nothing that may be a credential goes into it, for who has a digest can
    try out short ones. Findings of one file may have the same, and so may those of two files.
    """
    message = finding.message
    for other in finding.related:
        if other.file != finding.file:
            # Depends on the folder that the run was started in.
            message = message.replace(other.file, "")
    message = re.sub(r"\bline \d+", "line", message)
    return _digest(finding.rule, message, _pointed_to(finding, source))


def identities(findings: Iterable[Finding], source: Source | None) -> Iterator[str]:
    """Yield for each finding of one file a digest that no other finding of a run has.

    It holds the name of the file, and a number where findings have the same fingerprint.
    """
    met: Counter[str] = Counter()
    for finding in findings:
        own = fingerprint(finding, source)
        met[own] += 1
        name = re.sub(r"^(?:\./)+", "", finding.file.replace("\\", "/"))
        yield _digest(name, own, str(met[own]))


def _pointed_to(finding: Finding, source: Source | None) -> str:
    """Return the first line of a finding's place, or the key that a credential stands under."""
    steps = (finding.pointer or "").split("/")
    if finding.rule == _ALWAYS_SECRET or any(re.search(_TELLING, step) for step in steps):
        return next((step for step in reversed(steps) if not step.isdigit()), "")
    if source is None:
        return ""
    place = finding.place
    end = place.end_column - 1 if place.end_line == place.line else None
    text = source.line(place.line)[place.column - 1 : end]
    before_names = re.split(_TELLING, redacted(text))[0]
    return " ".join(before_names.split())


def _digest(*parts: str) -> str:
    from hashlib import sha256

    # A file's name may hold bytes that are not UTF-8.
    data = "\0".join(parts).encode("utf-8", "surrogatepass")
    return sha256(data).hexdigest()[:_LENGTH]
