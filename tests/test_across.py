"""Prompts of one name in the files of a run: told once each, whoever linted the files."""

from __future__ import annotations

import json
import pickle
from pathlib import Path

import pytest

from linter.across import across
from linter.config import Configurations
from linter.engine import lint_bytes
from linter.finding import Finding, Place
from linter.result import FileResult
from linter.runner import lint_paths
from linter.settings import Settings
from tests.rules.manifests import complete

PROMPT = "name: {}\nml_repo: {}\n"


def run(folder: Path, files: dict[str, str]) -> list[FileResult]:
    for name, text in files.items():
        (folder / name).write_text(text, "utf-8")
    return lint_paths([str(folder)], Configurations.fixed(Settings()), "<stdin>", [])


def told(folder: Path, files: dict[str, str]) -> list[tuple[str, int, str]]:
    """Lint files and say where names clash: the file, the line, and the file of the first one."""
    return [
        (Path(finding.file).name, finding.place.line, Path(finding.related[0].file).name)
        for finding in clashes(run(folder, files))
    ]


def linted(path: Path) -> FileResult:
    return lint_bytes(str(path), path.read_bytes(), Settings())


def clashes(results: list[FileResult]) -> list[Finding]:
    return [f for result in results for f in result.findings if f.rule == "duplicate-prompt"]


def prompt(name: str, repository: str) -> str:
    return complete(PROMPT.format(name, repository))


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        (
            {"a.yaml": prompt("x", "one"), "b.yaml": "# first\n" + prompt("x", "one")},
            [("b.yaml", 5, "a.yaml")],
        ),
        (
            {"a.yaml": prompt("x", "null"), "b.yaml": prompt("x", "null")},
            [("b.yaml", 4, "a.yaml")],
        ),
        (
            {name: prompt("x", "one") for name in ("a.yaml", "b.yml", "c.yaml")},
            [("b.yml", 4, "a.yaml"), ("c.yaml", 4, "a.yaml")],
        ),
        (
            {"a.yaml": prompt("x", "one") + "---\n" + prompt("x", "two"), "b.yaml": "a: 1\n"},
            [("a.yaml", 10, "a.yaml")],
        ),
        (
            {
                "a.yaml": prompt("x", "one"),
                "b.json": json.dumps(
                    {
                        "name": "x",
                        "type": "chat_prompt",
                        "ml_repo": "one",
                        "metadata": {},
                        "messages": [],
                    }
                ),
            },
            [("b.json", 1, "a.yaml")],
        ),
    ],
)
def test_names_that_clash(
    tmp_path: Path, files: dict[str, str], expected: list[tuple[str, int, str]]
) -> None:
    assert told(tmp_path, files) == expected


MANIFEST = {
    "name": "x",
    "type": "chat_prompt",
    "ml_repo": "one",
    "metadata": {},
    "messages": [{"role": "user", "content": "Hello"}],
}


@pytest.mark.parametrize(
    "other",
    [
        prompt("y", "one"),
        prompt("X", "one"),
        prompt("x", "two"),
        prompt("x", "null"),
        "type: service\nname: x\nml_repo: one\n",
        json.dumps({"manifest": MANIFEST}),
        json.dumps({"data": {"manifest": MANIFEST}}),
        json.dumps({"data": [{"manifest": MANIFEST}, {"manifest": MANIFEST}]}),
        json.dumps({"data": [{"latest_version": {"manifest": MANIFEST}}]}),
    ],
)
def test_names_that_do_not_clash(tmp_path: Path, other: str) -> None:
    assert told(tmp_path, {"a.yaml": prompt("x", "one"), "b.yaml": other}) == []


def test_what_is_said(tmp_path: Path) -> None:
    results = run(tmp_path, {"a.yaml": prompt("x", "one"), "b.yaml": prompt("x", "one")})
    [finding] = clashes(results)
    first = str(tmp_path / "a.yaml")
    assert finding.message == (
        f'prompt name "x" is taken already in {first}, line 4: tfy apply drops the first one'
    )
    assert finding.pointer == "/name"
    assert finding.place == Place(4, 7, 4, 8)
    assert [(other.file, other.place) for other in finding.related] == [(first, Place(4, 7, 4, 8))]


def test_a_clash_can_be_suppressed_where_it_is_reported(tmp_path: Path) -> None:
    silenced = prompt("x", "one").replace(
        "name: x", "name: x  # pmlint: ignore[duplicate-prompt] moves over"
    )
    results = run(tmp_path, {"a.yaml": silenced, "b.yaml": silenced, "c.yaml": prompt("x", "one")})
    assert [Path(finding.file).name for finding in clashes(results)] == ["c.yaml"]
    assert [
        (Path(one.finding.file).name, one.finding.rule, one.how, one.reason)
        for result in results
        for one in result.suppressed
    ] == [("b.yaml", "duplicate-prompt", "comment", "moves over")]
    assert [finding for result in results[:2] for finding in result.findings] == []


def test_a_whole_document_can_be_kept_out_of_clashes(tmp_path: Path) -> None:
    silenced = "# pmlint: ignore-file[duplicate-prompt]\n" + prompt("x", "one")
    results = run(tmp_path, {"a.yaml": prompt("x", "one"), "b.yaml": silenced})
    assert [result.findings for result in results] == [[], []]
    assert [len(result.suppressed) for result in results] == [0, 1]


def test_results_of_other_processes_clash_alike(tmp_path: Path) -> None:
    texts = {"a.yaml": prompt("x", "one"), "b.yaml": prompt("x", "one") + "vresion: 1\n"}
    expected = run(tmp_path, texts)
    sent = [pickle.loads(pickle.dumps(linted(tmp_path / name))) for name in texts]
    found = across(sent, lambda _: Settings())
    assert [result.findings for result in found] == [result.findings for result in expected]
    assert len(clashes(found)) == 1


def test_a_file_that_went_away_is_told_from_its_start(tmp_path: Path) -> None:
    results = []
    for name in ("a.yaml", "b.yaml"):
        (tmp_path / name).write_text(prompt("x", "one"), "utf-8")
        results.append(linted(tmp_path / name))
    (tmp_path / "a.yaml").unlink()
    [finding] = clashes(across(results, lambda _: Settings()))
    assert finding.place == Place(4, 7, 4, 8)
    assert finding.related[0].place == Place(1, 1, 1, 1)


def test_the_rule_can_be_ignored(tmp_path: Path) -> None:
    run(tmp_path, {"a.yaml": prompt("x", "one"), "b.yaml": prompt("x", "one")})
    settings = Settings(ignore=frozenset({"identity"}))
    assert clashes(lint_paths([str(tmp_path)], Configurations.fixed(settings), "<stdin>", [])) == []
