"""The example of two teams with two settings files does what its page says, however it is run."""

from __future__ import annotations

import os
import re
import shlex
from pathlib import Path

import pytest
import yaml

from linter.__main__ import run
from tests.cli.samples import process

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "examples" / "monorepo"
PAGE = (EXAMPLE / "README.md").read_text("utf-8")

PROMISED = {
    file: re.findall(r"line (\d+): (\w+) ([\w-]+)", found)
    for file, found in re.findall(r"^\| `([\w/.-]+\.yaml)` \| .*? \| (.*) \|$", PAGE, re.MULTILINE)
}


def found(report: str, folder: Path) -> dict[str, list[tuple[str, str, str]]]:
    """Return the findings of a concise report by the files of the example."""
    by_file: dict[str, list[tuple[str, str, str]]] = {}
    pattern = r"^(.*?):(\d+):\d+: (\w+) ([\w-]+): "
    for name, line, severity, rule in re.findall(pattern, report, re.MULTILINE):
        file = Path(os.path.normpath(folder / name)).relative_to(EXAMPLE).as_posix()
        by_file.setdefault(file, []).append((line, severity, rule))
    return by_file


def promised(files: list[str]) -> dict[str, list[tuple[str, str, str]]]:
    return {file: PROMISED[file] for file in files if PROMISED[file]}


def test_the_page_names_every_prompt() -> None:
    prompts = {path.relative_to(EXAMPLE).as_posix() for path in EXAMPLE.rglob("*.yaml")}
    assert PROMISED.keys() == prompts
    assert sum(map(len, PROMISED.values())) == 4


@pytest.mark.parametrize(
    ("folder", "arguments", "files"),
    [
        (ROOT, ["examples/monorepo"], list(PROMISED)),
        (EXAMPLE, ["."], list(PROMISED)),
        (EXAMPLE, [], list(PROMISED)),
        (EXAMPLE / "sales", ["."], ["sales/prompts/offer.yaml", "sales/legacy/offer.yaml"]),
        (EXAMPLE / "sales" / "legacy", ["offer.yaml"], ["sales/legacy/offer.yaml"]),
        (EXAMPLE / "sales", ["../support", "legacy"], ["support/prompts/reply.yaml"]),
        (EXAMPLE / "support", ["../sales/prompts/offer.yaml"], ["sales/prompts/offer.yaml"]),
        (ROOT, [str(EXAMPLE / file) for file in PROMISED], list(PROMISED)),
        (Path("/"), [str(EXAMPLE / file) for file in PROMISED], list(PROMISED)),
        (Path("/"), [str(EXAMPLE)], list(PROMISED)),
    ],
)
def test_findings_are_those_of_the_page(
    folder: Path,
    arguments: list[str],
    files: list[str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(folder)
    code = run(["--format", "concise", *arguments])
    assert found(capsys.readouterr().out, folder) == promised(files)
    assert code == int(bool(promised(files)))


@pytest.mark.parametrize("file", PROMISED)
@pytest.mark.parametrize("folder", [ROOT, EXAMPLE, EXAMPLE / "support"])
def test_standard_input_stands_where_its_name_says(folder: Path, file: str) -> None:
    name = os.path.relpath(EXAMPLE / file, folder)
    ran = process(
        "-",
        "--stdin-filename",
        name,
        cwd=folder,
        stdin=None,
        input=(EXAMPLE / file).read_text("utf-8"),
    )
    assert found(ran.stdout, folder) == promised([file])
    assert ran.returncode == int(bool(PROMISED[file]))


@pytest.mark.checkout
def test_the_hook_finds_the_same() -> None:
    [hook] = [
        hook
        for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
        if hook["id"] == "pmlint"
    ]
    command, *arguments = shlex.split(hook["entry"])
    assert command == "pmlint"
    # As pre-commit calls it: in the root of the repository, with paths relative to that.
    files = [f"examples/monorepo/{file}" for file in PROMISED]
    ran = process(*arguments, *files, cwd=ROOT)
    assert found(ran.stdout, ROOT) == promised(list(PROMISED))
    assert ran.returncode == 1
