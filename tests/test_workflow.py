"""The project's own CI: every Python that the package promises, on three systems."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[1]
WORKFLOW = ROOT / ".github" / "workflows" / "ci.yml"

pytestmark = pytest.mark.checkout


@pytest.fixture(scope="module")
def workflow() -> dict[Any, Any]:
    loaded: dict[Any, Any] = yaml.safe_load(WORKFLOW.read_text("utf-8"))
    return loaded


def steps(workflow: dict[Any, Any]) -> list[dict[str, Any]]:
    """Return the steps of all jobs."""
    return [step for job in workflow["jobs"].values() for step in job["steps"]]


def test_when_it_runs_and_what_it_may_do(workflow: dict[Any, Any]) -> None:
    # YAML 1.1 reads "on" as true; GitHub does not.
    assert {"push", "pull_request"} <= workflow[True].keys()
    assert workflow["permissions"] == {"contents": "read"}
    assert all(job["timeout-minutes"] for job in workflow["jobs"].values())


def test_every_python_on_every_system(workflow: dict[Any, Any]) -> None:
    job = workflow["jobs"]["tests"]
    matrix = job["strategy"]["matrix"]
    assert matrix.keys() == {"os", "python"}
    assert matrix["os"] == ["ubuntu-latest", "macos-latest", "windows-latest"]
    assert matrix["python"] == ["3.10", "3.11", "3.12", "3.13", "3.14"]
    text = (ROOT / "pyproject.toml").read_text("utf-8")
    [oldest] = re.findall(r'^requires-python = ">=([\d.]+)"$', text, re.MULTILINE)
    assert matrix["python"][0] == oldest


def test_linux_runs_everything_and_the_others_the_tests(workflow: dict[Any, Any]) -> None:
    runs = {step["run"]: step["if"] for step in workflow["jobs"]["tests"]["steps"] if "run" in step}
    assert runs == {
        "make test": "runner.os == 'Linux'",
        'python -m pip install --disable-pip-version-check -e ".[dev]"': "runner.os != 'Linux'",
        "python -m pytest -n 2": "runner.os != 'Linux'",
    }


def test_the_last_job_waits_for_all_others(workflow: dict[Any, Any]) -> None:
    jobs = workflow["jobs"]
    assert set(jobs["done"]["needs"]) == jobs.keys() - {"done"}
    assert jobs["done"]["if"] == "always()"
    [step] = jobs["done"]["steps"]
    assert (
        step["run"] == f'test "$RESULTS" = "{" ".join(["success"] * len(jobs["done"]["needs"]))}"'
    )


def test_the_inputs_of_the_action_exist(workflow: dict[Any, Any]) -> None:
    action = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
    used = [step["with"] for step in steps(workflow) if step.get("uses") == "./"]
    assert used
    assert all(inputs.keys() <= action["inputs"].keys() for inputs in used)


def test_no_expression_becomes_a_part_of_a_script(workflow: dict[Any, Any]) -> None:
    assert [step["run"] for step in steps(workflow) if "${{" in step.get("run", "")] == []


def test_actionlint_has_nothing_to_say() -> None:
    command = shutil.which("actionlint")
    if command is None:
        pytest.skip("actionlint is not installed")
    subprocess.run([command, str(WORKFLOW)], check=True)
