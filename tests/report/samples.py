"""Results to render: a text marks its findings' places itself, with brackets."""

from __future__ import annotations

import re

from linter.finding import Finding, Place, Related, Severity
from linter.result import FileResult
from linter.source import Source, Span

OPEN, CLOSE = "⟦", "⟧"


def marked(text: str, name: str = "prompts/greet.yaml") -> tuple[Source, list[Place]]:
    """Take the brackets out of a text; return its source and the places they stood around."""
    source = Source(name, re.sub(f"[{OPEN}{CLOSE}]", "", text))
    spans: list[Span] = []
    opened = offset = 0
    for char in text:
        if char == OPEN:
            opened = offset
        elif char == CLOSE:
            spans.append(Span(opened, offset))
        else:
            offset += 1
    return source, [source.place(span) for span in spans]


def finding(
    place: Place,
    rule: str = "wrong-type",
    message: str = 'status codes are strings: write "429"',
    *,
    file: str = "prompts/greet.yaml",
    severity: Severity = Severity.ERROR,
    help: str | None = None,
    related: tuple[Related, ...] = (),
) -> Finding:
    """Return a finding with a document and a pointer."""
    return Finding(file, 0, "/a", place, rule, severity, message, help, related=related)


def file_result(source: Source, *findings: Finding) -> FileResult:
    """Return the result of a file with one manifest."""
    return FileResult(source.name, source, list(findings), manifests=1, skipped=False)


def one_finding(text: str, rule: str = "wrong-type", help: str | None = None) -> FileResult:
    """Return the result of a text in which one place is marked."""
    source, [place] = marked(text)
    return file_result(source, finding(place, rule, "what is wrong: what to write", help=help))


def shortened(*results: FileResult) -> list[FileResult]:
    """Return results of which reports for terminals show one finding each, and others all."""
    return [result._replace(max_findings=1) for result in results]


def unreadable(name: str = "prompts/gone.yaml") -> FileResult:
    """Return the result of a file that could not be read."""
    lost = Finding(
        name,
        None,
        None,
        Place(1, 1, 1, 1),
        "unreadable-file",
        Severity.ERROR,
        "no such file: check the path",
    )
    return FileResult(name, None, [lost], manifests=0, skipped=False)


def clean(name: str = "prompts/clean.yaml") -> FileResult:
    """Return the result of a file with a manifest and nothing to say about it."""
    return FileResult(name, Source(name, "type: chat_prompt\n"), [], manifests=1, skipped=False)


def skipped(name: str = "compose.yaml") -> FileResult:
    """Return the result of a file without a manifest."""
    return FileResult(name, Source(name, "services: {}\n"), [], manifests=0, skipped=True)


def run_of_everything() -> list[FileResult]:
    """Return results of every kind, with odd names and messages among them."""
    source, [code, delay] = marked("codes: [⟦429⟧]\ndelay: ⟦2⟧\n")
    first = file_result(
        source,
        finding(code, help="quote every status code"),
        finding(delay, "retry-budget", "a delay of 2 is 2 milliseconds", severity=Severity.WARNING),
    )
    source, [role] = marked("- role: ⟦system⟧\n", "prompts/größe/你好 \x1b[2J.yaml")
    second = file_result(
        source,
        finding(
            role,
            "misplaced-system-message",
            "a line\nbreak and an \x1b[31mescape",
            file=source.name,
            severity=Severity.INFO,
        ),
    )
    return [clean(), first, second, unreadable(), skipped()]
