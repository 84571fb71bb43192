"""A walk in a repository takes the files that git would add, whatever the .gitignore files say.

Three things that few have ever written are left out: classes such as ``[[:alpha:]]`` and blanks
other than spaces at the end of a line, which the library takes in its own way, and ``?`` before a
character that is several bytes, which git counts and we do not.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linter.config import Configurations
from linter.discovery import discover
from linter.discovery.scope import Search

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="there is no git to ask")

ALONE = {
    **{name: value for name, value in os.environ.items() if not name.startswith("GIT_")},
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
    "XDG_CONFIG_HOME": os.devnull,
}
"""An environment in which nobody's own settings count."""

NAMES = st.sampled_from(["a", "b", "ab", "a b", "c"])
FILES = st.builds(
    lambda folders, name: "/".join([*folders, f"{name}.yaml"]), st.lists(NAMES, max_size=3), NAMES
)
PIECES = st.sampled_from(
    ["a", "b", "ab", "c", "*", "?", "**", "[ab]", "[!a]", "a*", "*b", "a.yaml", "*.yaml", "a\\ b"]
)
LINES = st.builds(
    lambda *parts: "".join(parts),
    st.sampled_from(["", "", "", "!"]),
    st.sampled_from(["", "", "/"]),
    st.lists(PIECES, min_size=1, max_size=3).map("/".join),
    st.sampled_from(["", "", "/", " ", "\r"]),
)
IGNORE_FILES = st.dictionaries(
    st.sampled_from([".gitignore", "a/.gitignore", "a/b/.gitignore", ".git/info/exclude"]),
    st.lists(LINES, min_size=1, max_size=5),
    min_size=1,
    max_size=3,
)


def git(folder: Path, *arguments: str) -> list[str]:
    """Return what git prints, taken apart at NULs."""
    ran = subprocess.run(
        ["git", *arguments], cwd=folder, env=ALONE, capture_output=True, check=True
    )
    return os.fsdecode(ran.stdout).split("\0")[:-1]


def walked(root: Path) -> set[str]:
    found = discover([str(root)], Search(Configurations(isolated=True), []))
    return {os.path.relpath(path, root) for path in found}


def added(root: Path) -> set[str]:
    names = git(root, "ls-files", "--others", "--exclude-standard", "-z")
    return {name for name in names if name.endswith(".yaml")}


def put(root: Path, name: str, text: str) -> None:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())


@settings(max_examples=150, deadline=None)
@given(st.sets(FILES, min_size=1, max_size=12), IGNORE_FILES)
def test_random_trees(files: set[str], ignore_files: dict[str, list[str]]) -> None:
    with TemporaryDirectory() as folder:
        root = Path(folder)
        git(root, "init", "--quiet")
        for name in files:
            put(root, name, "")
        for name, lines in ignore_files.items():
            put(root, name, "\n".join(lines))
        assert walked(root) == added(root)


@pytest.mark.parametrize(
    "text",
    [
        "\ufeff*.yaml\n",
        "a.yaml\r\nb/\r\n",
        "a.yaml  \nb/ \n",
        "a.yaml\\ \n",
        "  a.yaml\n",
        "b/*\n!b/a.yaml\n",
        "b/**/\n",
        "**/b/a.yaml\n",
        "/*\n!/b/\n/b/*\n!/b/a.yaml\n",
        "*\n!*/\n!*.yaml\n",
        "!\n/\n//\n[z-a]\n\\\na.yaml",
        "[^a].yaml\n",
        "#a.yaml\n\\#a.yaml\n",
    ],
)
def test_lines_that_are_easily_misread(tmp_path: Path, text: str) -> None:
    git(tmp_path, "init", "--quiet")
    for name in ("a.yaml", "b/a.yaml", "b/c/a.yaml", "b/c/d.yaml", "#a.yaml", "a.yaml ", "1.yaml"):
        put(tmp_path, name, "")
    put(tmp_path, ".gitignore", text)
    assert walked(tmp_path) == added(tmp_path)
