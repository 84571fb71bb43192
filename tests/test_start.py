"""The start of a run: a clean file, which most are, loads only what it needs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
import yaml

SLOW = {
    "argparse",
    "concurrent",
    "dataclasses",
    "difflib",
    "importlib.metadata",
    "importlib.resources",
    "jsonschema",
    "logging",
    "multiprocessing",
    "pathlib",
    "pathspec",
    "subprocess",
    "tempfile",
    "tomli",
    "tomllib",
    "unicodedata",
    "urllib",
}
FOR_FINDINGS = {
    "linter.across",
    "linter.adoption",
    "linter.baseline",
    "linter.catalog",
    "linter.config.file",
    "linter.config.load",
    "linter.config.table",
    "linter.conformance.diagnosis",
    "linter.directives",
    "linter.conformance.wording",
    "linter.document.yaml_extents",
    "linter.document.yaml_faults",
    "linter.document.yaml_quirks",
    "linter.document.yaml_spans",
    "linter.fingerprint",
    "linter.report.excerpt",
    "linter.report.full",
    "linter.report.json",
    "linter.report.sarif",
    "linter.rules.misnamed",
    "linter.rules.page",
    "linter.rules.spellings",
    "linter.rulesdocs",
    "linter.schemagen",
    "linter.schemas",
    "linter.silencing",
    "linter.suppressions",
    "linter.templates",
}
CLEAN = """\
type: chat_prompt
name: greeting
ml_repo: support
metadata: {owner: support}
variables:
  who: there
messages:
  - role: user
    content: |
      Hello, {{who}}
"""


def loaded(name: str, folder: Path, text: str = CLEAN) -> set[str]:
    """Return the modules that linting a clean file imports, in a process of its own."""
    if name.endswith(".json"):
        text = json.dumps(yaml.safe_load(text))
    (folder / name).write_text(text)
    code = (
        "import sys; before = set(sys.modules)\n"
        "from linter.__main__ import run\n"
        f"assert run([{name!r}]) == 0\n"
        "print(*sorted(set(sys.modules) - before))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
        env={key: value for key, value in os.environ.items() if not key.startswith("COV")},
    )
    assert ran.stderr == "no findings in 1 manifest\n"
    return set(ran.stdout.split())


@pytest.mark.parametrize("name", ["clean.yaml", "clean.json"])
def test_a_clean_file_loads_nothing_that_only_findings_need(tmp_path: Path, name: str) -> None:
    modules = loaded(name, tmp_path)
    assert "linter.conformance.compiled" in modules
    assert modules & SLOW == set()
    assert modules & FOR_FINDINGS == set()


def test_json_never_loads_the_yaml_reader(tmp_path: Path) -> None:
    modules = loaded("clean.json", tmp_path)
    assert "linter.document.json_reader" in modules
    assert {name for name in modules if "yaml" in name} == set()


def test_plain_yaml_loads_no_parser(tmp_path: Path) -> None:
    modules = loaded("clean.yaml", tmp_path)
    assert "linter.document.yaml_plain" in modules
    assert {name for name in modules if name.split(".")[0] in ("yaml", "_yaml")} == set()
    assert "linter.document.yaml_reader" not in modules


def test_yaml_never_loads_the_json_reader(tmp_path: Path) -> None:
    modules = loaded("clean.yaml", tmp_path, f"%YAML 1.1\n---\n{CLEAN}")
    assert "linter.document.yaml_reader" in modules
    assert {name for name in modules if name.startswith(("json", "linter.document.json"))} == set()


def test_what_is_looked_for_exists() -> None:
    assert {name for name in FOR_FINDINGS if find_spec(name) is None} == set()
