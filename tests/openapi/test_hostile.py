"""Broken, huge, cyclic, remote-referencing and foreign documents: one line, exit code 2."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.openapi.conftest import Ran
from tests.openapi.samples import manifest

Command = Callable[..., Ran]


def to(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


def chain(length: int, link: Callable[[dict[str, str]], Any]) -> dict[str, Any]:
    """Return a document in which one component leads to the next, to no end worth the way."""
    links: dict[str, Any] = {f"C{i}": link(to(f"C{i + 1}")) for i in range(length)}
    links[f"C{length}"] = {"type": "string"}
    return manifest(field=to("C0"), **links)


def choices(number: int) -> list[dict[str, Any]]:
    return [
        {"anyOf": [{"type": "object", "required": [f"{i}{x}"]} for x in "ab"]}
        for i in range(number)
    ]


DOCUMENTS: dict[str, tuple[Any, str]] = {
    "a list": ([], "not an OpenAPI document: it is not a mapping"),
    "a number": (5, "not an OpenAPI document: it is not a mapping"),
    "a JSON Schema": ({"$defs": {}}, 'not an OpenAPI document: it has no key "openapi"'),
    "a pipeline": ({"stages": []}, 'not an OpenAPI document: it has no key "openapi"'),
    "Swagger": ({"swagger": "2.0"}, "a document of Swagger 2.0: convert it to OpenAPI"),
    "OpenAPI 4": ({"openapi": "4.0.0"}, "written in OpenAPI 4.0.0: only 3.0 and 3.1 are read"),
    "no version": ({"openapi": None}, "written in OpenAPI None: only 3.0 and 3.1 are read"),
    "another API": (
        {"openapi": "3.1.0", "components": {"schemas": {"Pet": {"type": "object"}}}},
        "no chat prompt manifest in the document: name it with --component",
    ),
    "components of nothing": (
        {"openapi": "3.1.0", "components": {"schemas": [5]}},
        "no chat prompt manifest in the document",
    ),
    "another file": (
        manifest(field={"$ref": "types.yaml#/Text"}),
        'field: the reference "types.yaml#/Text" leads out of the document, and nothing is',
    ),
    "another host": (
        manifest(field={"$ref": "https://example.com/types.json#/Text"}),
        'field: the reference "https://example.com/types.json#/Text" leads out of the document',
    ),
    "all on another host": (
        {"openapi": "3.0.0", "paths": {"/": {"$ref": "https://example.com/paths.json"}}},
        'no chat prompt manifest in the document: references such as "https://example.com/paths',
    ),
    "the manifest on another host": (
        {
            "openapi": "3.0.0",
            "components": {"schemas": {"ChatPromptManifest": {"$ref": "m.json"}}},
        },
        'ChatPromptManifest: the reference "m.json" leads out of the document',
    ),
    "a reference to itself": (
        manifest(field=to("A"), A=to("A")),
        "field: its references lead back to itself",
    ),
    "two references in a circle": (
        manifest(field=to("A"), A=to("B"), B=to("A")),
        "field: its references lead back to itself",
    ),
    "a part of itself": (
        manifest(field=to("A"), A={"allOf": [to("A"), {"type": "object"}]}),
        "field: its references lead back to itself",
    ),
    "a choice of itself": (
        manifest(field=to("A"), A={"anyOf": [to("A"), {"type": "string"}]}),
        "field: its references lead back to itself",
    ),
    "the manifest in a circle": (
        {
            "openapi": "3.0.0",
            "components": {"schemas": {"ChatPromptManifest": to("ChatPromptManifest")}},
        },
        "ChatPromptManifest: its references lead back to itself",
    ),
    "a long way": (
        chain(5_000, lambda following: following),
        "field: more than 60 references lead from one to another",
    ),
    "deep objects": (
        chain(5_000, lambda following: {"type": "object", "properties": {"x": following}}),
        "field.x.x.x.x.x",
    ),
    "deep lists": (
        chain(5_000, lambda following: {"type": "array", "items": following}),
        "field[][][][][]",
    ),
    "lists deeper than Python nests loops": (
        chain(30, lambda following: {"type": "array", "items": following}),
        "lists are nested too deep in each other",
    ),
    "parts that double": (
        chain(70, lambda following: {"allOf": [following, following]}),
        "field: more than 60 references lead from one to another",
    ),
    "places that double": (
        chain(
            45,
            lambda following: {
                "anyOf": [
                    {"type": "array", "items": following},
                    {"type": "object", "additionalProperties": following},
                ]
            },
        ),
        "field[][][]",
    ),
    "choices that multiply": (
        manifest(field={"allOf": choices(30)}),
        "field: more than 100 alternatives",
    ),
    "many alternatives": (
        manifest(field={"anyOf": [{"type": "object", "required": [str(i)]} for i in range(500)]}),
        "field: more than 100 alternatives",
    ),
    "many keys": (
        manifest(field={"properties": {f"k{i}": {"type": "string"} for i in range(20_000)}}),
        "field.k9996: unfolds into more than 10000 schemas",
    ),
}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_that_is_no_use_ends_with_one_line(
    pmlint: Command, folder: Path, name: str
) -> None:
    document, message = DOCUMENTS[name]
    (folder / "api.json").write_text(json.dumps(document))
    ran = pmlint("schema", "generate", "--openapi", "api.json")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"pmlint: api.json: {message}")
    assert ran.err.count("\n") == 1
    assert len(ran.err) < 300


TEXTS: dict[str, tuple[str, bytes, str]] = {
    "empty": ("api.yaml", b"", "not an OpenAPI document"),
    "cut off": ("api.json", b'{"openapi": "3.1.0",', "line 1, column "),
    "bad YAML": ("api.yaml", b"openapi: 3.1.0\n\tinfo: {}\n", "line 2, column 1: "),
    "a tag": ("api.yaml", b"openapi: !!python/object:os.x {}\n", "line 1, column 10: "),
    "an alias in itself": (
        "api.yaml",
        b"openapi: 3.1.0\npaths: &a\n  x: *a\n",
        "line 2, column 8: ",
    ),
    "aliases that multiply": (
        "api.yaml",
        b"openapi: 3.1.0\na0: &a0 [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]\n"
        + b"".join(
            b"a%d: &a%d [%s]\n" % (i, i, b", ".join([b"*a%d" % (i - 1)] * 10)) for i in range(1, 9)
        ),
        "more than 500000 values",
    ),
    "deep JSON": ("api.json", b'{"openapi": ' + b"[" * 50_000, "line 1, column "),
    "deep YAML": ("api.yaml", b"openapi: " + b"[" * 50_000, "line 1, column "),
    "UTF-16": ("api.json", '{"openapi": "3.1.0"}'.encode("utf-16"), "line 1, column 1: not UTF-8"),
    "latin-1": ("api.yaml", b"openapi: caf\xe9\n", "line 1, column 13: not UTF-8"),
    "too large": ("api.yaml", b"#" * 16_000_001, "larger than 16 MB, the limit for a file"),
    "a page without a document": (
        "page.md",
        b"# API\n\n```json\n{}\n```\n",
        "no fenced block of the page holds an OpenAPI document",
    ),
    "a page with a broken one": (
        "page.md",
        b"# API\n\n```yaml\nopenapi: 3.1.0\ninfo: [\n```\n",
        "line 5, column 8: ",
    ),
}


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_that_can_t_be_read_ends_with_one_line_that_has_the_place(
    pmlint: Command, folder: Path, name: str
) -> None:
    file, data, message = TEXTS[name]
    (folder / file).write_bytes(data)
    ran = pmlint("schema", "generate", "--openapi", file)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"pmlint: {file}: ")
    assert message in ran.err
    assert ran.err.count("\n") == 1
    assert len(ran.err) < 300


@pytest.mark.parametrize(
    ("file", "message"), [("nowhere.yaml", "no such file"), (".", "it is not a regular file")]
)
def test_what_is_no_file_is_said(pmlint: Command, folder: Path, file: str, message: str) -> None:
    ran = pmlint("schema", "generate", "--openapi", file)
    assert ran == (2, "", f"pmlint: {file}: can't be read: {message}\n")


def test_an_address_is_not_fetched(pmlint: Command, folder: Path) -> None:
    ran = pmlint("schema", "generate", "--openapi", "https://example.com/openapi.json")
    assert ran.code == 2
    assert "can't be read: no such file" in ran.err


@pytest.mark.parametrize(
    "pattern", ["^(a+)+$", "^(a|aa)*b$", "^a*a*a*a*a*a*[bc]$", "^(a{2,}){2,}$"]
)
def test_a_pattern_that_runs_for_ever_is_not_tried(
    pmlint: Command, folder: Path, pattern: str
) -> None:
    document = manifest()
    properties = document["components"]["schemas"]["ChatPromptManifest"]["properties"]
    properties["name"] = {"type": "string", "pattern": pattern}
    (folder / "api.json").write_text(json.dumps(document))
    ran = pmlint("schema", "generate", "--openapi", "api.json")
    assert (ran.code, ran.err) == (0, "")
    name = json.loads(ran.out)["$defs"]["ChatPromptManifest"]["properties"]["name"]
    assert name["pattern"] == pattern
    assert "x-format" not in name
