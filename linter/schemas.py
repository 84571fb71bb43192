"""The JSON Schemas that are shipped: in the wheel inside the package, in a checkout beside it."""

from __future__ import annotations

import os
from functools import cache
from typing import Any

NAMES = (
    "chat-prompt",
    "create-or-update-request",
    "get-version-response",
    "get-prompt-response",
    "list-prompts-response",
    "list-versions-response",
)
"""The names of all schemas: of the manifest, then of the API's envelopes."""

SETTINGS = "settings"
"""The name of the schema of settings files."""

REPORT = "report"
"""The name of the schema of the report in JSON."""

_PACKAGE = os.path.dirname(os.path.abspath(__file__))


def text(name: str) -> str:
    """Return a schema as it is written in its file."""
    if name not in (*NAMES, SETTINGS, REPORT):
        raise ValueError(f'"{name}" is not one of {", ".join(NAMES)}')
    with open(os.path.join(_folder(), f"{name}.schema.json"), encoding="utf-8") as file:
        return file.read()


@cache
def load(name: str) -> dict[str, Any]:
    """Return a schema as data; everyone gets the same object, so nobody may change it."""
    import json

    schema: dict[str, Any] = json.loads(text(name))
    return schema


def reference_folder() -> str:
    """Return the folder of the reference pages; a package may have been built without them."""
    return os.path.join(_folder(), "reference")


def _folder() -> str:
    shipped = os.path.join(_PACKAGE, "_schemas")
    return shipped if os.path.isdir(shipped) else os.path.join(_PACKAGE, os.pardir, "schemas")
