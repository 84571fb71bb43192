"""The corpora: files that are fine, files that are not ours, and files with known mistakes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from linter.config import Configurations
from linter.document.encoding import decode
from linter.document.yaml_comments import scalar_spans
from linter.document.yaml_document import YamlDocument
from linter.document.yaml_reader import read_yaml
from linter.engine import lint_bytes
from linter.report import render
from linter.result import FileResult
from linter.runner import lint_paths
from linter.settings import Settings

CORPUS = Path(__file__).parent / "corpus"
SUFFIXES = {".yaml", ".yml", ".json"}


def files(folder: str) -> list[str]:
    """Return the corpus files of a folder, relative to it."""
    root = CORPUS / folder
    return sorted(
        path.relative_to(root).as_posix() for path in root.rglob("*") if path.suffix in SUFFIXES
    )


def lint(folder: str, name: str) -> FileResult:
    """Lint a corpus file under its name in the corpus."""
    return lint_bytes(name, (CORPUS / folder / name).read_bytes(), Settings())


@pytest.mark.parametrize("name", files("good"))
def test_good_files_are_linted_without_a_finding(name: str) -> None:
    result = lint("good", name)
    assert result.findings == []
    assert result.manifests


@pytest.mark.parametrize("name", files("other"))
def test_other_files_are_skipped_without_a_finding(name: str) -> None:
    result = lint("other", name)
    assert result.findings == []
    assert result.skipped


@pytest.mark.parametrize("name", files("bad"))
def test_bad_files_give_the_findings_expected_of_them(
    name: str, golden: Callable[[Path, str], None]
) -> None:
    """``.expect`` was written by hand, before the linter; ``.out`` is what a person sees."""
    result = lint("bad", name)
    found = [
        f"{finding.place.line}:{finding.place.column} {finding.rule}" for finding in result.findings
    ]
    expected = (CORPUS / "bad" / f"{name}.expect").read_text("utf-8").splitlines()
    assert sorted(found) == sorted(expected)
    golden(CORPUS / "bad" / f"{name}.out", render("full", [result], color=False, version="0.0.0"))


@pytest.mark.parametrize("folder", ["good", "bad", "other"])
def test_both_yaml_loaders_read_the_corpus_alike(folder: str) -> None:
    limits = Settings().limits
    for name in files(folder):
        source, fault = decode(name, (CORPUS / folder / name).read_bytes())
        if fault is not None or name.endswith(".json"):
            continue
        fast, pure = read_yaml(source, limits), read_yaml(source, limits, pure=True)
        assert fast.faults == pure.faults, name
        assert repr([d.value for d in fast.documents]) == repr([d.value for d in pure.documents])
        for left, right in zip(fast.documents, pure.documents, strict=True):
            assert isinstance(left, YamlDocument)
            assert isinstance(right, YamlDocument)
            assert scalar_spans(left) == scalar_spans(right), name
            assert left.fatal == right.fatal, name


def test_a_whole_folder_in_one_run_finds_no_clash_between_good_files() -> None:
    results = lint_paths([str(CORPUS / "good")], Configurations.fixed(Settings()), "<stdin>", [])
    assert [result.name for result in results if result.findings] == []
