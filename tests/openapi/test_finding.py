"""Which schema of a document is taken for the manifest, and in which files documents are found."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from linter.openapi_file import read_openapi
from linter.schemagen.openapi import OpenApiError, generate
from tests.openapi.conftest import Ran
from tests.openapi.samples import OURS, modern, page

Command = Callable[..., Ran]
TEXT = {"type": "string"}


def prompt(value: Any = None, **more: Any) -> dict[str, Any]:
    kind = TEXT if value is None else {"const": value}
    return {"type": "object", "properties": {"type": kind, "messages": {}, **more}}


def document(**components: Any) -> dict[str, Any]:
    return {"openapi": "3.1.0", "components": {"schemas": components}}


def found(whole: dict[str, Any], component: str | None = None) -> str:
    """Return the name by which the schema of a document tells where it comes from."""
    made = generate(whole, component, OURS).schema
    return str(made["$id"]).rpartition(":")[2]


MARKED = prompt("chat_prompt")
WRAPPED = {"content": {"application/json": {"schema": {"properties": {"manifest": MARKED}}}}}


@pytest.mark.parametrize(
    ("whole", "name"),
    [
        (document(Other=prompt("other"), Mine=MARKED), "Mine"),
        (document(Prompt={"properties": {"type": {"const": "chat_prompt"}}}, Mine=MARKED), "Mine"),
        (document(ChatPromptManifest=prompt(), Text=TEXT), "ChatPromptManifest"),
        (document(chat_prompt=prompt(), Text=TEXT), "chat_prompt"),
        (
            document(Copy=MARKED, ChatPromptManifest=prompt("chat_prompt", x={})),
            "ChatPromptManifest",
        ),
        (
            document(
                **{
                    "ChatPromptManifest-Output": prompt("chat_prompt", id={}),
                    "ChatPromptManifest-Input": MARKED,
                }
            ),
            "ChatPromptManifest-Input",
        ),
        (document(A=MARKED, B=MARKED), "A"),
        (
            document(
                Base=prompt(),
                Mine={
                    "allOf": [
                        {"$ref": "#/components/schemas/Base"},
                        {"properties": {"type": {"enum": ["chat_prompt"]}}},
                    ]
                },
            ),
            "Mine",
        ),
        (
            document(
                Any={
                    "oneOf": [{"$ref": f"#/components/schemas/{name}"} for name in "PQ"],
                    "discriminator": {"propertyName": "type", "mapping": {"chat_prompt": "P"}},
                },
                P=prompt(),
                Q=prompt(),
            ),
            "P",
        ),
        ({"openapi": "3.1.0", "paths": {"/p": {"put": {"requestBody": WRAPPED}}}}, "manifest"),
        (
            {
                "openapi": "3.1.0",
                "paths": {
                    "/p": {"put": {"requestBody": WRAPPED}, "post": {"requestBody": WRAPPED}}
                },
            },
            "manifest",
        ),
    ],
)
def test_the_manifest_is_found(whole: dict[str, Any], name: str) -> None:
    assert found(whole) == name


def test_several_manifests_have_to_be_told_apart() -> None:
    whole = document(New=prompt("chat_prompt", a={}), Old=prompt("chat_prompt", b={}))
    with pytest.raises(OpenApiError) as refused:
        found(whole)
    assert str(refused.value) == (
        "several chat prompt manifests: name one of New, Old with --component"
    )
    assert found(whole, "Old") == "Old"
    assert found(whole, "#/components/schemas/New") == "New"


@pytest.mark.parametrize(
    ("component", "message"),
    [
        ("Oter", 'unknown component "Oter": did you mean "Other"?'),
        ("Text", 'component "Text" is not one kind of mapping'),
        ("Other", 'component "Other" is of type other, not chat_prompt'),
        ("Subject", 'component "Subject" has no messages: it is not a chat prompt manifest'),
        ("#/components/nowhere", '--component: the reference "#/components/nowhere" leads nowhere'),
        ("#", '--component: the reference "#" leads nowhere'),
        ("https://example.com/x", 'unknown component "https://example.com/x"'),
    ],
)
def test_a_component_that_can_t_be_the_manifest_is_refused(
    pmlint: Command, folder: Path, component: str, message: str
) -> None:
    whole = document(Text=TEXT, Other=prompt("other"), Subject={"properties": {"id": TEXT}})
    (folder / "api.json").write_text(json.dumps(whole))
    ran = pmlint("schema", "generate", "--openapi", "api.json", "--component", component)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"pmlint: api.json: {message}")
    assert ran.err.count("\n") == 1


def test_a_component_without_a_fixed_type_becomes_the_manifest_when_named() -> None:
    made = generate(document(Mine=prompt(), Text=TEXT), "Mine", OURS).schema
    own = made["$defs"]["ChatPromptManifest"]
    assert own["properties"]["type"]["const"] == "chat_prompt"
    assert "type" in own["required"]


INDENTED = "1. The API:\n\n   ```yaml\n   openapi: 3.1.0\n   paths: {}\n   ```\n"
FILES: dict[str, tuple[str, str]] = {
    "JSON": ("api.json", json.dumps(modern())),
    "YAML": ("api.yaml", yaml.safe_dump(modern())),
    "YAML without a name for it": ("api", yaml.safe_dump(modern())),
    "JSON without a name for it": ("api.txt", json.dumps(modern(), indent=1)),
    "a page": ("api.md", page(modern())),
    "a page of another name": ("api.txt", page(modern())),
    "a page with line breaks of Windows": ("api.mdx", page(modern()).replace("\n", "\r\n")),
    "a page with JSON": ("api.md", f"# API\n~~~ json\n{json.dumps(modern(), indent=2)}\n~~~\n"),
    "a page whose fence is not closed": ("api.md", f"# API\n~~~\n{json.dumps(modern())}\n"),
    "with a byte order mark": ("api.json", "\ufeff" + json.dumps(modern())),
}


@pytest.mark.parametrize("name", FILES)
def test_documents_are_read_from(folder: Path, name: str) -> None:
    file, text = FILES[name]
    (folder / file).write_bytes(text.encode())
    assert read_openapi(file) == [modern()]


def test_standard_input_is_read_too(monkeypatch: pytest.MonkeyPatch) -> None:
    data = io.BytesIO(json.dumps(modern()).encode())
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(data))
    assert read_openapi("-") == [modern()]


def test_a_fence_may_be_indented(folder: Path) -> None:
    (folder / "api.md").write_text(INDENTED)
    assert read_openapi("api.md") == [{"openapi": "3.1.0", "paths": {}}]


def test_of_several_documents_of_a_page_the_one_with_the_manifest_is_taken(
    pmlint: Command, folder: Path
) -> None:
    (folder / "api.md").write_text(INDENTED + "\n" + page(modern()))
    ran = pmlint("schema", "generate", "--openapi", "api.md")
    assert ran.code == 0
    assert json.loads(ran.out)["$id"].endswith(":ChatPromptManifest")
