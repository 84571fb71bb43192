"""The table of all settings: for each key its form as JSON Schema, its meaning and an example.

Settings are checked against it, and the published schema is made of it.
"""

from __future__ import annotations

from typing import Any, NamedTuple, TypeAlias

from linter.rules import GROUPS, RULES
from linter.settings import ALL, FAIL_ON, Limits

Form: TypeAlias = dict[str, Any]
"""A JSON Schema of a few keywords; ``x-noun`` is what a value is called in messages."""

DEEPEST = 200
"""Past it the readers in Python run out of stack."""

PATH_OF_KEYS = r"^(\*|[A-Za-z0-9_$-]+)(\[\])*(\.(\*|[A-Za-z0-9_$-]+)(\[\])*)*$"
TARGET_OR_GLOB = r"^.*(/|[*?\[]).*$"

_GLOB = {"type": "string", "minLength": 1, "x-noun": "glob"}
RULE = {"enum": [ALL, *GROUPS, *RULES], "x-noun": "rule"}
_FILE = {"type": "string", "minLength": 1, "x-noun": "path"}

_GLOBS = (
    "A glob is written as in .gitignore and is relative to the folder of this file: a/b.yaml is "
    "that file, b.yaml any file of that name, legacy/ any such folder with all that is in it."
)


class Key(NamedTuple):
    """A setting. ``table`` is the table that it stands in, None for the top."""

    name: str
    form: Form
    default: Any
    meaning: str
    example: Any
    table: str | None = None

    @property
    def path(self) -> tuple[str, ...]:
        """The keys that lead to it."""
        return (self.name,) if self.table is None else (self.table, self.name)


def _list(item: Form, least: int = 0) -> Form:
    return {"type": "array", "items": item, **({"minItems": least} if least else {})}


def _limit(name: str, least: int, most: int | None, meaning: str, example: int) -> Key:
    form: Form = {"type": "integer", "minimum": least}
    if most is not None:
        form["maximum"] = most
    default = getattr(Limits(), name.replace("-", "_"))
    return Key(name, form, default, meaning, example, "limits")


def _inventory(name: str, noun: str, meaning: str, example: list[str], **form: str) -> Key:
    item = {"type": "string", "minLength": 1, "x-noun": noun, **form}
    return Key(name, _list(item), None, meaning, example, "gateway")


KEYS = (
    Key(
        "select",
        _list(RULE, least=1),
        [ALL],
        "The rules to check: names of rules or groups, or all. A rule that is off by default is "
        "checked only if it is named here by its own name.",
        ["all"],
    ),
    Key(
        "ignore",
        _list(RULE),
        [],
        "The rules not to check: names of rules or groups, or all. Wins over select.",
        ["undescribed-tool", "gateway"],
    ),
    Key(
        "per-file-ignores",
        {
            "type": "object",
            "propertyNames": {"minLength": 1, "x-noun": "glob"},
            "additionalProperties": _list(RULE),
        },
        {},
        "The rules not to check in the files that a glob matches, in addition to ignore. A glob "
        f"that begins with ! stands for all files but those. {_GLOBS}",
        {"legacy/": ["no-fallback", "variables"], "!prompts/": ["all"]},
    ),
    Key(
        "severity",
        {
            "type": "object",
            "propertyNames": {"enum": [*GROUPS, *RULES], "x-noun": "rule"},
            "additionalProperties": {"enum": ["error", "warning", "info"], "x-noun": "severity"},
        },
        {},
        "Another severity for a rule, or for each rule of a group; the rule's own name wins. To "
        "turn a rule off, put it under ignore.",
        {"unused-variable": "error", "routing": "warning"},
    ),
    Key(
        "fail-on",
        {"enum": list(FAIL_ON), "x-noun": "severity"},
        "warning",
        "The mildest severity that makes the exit code 1; never: findings alone never do.",
        "error",
    ),
    Key(
        "include",
        _list(_GLOB, least=1),
        ["*.yaml", "*.yml", "*.json"],
        "The files that are linted when a folder is walked. Files that are named on the command "
        f"line need no mention. {_GLOBS}",
        ["prompts/**/*.yaml"],
    ),
    Key(
        "exclude",
        _list(_GLOB),
        [],
        "Files and folders that are not linted, not even when they are named on the command line. "
        + _GLOBS,
        ["vendor/", "*.generated.yaml"],
    ),
    Key(
        "assume-prompts",
        _list(_GLOB),
        [],
        "Files in which every document counts as a prompt manifest, whatever its type says. "
        + _GLOBS,
        ["prompts/*.yaml"],
    ),
    Key(
        "schema",
        _FILE,
        None,
        "A file with the schema to hold manifests against, made by pmlint schema generate. The "
        "path is relative to this file; the shipped schema is used if the key is not there.",
        "schemas/chat-prompt.schema.json",
    ),
    Key(
        "template-patterns",
        _list({"type": "string", "minLength": 1, "x-noun": "regular expression"}),
        [],
        "Regular expressions, as Python's re has them. Nothing is said of a value that one of "
        "them matches in whole: another program fills it in later.",
        [r"\$\{[A-Z_]+\}"],
    ),
    Key(
        "known-fields",
        _list({"type": "string", "pattern": PATH_OF_KEYS, "x-noun": "path of keys"}),
        [],
        "Keys that unknown-field accepts, each with the way to it from the top of the manifest: "
        "keys joined by dots, [] for the items of a list, * for any key.",
        ["cost_center", "routing_config.load_balance_targets[].region"],
    ),
    Key(
        "baseline",
        _FILE,
        None,
        "A file with the findings that were there before, which are not reported. The path is "
        "relative to this file.",
        ".pmlint-baseline.json",
    ),
    _limit("max-retry-attempts", 0, None, "The most attempts of a retry (retry-budget).", 5),
    _limit(
        "max-retry-delay-ms",
        0,
        None,
        "The longest delay of a retry, in milliseconds (retry-budget).",
        10_000,
    ),
    _limit(
        "max-retry-wait-ms",
        0,
        None,
        "The longest total wait of a retry, attempts times delay, in milliseconds (retry-budget).",
        30_000,
    ),
    _limit(
        "max-file-size-mb",
        1,
        1024,
        "The largest file that is read, in megabytes (too-complex).",
        4,
    ),
    _limit(
        "max-depth",
        1,
        DEEPEST,
        "How deep lists and mappings may nest in each other (too-complex).",
        50,
    ),
    _limit(
        "max-nodes",
        1,
        10_000_000,
        "The most values in one document, those behind an alias counted each time (too-complex).",
        100_000,
    ),
    _limit(
        "max-findings",
        1,
        None,
        "The most findings of one file that the reports for terminals show; those for programs "
        "hold all.",
        20,
    ),
    _inventory(
        "providers",
        "provider",
        "The provider accounts that the gateway knows, as names or globs.",
        ["openai-main", "azure-*"],
    ),
    _inventory(
        "targets",
        "target",
        "The models that the gateway serves, each as provider-account/model, or globs of these.",
        ["openai-main/gpt-4o", "azure-eu/*"],
        pattern=TARGET_OR_GLOB,
    ),
    _inventory(
        "guardrails",
        "guardrail",
        "The guardrails that the gateway knows, as names or globs.",
        ["pii-filter", "safety/*"],
    ),
    _inventory(
        "mcp-servers",
        "MCP server",
        "The MCP servers that the gateway knows, as names, FQNs or globs.",
        ["github", "internal-*"],
    ),
    _inventory("ml-repos", "ML repo", "The ML repos that exist, as names or globs.", ["support"]),
)
"""All settings, in the order in which they are documented."""

TABLES = {
    "limits": "Bounds on what is accepted, and on what is read at all.",
    "gateway": "What the gateway offers (unknown-gateway-entity). Of a kind that is not listed, "
    "nothing is known, and nothing is said.",
}
"""The tables below the top, with what they are for."""


def forms(table: str | None) -> dict[str, Form]:
    """Return the forms of what may stand in a table, by key; those of the tables at the top."""
    found = {key.name: key.form for key in KEYS if key.table == table}
    if table is None:
        found |= {name: {"type": "object", "properties": forms(name)} for name in TABLES}
    return found


FORM: Form = {"type": "object", "properties": forms(None)}
"""The form of all settings together. A table with ``properties`` takes no other keys."""
