"""The format of JUnit, in which Jenkins, GitLab, Azure Pipelines and others show test results."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from linter.finding import Finding, Severity
from linter.report.base import Options
from linter.report.cells import visible
from linter.report.full import block, without_secrets
from linter.report.repository import within
from linter.report.style import painter
from linter.result import FileResult
from linter.source import Source


def render(results: Sequence[FileResult], options: Options) -> str:  # noqa: ARG001
    """Return one test suite: a test for each finding, and one for each manifest without any.

    Errors and warnings are failures; advice is the output of a test that passes.
    """
    cases = [case for result in results if not result.skipped for case in _cases(result)]
    failures = sum(
        finding.severity is not Severity.INFO for result in results for finding in result.findings
    )
    counts = f'name="pmlint" tests="{len(cases)}" failures="{failures}" errors="0"'
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f"<testsuites {counts}>",
        f'  <testsuite {counts} skipped="0">',
        *cases,
        "  </testsuite>",
        "</testsuites>",
    ]
    return "".join(line + "\n" for line in lines)


def _cases(result: FileResult) -> Iterator[str]:
    """Yield the tests of a file.

    What CI services follow from run to run is the pair of class and name, so that it is unique,
    and has no line.
    """
    file = within(result.name, "CI_PROJECT_DIR")
    if not result.findings:
        yield f"    <testcase {_attributes(classname=file, name='no findings')}/>"
        return
    source = without_secrets(result)
    met: Counter[str] = Counter()
    for finding in result.findings:
        name = f"{finding.rule}: {finding.message}"
        met[name] += 1
        if met[name] > 1:
            name += f" ({met[name]})"
        opening = f"    <testcase {_attributes(classname=file, name=name)}>"
        yield f"{opening}\n      {_outcome(finding, source)}\n    </testcase>"


def _outcome(finding: Finding, source: Source | None) -> str:
    text = _escaped("\n".join(block(finding, source, painter(False))))
    if finding.severity is Severity.INFO:
        return f"<system-out>{text}</system-out>"
    attributes = _attributes(message=finding.message, type=finding.rule)
    return f"<failure {attributes}>{text}</failure>"


def _attributes(**values: str) -> str:
    """Write attributes; what XML has no form for, such as most control characters, is escaped."""
    return " ".join(f'{name}="{_escaped(visible(value))}"' for name, value in values.items())


def _escaped(text: str) -> str:
    """Write text in ASCII, which says the same in whatever encoding a shell pipes it."""
    for char, name in (("&", "amp"), ("<", "lt"), (">", "gt"), ('"', "quot")):
        text = text.replace(char, f"&{name};")
    return text.encode("ascii", "xmlcharrefreplace").decode()
