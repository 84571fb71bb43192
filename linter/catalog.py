"""The rules as people look them up: the list, and one rule's page."""

from __future__ import annotations

from linter.rules import RULES
from linter.rules.page import parse


def rules_as_text() -> str:
    """Return a line for each rule, under a heading for each group."""
    width = max(len(name) for name in RULES)
    lines: list[str] = []
    group = ""
    for rule in RULES.values():
        if rule.group != group:
            group = rule.group
            lines += [*([""] if lines else []), group]
        summary = parse(rule.page).summary
        lines.append(f"  {rule.name:<{width}}  {rule.severity.value:<7}  {summary}")
    return "\n".join(lines) + "\n"


def rules_as_json() -> str:
    """Return the rules as a JSON list of objects."""
    import json

    rules = [
        {
            "name": rule.name,
            "group": rule.group,
            "severity": rule.severity.value,
            "summary": parse(rule.page).summary,
        }
        for rule in RULES.values()
    ]
    return json.dumps(rules, indent=2, ensure_ascii=False) + "\n"


def page(name: str) -> str:
    """Return a rule's page as plain text."""
    import inspect

    rule = RULES[name]
    head = f"{rule.name} ({rule.severity.value}, group {rule.group})"
    return f"{head}\n\n{inspect.cleandoc(rule.page)}\n"
