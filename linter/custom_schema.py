"""``--schema FILE``: a schema that ``pmlint schema generate`` wrote, in place of the shipped one.

It is compiled in memory at every start, which takes about 20 ms. Keeping the compiled check on
disk would save most of that and leave a folder of code that anyone could put something into.
"""

from __future__ import annotations

from typing import Any

from linter.apidocs.load import load_schema
from linter.apidocs.places import DocumentError
from linter.manifest import TYPE
from linter.schemagen.compiler import compiled_check
from linter.schemagen.form import FormError, check_form, pin
from linter.schemas import NAMES
from linter.settings import ManifestSchema

_MOST_SCHEMAS = 20_000
"""More than "pmlint schema generate" ever writes, and compiled in a second."""


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
        _check_texts(document)
        if pin(document, "type", document.get("$defs", {})) != TYPE:
            raise FormError(f"it does not describe mappings with type: {TYPE}")
        return ManifestSchema(document, compiled_check(NAMES[0], document), path)
    except FormError as error:
        advice = "make one with pmlint schema generate"
        raise SchemaFileError(f"{path}: not a schema of this linter: {error}: {advice}") from error
    except RecursionError as error:
        raise SchemaFileError(
            f"{path}: its definitions lead too deep, or back to themselves"
        ) from error


def _check_texts(document: dict[str, Any]) -> None:
    """Raise FormError where a pattern, a rule or a hint is not what the diagnosis can use."""
    from linter.rules import RULES

    waiting = [document, *document.get("$defs", {}).values()]
    for schema in waiting:
        if len(waiting) > _MOST_SCHEMAS:
            raise FormError(f"more than {_MOST_SCHEMAS} schemas in it")
        if not _is_pattern(schema.get("pattern", "")):
            raise FormError("a pattern can't be read")
        if not all(rule in RULES for rule in _texts(schema, "x-rules")):
            raise FormError("x-rules names a rule that does not exist")
        _texts(schema, "x-hints")
        waiting += schema.get("properties", {}).values()
        waiting += schema.get("anyOf", ())
        waiting += [schema[key] for key in ("items", "additionalProperties") if schema.get(key)]


def _texts(schema: dict[str, Any], key: str) -> list[str]:
    texts = schema.get(key, {})
    if not isinstance(texts, dict) or not all(isinstance(each, str) for each in texts.values()):
        raise FormError(f"{key} is not an object of texts")
    return list(texts.values())


def _is_pattern(pattern: str) -> bool:
    import re

    try:
        re.compile(pattern)
    except (re.error, OverflowError, RecursionError):
        return False
    return True
