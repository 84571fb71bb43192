"""The test's API description in every form in which such a document comes, and smaller ones."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from linter import schemas
from linter.conformance.diagnosis import problems
from linter.document import read
from linter.schemagen.compiler import compiled_check
from linter.schemagen.openapi import Generated, generate
from linter.settings import Limits, ManifestSchema
from linter.source import Source

FILE = Path(__file__).parent / "prompts.yaml"
OURS = schemas.load("chat-prompt")


@cache
def modern() -> dict[str, Any]:
    """Return the description as it is written, in OpenAPI 3.1."""
    document: dict[str, Any] = yaml.safe_load(FILE.read_text("utf-8"))
    return document


@cache
def older() -> dict[str, Any]:
    """Return the same in OpenAPI 3.0, which has another way to say null, one value and above."""
    document: dict[str, Any] = _older(modern())
    return {**document, "openapi": "3.0.3"}


def page(document: dict[str, Any]) -> str:
    """Return a page as the vendor publishes them: prose, then the document in a long fence."""
    text = yaml.safe_dump(document, sort_keys=False)
    prose = "# Apply a prompt\n\n> How to.\n\n```json\n{}\n```\n\n"
    return f"{prose}````yaml PUT /prompts\n{text}````\n"


def _older(value: Any) -> Any:
    if isinstance(value, list):
        return [_older(each) for each in value]
    if not isinstance(value, dict):
        return value
    found = {key: _older(each) for key, each in value.items()}
    if "const" in found:
        found["enum"] = [found.pop("const")]
        found["type"] = "string"
    if isinstance(found.get("type"), list):
        found["type"], found["nullable"] = found["type"][0], True
    if isinstance(found.get("exclusiveMinimum"), int):
        found["minimum"], found["exclusiveMinimum"] = found["exclusiveMinimum"], True
    if {"type": "null"} in found.get("anyOf", []):
        found["anyOf"].remove({"type": "null"})
        found["nullable"] = True
        if len(found["anyOf"]) == 1:
            found["allOf"] = found.pop("anyOf")
    if "examples" in found and isinstance(found["examples"], list):
        found["example"] = found.pop("examples")[0]
    return found


def manifest(*, openapi: str = "3.1.0", **components: Any) -> dict[str, Any]:
    """Return a small document: its manifest has ``messages`` and what ``field`` says."""
    properties = {
        "type": {"enum": ["chat_prompt"]},
        "messages": {"type": "array"},
        "field": components.pop("field", True),
    }
    main = {"type": "object", "required": ["type"], "properties": properties}
    return {
        "openapi": openapi,
        "info": {"title": "Small", "version": "1"},
        "paths": {},
        "components": {"schemas": {"ChatPromptManifest": main, **components}},
    }


def field(document: dict[str, Any]) -> tuple[dict[str, Any], Generated]:
    """Return the generated schema of ``field`` in a small document, without its words."""
    made = generate(document, None, OURS)
    root = made.schema["$defs"]["ChatPromptManifest"]
    words = ("description", "markdownDescription")
    found = {key: each for key, each in root["properties"]["field"].items() if key not in words}
    return found, made


def custom(schema: dict[str, Any]) -> ManifestSchema:
    """Return a schema as ``--schema`` would load it."""
    return ManifestSchema(schema, compiled_check("chat-prompt", schema))


def accepts(made: Generated, value: Any) -> bool:
    """Whether a value of ``field`` is accepted; compiled check and diagnosis have to agree."""
    whole = {"type": "chat_prompt", "messages": [], "field": value}
    compiled = custom(made.schema).conforms(whole)
    source = Source("m.json", json.dumps(whole))
    [document] = read(source, Limits()).documents
    assert compiled == (not list(problems(made.schema, document.value, document, ())))
    return compiled
