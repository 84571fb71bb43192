"""The shipped schemas: well-formed, of the agreed form, complete."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from linter import schemas
from linter.conformance.compiled import CHECKS
from linter.manifest import Envelope
from tests.schemagen.samples import VALID
from tests.schemagen.strict import validator

KEYWORDS = {
    *("$ref", "type", "const", "enum", "properties", "required", "additionalProperties"),
    *("items", "minItems", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"),
    *("minLength", "maxLength", "pattern", "anyOf", "default", "description"),
    *("markdownDescription", "title", "examples", "x-tag", "x-format", "x-rules", "x-hints"),
    *("x-free-form", "x-manifest"),
}
ROOT_KEYWORDS = {"$schema", "$id", "title", "description", "x-facts", "$ref", "$defs"}
documents = pytest.mark.parametrize(
    "document", [schemas.load(name) for name in schemas.NAMES], ids=schemas.NAMES
)


def nodes(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield every schema inside a document, the root aside."""
    waiting = list(document["$defs"].values())
    while waiting:
        node = waiting.pop()
        yield node
        waiting += [*node.get("properties", {}).values(), *node.get("anyOf", [])]
        waiting += [node[key] for key in ("items", "additionalProperties") if node.get(key)]


def target(document: dict[str, Any], node: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = document["$defs"][node["$ref"].removeprefix("#/$defs/")]
    return found


@documents
def test_is_valid_against_its_meta_schema(document: dict[str, Any]) -> None:
    assert document["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    Draft202012Validator.check_schema(document)


@documents
def test_only_keywords_of_the_form_occur(document: dict[str, Any]) -> None:
    assert set(document) == ROOT_KEYWORDS
    for node in nodes(document):
        assert set(node) <= KEYWORDS
        assert "$ref" not in node or target(document, node)


@documents
def test_branches_are_disjoint(document: dict[str, Any]) -> None:
    tagged = 0
    for node in nodes(document):
        branches = node.get("anyOf", [])
        if "x-tag" in node:
            tagged += 1
            objects = [target(document, branch) for branch in branches]
            assert all(node["x-tag"] in one["required"] for one in objects)
            pinned = [one["properties"][node["x-tag"]]["const"] for one in objects]
            assert len(set(pinned)) == len(branches) > 1
        else:
            resolved = [target(document, one) if "$ref" in one else one for one in branches]
            kinds = [one.get("type", "object") for one in resolved]
            assert len(set(kinds)) == len(kinds)
    assert tagged >= 7


@documents
def test_every_field_is_described(document: dict[str, Any]) -> None:
    for definition in document["$defs"].values():
        assert definition["title"]
        assert definition["description"]
        for field in definition.get("properties", {}).values():
            assert field["description"]
            assert (
                field["markdownDescription"].split("\n")[0].replace("`", "")
                == (field["description"])
            )


@documents
def test_patterns_have_words_and_whole_texts(document: dict[str, Any]) -> None:
    for node in nodes(document):
        assert ("pattern" in node) == ("x-format" in node)
        if "pattern" in node:
            assert node["pattern"][0] + node["pattern"][-1] == "^$"


@documents
def test_defaults_and_examples_conform(document: dict[str, Any]) -> None:
    for node in nodes(document):
        judge = validator({**node, "$defs": document["$defs"]})
        for value in [*node.get("examples", []), *([node["default"]] if "default" in node else [])]:
            assert judge.is_valid(value)


@documents
def test_a_hint_is_about_no_field(document: dict[str, Any]) -> None:
    for node in nodes(document):
        assert not set(node.get("x-hints", {})) & set(node.get("properties", {}))
        assert "x-hints" not in node or node["additionalProperties"] is False


def test_rules_stand_where_they_are_needed() -> None:
    found = {
        (keyword, rule)
        for node in nodes(schemas.load("chat-prompt"))
        for keyword, rule in node.get("x-rules", {}).items()
    }
    assert found == {
        ("pattern", "version-alias"),
        ("pattern", "blank-content"),
        ("minimum", "retry-bounds"),
        ("exclusiveMinimum", "retry-bounds"),
    }


def test_free_forms() -> None:
    definitions = schemas.load("chat-prompt")["$defs"]
    free = {
        f"{name}.{key}"
        for name, definition in definitions.items()
        for key, field in definition.get("properties", {}).items()
        if field.get("x-free-form")
    }
    assert free == {
        "ChatPromptManifest.metadata",
        "ModelConfiguration.extra_parameters",
        "Function.parameters",
        "ResponseSchema.schema",
        "WeightBasedTarget.override_params",
        "LatencyBasedTarget.override_params",
        "PriorityBasedTarget.override_params",
    }


def test_names_are_the_same_everywhere() -> None:
    assert set(schemas.NAMES) == set(CHECKS) == {envelope.value for envelope in Envelope}
    for name in schemas.NAMES:
        assert schemas.load(name)["$id"] == f"urn:pmlint:schema:{name}"
        assert json.loads(schemas.text(name)) == schemas.load(name)


def test_only_envelopes_hold_manifests() -> None:
    for name in schemas.NAMES:
        marked = [node for node in nodes(schemas.load(name)) if node.get("x-manifest")]
        assert [node["$ref"] for node in marked] == (
            [] if name == "chat-prompt" else ["#/$defs/ChatPromptManifest"]
        )


def test_samples_hold_every_field() -> None:
    """Otherwise the comparison of the two checks would pass over a field."""
    for name in schemas.NAMES:
        document = schemas.load(name)
        wanted = {
            (owner, key)
            for owner, definition in document["$defs"].items()
            for key in definition.get("properties", {})
            if name == "chat-prompt" or definition.get("additionalProperties") is not False
        }
        seen: set[tuple[str, str]] = set()
        for kind, value in VALID:
            if kind == name:
                note(document, {"$ref": document["$ref"]}, value, seen)
        assert wanted <= seen


def note(
    document: dict[str, Any], schema: dict[str, Any], value: Any, seen: set[tuple[str, str]]
) -> None:
    """Write down which fields of which definitions a value has."""
    if "$ref" in schema:
        owner = schema["$ref"].removeprefix("#/$defs/")
        schema = document["$defs"][owner]
        if isinstance(value, dict) and "anyOf" not in schema:
            seen |= {(owner, key) for key in value}
    for branch in schema.get("anyOf", []):
        if validator({**branch, "$defs": document["$defs"]}).is_valid(value):
            note(document, branch, value, seen)
    if isinstance(value, list) and "items" in schema:
        for item in value:
            note(document, schema["items"], item, seen)
    if isinstance(value, dict):
        others = schema.get("additionalProperties") or {}
        for key, item in value.items():
            note(document, schema.get("properties", {}).get(key, others), item, seen)


@pytest.mark.checkout
def test_the_example_on_the_page_conforms() -> None:
    page = Path(schemas.__file__).parent.parent / "schemas" / "reference" / "manifest.md"
    [example] = re.findall(r"```yaml\n(.*?)```", page.read_text("utf-8"), re.DOTALL)
    assert CHECKS["chat-prompt"](yaml.safe_load(example))


def test_an_unknown_name_is_refused() -> None:
    with pytest.raises(ValueError, match="chat-prompt"):
        schemas.text("../pyproject")


@pytest.mark.checkout
def test_an_installed_package_finds_its_own_schemas(tmp_path: Path) -> None:
    package = tmp_path / "linter"
    package.mkdir()
    (package / "__init__.py").touch()
    shutil.copy(schemas.__file__, package)
    shutil.copytree(Path(schemas.__file__).parent.parent / "schemas", package / "_schemas")
    code = "from linter import schemas; print(schemas.__file__, schemas.load('chat-prompt')['$id'])"
    run = subprocess.run(
        [sys.executable, "-S", "-c", code],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.split() == [str(package / "schemas.py"), "urn:pmlint:schema:chat-prompt"]
