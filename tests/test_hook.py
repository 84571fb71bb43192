"""The pre-commit hook as it is shipped: the real pre-commit, a real repository, nothing mocked."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

ROOT = Path(__file__).parents[1]
HOOKS = ROOT / ".pre-commit-hooks.yaml"

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
    loaded: list[dict[str, Any]] = yaml.safe_load(HOOKS.read_text("utf-8"))
    return loaded


IDS = [hook["id"] for hook in hooks()] if HOOKS.exists() else []
"""The hooks; the installed package alone has none."""


def hook(name: str) -> dict[str, Any]:
    """Return a hook by its id."""
    [found] = [hook for hook in hooks() if hook["id"] == name]
    return found


def test_the_hook_takes_every_yaml_and_json_file() -> None:
    pmlint = hook("pmlint")
    assert pmlint["entry"] == "pmlint check"
    assert pmlint["types_or"] == ["yaml", "json"]
    assert pmlint.get("pass_filenames", True)


def test_the_hook_that_fixes_takes_what_the_other_takes() -> None:
    fixing, pmlint = hook("pmlint-fix"), hook("pmlint")
    assert fixing["entry"] == "pmlint check --fix --exit-non-zero-on-fix"
    own = ("id", "name", "description", "entry")
    assert fixing.keys() == pmlint.keys()
    assert {key for key in pmlint if fixing[key] != pmlint[key]} == set(own)


def test_the_hook_for_the_whole_repository_takes_no_file() -> None:
    whole = hook("pmlint-all")
    assert whole["entry"] == "pmlint check"
    assert whole["pass_filenames"] is False
    # Settings decide for files that are not part of the commit.
    assert whole["types_or"] == ["yaml", "json", "toml"]


@pytest.mark.parametrize("name", IDS)
def test_what_all_hooks_share(name: str) -> None:
    shared = hook(name)
    assert shared["language"] == "python"
    # Prompts of one name clash across files, so all files go to one process, if they fit.
    assert shared["require_serial"] is True
    # What is linted shows in the text of a file, not in its name; and what the hook needs is
    # what the package needs.
    assert not {"files", "exclude", "types", "additional_dependencies"} & shared.keys()


def test_the_readme_names_every_hook() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    assert [hook["id"] for hook in hooks() if f"id: {hook['id']}" not in readme] == []


def environment(home: Path) -> dict[str, str]:
    """Return an environment in which git and pre-commit know nothing of their user."""
    # Inside of a git hook, GIT_DIR and others lead to the repository that runs it.
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return kept | {
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "PRE_COMMIT_HOME": str(home),
        "PRE_COMMIT_COLOR": "never",
    }


def git(repository: Path, *arguments: str) -> str:
    """Run git in a repository."""
    user = ["-c", "user.name=Test", "-c", "user.email=test@example.org"]
    done = subprocess.run(
        ["git", *user, *arguments],
        cwd=repository,
        env=environment(repository),
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


def release(folder: Path) -> Path:
    """Commit the checkout as it stands, with what git does not ignore, to a repository."""
    repository = folder / "pmlint"
    repository.mkdir()
    listed = git(ROOT, "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    for name in listed.split("\0"):
        if name and (ROOT / name).is_file():
            (repository / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, repository / name)
    git(repository, "init", "--quiet")
    commit(repository, {})
    return repository


class Project(NamedTuple):
    """A repository that uses the hooks; ``home`` is where pre-commit keeps their environment."""

    path: Path
    home: Path

    def commit(self, files: dict[str, str]) -> None:
        """Write files and commit all."""
        commit(self.path, files)

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run hooks: all, or the one named, over what is staged, or ``--all-files``."""
        return subprocess.run(
            [sys.executable, "-m", "pre_commit", "run", *arguments],
            cwd=self.path,
            env=environment(self.home),
            capture_output=True,
            encoding="utf-8",
            check=False,
        )


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a release in it, which all processes that run tests share.

    Making the environment of a hook takes longer than everything else here; pre-commit sees to
    it that one process makes it.
    """
    from filelock import FileLock

    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent
    folder /= "hooks"
    with FileLock(folder.with_suffix(".lock")):
        if not folder.exists():
            folder.mkdir()
            release(folder)
    return folder


@pytest.fixture
def project(shared: Path, tmp_path: Path) -> Project:
    """Return a repository that uses every hook."""
    folder = tmp_path / "project"
    folder.mkdir()
    git(folder, "init", "--quiet")
    revision = git(shared / "pmlint", "rev-parse", "HEAD").strip()
    ids = [{"id": hook["id"]} for hook in hooks()]
    use = {"repo": str(shared / "pmlint"), "rev": revision, "hooks": ids}
    made = Project(folder, shared / "home")
    made.commit({".pre-commit-config.yaml": yaml.safe_dump({"repos": [use]})})
    return made


@pytest.mark.parametrize("name", IDS)
def test_a_hook_refuses_bad_manifests_and_nothing_else(project: Project, name: str) -> None:
    project.commit(HARMLESS)
    passed = project.run(name, "--all-files")
    assert passed.returncode == 0, passed.stdout + passed.stderr
    assert passed.stdout.splitlines()[-1].startswith("pmlint")
    assert passed.stdout.endswith("Passed\n")

    project.commit({"bad.yaml": BAD, "sub folder/bad one.yaml": BAD, "bad.json": BAD_JSON})
    refused = project.run(name, "--all-files")
    assert refused.returncode == 1, refused.stdout + refused.stderr
    assert "Failed\n" in refused.stdout
    assert "- exit code: 1\n" in refused.stdout
    assert f"\nbad.yaml:{MESSAGE}\n" in refused.stdout
    assert f"\nsub folder/bad one.yaml:{MESSAGE}\n" in refused.stdout
    assert "\nbad.json:1:2: error missing-field: " in refused.stdout
    # All files were one run: it sees that a name is taken in another file.
    assert "\nsub folder/bad one.yaml:2:7: error duplicate-prompt: " in refused.stdout
    assert not any(f"\n{name}:" in refused.stdout for name in HARMLESS)


def test_more_files_than_a_command_line_holds(project: Project) -> None:
    """pre-commit starts the hook several times then, and only the other one sees all files."""
    other = {f"{'long name ' * 20}/{number:03}.yaml": "a: 1\n" for number in range(700)}
    assert sum(map(len, other)) > 1 << 17, "as many characters as pre-commit puts on a line"
    bad = {"a.yaml": BAD, "z.yaml": BAD}
    project.commit(bad | other)

    batches = project.run("pmlint", "--all-files")
    assert batches.returncode == 1, batches.stdout + batches.stderr
    assert [f"\n{name}:{MESSAGE}\n" in batches.stdout for name in bad] == [True, True]
    assert batches.stdout.count(" in 1 of ") == 2, "there were two runs"
    assert "duplicate-prompt" not in batches.stdout

    whole = project.run("pmlint-all", "--all-files")
    assert whole.returncode == 1, whole.stdout + whole.stderr
    assert "\nz.yaml:2:7: error duplicate-prompt: " in whole.stdout


def test_a_change_of_the_settings_concerns_the_whole_repository(project: Project) -> None:
    project.commit({"bad.yaml": BAD})
    settings = project.path / "pmlint.toml"
    settings.write_text('ignore = ["missing-field"]\n', "utf-8")
    git(project.path, "add", "pmlint.toml")
    ran = project.run()
    assert ran.returncode == 0, ran.stdout + ran.stderr
    [skipped, passed, _] = ran.stdout.splitlines()[-3:]
    assert skipped.startswith("pmlint....")
    assert skipped.endswith("(no files to check)Skipped")
    assert passed.startswith("pmlint (whole repository)....")
    assert passed.endswith("Passed")


FIXABLE = GOOD.replace("greeting", "calling").replace("[{role: user,", "[{role: User, # loud\n ")
MENDED = FIXABLE.replace("User", "user")


def test_the_hook_fixes_and_fails_until_there_is_nothing_to_fix(project: Project) -> None:
    project.commit(HARMLESS | {"a b.yaml": FIXABLE, "c/d e/f.yml": FIXABLE.replace("ing", "ings")})
    fixed = project.run("pmlint-fix", "--all-files")
    assert fixed.returncode == 1, fixed.stdout + fixed.stderr
    assert "- exit code: 1\n- files were modified by this hook\n" in fixed.stdout
    assert "\nfixed 2 findings in 2 files; no findings in 4 manifests" in fixed.stdout
    assert (project.path / "a b.yaml").read_text() == MENDED
    assert (project.path / "c/d e/f.yml").read_text() == MENDED.replace("ing", "ings")
    changed = git(project.path, "diff", "--name-only", "-z").split("\0")
    assert changed == ["a b.yaml", "c/d e/f.yml", ""]

    again = project.run("pmlint-fix", "--all-files")
    assert again.returncode == 0, again.stdout + again.stderr
    assert git(project.path, "diff", "--name-only", "-z").split("\0") == changed


def test_what_is_not_fixed_safely_is_reported_and_left(project: Project) -> None:
    project.commit({"bad.yaml": BAD})
    refused = project.run("pmlint-fix", "--all-files")
    assert refused.returncode == 1, refused.stdout + refused.stderr
    assert f"\nbad.yaml:{MESSAGE}\n" in refused.stdout
    assert "files were modified" not in refused.stdout
    assert "1 more fixable with --unsafe-fixes" in refused.stdout


def test_every_batch_of_files_is_fixed(project: Project) -> None:
    other = {f"{'long name ' * 20}/{number:03}.yaml": "a: 1\n" for number in range(700)}
    fixable = {name: FIXABLE.replace("calling", name[0]) for name in ("a.yaml", "z.yaml")}
    project.commit(fixable | other)
    fixed = project.run("pmlint-fix", "--all-files")
    assert fixed.returncode == 1, fixed.stdout + fixed.stderr
    assert fixed.stdout.count("\nfixed 1 finding in 1 file; ") == 2, "there were two runs"
    for name, text in fixable.items():
        assert (project.path / name).read_text() == text.replace("User", "user")
