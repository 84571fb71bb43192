"""The commands beside ``check``: rules, explain, schema, help and version."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import pytest

from linter import __version__, schemas
from linter.report import FORMATS
from linter.rules import GROUPS, RULES
from tests.cli.samples import Command, process


def test_every_rule_is_listed_under_its_group(pmlint: Command) -> None:
    ran = pmlint("rules")
    assert (ran.code, ran.err) == (0, "")
    head, *blocks = ran.out.split("\n\n")
    assert head.split() == ["rule", "severity", "fix", "default", "summary"]
    groups: dict[str, list[list[str]]] = {}
    for block in blocks:
        group, *lines = block.splitlines()
        groups[group] = [line.split(maxsplit=4) for line in lines]
    assert list(groups) == list(GROUPS)
    listed = [(group, *line[:4]) for group, lines in groups.items() for line in lines]
    assert listed == [
        (rule.group, rule.name, rule.severity.value, rule.fixes, "on") for rule in RULES.values()
    ]
    assert all(len(line) == 5 for lines in groups.values() for line in lines)


def test_the_columns_of_the_list_stand_below_each_other(pmlint: Command) -> None:
    head, *lines = pmlint("rules").out.splitlines()
    for title, column in (("severity", 1), ("fix", 2), ("default", 3), ("summary", 4)):
        at = head.index(title)
        for line in lines:
            if line.startswith("  "):
                assert line[at - 2 : at] == "  "
                assert line[at:].startswith(line.split(maxsplit=4)[column])


def test_rules_as_json_are_those_of_the_list(pmlint: Command) -> None:
    ran = pmlint("rules", "--format", "json")
    assert (ran.code, ran.err) == (0, "")
    rules = json.loads(ran.out)
    assert [rule["name"] for rule in rules] == list(RULES)
    lines = pmlint("rules", "--format", "text").out.splitlines()
    rows = [line.split(maxsplit=4) for line in lines if line.startswith("  ")]
    keys = ("name", "severity", "fix", "default", "summary")
    assert rows == [[rule[key] for key in keys] for rule in rules]
    assert all({*rule} == {*keys, "group"} and rule["group"] in GROUPS for rule in rules)


@pytest.mark.parametrize("name", RULES)
def test_every_rule_is_explained(
    pmlint: Command, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    ran = pmlint("explain", name)
    assert (ran.code, ran.err) == (0, "")
    head, summary, *blocks = ran.out.split("\n\n")
    rule = RULES[name]
    fix = {
        "no": "no fix",
        "safe": "safe fix",
        "unsafe": "unsafe fix",
        "both": "safe and unsafe fixes",
    }[rule.fixes]
    assert head == f"{name} ({rule.severity.value}, group {rule.group}, on by default, {fix})"
    assert " ".join(summary.split()) == rule.page.splitlines()[0]
    assert blocks[0].startswith("Why:\n    ")
    assert ran.out.endswith("\n")
    assert not ran.out.endswith("\n\n")
    assert "\x1b" not in ran.out


@pytest.mark.parametrize(("columns", "widest"), [("60", 60), ("300", 100), ("10", 40)])
def test_an_explanation_is_wrapped_to_the_terminal(
    pmlint: Command, monkeypatch: pytest.MonkeyPatch, columns: str, widest: int
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    ran = pmlint("explain", "routing-weights")
    prose, _, example = ran.out.partition("\nBad:\n")
    _, *lines = prose.splitlines()
    assert widest - 20 < max(map(len, lines)) <= widest
    assert example.startswith("    routing_config:\n      type: weight-based-routing\n")


def test_an_explanation_has_colours_where_a_terminal_has(
    pmlint: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = pmlint("explain", "status-code").out
    monkeypatch.setenv("FORCE_COLOR", "1")
    colored = pmlint("explain", "status-code").out
    assert colored.startswith("\x1b[1mstatus-code\x1b[0m (\x1b[1;31merror\x1b[0m, group routing")
    assert "\n\x1b[1mHow sure:\x1b[0m\n    " in colored
    assert re.sub(r"\x1b\[[0-9;]*m", "", colored) == plain
    monkeypatch.setenv("NO_COLOR", "1")
    assert pmlint("explain", "status-code").out == plain


@pytest.mark.parametrize("name", schemas.NAMES)
def test_every_schema_is_printed(pmlint: Command, name: str) -> None:
    ran = pmlint("schema", name)
    assert (ran.code, ran.err) == (0, "")
    assert json.loads(ran.out) == schemas.load(name)


def test_the_schema_of_the_report_is_printed(pmlint: Command) -> None:
    ran = pmlint("schema", "--report")
    assert (ran.code, ran.err) == (0, "")
    assert json.loads(ran.out) == schemas.load(schemas.REPORT)
    for arguments in (["chat-prompt", "--report"], ["--report", "--settings"]):
        wrong = pmlint("schema", *arguments)
        assert (wrong.code, wrong.out, wrong.err.count("\n")) == (2, "", 1)


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
        f"--format [{'|'.join(FORMATS)}]",
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
