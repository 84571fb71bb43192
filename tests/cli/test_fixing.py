"""``--fix``, ``--unsafe-fixes`` and ``--diff``: what is printed, what is written, how it ends."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.samples import GOOD, OTHER, Command, Folder, environment

SAFE = """\
# who answers
type: chat_prompt
name: 1234  # a number, it seems
ml_repo: support
metadata: {}
messages: [{role: User, content: Hello}]
"""
FIXED = SAFE.replace("1234", '"1234"').replace("User", "user")
UNSAFE = GOOD.replace("content", "contnet")
BOTH = SAFE.replace("content", "contnet")
WARNING = GOOD.replace("Hello", "[]").replace("greeting", "listed")
BROKEN = "type: chat_prompt\nname: 12\nmessages: [\n"


def test_safe_fixes_are_written_and_the_rest_is_reported(pmlint: Command, folder: Folder) -> None:
    folder.write(a=SAFE, b=BOTH.replace("1234", "5678"), c=GOOD)
    ran = pmlint("--fix", "a.yaml", "b.yaml", "c.yaml")
    assert ran.code == 1
    assert ran.out == (
        'b.yaml:6:25: error missing-field: unknown key "contnet": did you mean "content"?\n'
    )
    assert ran.err == (
        "fixed 4 findings in 2 files; 1 error in 1 of 3 files"
        " (3 manifests; 1 more fixable with --unsafe-fixes)\n"
    )
    assert (folder.path / "a.yaml").read_text() == FIXED
    assert (folder.path / "b.yaml").read_text() == (
        FIXED.replace("content", "contnet").replace("1234", "5678")
    )
    assert (folder.path / "c.yaml").read_text() == GOOD


def test_a_second_time_there_is_nothing_to_fix(pmlint: Command, folder: Folder) -> None:
    folder.write(a=SAFE)
    assert pmlint("--fix").code == 0
    before = (folder.path / "a.yaml").stat()
    ran = pmlint("--fix", "--exit-non-zero-on-fix")
    assert (ran.code, ran.err) == (0, "fixed nothing; no findings in 1 manifest\n")
    after = (folder.path / "a.yaml").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_unsafe_fixes_are_made_when_asked_for(pmlint: Command, folder: Folder) -> None:
    folder.write(b=BOTH)
    ran = pmlint("--fix", "--unsafe-fixes")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == "fixed 3 findings in 1 file; no findings in 1 manifest\n"
    assert (folder.path / "b.yaml").read_text() == FIXED


def test_hooks_fail_where_something_was_fixed(pmlint: Command, folder: Folder) -> None:
    folder.write(a=SAFE)
    assert pmlint("--fix", "--exit-non-zero-on-fix").code == 1
    assert pmlint("--fix", "--exit-non-zero-on-fix").code == 0


def test_without_fix_the_summary_says_what_it_would_do(pmlint: Command, folder: Folder) -> None:
    folder.write(a=SAFE, b=UNSAFE)
    assert pmlint().err == (
        "3 errors in 2 files (2 manifests; 2 fixable with --fix, 1 more with --unsafe-fixes)\n"
    )
    folder.write(a=GOOD, b=UNSAFE)
    assert pmlint().err.endswith("(2 manifests; 1 fixable with --fix --unsafe-fixes)\n")
    assert (folder.path / "b.yaml").read_text() == UNSAFE


def test_diff_shows_the_change_and_makes_none(pmlint: Command, folder: Folder) -> None:
    folder.write(a=SAFE, b=UNSAFE, c=WARNING)
    ran = pmlint("--diff")
    assert ran.code == 1
    assert ran.out == (
        "--- a.yaml\n"
        "+++ a.yaml\n"
        "@@ -1,6 +1,6 @@\n"
        " # who answers\n"
        " type: chat_prompt\n"
        "-name: 1234  # a number, it seems\n"
        '+name: "1234"  # a number, it seems\n'
        " ml_repo: support\n"
        " metadata: {}\n"
        "-messages: [{role: User, content: Hello}]\n"
        "+messages: [{role: user, content: Hello}]\n"
    )
    assert ran.err == "would fix 2 findings in 1 file (1 more fixable with --unsafe-fixes)\n"
    assert (folder.path / "a.yaml").read_text() == SAFE
    assert pmlint("--diff", "--unsafe-fixes").out.count("+++ ") == 2
    assert pmlint("--diff", "--fix").out == ran.out
    assert (folder.path / "a.yaml").read_text() == SAFE


def test_a_diff_without_changes_ends_well_whatever_else_there_is(
    pmlint: Command, folder: Folder
) -> None:
    folder.write(c=WARNING)
    ran = pmlint("--diff")
    assert (ran.code, ran.out, ran.err) == (0, "", "would fix nothing\n")


def test_other_programs_understand_the_diff(pmlint: Command, folder: Folder) -> None:
    folder.put("a.yaml", SAFE.removesuffix("\n").replace("\n", "\r\n"))
    folder.write(a2=SAFE)
    diff = pmlint("--diff", "a.yaml", "a2.yaml").out
    assert "\\ No newline at end of file\n" in diff
    folder.put("change.diff", diff)
    assert os.system("git apply -p0 change.diff") == 0
    assert pmlint("--diff", "a.yaml", "a2.yaml").out == ""


def test_a_credential_beside_a_change_is_not_shown(pmlint: Command, folder: Folder) -> None:
    token = "ghp_" + "Zq8KfTn3WxYb5LmRv7Dc2Hs9Jp4GtAe6Uk1B"
    folder.write(a=SAFE.replace("{}", f"{{token: {token}}}"))
    ran = pmlint("--diff")
    assert '+name: "1234"' in ran.out
    assert token not in ran.out + ran.err


def test_standard_input_comes_out_mended(pmlint: Command, folder: Folder) -> None:
    folder.write(a=SAFE)
    ran = pmlint("--fix", "-", stdin=BOTH.encode())
    assert ran.code == 1
    assert ran.out == FIXED.replace("content", "contnet")
    assert ran.err.startswith("<stdin>:6:25: error missing-field: ")
    assert ran.err.endswith(
        "; 1 error in 1 file (1 manifest; 1 more fixable with --unsafe-fixes)\n"
    )
    named = pmlint("--fix", "--stdin-filename", "a.yaml", "--format", "json", stdin=BOTH.encode())
    assert named.out == ran.out
    assert json.loads(named.err)["summary"]["errors"] == 1
    assert (folder.path / "a.yaml").read_text() == SAFE


@pytest.mark.parametrize(
    "data",
    [
        GOOD.encode(),
        OTHER.encode(),
        BROKEN.encode(),
        b"",
        b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode(),
        b"chat_prompt: \xff\xfe\x00",
    ],
    ids=["good", "other", "broken", "empty", "mark", "binary"],
)
def test_what_has_no_fix_comes_out_as_it_came(data: bytes) -> None:
    command = [sys.executable, "-m", "linter", "--fix", "-"]
    ran = subprocess.run(command, input=data, env=environment(), capture_output=True, check=False)
    assert ran.stdout == data


def test_the_diff_of_standard_input(pmlint: Command) -> None:
    ran = pmlint("--diff", "-", stdin=SAFE.encode())
    assert ran.out.startswith("--- <stdin>\n+++ <stdin>\n@@ ")
    assert ran.code == 1


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["", "mark"])
@pytest.mark.parametrize("end", ["", "\n", "\n\n"])
def test_bytes_that_no_fix_means_stay(
    pmlint: Command, folder: Folder, newline: str, mark: bytes, end: str
) -> None:
    path = folder.put("a.yaml", mark + (SAFE[:-1] + end).replace("\n", newline).encode())
    path.chmod(0o640)
    assert pmlint("--fix").code == 0
    assert path.read_bytes() == mark + (FIXED[:-1] + end).replace("\n", newline).encode()
    assert path.stat().st_mode & 0o777 == 0o640
    assert os.listdir(folder.path) == ["a.yaml"]


def test_a_file_that_can_not_be_read_is_left_alone(pmlint: Command, folder: Folder) -> None:
    path = folder.put("a.yaml", BROKEN)
    second = folder.put("b.yaml", SAFE + "---\n" + "a: [")
    for options in (("--fix",), ("--fix", "--unsafe-fixes")):
        ran = pmlint(*options)
        assert ran.code == 1
        assert "fixed nothing" in ran.err
        assert path.read_text() == BROKEN
        assert second.read_text() == SAFE + "---\na: ["


def test_a_link_is_not_followed_out_of_the_paths(pmlint: Command, folder: Folder) -> None:
    outside = folder.put("elsewhere/a.yaml", SAFE)
    folder.put("prompts/b.yaml", SAFE.replace("1234", "5678"))
    (folder.path / "prompts" / "link.yaml").symlink_to(outside)
    ran = pmlint("--fix", "prompts")
    assert ran.code == 2
    assert ran.out.count("prompts/link.yaml:") == 2
    assert ran.err.endswith(
        'pmlint: can\'t write "prompts/link.yaml", so nothing in it is fixed:'
        " it is a link to a file outside of the given paths\n"
    )
    assert outside.read_text() == SAFE
    assert (folder.path / "prompts" / "b.yaml").read_text() == FIXED.replace("1234", "5678")
    assert pmlint("--fix", "prompts", "elsewhere").code == 1
    assert outside.read_text() == FIXED


def test_suppressed_findings_are_not_fixed(pmlint: Command, folder: Folder) -> None:
    text = SAFE.replace("it seems", "it seems # pmlint: ignore[wrong-type]")
    path: Path = folder.put("a.yaml", text)
    assert pmlint("--fix").code == 0
    assert path.read_text() == text.replace("User", "user")


def test_only_the_rules_in_force_fix(pmlint: Command, folder: Folder) -> None:
    path = folder.put("a.yaml", SAFE)
    assert pmlint("--fix", "--select", "wrong-type").code == 0
    assert path.read_text() == FIXED.replace("user", "User")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ("--unsafe-fixes", "--unsafe-fixes says which fixes to apply: add --fix or --diff"),
        ("--exit-non-zero-on-fix", "--exit-non-zero-on-fix says how --fix ends: add --fix"),
        ("--diff --format json", "--diff prints a diff alone: leave the options on reports out"),
        ("--diff --output x", "--diff prints a diff alone: leave the options on reports out"),
    ],
)
def test_wrong_usage(pmlint: Command, options: str, message: str) -> None:
    ran = pmlint(*options.split())
    assert (ran.code, ran.out, ran.err) == (2, "", f"pmlint: {message}\n")


def test_what_is_left_can_be_suppressed_at_once(pmlint: Command, folder: Folder) -> None:
    folder.write(b=BOTH)
    ran = pmlint("--fix", "--add-suppressions")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err.endswith(
        "fixed 2 findings in 1 file; no findings in 1 manifest (1 finding suppressed)\n"
    )
    text = (folder.path / "b.yaml").read_text()
    assert "# pmlint: ignore[missing-field]" in text
    assert 'name: "1234"  # a number, it seems\n' in text
