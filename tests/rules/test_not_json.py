from __future__ import annotations

from textwrap import indent

import pytest

from linter.document import read
from linter.manifest import find_manifests
from linter.rules.reading import not_json
from linter.settings import Settings
from linter.source import Source
from tests.rules.manifests import complete, places, problems

NUMBER = "JSON has no infinity and no NaN: write a number, or quote it to keep the text"


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("2024-05-01", "this is read as a date, which JSON has no form for"),
        ("2024-05-01 10:00:00", "this is read as a date with a time, which JSON has no form for"),
        ("!!binary aGk=", "this is read as binary data, which JSON has no form for"),
        (".inf", NUMBER),
        ("-.INF", NUMBER),
        (".nan", NUMBER),
        ("!!set {a, b}", "this is read as a set, which JSON has no form for"),
    ],
)
def test_values(written: str, message: str) -> None:
    snippet = f"metadata:\n  x: [{written}]\n"
    [problem] = problems("not-json", snippet)
    assert problem.message.startswith(message)
    assert places("not-json", snippet) == ["/metadata/x/0"]


@pytest.mark.parametrize(
    ("key", "kind", "place"),
    [
        ("NO", "true or false", "False"),
        ("~", "null", "None"),
        ("12", "a number", "12"),
        ("1.5", "a number", "1.5"),
        ("2024-05-01", "a date", "2024-05-01"),
        ("!!binary aGk=", "binary data", "b'hi'"),
    ],
)
def test_keys(key: str, kind: str, place: str) -> None:
    snippet = f"metadata:\n  {key}: x\n"
    [problem] = problems("not-json", snippet)
    assert problem.message == f"a key that is read as {kind} can't stand in JSON: quote it"
    assert places("not-json", snippet) == [f"/metadata/{place}@key"]


@pytest.mark.parametrize(
    "written",
    ['"2024-05-01"', "2024-05", "1.5", "inf", "nan", "NO", "~", '{"12": 1}', "2024-05-01T", "[]"],
)
def test_silent(written: str) -> None:
    assert places("not-json", f"metadata:\n  x: {written}\n") == []


def test_paths_begin_at_the_manifest_and_leave_what_stands_beside_it() -> None:
    text = f"reviewed: 2024-05-01\nmanifest:\n{indent(complete('metadata: {a: .inf}'), '  ')}"
    reading = read(Source("a.yaml", text), Settings().limits)
    [manifest] = find_manifests(reading.documents[0])
    assert not_json.check is not None
    [problem] = not_json.check(manifest, Settings())
    assert problem.path == ("metadata", "a")
