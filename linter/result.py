"""What a run gives: one result for each file, and the counts over all of them."""

from collections.abc import Iterable
from typing import Literal, NamedTuple

from linter.finding import Finding, Path, Severity
from linter.source import Source


class NamedPrompt(NamedTuple):
    """A prompt that a file would apply; ``path`` leads to its name in the document.

    It has no place: that costs, and only a clash with another prompt asks for it.
    """

    file: str
    document: int
    path: Path
    name: str
    ml_repo: str | None


class Suppressed(NamedTuple):
    """A finding that is not reported, how it was silenced, and the reason given, if any."""

    finding: Finding
    how: Literal["comment", "baseline"]
    reason: str | None = None


class Skipped(NamedTuple):
    """A path that is not linted, why, and the file that says so; ``named``: on the command line.

    The reasons: settings exclude it, they do not include it, git ignores it (then ``by`` has the
    line, too), it belongs to a tool, it is of another kind than YAML and JSON, or it holds no
    manifest.
    """

    path: str
    why: Literal["exclude", "include", "gitignore", "tools", "kind", "manifest"]
    by: str = ""
    named: bool = False


class FileResult(NamedTuple):
    """What linting one file gave.

    ``source`` is None where the file could not be read, ``findings`` are sorted, ``manifests``
    counts the manifests linted, and ``skipped`` says that the file holds none. ``prompts`` are
    what other files of the run may clash with. Of the findings the reports for terminals show
    ``max_findings``.
    """

    name: str
    source: Source | None
    findings: list[Finding]
    manifests: int
    skipped: bool
    suppressed: tuple[Suppressed, ...] = ()
    prompts: tuple[NamedPrompt, ...] = ()
    max_findings: int = 1_000


class Summary(NamedTuple):
    """The counts of a run.

    ``fixable`` counts the findings with a safe fix, ``unsafe`` those with an unsafe one,
    ``affected`` the files with findings.
    """

    files: int
    manifests: int
    skipped: int
    errors: int
    warnings: int
    infos: int
    suppressed: int
    fixable: int = 0
    affected: int = 0
    unsafe: int = 0


def summarize(results: Iterable[FileResult]) -> Summary:
    """Add up the results of a run."""
    files = manifests = skipped = suppressed = fixable = unsafe = affected = 0
    found = dict.fromkeys(Severity, 0)
    for result in results:
        files += 1
        manifests += result.manifests
        skipped += result.skipped
        suppressed += len(result.suppressed)
        affected += bool(result.findings)
        for finding in result.findings:
            found[finding.severity] += 1
            if finding.fix is not None:
                fixable += finding.fix.safe
                unsafe += not finding.fix.safe
    return Summary(
        files=files,
        manifests=manifests,
        skipped=skipped,
        errors=found[Severity.ERROR],
        warnings=found[Severity.WARNING],
        infos=found[Severity.INFO],
        suppressed=suppressed,
        fixable=fixable,
        affected=affected,
        unsafe=unsafe,
    )
