"""``--add-suppressions`` and files: every other byte stays, and a failure is one line."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from linter.__main__ import run
from linter.adoption import add_suppressions
from linter.config import Configurations
from linter.output import OutputError
from linter.runner import lint_paths
from linter.settings import Settings
from tests.rules.manifests import complete

MISTAKE = complete("vresion: 1\n")
MENDED = complete("vresion: 1  # pmlint: ignore[unknown-field]\n")


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"])
def test_line_ends_and_byte_order_mark_stay(tmp_path: Path, mark: str, line_break: str) -> None:
    file = tmp_path / "prompt.yaml"
    file.write_bytes((mark + MISTAKE.replace("\n", line_break)).encode())
    assert run(["--add-suppressions", str(file)]) == 0
    assert file.read_bytes() == (mark + MENDED.replace("\n", line_break)).encode()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_the_mode_stays_and_nothing_is_left_behind(tmp_path: Path) -> None:
    file = tmp_path / "prompt.yaml"
    file.write_text(MISTAKE, "utf-8")
    file.chmod(0o640)
    assert run(["--add-suppressions", str(tmp_path)]) == 0
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert [path.name for path in tmp_path.iterdir()] == ["prompt.yaml"]


def test_a_file_without_findings_is_not_written(tmp_path: Path) -> None:
    file = tmp_path / "prompt.yaml"
    file.write_text(MENDED, "utf-8")
    before = file.stat()
    assert run(["--add-suppressions", str(tmp_path)]) == 0
    assert file.stat().st_ino == before.st_ino
    assert file.stat().st_mtime_ns == before.st_mtime_ns


@pytest.mark.skipif(os.name == "nt", reason="Windows lets few make links")
def test_a_link_out_of_the_given_paths_is_not_followed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    outside = tmp_path / "outside.yaml"
    outside.write_text(MISTAKE, "utf-8")
    (tmp_path / "prompts").mkdir()
    (tmp_path / "prompts" / "link.yaml").symlink_to(outside)
    assert run(["--add-suppressions", str(tmp_path / "prompts")]) == 2
    assert outside.read_text("utf-8") == MISTAKE
    [line] = capsys.readouterr().err.splitlines()
    assert line.endswith('link.yaml": it is a link to a file outside of the given paths')


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write everything")
def test_a_file_that_may_not_be_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "prompt.yaml"
    file.write_text(MISTAKE, "utf-8")
    file.chmod(0o444)
    assert run(["--add-suppressions", str(file)]) == 2
    assert capsys.readouterr().err == f'pmlint: can\'t write "{file}": permission denied\n'


@pytest.mark.parametrize("later", ["# changed\n" + MISTAKE, None])
def test_a_file_that_changed_after_it_was_linted(tmp_path: Path, later: str | None) -> None:
    file = tmp_path / "prompt.yaml"
    file.write_text(MISTAKE, "utf-8")
    here = Configurations.fixed(Settings())
    results = lint_paths([str(file)], here, "<stdin>", [])
    if later is None:
        file.unlink()
        reason = "no such file"
    else:
        file.write_text(later, "utf-8")
        reason = "it was changed in the meantime"
    with pytest.raises(OutputError, match=reason):
        add_suppressions(results, here, [str(file)])
    assert not file.exists() or file.read_text("utf-8") == later
