"""The pre-commit hook as it is shipped: the real pre-commit, a real repository, nothing mocked."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[1]

pytestmark = pytest.mark.checkout

GOOD = """\
type: chat_prompt
name: greeting
ml_repo: support
metadata: {}
messages: [{role: user, content: Hello}]
"""
BAD = GOOD.replace("content", "contnet").replace("greeting", "wrong")
BAD_JSON = '{"type": "chat_prompt", "name": "x", "ml_repo": "support", "metadata": {}}\n'
MESSAGE = '5:25: error missing-field: unknown key "contnet": did you mean "content"?'

HARMLESS = {
    "prompts/good.yaml": GOOD,
    "prompts/good with space.yml": GOOD.replace("greeting", "spaced"),
    "chart/templates/service.yaml": "{{- if .Values.on }}\nkind: {{ .kind }\n{{- end }}\n",
    "compose.yaml": "services: {web: {image: nginx, image: httpd}}\n",
    "settings.json": '{"editor": true,}\n',
    "notes.md": BAD,
    "latin.yaml": "name: caf\udce9\n",
}
"""Files that the hook lets pass; some are no YAML or JSON, but no prompt manifests either."""


def hooks() -> list[dict[str, Any]]:
    """Return the hooks that the repository offers."""
    loaded: list[dict[str, Any]] = yaml.safe_load(
        (ROOT / ".pre-commit-hooks.yaml").read_text("utf-8")
    )
    return loaded


def test_there_is_one_hook_that_takes_every_yaml_and_json_file() -> None:
    [hook] = hooks()
    assert hook["id"] == "pmlint"
    assert hook["entry"] == "pmlint check"
    assert hook["language"] == "python"
    assert hook["types_or"] == ["yaml", "json"]
    # Prompts of one name clash across files, so all files go to one process.
    assert hook["require_serial"] is True
    # What is linted shows in the text of a file, not in its name; and what the hook needs is
    # what the package needs.
    assert not {"files", "exclude", "types", "additional_dependencies"} & hook.keys()


def test_the_readme_names_every_hook() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    assert [hook["id"] for hook in hooks() if f"id: {hook['id']}" not in readme] == []


def environment(folder: Path) -> dict[str, str]:
    """Return an environment in which git and pre-commit know nothing of their user."""
    # Inside of a git hook, GIT_DIR and others lead to the repository that runs it.
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return kept | {
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "PRE_COMMIT_HOME": str(folder / "pre-commit-home"),
        "PRE_COMMIT_COLOR": "never",
    }


def git(repository: Path, *arguments: str) -> str:
    """Run git in a repository."""
    user = ["-c", "user.name=Test", "-c", "user.email=test@example.org"]
    done = subprocess.run(
        ["git", *user, *arguments],
        cwd=repository,
        env=environment(repository.parent),
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return done.stdout


def commit(repository: Path, files: dict[str, str]) -> str:
    """Write files into a repository, commit all and return the commit's name."""
    for name, text in files.items():
        path = repository / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8", errors="surrogateescape")
    git(repository, "add", "--all")
    git(repository, "commit", "--quiet", "--message", "Files")
    return git(repository, "rev-parse", "HEAD").strip()


def release(folder: Path) -> tuple[Path, str]:
    """Commit the checkout as it stands, with what git does not ignore, to a repository."""
    repository = folder / "pmlint"
    repository.mkdir()
    listed = git(ROOT, "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    for name in listed.split("\0"):
        if name and (ROOT / name).is_file():
            (repository / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, repository / name)
    git(repository, "init", "--quiet")
    return repository, commit(repository, {})


def pre_commit(project: Path) -> subprocess.CompletedProcess[str]:
    """Run all hooks over all files of a project."""
    return subprocess.run(
        [sys.executable, "-m", "pre_commit", "run", "--all-files"],
        cwd=project,
        env=environment(project.parent),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_the_hook_refuses_bad_manifests_and_nothing_else(tmp_path: Path) -> None:
    repository, revision = release(tmp_path)
    project = tmp_path / "project"
    project.mkdir()
    git(project, "init", "--quiet")
    use = {"repo": str(repository), "rev": revision, "hooks": [{"id": "pmlint"}]}
    config = {".pre-commit-config.yaml": yaml.safe_dump({"repos": [use]})}

    commit(project, config | HARMLESS)
    passed = pre_commit(project)
    assert passed.returncode == 0, passed.stdout + passed.stderr
    assert passed.stdout.splitlines()[-1].startswith("pmlint.....")
    assert passed.stdout.endswith("Passed\n")

    commit(project, {"bad.yaml": BAD, "sub folder/bad one.yaml": BAD, "bad.json": BAD_JSON})
    refused = pre_commit(project)
    assert refused.returncode == 1, refused.stdout + refused.stderr
    assert "Failed\n" in refused.stdout
    assert "- exit code: 1\n" in refused.stdout
    assert f"\nbad.yaml:{MESSAGE}\n" in refused.stdout
    assert f"\nsub folder/bad one.yaml:{MESSAGE}\n" in refused.stdout
    assert "\nbad.json:1:2: error missing-field: " in refused.stdout
    # All files were one run: it sees that a name is taken in another file.
    assert "\nsub folder/bad one.yaml:2:7: error duplicate-prompt: " in refused.stdout
    assert not any(f"\n{name}:" in refused.stdout for name in HARMLESS)
