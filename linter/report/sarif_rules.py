"""A rule as SARIF describes it: what it means, how bad it is, and its page."""

from __future__ import annotations

from inspect import cleandoc
from typing import Any

from linter.finding import Severity
from linter.rules import RULES
from linter.rules.page import Page, escaped, fenced, paragraphs, parse

LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}

_GITHUB_SEVERITIES = LEVELS | {Severity.INFO: "recommendation"}
"""What GitHub's code scanning reads instead of the level."""


def descriptor(name: str, url: str | None, version: str) -> dict[str, Any]:
    """Return SARIF's reportingDescriptor of a rule; ``url`` is its page on the web, if known."""
    rule = RULES[name]
    page = parse(rule.page)
    why = next(section.body for section in page.sections if section.title == "Why")
    return {
        "id": name,
        "shortDescription": {"text": page.summary},
        "fullDescription": {"text": " ".join(paragraphs(why))},
        "help": {"text": cleandoc(rule.page) + "\n", "markdown": _markdown(page)},
        "helpUri": url or _package_url(name, version),
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
        "properties": {
            "tags": [rule.group],
            "problem.severity": _GITHUB_SEVERITIES[rule.severity],
        },
    }


def _package_url(name: str, version: str) -> str:
    """Name the page within the package of this version, since no address on the web is lasting."""
    return f"pkg:pypi/pmlint@{version}#docs/rules/{name}.md"


def _markdown(page: Page) -> str:
    blocks = [escaped(page.summary)]
    for section in page.sections:
        blocks.append(f"## {section.title}")
        if section.is_example:
            blocks.append(fenced(section.body))
        else:
            blocks += map(escaped, paragraphs(section.body))
    return "\n\n".join(blocks) + "\n"
