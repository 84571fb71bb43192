"""``action.yml``: what GitHub documents of the file, and that no input becomes code."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
SCRIPTS = ("install", "check")

pytestmark = pytest.mark.checkout

KEYS = {
    "": {"name", "author", "description", "inputs", "outputs", "runs", "branding"},
    "inputs": {"description", "required", "default", "deprecationMessage"},
    "outputs": {"description", "value"},
    "runs": {"using", "steps"},
    "steps": {
        *("run", "shell", "if", "name", "id", "env", "working-directory", "uses", "with"),
        "continue-on-error",
    },
    "branding": {"icon", "color"},
}
"""Keys of a composite action, after "Metadata syntax reference" on docs.github.com."""

COLOURS = {"white", "black", "yellow", "blue", "green", "orange", "red", "purple", "gray-dark"}


@pytest.fixture(scope="module")
def action() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
    return loaded


def script(name: str) -> str:
    return (ROOT / "action" / f"{name}.sh").read_text("utf-8")


def test_keys_are_documented_ones(action: dict[str, Any]) -> None:
    assert action.keys() <= KEYS[""]
    assert {"name", "description", "runs"} <= action.keys()
    for group in ("inputs", "outputs"):
        for entry in action[group].values():
            assert "description" in entry
            assert entry.keys() <= KEYS[group]
    assert action["runs"].keys() == KEYS["runs"]
    assert action["runs"]["using"] == "composite"
    for step in action["runs"]["steps"]:
        assert step.keys() <= KEYS["steps"]
        assert step["shell"] == "bash"
    assert action["branding"].keys() == KEYS["branding"]
    assert action["branding"]["color"] in COLOURS


def test_defaults_are_text_as_github_hands_it_on(action: dict[str, Any]) -> None:
    assert all(isinstance(entry["default"], str) for entry in action["inputs"].values())


def test_inputs_reach_the_scripts_by_the_environment_alone(action: dict[str, Any]) -> None:
    given: dict[str, str] = {}
    for step in action["runs"]["steps"]:
        assert "${{" not in step["run"]
        given |= step["env"]
    read = {name for file in SCRIPTS for name in re.findall(r"\bPMLINT_[A-Z_]+", script(file))}
    assert read == given.keys()
    used = {value for value in given.values() if "inputs." in value}
    assert used == {f"${{{{ inputs.{name} }}}}" for name in action["inputs"]}


@pytest.mark.parametrize("name", SCRIPTS)
def test_scripts_take_nothing_of_the_workflow_into_their_text(name: str) -> None:
    text = script(name)
    assert "${{" not in text
    assert "eval" not in text


def test_outputs_are_those_that_a_script_sets(action: dict[str, Any]) -> None:
    for name, entry in action["outputs"].items():
        assert entry["value"] == f"${{{{ steps.check.outputs.{name} }}}}"
        assert f"output {name} " in script("check")
    assert '"python=$installed" >> "$GITHUB_OUTPUT"' in script("install")


@pytest.mark.parametrize("name", SCRIPTS)
def test_shellcheck_has_nothing_to_say(name: str) -> None:
    command = shutil.which("shellcheck")
    if command is None:
        pytest.skip("shellcheck is not installed")
    subprocess.run([command, str(ROOT / "action" / f"{name}.sh")], check=True)
