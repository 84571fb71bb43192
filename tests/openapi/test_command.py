"""``pmlint schema generate`` and ``pmlint check --schema``, from file to exit code."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from linter import schemas
from tests.openapi.conftest import Ran
from tests.openapi.samples import modern

Command = Callable[..., Ran]
MANIFEST = """\
type: chat_prompt
name: greeting
ml_repo: my-prompts
metadata: {}
messages:
  - role: user
    content: Hello
"""


@pytest.fixture
def own(pmlint: Command, folder: Path) -> Path:
    """Return a schema of a platform that knows one more field and one role less."""
    document = json.loads(json.dumps(modern()))
    parts = document["components"]["schemas"]
    parts["ChatPromptManifest"]["allOf"][1]["properties"]["team"] = {"enum": ["blue", "red"]}
    parts["ChatMessage"]["anyOf"].pop()
    (folder / "api.json").write_text(json.dumps(document))
    ran = pmlint("schema", "generate", "--openapi", "api.json", "--output", "own.json")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == (
        "pmlint: api.json: messages[].content[]: one kind may have any type, "
        'which is taken to be "refusal"\n'
    )
    return folder / "own.json"


def test_without_a_document_the_reference_pages_are_the_source(pmlint: Command) -> None:
    assert pmlint("schema", "generate") == (0, schemas.text("chat-prompt"), "")


def test_without_reference_pages_the_shipped_schema_is_printed(
    pmlint: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(schemas, "reference_folder", lambda: "nowhere")
    assert pmlint("schema", "generate") == (0, schemas.text("chat-prompt"), "")


def test_broken_reference_pages_are_one_line(
    pmlint: Command, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "page.md").write_text("# A\n\n| a | b |\n| c | d |\n")
    monkeypatch.setattr(schemas, "reference_folder", lambda: str(folder))
    ran = pmlint("schema", "generate")
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert ran.err.startswith("pmlint: schemas/reference/page.md:3: ")


def test_a_component_without_a_document_is_wrong_usage(pmlint: Command) -> None:
    ran = pmlint("schema", "generate", "--component", "Mine")
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)


def test_a_file_that_can_t_be_written_is_said(pmlint: Command, folder: Path) -> None:
    ran = pmlint("schema", "generate", "--output", "nowhere/own.json")
    assert ran == (2, "", 'pmlint: can\'t write "nowhere/own.json": no such file or directory\n')


def test_both_kinds_of_output_are_the_same(pmlint: Command, own: Path) -> None:
    ran = pmlint("schema", "generate", "--openapi", "api.json")
    assert ran.code == 0
    assert own.read_text("utf-8") == ran.out
    assert ran.out.endswith("}\n")


def test_manifests_are_checked_with_a_schema_of_one_s_own(
    pmlint: Command, folder: Path, own: Path
) -> None:
    (folder / "m.yaml").write_text(MANIFEST + "team: blu\n")
    assert "unknown-field" in pmlint("check", "m.yaml").out
    ran = pmlint("check", "--schema", "own.json", "m.yaml")
    assert (ran.code, ran.out) == (
        1,
        'm.yaml:8:7: error invalid-choice: team "blu" is not one of blue, red: '
        'did you mean "blue"?\n',
    )
    (folder / "m.yaml").write_text(MANIFEST + "team: blue\n")
    assert pmlint("--schema=own.json", "m.yaml").code == 0
    (folder / "m.yaml").write_text(MANIFEST.replace("user", "developer"))
    assert pmlint("check", "m.yaml").code == 0
    ran = pmlint("check", "--schema", "own.json", "m.yaml")
    assert 'role "developer" is not one of system, user, assistant, tool' in ran.out


def test_a_manifest_in_a_request_is_checked_with_it_too(
    pmlint: Command, folder: Path, own: Path
) -> None:
    lines = "".join(f"  {line}\n" for line in MANIFEST.splitlines())
    (folder / "m.yaml").write_text(f"manifest:\n{lines}  team: green\n")
    ran = pmlint("check", "--schema", "own.json", "m.yaml")
    assert [line.split()[2] for line in ran.out.splitlines()] == ["invalid-choice:"]


def test_all_rules_work_with_it(pmlint: Command, folder: Path, own: Path) -> None:
    (folder / "m.yaml").write_text(
        MANIFEST.replace("Hello", "Hello, {{nmae}}")
        + "version_alias: 'v1.'\nvariables: {name: x}\nrouting_config:\n"
        "  type: weight-based-routing\n  load_balance_targets:\n"
        "    - target: a/b\n      weight: 70\n      retry_config: {attempts: -1, delay: 100}\n"
    )
    rules = [line.split()[2] for line in pmlint("--schema", "own.json", "m.yaml").out.splitlines()]
    assert {"undeclared-variable:", "version-alias:", "retry-bounds:"} <= set(rules)
    assert rules == [line.split()[2] for line in pmlint("m.yaml").out.splitlines()]


def test_the_shipped_schema_is_one_too(pmlint: Command, folder: Path) -> None:
    (folder / "same.json").write_text(schemas.text("chat-prompt"))
    (folder / "m.yaml").write_text(MANIFEST)
    assert pmlint("check", "--schema", "same.json", "m.yaml").code == 0


def schema(**root: Any) -> dict[str, Any]:
    kind = {"type": "string", "const": "chat_prompt"}
    own = {"type": "object", "properties": {"type": kind}, "required": ["type"]}
    return {"$ref": "#/$defs/Own", "$defs": {"Own": {**own, **root}}}


def with_field(field: Any, **definitions: Any) -> dict[str, Any]:
    made = schema()
    made["$defs"]["Own"]["properties"]["field"] = field
    made["$defs"].update(definitions)
    return made


LISTS: dict[str, Any] = {"type": "string"}
for _ in range(40):
    LISTS = {"type": "array", "items": LISTS}

OTHERS: dict[str, Any] = {
    "a list": [],
    "a text": "chat_prompt",
    "nothing": {},
    "a foreign schema": {"type": "object", "properties": {"name": {"type": "string"}}},
    "a manifest": {"type": "chat_prompt", "messages": []},
    "an OpenAPI document": modern(),
    "another of ours": schemas.load("list-prompts-response"),
    "a schema without the type": {"$ref": "#/$defs/A", "$defs": {"A": {"type": "object"}}},
    "a root written out": {**schema()["$defs"]["Own"], "$defs": {}},
    "a reference to nothing": with_field({"$ref": "#/$defs/Nothing"}),
    "a foreign keyword": with_field({"type": "string", "contentEncoding": "base64"}),
    "branches of one type": with_field({"anyOf": [{"type": "string"}, {"type": "string"}]}),
    "a tag without branches": with_field({"type": "object", "x-tag": "type"}),
    "a circle": with_field({"$ref": "#/$defs/A"}, A={"$ref": "#/$defs/A"}),
    "a circle of choices": with_field(
        {"$ref": "#/$defs/A"}, A={"anyOf": [{"$ref": "#/$defs/A"}, {"type": "null"}]}
    ),
    "lists too deep": with_field(LISTS),
    "a bound that is a text": with_field({"type": "integer", "minimum": "0 or print('!')"}),
    "a length that is a fraction": with_field({"type": "string", "minLength": "5"}),
    "a pattern that is none": with_field({"type": "string", "pattern": "("}),
    "a rule that there is not": with_field({"type": "string", "x-rules": {"type": "no-such-rule"}}),
    "rules that are a list": with_field({"type": "string", "x-rules": []}),
    "hints that are a list": schema(**{"x-hints": ["a"]}),
    "hints that are numbers": schema(**{"x-hints": {"a": 5}}),
    "more than can be compiled in time": with_field(
        {"type": "object", "properties": {str(i): {"type": "string"} for i in range(20_001)}}
    ),
    "names too alike": with_field({"$ref": "#/$defs/own"}, own={"type": "object"}),
}


@pytest.mark.parametrize("name", OTHERS)
def test_any_other_file_is_refused_in_one_line(pmlint: Command, folder: Path, name: str) -> None:
    (folder / "other.json").write_text(json.dumps(OTHERS[name]))
    (folder / "m.yaml").write_text(MANIFEST)
    ran = pmlint("check", "--schema", "other.json", "m.yaml")
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert ran.err.startswith("pmlint: --schema: other.json")
    assert "a defect" not in ran.err
    assert len(ran.err) < 400


@pytest.mark.parametrize("data", [b"", b"{", b"\xff\xfe", b"[" * 100_000, b"type: object"])
def test_a_file_that_is_no_json_is_refused_in_one_line(
    pmlint: Command, folder: Path, data: bytes
) -> None:
    (folder / "other.json").write_bytes(data)
    ran = pmlint("check", "--schema", "other.json", ".")
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert ran.err.startswith("pmlint: --schema: other.json")


def test_no_file_is_no_schema(pmlint: Command, folder: Path) -> None:
    ran = pmlint("check", "--schema", "Nowhere.json", ".")
    assert ran == (2, "", "pmlint: --schema: Nowhere.json: no such file\n")
