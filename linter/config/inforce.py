"""What is in force for a path, and where each value comes from: what ``pmlint config`` prints."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any, NamedTuple

from linter.config import Configurations, for_this_file
from linter.config.file import SettingsFile, displayed
from linter.config.load import read_checked
from linter.config.table import KEYS, TABLES, Key
from linter.finding import Path
from linter.rules import RULES
from linter.settings import Configuration, Overrides
from linter.settle import active_rules, effective_severity

_COMMAND_LINE = "command line"
_DEFAULT = "default"
_WIDEST = 100


class Setting(NamedTuple):
    """A setting in force. ``origin`` says where its value comes from; None is no value."""

    key: Key
    value: Any
    origin: str


class InForce(NamedTuple):
    """Everything in force for a path. ``ignored`` and ``assumed`` are what globs say of it."""

    path: str
    configuration: Configuration
    file: SettingsFile | None
    settings: list[Setting]
    ignored: frozenset[str]
    assumed: bool
    rules: dict[str, str]


def in_force(configurations: Configurations, path: str) -> InForce:
    """Return what is in force for a file, or for a folder with what is said of single files."""
    if os.path.isdir(path):
        configuration = configurations.for_folder(path)
        settings, ignored, assumed = configuration.settings, frozenset[str](), False
    else:
        configuration = configurations.for_path(path)
        settings = configurations.settings_for(path)
        ignored, assumed = for_this_file(configuration, path)
    file = None if configuration.file is None else read_checked(configuration.file)
    return InForce(
        path,
        configuration,
        file,
        [_setting(key, file, configurations.overrides) for key in KEYS],
        ignored,
        assumed,
        {
            name: effective_severity(rule, settings).value
            for name, rule in active_rules(settings).items()
        },
    )


def _setting(key: Key, file: SettingsFile | None, overrides: Overrides) -> Setting:
    said, value = _said(key, file)
    origin = _origin(file, key.path) if said and file is not None else _DEFAULT
    if key.name == "select" and overrides.select is not None:
        return Setting(key, sorted(overrides.select), _COMMAND_LINE)
    if key.name == "ignore" and (overrides.select is not None or overrides.ignore):
        kept = value if said and overrides.select is None else []
        names = [*kept, *sorted(overrides.ignore.difference(kept))]
        return Setting(key, names, f"{origin}, {_COMMAND_LINE}" if kept else _COMMAND_LINE)
    if key.name == "fail-on" and overrides.fail_on is not None:
        return Setting(key, overrides.fail_on, _COMMAND_LINE)
    if key.name == "schema" and overrides.schema is not None:
        return Setting(key, overrides.schema.file, _COMMAND_LINE)
    return Setting(key, value, origin)


def _said(key: Key, file: SettingsFile | None) -> tuple[bool, Any]:
    """Return whether a file sets a key, and the value that is in force by it."""
    table: dict[str, Any] = {} if file is None else file.data
    if key.table is not None:
        table = table.get(key.table, {})
    return key.name in table, table.get(key.name, key.default)


def _origin(file: SettingsFile, path: Path) -> str:
    return f"{file.source.name}:{file.line(path)}"


def as_json(found: InForce) -> str:
    """Return what is in force as a JSON object."""
    import json

    settings: dict[str, Any] = {}
    for key, value, origin in found.settings:
        table = settings if key.table is None else settings.setdefault(key.table, {})
        table[key.name] = {"value": value, "from": origin}
    shown = {
        "path": found.path,
        "file": None if found.file is None else found.file.source.name,
        "folder": found.configuration.folder,
        "settings": settings,
        "ignored_here": sorted(found.ignored),
        "assumed_prompt": found.assumed,
        "rules": found.rules,
    }
    return json.dumps(shown, indent=2, ensure_ascii=False) + "\n"


def as_text(found: InForce) -> str:
    """Return what is in force as TOML, each value with a comment on where it comes from."""
    return "\n".join(_lines(found)) + "\n"


def _lines(found: InForce) -> Iterator[str]:
    yield f"# for {found.path}"
    if found.file is None:
        yield "# no settings file"
    else:
        folder = displayed(found.configuration.folder)
        yield f"# from {found.file.source.name}; globs are relative to {folder}"
    yield from _outcome(found)
    rows = [row for row in found.settings if row.key.table is None]
    for row in rows:
        if not isinstance(row.value, dict):
            yield _line(row)
    for row in rows:
        if isinstance(row.value, dict):
            yield f"\n[{row.key.name}]" + ("" if row.value else f"  # {row.origin}")
            for name, value in row.value.items():
                yield f"{_key(name)} = {toml(value)}  # {_entry_origin(found, row, name)}"
    for table in TABLES:
        yield f"\n[{table}]"
        yield from (_line(row) for row in found.settings if row.key.table == table)


def _outcome(found: InForce) -> Iterator[str]:
    """Say which rules are in force in the end, by the shorter of two lists."""
    off = [name for name in RULES if name not in found.rules]
    if len(off) > len(found.rules):
        yield f"# rules in force: {', '.join(found.rules) or 'none'}"
    elif off:
        yield f"# rules not in force: {', '.join(off)}"
    if found.assumed:
        yield "# every document in it counts as a prompt manifest"


def _line(row: Setting) -> str:
    if row.value is None:
        return f"# {row.key.name} is not set"
    return f"{row.key.name} = {toml(row.value)}  # {row.origin}"


def _entry_origin(found: InForce, row: Setting, name: str) -> str:
    assert found.file is not None
    return _origin(found.file, (row.key.name, name))


def _key(name: str) -> str:
    bare = name.isascii() and name.replace("-", "").replace("_", "").isalnum()
    return name if bare else toml(name)


def toml(value: Any) -> str:
    """Return a text, a number or a list of these as TOML."""
    if isinstance(value, list):
        items = [toml(item) for item in value]
        line = f"[{', '.join(items)}]"
        return line if len(line) <= _WIDEST else "[\n  " + ",\n  ".join(items) + ",\n]"
    if isinstance(value, int):
        return str(value)
    return '"' + "".join(map(_character, value)) + '"'


def _character(char: str) -> str:
    if char in '"\\':
        return "\\" + char
    return char if char.isprintable() else f"\\U{ord(char):08X}"
