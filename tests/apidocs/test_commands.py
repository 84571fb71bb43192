"""``pmlint schema coverage``, ``pmlint schema diff``, and what the schemas say of themselves."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from linter import __version__, schemas
from linter.cli import run
from tests.apidocs.samples import NAMES, PAGES, SMALL, Ran, page

Command = Callable[..., Ran]

VERSION, LIST, PUT = (str(PAGES / name) for name in NAMES)


@pytest.fixture
def changed(tmp_path: Path) -> str:
    """Return the manifest's schema in a file, with a shorter name and without caches."""
    schema: dict[str, Any] = deepcopy(schemas.load("chat-prompt"))
    properties = schema["$defs"]["ChatPromptManifest"]["properties"]
    properties["name"]["maxLength"] = 64
    del properties["cache_config"]
    schema["x-facts"] = {"api": "the API of tomorrow", "date": "2030-01-01"}
    path = tmp_path / "changed.schema.json"
    path.write_text(json.dumps(schema))
    return str(path)


def test_pages_that_the_schema_covers_give_0(pmlint: Command) -> None:
    ran = pmlint("coverage", VERSION, LIST, PUT)
    assert ran.code == 0
    assert all(": info: " in line for line in ran.out.splitlines())
    assert ran.err == "the schema knows all 228 fields of 3 pages\n"


def test_what_a_page_knows_beyond_the_schema_gives_1(pmlint: Command, tmp_path: Path) -> None:
    file = tmp_path / "page.txt"
    file.write_text(page(NAMES[0], ('"version": 7', '"region": "north",\n"version": 7')))
    ran = pmlint("coverage", str(file), VERSION)
    assert ran.code == 1
    first = ran.out.splitlines()[0]
    assert first == f'{file}:31: "region" is not in the schema: the page shows a string'
    assert ran.err.startswith("1 difference to follow in ")


def test_another_schema_stands_in_for_the_manifests_own(pmlint: Command, changed: str) -> None:
    ran = pmlint("coverage", "--schema", changed, LIST)
    assert ran.code == 1
    told = [line.partition(" is ") for line in ran.out.splitlines() if ": info: " not in line]
    assert [(line.rpartition(":")[2].strip(), said) for line, _, said in told] == [
        ('"cache_config"', "not in the schema: the page shows an object"),
        ('"name"', "at most 256 characters on the page, at most 64 characters in the schema"),
    ]


def test_coverage_as_json(pmlint: Command, changed: str) -> None:
    ran = pmlint("coverage", "--format", "json", "--schema", changed, LIST)
    report = json.loads(ran.out)
    assert (ran.code, ran.err) == (1, "")
    assert report["version"] == 1
    assert report["tool"] == {"name": "pmlint", "version": __version__}
    assert report["summary"]["differences"] == 2
    [listed] = report["pages"]
    assert (listed["page"], listed["schemas"]) == (LIST, ["list-prompts-response"])
    fields = {field["path"]: field for field in listed["fields"]}
    assert fields["version"]["types"] == ["integer"]
    assert fields["version"]["examples"] == [7]
    assert fields["name"]["examples"] == []
    assert not fields["cache_config"]["in_schema"]
    assert {one["kind"] for one in listed["differences"]} == {"missing-field", "bound"}
    assert {one["kind"] for one in listed["remarks"]} == {"field", "choices"}


def test_a_page_may_come_from_standard_input(
    pmlint: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(SMALL.encode())))
    ran = pmlint("coverage", "-")
    assert ran.code == 0
    assert ran.out.startswith("<stdin>: info: not on the page: name, ")


def test_what_a_terminal_would_obey_is_escaped(pmlint: Command, tmp_path: Path) -> None:
    file = tmp_path / "page.txt"
    file.write_text(SMALL.replace('"metadata"', '"a\\u001b[2J": 1, "metadata"'))
    ran = pmlint("coverage", str(file))
    assert ran.code == 1
    assert "\x1b" not in ran.out
    assert r"a\x1b[2J" in ran.out


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "no such file"),
        (b"", "no example body"),
        (b"\xff\xfe{\0", "UTF-16"),
        (b"caf\xe9 " + SMALL.encode(), "not UTF-8"),
        (b"x" * 1_000_001, "larger than 1 MB"),
        (SMALL.encode().replace(b"{},", b"{}"), "not JSON"),
    ],
)
def test_a_page_that_can_not_be_used_gives_2_and_one_line(
    pmlint: Command, tmp_path: Path, content: bytes | None, said: str
) -> None:
    file = tmp_path / "page.txt"
    if content is not None:
        file.write_bytes(content)
    ran = pmlint("coverage", VERSION, str(file))
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert ran.err.startswith(f"pmlint: {file}")
    assert ran.err.count("\n") == 1


CYCLE = {"$ref": "#/$defs/A", "$defs": {"A": {"$ref": "#/$defs/B"}, "B": {"$ref": "#/$defs/A"}}}


@pytest.mark.parametrize(
    ("schema", "said"),
    [
        ("{", "the brace that begins here is never closed"),
        ("[]", "not a JSON Schema of an object"),
        ('{"openapi": "3.1.0", "paths": {}}', "not a JSON Schema of an object"),
        ('{"$ref": 5}', "$ref at # is not a text"),
        ('{"$ref": "https://example.com/a.json"}', "leads to no definition"),
        ('{"$ref": "#/$defs/A"}', "leads to no definition"),
        ('{"$ref": "#/$defs/A", "$defs": []}', "$defs is not an object"),
        ('{"$ref": "#/$defs/A", "$defs": {"A": true}}', "#/$defs/A is not a schema"),
        ('{"properties": {"a": {"oneOf": []}}}', "keyword oneOf, which pmlint does not follow"),
        ('{"properties": {"a": {"type": "text"}}}', "type at #/properties/a is not one of"),
        ('{"properties": {"a": {"maximum": 1e999}}}', "maximum at #/properties/a is not a number"),
        ('{"properties": []}', "properties at # is not an object"),
        (json.dumps(CYCLE), "refers to nothing but itself"),
        ('{"properties": {"a": ' * 60 + "{}" + "}}" * 60, "nested deeper than 100 levels"),
        ('{"properties": {"a": {}}}' + " " * 16_000_000, "larger than 16 MB"),
    ],
)
def test_a_schema_that_can_not_be_used_gives_2_and_one_line(
    pmlint: Command, tmp_path: Path, schema: str, said: str
) -> None:
    file = tmp_path / "x.schema.json"
    file.write_text(schema)
    for arguments in (
        ("diff", str(file), "chat-prompt"),
        ("diff", "chat-prompt", str(file)),
        ("coverage", "--schema", str(file), VERSION),
    ):
        ran = pmlint(*arguments)
        assert (ran.code, ran.out) == (2, "")
        assert said in ran.err
        assert ran.err.startswith(f"pmlint: {file}")
        assert ran.err.count("\n") == 1


def test_coverage_wants_the_schema_of_a_manifest(pmlint: Command, tmp_path: Path) -> None:
    file = tmp_path / "x.schema.json"
    file.write_text(schemas.text("get-prompt-response"))
    ran = pmlint("coverage", "--schema", str(file), VERSION)
    assert ran.code == 2
    assert "not the schema of a manifest" in ran.err


def test_diff_gives_1_for_what_got_narrower_alone(pmlint: Command, changed: str) -> None:
    there = pmlint("diff", "chat-prompt", changed)
    assert there == (
        1,
        "narrowed\n"
        "  name: at most 64 characters, before at most 256 characters\n"
        "  cache_config: no longer a field\n",
        "",
    )
    back = pmlint("diff", changed, "chat-prompt")
    assert back == (
        0,
        "widened\n"
        "  name: at most 256 characters, before at most 64 characters\n"
        "  cache_config: a new field: an object\n",
        "",
    )
    assert pmlint("diff", changed, changed) == (0, "no difference\n", "")


def test_diff_as_markdown_has_a_title_that_names_both_sides(pmlint: Command, changed: str) -> None:
    ran = pmlint("diff", "--format", "markdown", "chat-prompt", changed)
    assert ran.code == 1
    title, *rest = ran.out.split("\n")
    facts = schemas.load("chat-prompt")["x-facts"]
    assert title == f"## Chat prompt manifest: from {facts['api']} to the API of tomorrow"
    assert "### Narrowed" in rest
    assert "- `cache_config`: no longer a field" in rest
    assert "No difference." in pmlint("diff", "--format", "markdown", changed, changed).out


def test_diff_as_json(pmlint: Command, changed: str) -> None:
    ran = pmlint("diff", "--format", "json", "chat-prompt", changed)
    report = json.loads(ran.out)
    assert ran.code == 1
    assert report["summary"] == {"narrowing": 2, "widening": 0, "neutral": 0}
    assert report["new"]["date"] == "2030-01-01"
    assert report["changes"][1] == {
        "path": "cache_config",
        "effect": "narrowing",
        "what": "removed",
        "message": "no longer a field",
        "kinds": [],
    }


@pytest.mark.parametrize("arguments", [["coverage"], ["diff", "chat-prompt"], ["diff"]])
def test_missing_arguments_give_2(pmlint: Command, arguments: list[str]) -> None:
    ran = pmlint(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.count("\n") == 1


def test_an_unknown_format_is_answered_with_the_nearest(pmlint: Command) -> None:
    ran = pmlint("diff", "--format", "mardown", "chat-prompt", "chat-prompt")
    assert ran.code == 2
    assert 'did you mean "markdown"?' in ran.err


@pytest.mark.parametrize("name", schemas.NAMES)
def test_every_schema_says_what_it_describes_and_as_of_when(name: str) -> None:
    schema = schemas.load(name)
    assert schema["$id"] == f"urn:pmlint:schema:{name}"
    assert schema["title"]
    assert "truefoundry" in schema["x-facts"]["api"].lower()
    assert len(schema["x-facts"]["date"].split("-")) == 3


def test_the_version_says_it_when_asked_verbosely(capsys: pytest.CaptureFixture[str]) -> None:
    facts = schemas.load("chat-prompt")["x-facts"]
    assert run(["--version"]) == 0
    assert capsys.readouterr().out == f"pmlint {__version__}\n"
    for arguments in (["--version", "--verbose"], ["--verbose", "--version"]):
        assert run(arguments) == 0
        out = capsys.readouterr().out
        assert out.startswith(f"pmlint {__version__}\n")
        assert facts["api"] in out
        assert facts["date"] in out
