"""Paths: files, folders, standard input, and whatever else a path may lead to."""

from __future__ import annotations

import os
import sys

import pytest

from tests.cli.samples import (
    ERROR,
    ERROR_AT,
    GOOD,
    GOOD_JSON,
    OTHER,
    Command,
    Folder,
    process,
)

MEGABYTE = 1_000_000


def distinct(name: str) -> str:
    """Return a manifest with the one mistake and a name of its own."""
    return ERROR.replace("name: wrong", f"name: {name}")


def test_a_folder_is_walked_in_order_its_own_files_first(pmlint: Command, folder: Folder) -> None:
    for number, name in enumerate(
        ["b.yaml", "a.yml", "z/c.JSON", "z/a.yaml", "m/x/y.yaml", "C.YAML"]
    ):
        text = distinct(f"n{number}")
        folder.put(name, text if not name.endswith("JSON") else GOOD_JSON.replace("Bye", ""))
    expected = ["C.YAML", "a.yml", "b.yaml", "m/x/y.yaml", "z/a.yaml", "z/c.JSON"]
    assert pmlint().files == expected
    assert pmlint(".").files == expected
    assert pmlint("z", "m").files == ["z/a.yaml", "z/c.JSON", "m/x/y.yaml"]
    whole = str(folder.path)
    assert pmlint(whole).files == [f"{whole}/{name}" for name in expected]


@pytest.mark.parametrize("tool", [".git", ".venv", "venv", "node_modules", ".tox", "__pycache__"])
def test_folders_of_tools_are_passed_over_unless_named(
    pmlint: Command, folder: Folder, tool: str
) -> None:
    folder.put(f"{tool}/x.yaml", ERROR)
    folder.put(f"deep/{tool}/x.yaml", ERROR)
    assert pmlint().out == ""
    assert pmlint(tool).files == [f"{tool}/x.yaml"]


def test_hidden_folders_are_walked(pmlint: Command, folder: Folder) -> None:
    folder.put(".prompts/x.yaml", ERROR)
    assert pmlint().files == [".prompts/x.yaml"]


def test_files_are_reported_in_the_order_of_the_arguments(pmlint: Command, folder: Folder) -> None:
    folder.write(a=distinct("a"), b=distinct("b"))
    folder.put("c/c.yaml", distinct("c"))
    assert pmlint("b.yaml", "c", "a.yaml").files == ["b.yaml", "c/c.yaml", "a.yaml"]
    assert pmlint("a.yaml", "b.yaml", "c").files == ["a.yaml", "b.yaml", "c/c.yaml"]


def test_a_file_named_twice_is_linted_once(pmlint: Command, folder: Folder) -> None:
    folder.put("d/x.yaml", ERROR)
    whole = str(folder.path / "d/x.yaml")
    ran = pmlint("d/x.yaml", "d/x.yaml", "./d/x.yaml", "d/../d/x.yaml", "d", "d/", ".", whole)
    assert ran.files == ["d/x.yaml"]
    assert "1 error in 1 file (1 manifest; " in ran.err


def test_links_to_one_file_are_files_of_their_own(pmlint: Command, folder: Folder) -> None:
    folder.write(a=GOOD)
    (folder.path / "b.yaml").symlink_to("a.yaml")
    ran = pmlint("a.yaml", "b.yaml")
    assert ran.files == ["b.yaml"]
    assert "duplicate-prompt" in ran.out


def test_a_parent_step_behind_a_link_leads_where_the_system_says(
    pmlint: Command, folder: Folder
) -> None:
    folder.put("x.yaml", GOOD)
    folder.put("far/x.yaml", ERROR)
    (folder.path / "far/in").mkdir()
    (folder.path / "link").symlink_to("far/in")
    assert pmlint("x.yaml", "link/../x.yaml").files == ["link/../x.yaml"]


def test_a_cycle_of_links_ends(pmlint: Command, folder: Folder) -> None:
    folder.put("round/x.yaml", ERROR)
    (folder.path / "round/again").symlink_to("../round")
    assert pmlint("round").files == ["round/x.yaml"]
    assert pmlint("round/again").files == ["round/again/x.yaml"]


def test_links_that_lead_to_each_other_can_not_be_read(pmlint: Command, folder: Folder) -> None:
    (folder.path / "a.yaml").symlink_to("b.yaml")
    (folder.path / "b.yaml").symlink_to("a.yaml")
    ran = pmlint("a.yaml")
    assert (ran.code, ran.files) == (1, ["a.yaml"])
    assert "unreadable-file: can't be read: too many levels of symbolic links" in ran.out


@pytest.mark.parametrize(
    "path", ["absent.yaml", "absent", "absent/", "good.yaml/x.json", "x\0y.yaml"]
)
def test_a_path_that_leads_nowhere_is_a_finding(pmlint: Command, folder: Folder, path: str) -> None:
    folder.write(good=GOOD)
    ran = pmlint(path, "good.yaml")
    assert (ran.code, ran.out.count("\n")) == (1, 1)
    assert ":1:1: error unreadable-file: can't be read: " in ran.out
    assert "1 error in 1 of 2 files (1 manifest)" in ran.err


def test_what_may_not_be_read_is_a_finding(pmlint: Command, folder: Folder) -> None:
    locked = folder.put("file.yaml", GOOD)
    locked.chmod(0)
    if os.access(locked, os.R_OK):
        pytest.skip("this user, such as root, may read everything")
    folder.put("folder/x.yaml", GOOD).parent.chmod(0)
    try:
        ran = pmlint("file.yaml", "folder")
    finally:
        (folder.path / "folder").chmod(0o700)
    assert (ran.code, ran.files) == (1, ["file.yaml", "folder"])
    assert ran.out.count("error unreadable-file: can't be read: permission denied") == 2


@pytest.mark.parametrize("suffix", ["yaml", "json"])
def test_a_folder_with_the_name_of_a_file_is_walked(
    pmlint: Command, folder: Folder, suffix: str
) -> None:
    folder.put(f"prompts.{suffix}/x.yaml", ERROR)
    for path in (f"prompts.{suffix}", "."):
        assert pmlint(path).files == [f"prompts.{suffix}/x.yaml"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_a_pipe_is_not_waited_for(folder: Folder) -> None:
    os.mkfifo(folder.path / "pipe.yaml")
    ran = process("pipe.yaml")
    assert ran.returncode == 1
    assert "pipe.yaml:1:1: error unreadable-file" in ran.stdout
    assert "it is not a regular file" in ran.stdout
    assert process(".").returncode == 0


def test_other_files_are_passed_over_with_a_note(pmlint: Command, folder: Folder) -> None:
    for name in ("notes.md", "prompt.txt", "yaml"):
        folder.put(name, ERROR)
    folder.write(good=GOOD)
    ran = pmlint("notes.md", "good.yaml", "prompt.txt", "yaml")
    assert (ran.code, ran.out) == (0, "")
    for name in ("notes.md", "prompt.txt", "yaml"):
        assert f"pmlint: {name} is neither YAML nor JSON by its name: passed over\n" in ran.err
    assert ran.err.endswith("no findings in 1 manifest\n")
    assert pmlint(".").err == "no findings in 1 manifest\n"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("with space.yaml", "with space.yaml"),
        ("new\nline.yaml", r"new\nline.yaml"),
        ("esc\x1b[2Jape.yaml", r"esc\x1b[2Jape.yaml"),
        ("größe/你好.yaml", "größe/你好.yaml"),
        ("--fix.yaml", "--fix.yaml"),
    ],
)
def test_names_may_be_strange(pmlint: Command, folder: Folder, name: str, shown: str) -> None:
    folder.put(name, ERROR)
    assert pmlint("--", name).out == f"{shown}:{ERROR_AT}\n"


def test_a_folder_with_the_name_of_standard_input(pmlint: Command, folder: Folder) -> None:
    folder.put("-/x.yaml", ERROR)
    assert pmlint("./-").files == ["-/x.yaml"]
    assert pmlint("-", stdin=GOOD.encode()).code == 0


@pytest.mark.skipif(sys.platform != "linux", reason="names are not any bytes here")
@pytest.mark.parametrize("encoding", ["utf-8", "ascii"])
def test_names_may_be_no_text(folder: Folder, encoding: str) -> None:
    folder.put(os.fsdecode(b"n\xffme.yaml"), ERROR)
    ran = process(".", env={"PYTHONIOENCODING": encoding})
    assert ran.stdout == f"n\\udcffme.yaml:{ERROR_AT}\n"


def test_empty_files_and_files_without_a_manifest_are_skipped(
    pmlint: Command, folder: Folder
) -> None:
    folder.write(empty="", other=OTHER)
    folder.put("helm.yaml", "{{- if .Values.x }}\nkind: {{ .y }\n{{- end }}\n")
    folder.put("binary.yaml", b"\x00\xff\xfe")
    folder.put("list.json", "[1, 2")
    ran = pmlint()
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == "0 manifests checked: no prompt manifest in 5 files\n"
    folder.write(good=GOOD)
    assert pmlint().err == "no findings in 1 manifest (5 files without one skipped)\n"


def test_an_empty_folder_is_said_to_be_so(pmlint: Command, folder: Folder) -> None:
    ran = pmlint()
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == "0 manifests checked: no YAML or JSON file found\n"


@pytest.mark.parametrize("offset", [0, 16 * MEGABYTE - 8, 16 * 2**20 - 8, 17 * MEGABYTE])
def test_a_huge_file_with_a_mark_is_refused(pmlint: Command, folder: Folder, offset: int) -> None:
    with (folder.path / "huge.yaml").open("wb") as file:
        file.seek(offset)
        file.write(b"type: chat_prompt\n")
        file.truncate(18 * MEGABYTE)
    ran = pmlint("huge.yaml")
    assert ran.code == 1
    assert ran.out == (
        "huge.yaml:1:1: error too-complex: larger than 16 MB, the limit for a file\n"
    )


def test_a_huge_file_without_a_mark_is_skipped(pmlint: Command, folder: Folder) -> None:
    with (folder.path / "huge.yaml").open("wb") as file:
        file.truncate(18 * MEGABYTE)
    ran = pmlint("huge.yaml")
    assert (ran.code, ran.out) == (0, "")
