"""The commands beside ``check``: rules, explain, schema, help and version."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from linter import __version__, schemas
from linter.rules import GROUPS, RULES
from tests.cli.samples import Command, process


def test_every_rule_is_listed_under_its_group(pmlint: Command) -> None:
    ran = pmlint("rules")
    assert (ran.code, ran.err) == (0, "")
    groups: dict[str, list[list[str]]] = {}
    for block in ran.out.split("\n\n"):
        group, *lines = block.splitlines()
        groups[group] = [line.split(maxsplit=2) for line in lines]
    assert list(groups) == list(GROUPS)
    listed = [(group, *line[:2]) for group, lines in groups.items() for line in lines]
    assert listed == [(rule.group, rule.name, rule.severity.value) for rule in RULES.values()]
    assert all(len(line) == 3 for lines in groups.values() for line in lines)


def test_rules_as_json_are_those_of_the_list(pmlint: Command) -> None:
    ran = pmlint("rules", "--format", "json")
    assert (ran.code, ran.err) == (0, "")
    rules = json.loads(ran.out)
    assert [rule["name"] for rule in rules] == list(RULES)
    text = pmlint("rules", "--format", "text").out
    for rule in rules:
        assert set(rule) == {"name", "group", "severity", "summary"}
        assert rule["group"] in GROUPS
        assert f"{rule['severity']:<7}  {rule['summary']}\n" in text


@pytest.mark.parametrize("name", RULES)
def test_every_rule_is_explained(pmlint: Command, name: str) -> None:
    ran = pmlint("explain", name)
    assert (ran.code, ran.err) == (0, "")
    head, _, body = ran.out.partition("\n\n")
    rule = RULES[name]
    assert head == f"{name} ({rule.severity.value}, group {rule.group})"
    assert body.startswith(rule.page.splitlines()[0])
    assert "\nWhy:\n    " in body
    assert ran.out.endswith("\n")
    assert not ran.out.endswith("\n\n")


@pytest.mark.parametrize("name", schemas.NAMES)
def test_every_schema_is_printed(pmlint: Command, name: str) -> None:
    ran = pmlint("schema", name)
    assert (ran.code, ran.err) == (0, "")
    assert json.loads(ran.out) == schemas.load(name)


def test_the_schema_of_the_manifest_is_printed_if_none_is_named(pmlint: Command) -> None:
    assert pmlint("schema") == pmlint("schema", "chat-prompt")


@pytest.mark.parametrize("option", ["--help", "-h"])
def test_the_help_names_every_command(pmlint: Command, option: str) -> None:
    ran = pmlint(option)
    assert (ran.code, ran.err) == (0, "")
    for command in ("check", "rules", "explain", "schema"):
        assert f"\n  {command} " in ran.out


def test_the_help_of_check_names_every_option_and_choice(pmlint: Command) -> None:
    ran = pmlint("check", "--help")
    for option in (
        "--format [full|concise|json]",
        "--output [FORMAT=]FILE",
        "--select RULES",
        "--ignore RULES",
        "--fail-on [error|warning|info|never]",
        "--stdin-filename NAME",
        "--color [auto|always|never]",
        "-q, --quiet",
    ):
        assert f"  {option}" in ran.out


def test_the_version(pmlint: Command) -> None:
    assert pmlint("--version") == (0, f"pmlint {__version__}\n", "")


def test_the_command_is_the_module() -> None:
    """``pmlint`` as it is installed beside the interpreter, against ``python -m linter``."""
    import subprocess

    script = Path(sys.executable).with_name("pmlint")
    for arguments in (["--version"], ["rules"], ["--nonsense"]):
        installed = subprocess.run(
            [script, *arguments], capture_output=True, encoding="utf-8", check=False
        )
        module = process(*arguments)
        assert (installed.returncode, installed.stdout, installed.stderr) == (
            module.returncode,
            module.stdout,
            module.stderr,
        )
