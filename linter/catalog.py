"""The rules as people look them up: the list, and one rule's page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from linter.report.style import BOLD, SEVERITY, painter
from linter.rules import RULES
from linter.rules.page import paragraphs, parse
from linter.settings import Settings
from linter.settle import active_rules

_WIDEST = 100
_NARROWEST = 40
_INDENT = "    "

_FIXES = {
    "no": "no fix",
    "safe": "safe fix",
    "unsafe": "unsafe fix",
    "both": "safe and unsafe fixes",
}


class Entry(NamedTuple):
    """A rule as a row of the list: what is worth knowing before its page is read."""

    name: str
    group: str
    severity: str
    fix: str
    """``safe``, ``unsafe``, ``both`` where it depends on the finding, or ``no``."""
    default: str
    """``on`` where the rule is in force without a configuration."""
    summary: str


def entries() -> list[Entry]:
    """Return a row for each rule, in the order of the registry."""
    active = active_rules(Settings())
    return [
        Entry(
            name=rule.name,
            group=rule.group,
            severity=rule.severity.value,
            fix=rule.fixes,
            default="on" if rule.name in active else "off",
            summary=parse(rule.page).summary,
        )
        for rule in RULES.values()
    ]


def rules_as_text() -> str:
    """Return a table with a line for each rule, under a heading for each group."""
    rows = entries()
    width = max(len(row.name) for row in rows)
    line = f"{{:<{width + 2}}}  {{:<8}}  {{:<6}}  {{:<7}}  {{}}\n".format
    text = line("rule", "severity", "fix", "default", "summary")
    group = ""
    for row in rows:
        if row.group != group:
            group = row.group
            text += f"\n{group}\n"
        text += line("  " + row.name, row.severity, row.fix, row.default, row.summary)
    return text


def rules_as_json() -> str:
    """Return the rules as a JSON list of objects."""
    import json

    rows = [row._asdict() for row in entries()]
    return json.dumps(rows, indent=2, ensure_ascii=False) + "\n"


def page(name: str, *, width: int, color: bool) -> str:
    """Return a rule's page for a terminal: prose wrapped, examples as they are, both indented."""
    rule = RULES[name]
    row = next(row for row in entries() if row.name == name)
    paint = painter(color)
    fix = _FIXES[row.fix]
    severity = paint(row.severity, SEVERITY[rule.severity])
    head = f"({severity}, group {row.group}, {row.default} by default, {fix})"
    blocks = [f"{paint(name, BOLD)} {head}"]
    blocks += _wrapped(row.summary, width, "")
    for section in parse(rule.page).sections:
        blocks.append(paint(section.title + ":", BOLD))
        if section.is_example:
            lines = section.body.splitlines()
            below = ["\n".join(_INDENT + line if line else "" for line in lines)]
        else:
            below = list(_wrapped(section.body, width, _INDENT))
        blocks[-1] += "\n" + "\n\n".join(below)
    return "\n\n".join(blocks) + "\n"


def _wrapped(prose: str, width: int, indent: str) -> Iterator[str]:
    from textwrap import fill

    for paragraph in paragraphs(prose):
        yield fill(
            paragraph,
            max(_NARROWEST, min(width, _WIDEST)),
            initial_indent=indent,
            subsequent_indent=indent,
            break_long_words=False,
            break_on_hyphens=False,
        )
