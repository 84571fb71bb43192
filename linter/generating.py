"""``pmlint schema generate``: from a file with documentation to the text of a schema."""

from __future__ import annotations

import json
import os
from typing import Any

from linter import schemas
from linter.openapi_file import OpenApiFileError, read_openapi
from linter.output import show

_MANIFEST = schemas.NAMES[0]


class GeneratingError(Exception):
    """Why there is no schema, in one line that names the file."""


def from_openapi(path: str, component: str | None) -> tuple[str, list[str]]:
    """Return the schema that a document describes, and notes on what it can't keep of it."""
    from linter.nearest import nearest
    from linter.schemagen.openapi import OpenApiError, UnknownComponentError, generate

    ours = schemas.load(_MANIFEST)
    refusal: Exception | None = None
    try:
        for document in read_openapi(path):
            try:
                made = generate(document, component, ours)
                return _written(made.schema), [f"{path}: {each}" for each in made.notes]
            except OpenApiError as error:
                refusal = refusal or error
    except OpenApiFileError as error:
        refusal = error
    advice = ""
    if isinstance(refusal, UnknownComponentError):
        near = nearest(refusal.name, refusal.known)
        advice = f': did you mean "{near}"?' if near is not None else ""
    raise GeneratingError(f"{path}: {refusal}{advice}")


def from_reference() -> str:
    """Return the schema that the reference pages describe, the shipped one where there are none."""
    from linter.schemagen.build import read_pages
    from linter.schemagen.form import FormError
    from linter.schemagen.markdown import TableError

    folder = schemas.reference_folder()
    if not os.path.isdir(folder):
        return schemas.text(_MANIFEST)
    try:
        return _written(read_pages(folder)[_MANIFEST])
    except (FormError, TableError) as error:
        raise GeneratingError(str(error)) from error


def write(text: str, output: str | None) -> None:
    """Write a schema to a file, or to standard output."""
    if output is None:
        show(text)
        return
    try:
        with open(output, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or str(error)).lower()
        raise GeneratingError(f'can\'t write "{output}": {reason}') from error


def _written(schema: dict[str, Any]) -> str:
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
