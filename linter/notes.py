"""What a check says on standard error of what it passed over: paths, and findings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from linter.report.base import count
from linter.result import FileResult, Skipped, Suppressed
from linter.trouble import note

_WHY = {
    "exclude": "is excluded by {by}",
    "include": "is not among the files that {by} includes",
    "gitignore": "is ignored by {by}",
    "tools": "is a folder of a tool",
    "kind": "is neither YAML nor JSON by its name",
    "manifest": "has no prompt manifest in it",
}
"""Why a path is passed over, in words."""

_LEFT_OUT = {"exclude": "excluded by settings", "gitignore": "ignored by .gitignore"}
"""What keeps files away that would be linted otherwise."""


def tell_passed_over(
    skipped: Iterable[Skipped], results: Iterable[FileResult], verbose: bool
) -> None:
    """Say what was passed over: of named paths always, of others and of findings if asked to."""
    for path in skipped:
        if path.named or verbose:
            note(_sentence(path))
    if not verbose:
        return
    for result in results:
        if result.skipped:
            note(_sentence(Skipped(result.name, "manifest")))
        for suppressed in result.suppressed:
            note(_silenced(suppressed))


def left_out(skipped: Sequence[Skipped]) -> str:
    """Say how many paths settings and ``.gitignore`` leave out; nothing if that is none."""
    reasons: list[str] = [path.why for path in skipped]
    parts = [
        f"{count(reasons.count(why), 'path')} {words}"
        for why, words in _LEFT_OUT.items()
        if why in reasons
    ]
    if not parts:
        return ""
    all_told = all(path.named for path in skipped)
    return " and ".join(parts) + ("" if all_told else " (--verbose says which)")


def _sentence(skipped: Skipped) -> str:
    return f"{skipped.path} {_WHY[skipped.why].format(by=skipped.by)}: passed over"


def _silenced(suppressed: Suppressed) -> str:
    finding, how, reason = suppressed
    by = "a comment" if how == "comment" else "the baseline"
    line = f"{finding.file}:{finding.place.line}:{finding.place.column}: {finding.rule}"
    return f"{line} is suppressed by {by}" + (f": {reason}" if reason else "")
