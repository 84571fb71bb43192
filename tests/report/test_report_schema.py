"""The published schema of the report in JSON: it takes every report, and little else."""

from __future__ import annotations

import json
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from linter import schemas
from linter.finding import Edit, Finding, Fix, Place, Related, Severity, json_pointer
from linter.report import render
from linter.result import FileResult, Suppressed
from linter.rules import RULES
from tests.properties.profile import examples
from tests.report.runs import RUNS, all_the_words

SCHEMA = schemas.load(schemas.REPORT)
VALIDATOR = Draft202012Validator(SCHEMA)
GOLDEN = Path(__file__).parent / "golden"


def report(results: list[FileResult]) -> Any:
    return json.loads(render("json", results, color=False, version="1.0.0"))


def objects(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Yield the path of every object in a value."""
    if isinstance(value, dict):
        yield path
    steps = value.items() if isinstance(value, dict) else enumerate(value)
    for step, inside in steps:
        if isinstance(inside, dict | list):
            yield from objects(inside, (*path, step))


def at(value: Any, path: tuple[str | int, ...]) -> Any:
    for step in path:
        value = value[step]
    return value


FULLEST = report(all_the_words())
OBJECTS = sorted(objects(FULLEST), key=str)
KEYS = [(*path, key) for path in OBJECTS for key in at(FULLEST, path)]


def test_it_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("path", sorted(GOLDEN.rglob("*.json")), ids=lambda p: p.parent.name)
def test_every_golden_report_conforms(path: Path) -> None:
    if path.name in ("sarif.json", "gitlab.json"):
        assert not VALIDATOR.is_valid(json.loads(path.read_bytes()))
    else:
        VALIDATOR.validate(json.loads(path.read_bytes()))


@pytest.mark.parametrize("name", RUNS)
def test_every_run_conforms(name: str) -> None:
    VALIDATOR.validate(report(RUNS[name]()))


def test_the_fullest_report_has_an_object_of_every_kind() -> None:
    kinds = {path[-1] if isinstance(path[-1], str) else path[-2] for path in OBJECTS if path}
    assert kinds == {"tool", "summary", "findings", "related", "fix", "edits"}


@pytest.mark.parametrize("path", KEYS, ids=str)
def test_a_missing_key_is_refused(path: tuple[str | int, ...]) -> None:
    broken = deepcopy(FULLEST)
    del at(broken, path[:-1])[path[-1]]
    assert not VALIDATOR.is_valid(broken)


@pytest.mark.parametrize("path", OBJECTS, ids=str)
def test_a_key_more_is_refused(path: tuple[str | int, ...]) -> None:
    broken = deepcopy(FULLEST)
    at(broken, path)["more"] = None
    assert not VALIDATOR.is_valid(broken)


@pytest.mark.parametrize("path", KEYS, ids=str)
def test_a_value_of_another_type_is_refused(path: tuple[str | int, ...]) -> None:
    broken = deepcopy(FULLEST)
    at(broken, path[:-1])[path[-1]] = True
    assert not VALIDATOR.is_valid(broken)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("line", 0),
        ("column", 0),
        ("severity", "note"),
        ("rule", "E101"),
        ("pointer", "a/b"),
        ("pointer", "/a~2"),
        ("document", -1),
        ("document", None),
        ("pointer", None),
        ("message", ""),
    ],
)
def test_a_wrong_value_is_refused(key: str, value: Any) -> None:
    broken = deepcopy(FULLEST)
    broken["findings"][0][key] = value
    assert not VALIDATOR.is_valid(broken)


def test_another_version_is_refused() -> None:
    assert not VALIDATOR.is_valid(FULLEST | {"version": 2})


def test_every_key_is_described() -> None:
    told: list[str] = []
    for kind in (SCHEMA, *SCHEMA["properties"].values(), *SCHEMA["$defs"].values()):
        for key, value in kind.get("properties", {}).items():
            inside = SCHEMA["$defs"][value["$ref"].rpartition("/")[2]] if "$ref" in value else {}
            if "description" not in {**inside, **value}:
                told.append(key)
    assert told == ["name", "text"]


places = st.builds(Place, *[st.integers(1, 10**6)] * 4)
texts = st.text(min_size=1, max_size=20)
names = st.text(max_size=20)
related = st.lists(st.builds(Related, names, places, texts), max_size=2).map(tuple)
edits = st.lists(st.builds(Edit, places, names), min_size=1, max_size=2).map(tuple)
pointers = st.lists(texts | st.integers(0, 9), max_size=3).map(lambda p: json_pointer(tuple(p)))
whole = st.tuples(st.integers(0, 10**6), pointers) | st.just((None, None))
findings = st.builds(
    lambda where, *rest: Finding(rest[0], *where, *rest[1:]),
    whole,
    names,
    places,
    st.sampled_from(sorted(RULES)),
    st.sampled_from(Severity),
    texts,
    st.none() | texts,
    st.none() | st.just("https://example.com/rules"),
    related,
    st.none() | st.builds(Fix, texts, edits, st.booleans(), st.just(())),
)
silenced = st.builds(Suppressed, findings, st.sampled_from(["comment", "baseline"]), st.none())
results = st.builds(
    FileResult,
    names,
    st.none(),
    st.lists(findings, max_size=3),
    st.integers(0, 9),
    st.booleans(),
    st.lists(silenced, max_size=2).map(tuple),
)


@given(st.lists(results, max_size=3))
@examples(100)
def test_whatever_is_found_the_report_conforms(run: list[FileResult]) -> None:
    told = report(run)
    VALIDATOR.validate(told)
    assert len(told["findings"]) == sum(len(result.findings) for result in run)
