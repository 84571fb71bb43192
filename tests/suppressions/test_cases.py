"""Files with suppressions and, beside each, which findings show and which are suppressed.

A line of ``FILE.expect`` is ``line:column rule``; one of a suppressed finding ends with
``suppressed``, and with the reason if one was given.
"""

from __future__ import annotations

from pathlib import Path
from time import process_time

import pytest

from linter.engine import lint_bytes
from linter.report.summary import summary_line
from linter.result import FileResult, summarize
from linter.settings import Settings

CASES = Path(__file__).parent / "cases"
NAMES = sorted(path.name for path in CASES.iterdir() if path.suffix in (".yaml", ".json"))


def outcome(result: FileResult) -> list[str]:
    """Say what a result shows and what it suppresses, in the words of the expectations."""
    shown = [
        f"{finding.place.line}:{finding.place.column} {finding.rule}" for finding in result.findings
    ]
    return shown + [
        f"{finding.place.line}:{finding.place.column} {finding.rule} suppressed"
        + (f": {reason}" if reason else "")
        for finding, _, reason in result.suppressed
    ]


@pytest.mark.parametrize("name", NAMES)
def test_a_file_shows_and_suppresses_what_is_expected_of_it(name: str) -> None:
    result = lint_bytes(name, (CASES / name).read_bytes(), Settings())
    expected = (CASES / f"{name}.expect").read_text("utf-8").splitlines()
    assert sorted(outcome(result)) == sorted(expected)
    assert {one.how for one in result.suppressed} <= {"comment"}


@pytest.mark.parametrize("name", NAMES)
def test_both_yaml_loaders_show_and_suppress_alike(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    fast = lint_bytes(name, (CASES / name).read_bytes(), Settings())
    monkeypatch.setattr("linter.document.yaml_reader.HAS_LIBYAML", False)
    monkeypatch.setattr("linter.document.yaml_nodes.HAS_LIBYAML", False)
    pure = lint_bytes(name, (CASES / name).read_bytes(), Settings())
    assert outcome(pure) == outcome(fast)


HEAD = (
    "type: chat_prompt\nname: a\nml_repo: abc\nmetadata: {}\nmessages: [{role: user, content: a}]\n"
)
SILENCED = """\
type: chat_prompt  # pmlint: ignore[missing-field] no metadata yet
name: greeting
ml_repo: support
version_alias: v.1  # pmlint: ignore[version-alias-style, wrong-type]
messages: [{role: user, content: Hello}]
"""


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        (Settings(), ["4:59 unused-suppression"]),
        (Settings(ignore=frozenset({"wrong-type"})), []),
        (Settings(ignore=frozenset({"unused-suppression"})), []),
        (Settings(select=frozenset({"shape"})), []),
        (Settings(select=frozenset({"shape", "suppressions"})), ["4:59 unused-suppression"]),
        (Settings(select=frozenset({"suppressions"})), []),
    ],
)
def test_only_rules_in_force_count(settings: Settings, expected: list[str]) -> None:
    result = lint_bytes("prompt.yaml", SILENCED.encode(), settings)
    assert [line for line in outcome(result) if "suppressed" not in line] == expected


def test_an_ignored_rule_has_nothing_to_suppress() -> None:
    settings = Settings(ignore=frozenset({"missing-field", "wrong-type"}))
    result = lint_bytes("prompt.yaml", SILENCED.encode(), settings)
    assert outcome(result) == ["4:16 version-alias-style suppressed"]


def test_a_reason_shows_no_credential() -> None:
    token = "ghp_" + "x7KpQ2mZ9vLr4TnW8sYc3HdF6bJg1RaE5uNo"
    text = f"{HEAD}vresion: 1  # pmlint: ignore[unknown-field] not {token}, really\n"
    [silenced] = lint_bytes("prompt.yaml", text.encode(), Settings()).suppressed
    assert silenced.reason == f"not {'*' * len(token)}, really"


def test_the_summary_counts_what_is_suppressed() -> None:
    result = lint_bytes("prompt.yaml", SILENCED.encode(), Settings())
    assert summarize([result]).suppressed == 2
    assert summary_line(summarize([result])) == (
        "1 warning in 1 file (1 manifest; 2 findings suppressed; 1 fixable with --fix)"
    )


def test_many_suppressions_take_no_long_time() -> None:
    """Every line covers what is beneath it, or stands in a pile, or ends a list of two lines."""
    deep = "".join(f"{' ' * i}- # pmlint: ignore[wrong-type]\n" for i in range(90)) + " " * 90 + "a"
    pile = "# pmlint: ignore[wrong-type]\n" * 6_000
    wide = "".join(f"  k{i}: [\n  ] # pmlint: ignore[not-json]\n" for i in range(6_000))
    text = f"{HEAD}deep:\n{deep}\n{pile}wide:\n{wide}"
    start = process_time()
    result = lint_bytes("prompt.yaml", text.encode(), Settings())
    assert process_time() - start < 5
    unused = [finding for finding in result.findings if finding.rule == "unused-suppression"]
    assert len(unused) == 10_000
