"""What a saved page knows beyond the schema, in both layouts of pages and in Markdown."""

from __future__ import annotations

import json
from typing import Any

import pytest

from linter.apidocs.places import DocumentError
from tests.apidocs.samples import NAMES, SMALL, covered, found, page

VERSION, LIST, PUT = NAMES


def paths(value: Any, path: str = "") -> set[str]:
    """Return every path below a value."""
    inner = value.items() if isinstance(value, dict) else enumerate(value)
    found = set()
    for key, each in inner:
        below = f"{path}[]" if isinstance(key, int) else f"{path}.{key}"
        found |= {below, *(paths(each, below) if isinstance(each, (dict, list)) else ())}
    return found


@pytest.mark.parametrize(
    ("name", "schema", "bodies"),
    [
        (VERSION, "get-version-response", 2),
        (LIST, "list-prompts-response", 2),
        (PUT, "create-or-update-request", 1),
    ],
)
def test_pages_are_held_against_the_schema_of_their_envelope(
    name: str, schema: str, bodies: int
) -> None:
    text = page(name)
    result = covered(text)
    assert result.differences == []
    assert (result.schemas, result.bodies) == ((schema,), bodies)
    start = text.index("{\n")
    body, _ = json.JSONDecoder().raw_decode(text.replace("'\\''", " "), start)
    assert len(result.fields) == len(paths(body))


@pytest.mark.parametrize(
    ("name", "old", "new", "kind", "path"),
    [
        (VERSION, '"strict": ', '"lenient": 5,\n"strict": ',
         "missing-field", "tools[].function.lenient"),
        (LIST, '"attempts": ', '"pause": "",\n"attempts": ',
         "missing-field", "routing_config.load_balance_targets[].retry_config.pause"),
        (LIST, '"total": ', '"left": 4,\n"total": ', "missing-field", "pagination.left"),
        (VERSION, '"prompt_id": ', '"owner": {"a": 1},\n"prompt_id": ',
         "missing-field", "data.owner"),
        (LIST, '"mcp_servers": [\n{', '"mcp_servers": [\n{\n"integration_fqn": "a",',
         "missing-field", "mcp_servers[].integration_fqn"),
        (LIST, '"fallback_candidate": false', '"fallback_candidate": "no"',
         "type", "routing_config.load_balance_targets[].fallback_candidate"),
        (VERSION, '"version": 7', '"version": 7.5', "type", "version"),
        (VERSION, '"version": 7', '"version": null', "", ""),
        (PUT, '"strict": true', '"strict": null', "type", "tools[].function.strict"),
        (LIST, '"similarity_threshold": 0.4', '"similarity_threshold": 1.5',
         "value", "cache_config.similarity_threshold"),
        (VERSION, '"role": "developer"', '"role": "critic"', "value", "messages[].role"),
        (VERSION, '"role": "developer"', '"role": "<string>"', "", ""),
        (PUT, '"metadata": {}', '"metadata": {"any": {"thing": 1}}', "", ""),
        (PUT, '"variables": {}', '"variables": {"customer": "Ada"}', "", ""),
        (PUT, '"variables": {}', '"variables": {\n"customer": 5}', "type", "variables.*"),
    ],
)  # fmt: skip
def test_examples_give_fields_types_and_values(
    name: str, old: str, new: str, kind: str, path: str
) -> None:
    text = page(name, (old, new))
    differences = [(one, where) for one, where, _ in found(text)]
    assert differences == ([(kind, path)] if kind else [])
    for _, _, line in found(text):
        key = path.rpartition(".")[2].removesuffix("[]")
        assert f'"{key}"' in line or '"customer"' in line


def test_what_is_below_a_missing_field_is_not_told_too() -> None:
    text = page(
        VERSION, ('"version": 7', '"region": {"name": "north", "zones": [1]}, "version": 7')
    )
    assert [one[:2] for one in found(text)] == [("missing-field", "region")]


@pytest.mark.parametrize(
    ("name", "old", "new", "path", "line"),
    [
        (VERSION, "\n256\n", "\n300\n", "name", "300"),
        (VERSION, "\n512\n", "\n600\n", "description", "600"),
        (VERSION, "\n128\n", "\n64\n", "version_alias", "64"),
        (VERSION, "x >= 1", "x >= 0", "version", "x >= 0"),
        (VERSION, "x >= 1", "x > 1", "version", "x > 1"),
        (LIST, "\n256Meta", "\n255Meta", "name", "255Metadata"),
        (LIST, "\n512A", "\n51A", "description", "51A version"),
        (LIST, "\n128V", "\n129V", "version_alias", "129Version"),
        (LIST, "x >= 1chat", "x >= 3chat", "version", "x >= 3chat"),
        (LIST, "\nx >= 0+usage", "\nx >= 1+usage",
         "routing_config.load_balance_targets[].retry_config.attempts", "x >= 1"),
        (LIST, "x > 0+usage=When", "x > 10+usage=When",
         "routing_config.load_balance_targets[].retry_config.delay", "x > 10"),
        (LIST, "x <= 1+", "x <= 2+", "cache_config.similarity_threshold", "0 < x <= 2+"),
        (LIST, "x <= 259200", "x < 259200", "cache_config.ttl", "0 < x < 259200"),
        (LIST, "All tools, or those listed", "All tools\nx <= 3+usage=More +label=Priority\nx <= 9",
         "routing_config.load_balance_targets[].priority", "x <= 9"),
        (PUT, "`512`", "`513`", "description", "Maximum string length: `513`"),
        (PUT, "`1 - 256`", "`2 - 256`", "name", "Required string length: `2 - 256`"),
        (PUT, "`x >= 1`", "`x ≥ 2`", "version", "Required range: `x ≥ 2`"),
    ],
)  # fmt: skip
def test_notes_give_bounds(name: str, old: str, new: str, path: str, line: str) -> None:
    [(kind, where, text)] = found(page(name, (old, new)))
    assert (kind, where) == ("bound", path)
    assert text.startswith(line)


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        (VERSION, "x >= 1", "x > 0"),
        (VERSION, "The ML repo it lives in", "The ML repo it lives in\n100"),
        (PUT, "`1 - 256`", "`256`"),
        (PUT, "## Response", "`model`\n`string`\nRequired string length: `2 - 62`\n\n## Response"),
    ],
)
def test_a_bound_may_be_said_in_another_way(name: str, old: str, new: str) -> None:
    assert found(page(name, (old, new))) == []


@pytest.mark.parametrize(
    ("name", "old", "new", "path"),
    [
        (VERSION, "function\nIts", "function\n, custom\nIts", "tools[].type"),
        (VERSION, ", serviceaccount", ", robot", "data.created_by_subject.subjectType"),
        (
            LIST,
            "user, serviceaccount,",
            "robot, serviceaccount,",
            "data[].created_by_subject.subjectType",
        ),
        (LIST, "json_schema Show", "json_schema, json_lines Show", "response_format.type"),
        (LIST, "developer +label=Content", "developer, critic +label=Content", "messages[].role"),
        (PUT, "`chat_prompt`\n", "`chat_prompt`, `agent_prompt`\n", "type"),
    ],
)
def test_notes_give_allowed_values(name: str, old: str, new: str, path: str) -> None:
    [(kind, where, _)] = found(page(name, (old, new)))
    assert (kind, where) == ("choices", path)


def test_values_that_the_schema_names_in_words_agree() -> None:
    remarks = covered(page(LIST)).remarks
    assert not [one for one in remarks if "subjectType" in str(one.path)]


def test_the_other_choices_of_the_schema_are_told() -> None:
    remarks = [one for one in covered(page(LIST)).remarks if one.kind == "choices"]
    assert ("response_format.type", '"json_object" in the schema, too') in [
        (one.path, one.message) for one in remarks
    ]


def test_fields_that_the_page_lacks_are_told_once_with_what_is_below() -> None:
    lacking = [one.path for one in covered(page(VERSION)).remarks if one.kind == "field"]
    assert "routing_config" in lacking
    assert "data.tags" in lacking
    assert not [path for path in lacking if path and path.startswith("routing_config.")]
    assert len(lacking) == len(set(lacking))


def test_a_bound_that_a_described_field_lacks_is_told() -> None:
    remarks = covered(page(VERSION, ("x >= 1\n", ""))).remarks
    assert [(one.kind, one.path) for one in remarks if one.kind == "bound"] == [
        ("bound", "version")
    ]


def test_a_bound_of_no_field_is_told_and_asks_for_nothing() -> None:
    result = covered(SMALL + "Something else altogether\nx <= 9\n")
    assert result.differences == []
    assert [(one.kind, one.line) for one in result.remarks if one.kind == "unplaced"] == [
        ("unplaced", 11)
    ]


def test_parameters_of_the_request_and_statuses_are_no_fields() -> None:
    # The page has a path parameter with the bound 40, and 200 below "Response".
    text = page(VERSION)
    assert "\n40\n" in text
    assert "\n200\n" in text
    assert [one for one in covered(text).remarks if one.kind == "unplaced"] == []


def test_duplicated_and_indented_bodies_are_one() -> None:
    once = covered(SMALL)
    twice = covered(f"{SMALL}text between{SMALL}\n    {SMALL}")
    assert twice.bodies == 3
    assert [field.path for field in twice.fields] == [field.path for field in once.fields]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no example body"),
        ("A page about weather.\n{}\n{\"a\": 1}\n", "no example body"),
        ("<!DOCTYPE html><html></html>", "HTML"),
        ("```yaml\nopenapi: 3.1.0\n```\n", "OpenAPI"),
        (SMALL.replace("{},", "{}"), "page.txt:4:14: an example is not JSON: a comma"),
        (SMALL.rstrip("}\n"), "page.txt:"),
        (SMALL.replace('s": [', 's": [ ...'), "page.txt:5:15: an example is not JSON"),
        (SMALL + '{"a":' * 200_000, "page.txt:10: the example that begins here nests too deep"),
        (SMALL.replace("{}", "[" * 120 + "]" * 120), "page.txt:4: an example: nested deeper"),
        (SMALL.replace("{}", "9" * 5000), "page.txt:1: the example that begins here"),
    ],
)  # fmt: skip
def test_pages_without_a_whole_example_are_refused(text: str, said: str) -> None:
    with pytest.raises(DocumentError) as caught:
        covered(text)
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


def test_examples_of_programs_are_passed_over() -> None:
    python = 'payload = {\n  "manifest": {\n    "strict": True\n  }\n}\n'
    assert covered(SMALL + python).bodies == 1
