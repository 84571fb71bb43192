"""The baseline's file: the same bytes for the same findings, and lines that git can merge."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from linter.adoption import Adoption, adopt
from linter.baseline import read_baseline
from linter.config import Configurations
from linter.result import FileResult
from linter.runner import lint_paths
from linter.settings import Settings
from tests.rules.manifests import complete

HERE = Configurations.fixed(Settings())
MISTAKES = complete("vresion: 1\ndescripton: a\nlables: []\nmetadata: {a: NO}\n")


def written(folder: Path, **files: str) -> Path:
    """Write files and a baseline of their findings beside them."""
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, "utf-8")
    baseline = folder / "baseline.json"
    adopt(linted(folder), Adoption(write_baseline=str(baseline)), HERE)
    return baseline


def linted(folder: Path) -> list[FileResult]:
    names = sorted(str(path) for path in folder.iterdir() if path.suffix == ".yaml")
    return lint_paths(names, HERE, "<stdin>", [])


def test_the_same_findings_give_the_same_bytes(tmp_path: Path) -> None:
    first = written(tmp_path, a=MISTAKES, b=complete("vresion: 1\n")).read_bytes()
    assert written(tmp_path, a="# moved\n\n" + MISTAKES).read_bytes() == first
    entries = [line.rstrip(b",") for line in first.splitlines()[3:-2]]
    assert entries == sorted(set(entries))
    assert len(entries) >= 5


@pytest.mark.skipif(shutil.which("git") is None, reason="git merges the files")
def test_branches_that_mend_different_findings_merge(tmp_path: Path) -> None:
    base = written(tmp_path, a=MISTAKES, b=MISTAKES, c=MISTAKES).read_bytes()
    one = written(tmp_path, a=MISTAKES.replace("vresion", "version")).read_bytes()
    other = written(tmp_path, a=MISTAKES, c=MISTAKES.replace("a: NO", "a: 1")).read_bytes()
    both = written(
        tmp_path,
        a=MISTAKES.replace("vresion", "version"),
        c=MISTAKES.replace("a: NO", "a: 1"),
    ).read_bytes()
    for name, data in (("base", base), ("one", one), ("other", other)):
        (tmp_path / name).write_bytes(data)
    merged = subprocess.run(
        ["git", "merge-file", "-p", "one", "base", "other"],
        cwd=tmp_path,
        capture_output=True,
        check=True,
    )
    assert merged.stdout == both
    assert len({base, one, other, both}) == 4


def test_a_line_that_a_merge_left_twice_counts_once(tmp_path: Path) -> None:
    baseline = written(tmp_path, a=complete("vresion: 1\n"))
    text = baseline.read_text("utf-8")
    line = text.splitlines()[3]
    baseline.write_text(text.replace(line, f"{line},\n{line}"), "utf-8")
    assert list(read_baseline(str(baseline)).counts.values()) == [1]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_writing_it_again_keeps_its_mode(tmp_path: Path) -> None:
    baseline = written(tmp_path, a=MISTAKES)
    baseline.chmod(0o640)
    before = baseline.read_bytes()
    written(tmp_path, a=complete("vresion: 1\n"))
    assert baseline.read_bytes() != before
    assert stat.S_IMODE(baseline.stat().st_mode) == 0o640


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
@pytest.mark.parametrize("name", ["größe", "two words", 'a "quote"', "back\\slash", "line\nbreak"])
def test_unusual_names_of_files(tmp_path: Path, name: str) -> None:
    baseline = written(tmp_path, **{name: MISTAKES})
    results, notes = adopt(linted(tmp_path), Adoption(baseline=str(baseline)), HERE)
    assert [result.findings for result in results] == [[]]
    assert notes == []


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has names that are not UTF-8")
def test_a_name_that_is_not_utf_8(tmp_path: Path) -> None:
    baseline = written(tmp_path, **{os.fsdecode(b"caf\xe9"): MISTAKES})
    assert b'"caf\\udce9.yaml"' in baseline.read_bytes()
    results, _ = adopt(linted(tmp_path), Adoption(baseline=str(baseline)), HERE)
    assert [result.findings for result in results] == [[]]


def test_no_credential_can_be_found_in_it(tmp_path: Path) -> None:
    def of(secret: str) -> bytes:
        return written(tmp_path, a=complete(f"mcp_servers: [{{headers: {secret}}}]\n")).read_bytes()

    assert of("{Authorization: 1234}") == of("{Authorization: 4321}")
    assert of("hunter2") == of("swordfish")
