"""The commands of docs/following-the-api.md, run one after the other in a copy of the checkout."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.apidocs.samples import NAMES, page

ROOT = Path(__file__).parents[2]
WALK = ROOT / "docs" / "following-the-api.md"
COPIED = ("linter", "schemas", "docs", "CHANGELOG.md", "Makefile", "pyproject.toml")
ROW = "| `audience` | text | no | yes | – | – | – | – | 9.0 | Whom the prompt is for. |"

pytestmark = pytest.mark.checkout

EDITOR = f"""#!{sys.executable}
import sys
path = sys.argv[1]
text = open(path, encoding="utf-8").read()
if path.endswith("manifest.md"):
    text = text.replace("| `metadata` | any", {ROW + chr(10)!r} + "| `metadata` | any", 1)
elif path.endswith("README.md"):
    text = text.replace("| api | ", "| api | (with audiences) ", 1)
else:
    text += "\\n- Prompts have an audience.\\n"
open(path, "w", encoding="utf-8").write(text)
"""


def commands() -> list[str]:
    blocks = re.findall(r"^```sh\n(.*?)^```", WALK.read_text("utf-8"), re.M | re.S)
    return [line for block in blocks for line in block.splitlines()]


def executable(path: Path, text: str) -> None:
    path.write_text(text)
    path.chmod(0o755)


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of the checkout under version control, with new documents in ~/api-docs."""
    copy, tools, home = (tmp_path / name for name in ("checkout", "tools", "home"))
    for folder in (copy, tools, home / "api-docs" / "pages"):
        folder.mkdir(parents=True)
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, copy / name)
    new = page(NAMES[0], ('"version": 7', '"audience": "<string>",\n"version": 7'))
    (home / "api-docs" / "pages" / "read-version.txt").write_text(new)
    shutil.copy(ROOT / "tests" / "openapi" / "prompts.yaml", home / "api-docs" / "openapi.yaml")
    executable(tools / "python", f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    executable(tools / "pmlint", f'#!/bin/sh\nexec "{sys.executable}" -m linter "$@"\n')
    executable(tools / "edit", EDITOR)
    for name in list(os.environ):
        if name.startswith(("GIT_", "PYTEST_")) or name == "PYTHONSAFEPATH":
            monkeypatch.delenv(name)
    settings = {
        "HOME": str(home),
        "EDITOR": str(tools / "edit"),
        "PYTHONPATH": str(copy),
        "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}",
        "PYTHONDONTWRITEBYTECODE": "1",
        "GIT_AUTHOR_NAME": "a",
        "GIT_AUTHOR_EMAIL": "a@example.com",
        "GIT_COMMITTER_NAME": "a",
        "GIT_COMMITTER_EMAIL": "a@example.com",
    }
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    for arguments in (
        ("init", "--quiet", "--initial-branch", "main"),
        ("add", "."),
        ("commit", "--quiet", "--message", "Start"),
        ("init", "--quiet", "--bare", str(tmp_path / "remote")),
        ("remote", "add", "origin", str(tmp_path / "remote")),
        ("push", "--quiet", "--set-upstream", "origin", "main"),
    ):
        subprocess.run(["git", *arguments], cwd=copy, check=True, capture_output=True)
    return copy


def test_every_step_works(checkout: Path) -> None:
    ran = []
    exported = ""
    for command in commands():
        if command.startswith("export "):
            exported += f"{command}\n"
            continue
        # The tests can't run themselves: that there is such a target has to do.
        step = command.replace("make test", "make --dry-run test")
        done = subprocess.run(
            ["bash", "-c", exported + step],
            cwd=checkout,
            capture_output=True,
            text=True,
            check=False,
        )
        compares = step.startswith(("pmlint schema coverage", "pmlint schema diff"))
        assert done.returncode in ((0, 1) if compares else (0,)), (command, done.stderr)
        ran.append((step.partition(" $")[0].partition(' "$')[0], done.returncode, done.stdout))
    covered = [(code, out) for step, code, out in ran if step == "pmlint schema coverage"]
    assert [code for code, _ in covered] == [1, 0]
    assert '"audience" is not in the schema: the page shows a string' in covered[0][1]
    told = [out for step, _, out in ran if step == "pmlint schema diff"]
    assert told == ["widened\n  audience: a new field: a string\n"]
    assert any("(with audiences)" in out for step, _, out in ran if "--version" in step)
    change = (Path(os.environ["HOME"]) / "api-docs" / "change.md").read_text("utf-8")
    assert "- `audience`: a new field: a string" in change
    merged = subprocess.run(
        ["git", "show", "--stat", "--format=%s", "origin/main"],
        cwd=checkout,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert merged.startswith("Follow the API\n")
    for file in ("CHANGELOG.md", "compiled.py", "chat-prompt.schema.json", "manifest.md"):
        assert file in merged
