"""The table of settings as a JSON Schema: for editors, and for whoever wants to check a file."""

from __future__ import annotations

import json
from typing import Any

from linter.config.table import KEYS, RULE, TABLES, Form, Key
from linter.rules import GROUPS, RULES
from linter.rules.page import parse
from linter.settings import ALL

_RULES = "rules"


def as_text() -> str:
    """Return the schema as it is written in its file."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


def schema() -> dict[str, Any]:
    """Return the schema of a settings file, or of ``[tool.pmlint]``."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:pmlint:schema:settings",
        "title": "Settings of pmlint",
        "description": "pmlint.toml, .pmlint.toml, or the table tool.pmlint of pyproject.toml.",
        "type": "object",
        "properties": _properties(None)
        | {
            name: {
                "description": meaning,
                "type": "object",
                "properties": _properties(name),
                "additionalProperties": False,
            }
            for name, meaning in TABLES.items()
        },
        "additionalProperties": False,
        "$defs": {_RULES: _without_noun(RULE)},
    }


def _properties(table: str | None) -> dict[str, Any]:
    return {key.name: _property(key) for key in KEYS if key.table == table}


def _property(key: Key) -> Form:
    default = {} if key.default is None else {"default": key.default}
    return {
        "description": key.meaning,
        **_published(key.form),
        **default,
        "examples": [key.example],
    }


def _published(form: Any) -> Any:
    """Return a form without what only messages need, names of rules by reference."""
    if isinstance(form, list):
        return [_published(item) for item in form]
    if form is RULE:
        return {"$ref": f"#/$defs/{_RULES}"}
    if not isinstance(form, dict):
        return form
    return _without_noun(form)


def _without_noun(form: Form) -> Form:
    """Return a form without the word for messages, and with a line on each name of a rule."""
    published = {name: _published(inside) for name, inside in form.items() if name != "x-noun"}
    if form.get("x-noun") == "rule":
        # Where editors look for what to show beside each choice: Taplo, then VS Code.
        lines = [_line(name) for name in form["enum"]]
        published |= {"x-taplo": {"docs": {"enumValues": lines}}, "enumDescriptions": lines}
    return published


def _line(name: str) -> str:
    """Say in a line what a name in a list of rules stands for."""
    if name == ALL:
        return "Every rule, but for those that have to be named."
    if name in GROUPS:
        return f"Every rule of the group: {GROUPS[name]}."
    return parse(RULES[name].page).summary
