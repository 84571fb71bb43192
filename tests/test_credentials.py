"""Credentials in texts: what is blanked, and that no text takes long."""

from __future__ import annotations

from time import perf_counter

import pytest

from linter.credentials import find, find_in_header, redacted
from linter.engine import lint, lint_bytes
from linter.report import FORMATS, render
from linter.settings import Settings
from linter.source import Source
from tests.rules.manifests import complete

MIXED = "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8s9T0"
UPPER = "A2B3C4D5E6F7G2H3"


def test_redacted() -> None:
    token = "AK" + "IA" + UPPER
    assert redacted(f'name "{token}" or {token}') == f'name "{"*" * 20}" or {"*" * 20}'
    assert redacted("nothing to hide") == "nothing to hide"


def test_what_is_made_of_a_credential_is_redacted_too() -> None:
    token = "gh" + "p_" + MIXED
    other = "ghp-" + MIXED.lower()
    assert redacted(f"{token}: write {other}.") == f"{'*' * 44}: write {'*' * 45}"
    assert redacted(f"{token}: write v{other} here") == f"{'*' * 44}: write {'*' * 45} here"


HOSTILE = [
    *("sk-", "sk-a1", "ghp_", "github_pat_", "glpat-", "AKIA", "AKIA" + UPPER, "ABSK", "AIza"),
    *("xoxb-", "xapp-", "sk_live_", "hf_", "eyJ", "-eyJ", ".eyJ", "eyJabcdefgh.", "Bearer "),
    *("Bearer", "Bearer\n", "Basic ", "Basic AAAA", "AccountKey=", "AccessKeyAccessKey"),
    *("JQQJ99", "aJQQJ99", "-----BEGIN ", "-----BEGIN A ", "-----BEGIN PRIVATE KEY-----"),
    *("-----BEGIN PRIVATE KEY-----\n" + MIXED + "\n", "_", "-", "A", "B", "J", "a1" * 20, " ", "="),
    "-----BEGIN PRIVATE KEY-----" + "a" * 400,
    "-----BEGIN PRIVATE KEY-----" + "a:" * 200,
]


@pytest.mark.parametrize("seed", HOSTILE)
def test_hostile_texts_take_time_in_proportion(seed: str) -> None:
    text = seed * (1_000_000 // len(seed))
    run = seed + "A1b" * 300_000 + " " * 100_000
    start = perf_counter()
    find(text)
    find_in_header("Authorization", text)
    find(run)
    find_in_header("Authorization", run * 2)
    assert perf_counter() - start < 4


@pytest.mark.parametrize("seed", ["sk-", "AKIA" + UPPER + " ", "Bearer ", "-eyJ"])
def test_a_file_full_of_them_takes_no_longer_than_allowed(seed: str) -> None:
    text = complete(f"description: >-\n  {seed * (1_000_000 // len(seed))}\n")
    start = perf_counter()
    result = lint(Source("prompt.yaml", text), Settings())
    assert perf_counter() - start < 5
    assert len(result.findings) <= 1_002


def test_many_manifests_in_a_file_are_looked_at_once_each() -> None:
    text = "---\n".join(complete(f"name: prompt-{i}\n") for i in range(1_000))
    start = perf_counter()
    lint(Source("prompt.yaml", text + "# AK" + "IA" + UPPER + "\n"), Settings())
    assert perf_counter() - start < 5


@pytest.mark.parametrize("form", FORMATS)
def test_no_report_shows_a_credential(form: str) -> None:
    secret = "sk" + "-proj-a1B2c3D4e5F6g7H8i9J0k1L2m3"
    manifest = (
        "type: chat_prompt\nname: a\nml_repo: support\nmetadata: {}\n"
        f"description: {secret} {{{{ x }}}}  # pmlint: ignore[hardcoded-secret] {secret}\n"
        f"{secret}: {secret}\nmessages: [{{role: {secret}, content: 'Use {secret}'}}]\n"
    )
    result = lint_bytes("x.yaml", manifest.encode(), Settings())
    assert {"hardcoded-secret", "invalid-choice", "unknown-field"} <= {
        finding.rule for finding in result.findings
    }
    report = render(form, [result], color=False, version="1")
    assert secret not in report
    assert secret[12:24] not in report
