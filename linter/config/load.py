"""A settings file to a configuration: everything in it checked, then made what the linter reads."""

from __future__ import annotations

import os
import re
import warnings
from collections.abc import Callable, Iterator
from typing import Any

from linter.config.check import Wrong, wrongs
from linter.config.file import SettingsFile, displayed, read_settings
from linter.finding import Severity
from linter.globs import can_match
from linter.rules import RULES
from linter.settings import (
    FAIL_ON,
    Configuration,
    Gateway,
    Limits,
    ManifestSchema,
    Settings,
)

_GLOBS = ("include", "exclude", "assume-prompts")


def load(path: str, folder: str) -> Configuration | None:
    """Return what a settings file says; None for a ``pyproject.toml`` that says nothing.

    ``folder`` is what its globs are relative to. Raises ConfigError at the first mistake.
    """
    file = read_checked(path)
    if file is None:
        return None
    data = file.data
    settings = Settings(
        select=frozenset(data.get("select", ())),
        ignore=frozenset(data.get("ignore", ())),
        fail_on=FAIL_ON[data.get("fail-on", "warning")],
        limits=Limits(**_fields(data.get("limits", {}), int)),
        gateway=Gateway(**_fields(data.get("gateway", {}), tuple)),
        schema=_schema(file),
        severities=_severities(data.get("severity", {})),
        template_patterns=tuple(data.get("template-patterns", ())),
        known_fields=tuple(data.get("known-fields", ())),
    )
    baseline = data.get("baseline")
    return Configuration(
        settings=settings,
        folder=folder,
        file=path,
        include=tuple(data.get("include", ())),
        exclude=tuple(data.get("exclude", ())),
        assume_prompts=tuple(data.get("assume-prompts", ())),
        per_file_ignores=tuple(
            (glob, frozenset(names)) for glob, names in data.get("per-file-ignores", {}).items()
        ),
        baseline=None if baseline is None else beside(file, baseline),
    )


def read_checked(path: str) -> SettingsFile | None:
    """Return the settings in a file, checked; None for a ``pyproject.toml`` without any."""
    file = read_settings(path)
    if file is None:
        return None
    # What can't be used is looked for only among values of the right kind.
    found = list(wrongs(file.data)) or list(_unusable(file.data))
    if found:
        first = min(found, key=lambda wrong: file.offset(wrong.path, wrong.at_key))
        raise file.wrong(*first)
    return file


def beside(file: SettingsFile, path: str) -> str:
    """Return the absolute form of a path that is relative to a settings file."""
    return os.path.abspath(os.path.join(os.path.dirname(file.path), path))


def _unusable(data: dict[str, Any]) -> Iterator[Wrong]:
    """Yield what has the right form and still can't be used: globs, regular expressions."""
    for key in _GLOBS:
        for index, glob in enumerate(data.get(key, ())):
            if not can_match(glob):
                yield Wrong((key, index), f'glob "{glob}" matches nothing')
    for glob in data.get("per-file-ignores", {}):
        if not can_match(glob):
            yield Wrong(("per-file-ignores", glob), f'glob "{glob}" matches nothing', at_key=True)
    for index, pattern in enumerate(data.get("template-patterns", ())):
        fault = _pattern_fault(pattern)
        if fault is not None:
            message = f"this is not a regular expression: {fault}"
            yield Wrong(("template-patterns", index), message)


def _pattern_fault(pattern: str) -> str | None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            re.compile(pattern)
    except re.error as error:
        return error.msg
    except (OverflowError, RecursionError):
        return "it is too large"
    return None


def _fields(table: dict[str, Any], make: Callable[[Any], Any]) -> dict[str, Any]:
    return {key.replace("-", "_"): make(value) for key, value in table.items()}


def _severities(table: dict[str, str]) -> tuple[tuple[str, Severity], ...]:
    """Return the severity of each rule that has another than its own; its name wins over groups."""
    said = {rule.name: table.get(rule.name, table.get(rule.group)) for rule in RULES.values()}
    return tuple((name, Severity(word)) for name, word in said.items() if word is not None)


def _schema(file: SettingsFile) -> ManifestSchema | None:
    if "schema" not in file.data:
        return None
    from linter.custom_schema import SchemaFileError, load_manifest_schema

    try:
        return load_manifest_schema(displayed(beside(file, file.data["schema"])))
    except SchemaFileError as error:
        raise file.wrong(("schema",), str(error)) from error
