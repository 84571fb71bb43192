"""The rules are complete: promised names, the registry, pages, documentation and tests agree."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from linter.rules import GROUPS, RULES
from linter.rules.page import parse
from linter.rulesdocs import differing, documents, main
from tests.rules.test_elsewhere import FIRING, SILENT

TESTS = Path(__file__).parent
CHECKOUT = TESTS.parent
ENOUGH = 2
"""How many firing tests and how many near misses a rule has at least, besides its examples."""

SEVERAL = 5
"""A test that asks more rules than these is about the engine, not about a rule."""


def lines(name: str) -> list[str]:
    text = (TESTS / name).read_text("utf-8")
    return [line for line in text.splitlines() if not line.startswith("#")]


def test_the_registry_is_what_was_promised() -> None:
    registry = [f"{rule.name} {rule.severity.value} {rule.group}" for rule in RULES.values()]
    assert registry == lines("promised_rules.txt")


def test_every_name_is_remembered() -> None:
    names = lines("rule_names.txt")
    assert names == sorted(set(names))
    assert set(RULES) <= set(names)


@pytest.mark.parametrize("name", RULES)
def test_a_page_says_why_whence_and_how_sure(name: str) -> None:
    titles = [section.title for section in parse(RULES[name].page).sections]
    assert {"Why", "Sources", "How sure"} <= set(titles)


@pytest.mark.checkout
def test_the_documentation_is_that_of_the_rules() -> None:
    assert list(differing(CHECKOUT, documents())) == []
    assert main(["--check", "--root", str(CHECKOUT)]) == 0


@pytest.mark.checkout
@pytest.mark.parametrize("name", RULES)
def test_every_rule_is_documented(name: str) -> None:
    page = (CHECKOUT / "docs" / "rules" / f"{name}.md").read_text("utf-8")
    rule = RULES[name]
    parsed = parse(rule.page)
    assert f"\n# {name}\n" in page
    assert (
        f"\n| {rule.severity.value} | {GROUPS[rule.group]} (`{rule.group}`) | {rule.fixes} | on |\n"
        in page
    )
    headings = [line[3:] for line in page.splitlines() if line.startswith("## ")]
    assert headings == [section.title for section in parsed.sections]
    for section in parsed.sections:
        if section.is_example:
            assert f"yaml\n{section.body}```" in page
    index = (CHECKOUT / "docs" / "rules.md").read_text("utf-8")
    row = f"\n| [{name}](rules/{name}.md) | {rule.severity.value} | {rule.fixes} | on | "
    assert index.count(row) == 1


def test_drift_of_the_documentation_is_noticed_and_mended(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = ["--root", str(tmp_path)]
    assert main(root) == 2
    pages = tmp_path / "docs" / "rules"
    (tmp_path / "docs").mkdir()
    assert main(root) == 0
    assert main([*root, "--check"]) == 0
    (pages / "encoding.md").write_text("something else", "utf-8")
    (pages / "gone.md").write_text("a rule that is no more", "utf-8")
    (tmp_path / "docs" / "rules.md").unlink()
    capsys.readouterr()
    assert main([*root, "--check"]) == 1
    changed = ["docs/rules.md", "docs/rules/encoding.md", "docs/rules/gone.md"]
    assert capsys.readouterr().out.splitlines() == [f"{x} differs from the rules" for x in changed]
    assert main(root) == 0
    assert not (pages / "gone.md").exists()
    assert main([*root, "--check"]) == 0


def test_prose_becomes_markdown() -> None:
    pages = documents()
    shape = pages["docs/rules/missing-field.md"]
    assert "reported by [unnamed-prompt](unnamed-prompt.md)." in shape
    assert "[missing-field](" not in shape
    assert "Merge keys (`<<`) may repeat" in pages["docs/rules/duplicate-key.md"]
    assert (
        "\n```yaml\nname: greeting\nname: farewell\n```\n" in pages["docs/rules/duplicate-key.md"]
    )


@pytest.mark.checkout
def test_rules_with_a_check_have_firing_tests_and_near_misses(tmp_path: Path) -> None:
    """The manifests that tests show to a rule by itself are counted by what it answers."""
    record = tmp_path / "asked.json"
    options = ["-q", "-n", "0", "-p", "no:cacheprovider", "-p", "tests.rules.recorder"]
    ran = subprocess.run(
        [
            *(sys.executable, "-m", "pytest", *options, "--import-mode=importlib"),
            *("--ignore", str(TESTS / "rules" / "test_shapes.py"), str(TESTS / "rules")),
            # What is drawn at random is no example that a person can read.
            *("-m", "not hypothesis", "--ignore", str(TESTS / "rules" / "test_looks.py")),
        ],
        cwd=CHECKOUT,
        env={**os.environ, "RECORD_RULES": str(record)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout
    firing: Counter[str] = Counter()
    silent: Counter[str] = Counter()
    for asked in json.loads(record.read_text("utf-8")).values():
        if len(asked) <= SEVERAL:
            for name, (found, nothing) in asked.items():
                firing[name] += found
                silent[name] += nothing
    checked = [name for name, rule in RULES.items() if rule.check is not None]
    few = {name for name in checked if min(firing[name], silent[name]) < ENOUGH}
    assert few == set()


def test_rules_without_a_check_have_firing_tests_and_near_misses() -> None:
    """What reading or the schema reports is held by the tables of tests/rules/test_elsewhere.py."""
    firing = Counter(name for name, *_ in FIRING)
    silent = Counter(name for name, *_ in SILENT)
    unchecked = {name for name, rule in RULES.items() if rule.check is None}
    assert {name for name in unchecked if min(firing[name], silent[name]) < ENOUGH} == set()
