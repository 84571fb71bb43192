"""``--schema FILE``: a schema that ``pmlint schema generate`` wrote, in place of the shipped one.

It is compiled in memory at every start, which takes about 20 ms. Keeping the compiled check on
disk would save most of that and leave a folder of code that anyone could put something into.
"""

from __future__ import annotations

from typing import Any

from linter.apidocs.load import load_schema
from linter.apidocs.places import DocumentError
from linter.manifest import TYPE
from linter.schemagen.form import FormError, check_form, pin
from linter.schemas import NAMES
from linter.settings import ManifestSchema


class SchemaFileError(Exception):
    """A file that holds no schema to check manifests with; the message is one line."""


def load_manifest_schema(path: str) -> ManifestSchema:
    """Return the schema in a file, compiled; raises SchemaFileError for anything else."""
    try:
        document = load_schema(path)
    except DocumentError as error:
        raise SchemaFileError(str(error)) from error
    try:
        check_form(document)
        _check_rules(document)
        if pin(document, "type", document.get("$defs", {})) != TYPE:
            raise FormError(f"it does not describe mappings with type: {TYPE}")
        return ManifestSchema(document, _compiled(document))
    except FormError as error:
        advice = "make one with pmlint schema generate"
        raise SchemaFileError(f"{path}: not a schema of this linter: {error}: {advice}") from error
    except RecursionError as error:
        raise SchemaFileError(f"{path}: its definitions lead back to themselves") from error


def _compiled(document: dict[str, Any]) -> Any:
    from linter.schemagen.compiler import compile_checks

    name = NAMES[0]
    names: dict[str, Any] = {"__name__": "custom_schema"}
    try:
        exec(compile(compile_checks({name: document}), "<schema>", "exec"), names)
    except SyntaxError as error:
        raise FormError("lists are nested too deep in each other") from error
    return names["CHECKS"][name]


def _check_rules(document: dict[str, Any]) -> None:
    """Raise FormError where an annotation names a rule that does not exist."""
    from linter.rules import RULES

    waiting: list[Any] = [document]
    for value in waiting:
        if isinstance(value, dict):
            named = value.get("x-rules", {})
            for rule in named.values() if isinstance(named, dict) else [named]:
                if not isinstance(rule, str) or rule not in RULES:
                    raise FormError("x-rules names a rule that does not exist")
            waiting += value.values()
        elif isinstance(value, list):
            waiting += value
