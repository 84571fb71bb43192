"""Writing files anew: all or nothing, with their mode, and not where a link leads out."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from linter.rewrite import RewriteError, encoded, rewrite

MARK = b"\xef\xbb\xbf"
posix = pytest.mark.skipif(os.name != "posix", reason="modes and links as POSIX has them")


def file(folder: Path, name: str = "a.yaml", data: bytes = b"old\r\n") -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_bytes(data)
    return path


def refusal(path: Path, *given: Path, before: bytes | None = None) -> str:
    """Return why a file is not written, after seeing that nothing was."""
    folder, held = path.resolve().parent, path.read_bytes()
    names = sorted(os.listdir(folder))
    with pytest.raises(RewriteError) as caught:
        rewrite(str(path), b"new", [*map(str, given)] or None, before=before)
    assert path.read_bytes() == held
    assert sorted(os.listdir(folder)) == names
    return str(caught.value)


def test_the_bytes_are_written_as_they_are_and_nothing_is_left_beside(tmp_path: Path) -> None:
    path = file(tmp_path)
    rewrite(str(path), b"\xef\xbb\xbfnew\r\nlines\rno end")
    assert path.read_bytes() == b"\xef\xbb\xbfnew\r\nlines\rno end"
    assert os.listdir(tmp_path) == ["a.yaml"]


def test_a_name_without_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = file(tmp_path)
    monkeypatch.chdir(tmp_path)
    rewrite("a.yaml", b"new", ["."])
    rewrite("a.yaml", b"newer", ["a.yaml"])
    assert path.read_bytes() == b"newer"


@posix
@pytest.mark.parametrize("mode", [0o600, 0o644, 0o755, 0o664])
def test_the_mode_stays(tmp_path: Path, mode: int) -> None:
    path = file(tmp_path)
    path.chmod(mode)
    rewrite(str(path), b"new")
    assert path.stat().st_mode & 0o7777 == mode


@posix
def test_a_link_stays_a_link_and_its_target_is_written(tmp_path: Path) -> None:
    target = file(tmp_path / "real")
    link = tmp_path / "link.yaml"
    link.symlink_to("real/a.yaml")
    rewrite(str(link), b"new", [str(tmp_path)])
    assert link.is_symlink()
    assert target.read_bytes() == b"new"


@posix
def test_a_link_out_of_the_given_folder_is_not_followed(tmp_path: Path) -> None:
    file(tmp_path / "elsewhere")
    folder = tmp_path / "prompts"
    folder.mkdir()
    link = folder / "link.yaml"
    link.symlink_to("../elsewhere/a.yaml")
    assert refusal(link, folder) == "it is a link to a file outside of the given paths"
    assert refusal(link, link) == "it is a link to a file outside of the given paths"
    assert refusal(link) == "it is a link to a file outside of the given paths"


@posix
def test_a_folder_whose_name_begins_alike_is_another_one(tmp_path: Path) -> None:
    file(tmp_path / "prompts-old")
    folder = tmp_path / "prompts"
    folder.mkdir()
    link = folder / "link.yaml"
    link.symlink_to("../prompts-old/a.yaml")
    assert refusal(link, folder) == "it is a link to a file outside of the given paths"


@posix
def test_a_link_to_another_given_path_is_followed(tmp_path: Path) -> None:
    target = file(tmp_path / "elsewhere")
    link = tmp_path / "link.yaml"
    link.symlink_to("elsewhere/a.yaml")
    rewrite(str(link), b"new", [str(link), str(target)])
    assert target.read_bytes() == b"new"


@posix
def test_a_given_folder_may_be_a_link_itself(tmp_path: Path) -> None:
    target = file(tmp_path / "real")
    (tmp_path / "shortcut").symlink_to("real")
    rewrite(str(tmp_path / "shortcut" / "a.yaml"), b"new", [str(tmp_path / "shortcut")])
    rewrite(str(tmp_path / "shortcut" / "a.yaml"), b"newer", [str(tmp_path / "shortcut/a.yaml")])
    assert target.read_bytes() == b"newer"


def test_a_file_that_someone_else_changed_is_left_alone(tmp_path: Path) -> None:
    path = file(tmp_path)
    assert refusal(path, before=b"older") == "it was changed in the meantime"
    rewrite(str(path), b"new", before=b"old\r\n")
    assert path.read_bytes() == b"new"


def test_a_protected_file_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = file(tmp_path)
    path.chmod(0o444)
    # Tests may run as root, who may write everything.
    monkeypatch.setattr(os, "access", lambda _path, mode: mode != os.W_OK)
    assert refusal(path) == "permission denied"


def test_what_is_gone_or_no_file_is_not_written(tmp_path: Path) -> None:
    with pytest.raises(RewriteError, match=r"^no such file or directory$"):
        rewrite(str(tmp_path / "gone.yaml"), b"new")
    folder = tmp_path / "folder.yaml"
    folder.mkdir()
    with pytest.raises(RewriteError, match=r"^it is not a regular file$"):
        rewrite(str(folder), b"new", [str(tmp_path)])


def test_a_rename_that_fails_leaves_the_old_file_and_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = file(tmp_path)

    def full(source: str, target: str) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    assert refusal(path) == "no space left on device"


@pytest.mark.parametrize(
    ("before", "data"),
    [(b"\xef\xbb\xbfx: 1", b"\xef\xbb\xbfx: \xc3\xa9"), (b"x: 1", b"x: \xc3\xa9")],
)
def test_a_byte_order_mark_comes_back(before: bytes, data: bytes) -> None:
    assert encoded("x: é", before) == data
