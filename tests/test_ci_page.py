"""``docs/ci.md``: its commands are run in a repository, and what it names exists."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import yaml

from linter.report import FORMATS
from tests.cli.samples import ERROR, GOOD

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "ci.md"

pytestmark = pytest.mark.checkout


def page() -> str:
    """Return the page; the installed package alone has none."""
    return PAGE.read_text("utf-8") if PAGE.exists() else ""


def blocks(language: str) -> list[str]:
    """Return the fenced blocks of a language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", page(), re.MULTILINE | re.DOTALL)


def settings() -> list[Any]:
    """Return the configuration of every service that the page shows in YAML."""
    return [yaml.safe_load(block) for block in blocks("yaml")]


def scripts(value: Any) -> Iterator[str]:
    """Yield the commands in a configuration, whatever the service calls them."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key in ("run", "script"):
                yield from [inner] if isinstance(inner, str) else inner
            else:
                yield from scripts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from scripts(inner)


def commands() -> list[str]:
    """Return each command of the page once."""
    found = [line[2:] for block in blocks("console") for line in block.splitlines()]
    found += blocks("sh")
    found += scripts(settings())
    found += re.findall(r"\bsh '(.*?)'", "".join(blocks("groovy")))
    return list(dict.fromkeys(found))


INSTALLING = "pip install pmlint"
RUN = [command for command in commands() if command != INSTALLING]


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a repository on a branch, and have ``pmlint`` be the code of this checkout."""
    tools = tmp_path / "tools"
    tools.mkdir()
    (tools / "pmlint").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m linter "$@"\n', "utf-8")
    (tools / "pmlint").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tools}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    for name in ("GITHUB_WORKSPACE", "CI_PROJECT_DIR", "GIT_DIR", "GIT_INDEX_FILE"):
        monkeypatch.delenv(name, raising=False)
    folder = tmp_path / "repository"
    (folder / "my prompts").mkdir(parents=True)
    monkeypatch.chdir(folder)
    (folder / "old.yaml").write_text(GOOD, "utf-8")
    git("init", "--quiet")
    save()
    git("update-ref", "refs/remotes/origin/main", "HEAD")
    (folder / "my prompts" / "new one.yaml").write_text(GOOD.replace("greeting", "new"), "utf-8")
    save()
    return folder


def git(*arguments: str) -> None:
    user = ["-c", "user.name=Test", "-c", "user.email=test@example.org"]
    subprocess.run(["git", *user, *arguments], check=True)


def save() -> None:
    git("add", "--all")
    git("commit", "--quiet", "--message", "Files")


def bash(command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["bash", "-c", command], capture_output=True, encoding="utf-8", check=False
    )


posix = pytest.mark.skipif(sys.platform == "win32", reason="stands in for pmlint by a POSIX script")


@posix
@pytest.mark.parametrize("command", RUN)
def test_commands_pass_and_fail_with_the_manifests(repository: Path, command: str) -> None:
    clean = bash(command)
    assert clean.returncode == 0, clean.stdout + clean.stderr

    (repository / "my prompts" / "bad\nname.yaml").write_text(ERROR, "utf-8")
    save()
    refused = bash(command)
    assert refused.returncode == (123 if "xargs" in command else 1), refused.stdout + refused.stderr
    assert r"my prompts/bad\nname.yaml:5:25: " in refused.stdout
    for name, file in written(command):
        text = (repository / file).read_text("utf-8")
        if name == "junit":
            assert ElementTree.fromstring(text).get("failures") == "1"
        else:
            assert json.loads(text)


def written(text: str) -> list[tuple[str, str]]:
    """Return the formats and files of the reports that commands write."""
    return re.findall(r"--output (\w+)=(\S+)", text)


@posix
@pytest.mark.parametrize(
    ("file", "code", "said"),
    [("old.yaml", 0, "the prompts are fine"), ("bad.yaml", 1, "there is something to mend")],
)
def test_the_shell_tells_findings_from_nothing(
    repository: Path, file: str, code: int, said: str
) -> None:
    (repository / file).write_text(GOOD if code == 0 else ERROR, "utf-8")
    [block] = blocks("sh")
    ran = bash(block)
    assert (ran.returncode, ran.stdout.splitlines()[-1]) == (code, said)


@posix
def test_the_shell_tells_findings_from_trouble(repository: Path) -> None:
    (repository / "pmlint.toml").write_text("selct = []\n", "utf-8")
    [block] = blocks("sh")
    ran = bash(block)
    assert (ran.returncode, ran.stdout) == (2, "pmlint could not do its work\n")


def test_there_are_commands_for_every_service() -> None:
    assert len(RUN) >= 8
    assert INSTALLING in commands()
    formats = {name for command in RUN for name, _ in written(command)}
    assert formats == {"sarif", "gitlab", "junit"}
    assert formats < FORMATS.keys()


def test_what_is_published_is_what_was_written() -> None:
    """The file that a service is told to take is one that the job before it writes."""
    taking = {
        "codequality:": "gitlab",
        "junit:": "junit",
        "testResultsFiles:": "junit",
        "junit testResults:": "junit",
    }
    found = 0
    for block in [*blocks("yaml"), *blocks("groovy")]:
        for key, name in taking.items():
            for file in re.findall(rf"^\s*{re.escape(key)} '?([\w.-]+)", block, re.MULTILINE):
                assert (name, file) in written(block)
                found += 1
    assert found == 4


def action() -> Any:
    return yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))


def uses(value: Any) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the actions that workflows use, and their inputs."""
    if isinstance(value, dict):
        if "uses" in value:
            yield value["uses"], value.get("with", {})
        for inner in value.values():
            yield from uses(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from uses(inner)


def test_workflows_use_the_action_as_it_is() -> None:
    used = [inputs for name, inputs in uses(settings()) if name.startswith("OWNER/pmlint@")]
    assert len(used) == 2
    for inputs in used:
        assert inputs.keys() <= action()["inputs"].keys()
    uploads = [inputs for name, inputs in uses(settings()) if "upload-sarif" in name]
    assert [inputs["sarif_file"] for inputs in uploads] == [used[1]["sarif-file"]]


def test_the_tables_of_the_action_are_complete() -> None:
    section = page().split("| input |")[1].split("## ")[0]
    inputs, _, outputs = section.partition("| output |")
    described = re.findall(r"^\| `([\w-]+)` \| (?:`(.*?)`)?", inputs, re.MULTILINE)
    assert [name for name, _ in described] == list(action()["inputs"])
    for name, default in described:
        assert action()["inputs"][name]["default"] == default
    assert re.findall(r"^\| `([\w-]+)` \|", outputs, re.MULTILINE) == list(action()["outputs"])


def test_hooks_exist() -> None:
    offered = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    used = [
        hook["id"]
        for shown in settings()
        for repository in shown.get("repos", [])
        for hook in repository["hooks"]
    ]
    assert used
    assert set(used) <= {hook["id"] for hook in offered}


def test_the_contents_lead_to_every_section() -> None:
    listed = re.findall(r"^- \[(.*?)\]\(#(.*?)\)$", page(), re.MULTILINE)
    headings = re.findall(r"^## (.*)$", page(), re.MULTILINE)
    assert [name for name, _ in listed] == headings
    for name, anchor in listed:
        assert anchor == re.sub(r"[^\w -]", "", name.lower()).replace(" ", "-")
