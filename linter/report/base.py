"""What every report format is given."""

from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeAlias

from linter.finding import Finding, Fix
from linter.result import FileResult


class Options(NamedTuple):
    """How to render: with colours or without (terminals), and the tool's version."""

    color: bool
    version: str


Renderer: TypeAlias = Callable[[Sequence[FileResult], Options], str]


def fix_to_tell(finding: Finding) -> Fix | None:
    """Return a finding's fix, if it has one whose edits write no credential."""
    from linter.credentials import redacted

    if finding.fix is None or any(redacted(edit.text) != edit.text for edit in finding.fix.edits):
        return None
    return finding.fix


def count(number: int, noun: str) -> str:
    """Write a number and its noun: ``1 file``, ``2 files``."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def listed(parts: Sequence[str]) -> str:
    """Write parts as a sentence has them: ``a``, ``a and b``, ``a, b and c``."""
    *first, last = parts
    return f"{', '.join(first)} and {last}" if first else last
