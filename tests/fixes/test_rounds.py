"""Fixes that depend on each other, bring something to light, or would break the file."""

from __future__ import annotations

import pytest

from linter.engine import lint
from linter.finding import Finding
from linter.fixing import mend
from linter.source import Source
from tests.fixes.oracle import SETTINGS

HEAD = """\
type: chat_prompt
name: greeting
ml_repo: support
metadata: {}
messages: [{role: user, content: Hello}]
"""


def mended(text: str, *, unsafe: bool = False) -> tuple[str, list[Finding]]:
    """Return a text with its fixes, and what is found in it then."""
    done = mend(Source("x.yaml", text), SETTINGS, unsafe=unsafe)
    return done.text, done.result.findings


def test_what_a_fix_brings_to_light_is_fixed_in_the_next_round() -> None:
    """The codes of a target are text only where it is known what kind of routing it is for."""
    text = HEAD + (
        "routing_config:\n"
        "  type: Weight_Based_Routing\n"
        "  load_balance_targets:\n"
        "    - {target: openai-main/gpt-4o, weight: 100, fallback_status_codes: [429, 500, 429]}\n"
    )
    after, left = mended(text)
    assert left == []
    assert after == text.replace("Weight_Based_Routing", "weight-based-routing").replace(
        "[429, 500, 429]", '["429", "500"]'
    )


def test_a_fix_that_would_leave_more_findings_than_before_is_withdrawn() -> None:
    text = HEAD + (
        "routing_config:\n"
        "  type: Weight_Based_Routing\n"
        "  load_balance_targets:\n"
        "    - {target: openai-main/gpt-4o, weight: 50.5, retry_config: {}}\n"
    )
    after, [tag] = mended(text)
    assert after == text
    assert (tag.rule, tag.fix) == ("invalid-choice", None)


def test_an_anchor_that_is_used_elsewhere_stays() -> None:
    text = HEAD.replace("metadata: {}\n", "")
    text += "variables:\n  city: &city Rome\nmetadata: {of: *city}\n"
    after, [unused] = mended(text, unsafe=True)
    assert after == text
    assert (unused.rule, unused.fix) == ("unused-variable", None)


def test_an_alias_may_go() -> None:
    text = HEAD.replace("{}", "{of: &city Rome}") + "variables:\n  city: *city\n  x: null\n"
    text = text.replace("Hello", "'{{x}}'")
    after, left = mended(text, unsafe=True)
    assert (after, left) == (text.replace("  city: *city\n", ""), [])


def test_two_ways_to_name_one_key_are_taken_one_after_the_other() -> None:
    """Both keys can't become the same one; the second is then in the way and stays."""
    text = HEAD + "descripton: a\ndescritpion: b\n"
    after, left = mended(text, unsafe=True)
    assert after.count("description:") == 1
    assert [finding.rule for finding in left] == ["unknown-field"]


@pytest.mark.parametrize(
    "code", ["500", "429", "99", "999", "500.0", "5e+2", "0764", "yes", "2024-05-01", "8:20"]
)
def test_a_status_code_is_quoted_only_where_it_is_one_in_quotes(code: str) -> None:
    targets = f"[{{target: a/b, fallback_status_codes: [{code}]}}]"
    text = (
        f"{HEAD}routing_config: {{type: latency-based-routing, load_balance_targets: {targets}}}\n"
    )
    [finding] = lint(Source("x.yaml", text), SETTINGS).findings
    quoted = lint(Source("x.yaml", text.replace(f"[{code}]", f'["{code}"]')), SETTINGS)
    assert (finding.fix is not None) == (quoted.findings == [])


@pytest.mark.parametrize("code", ["500.0", "5e2", "true", "999"])
def test_in_json_too(code: str) -> None:
    target = f'{{"target": "a/b", "fallback_status_codes": [{code}]}}'
    text = (
        '{"type": "chat_prompt", "name": "a", "ml_repo": "abc", "metadata": {},'
        ' "messages": [{"role": "user", "content": "Hi"}],'
        f' "routing_config": {{"type": "latency-based-routing",'
        f' "load_balance_targets": [{target}]}}}}'
    )
    [finding] = lint(Source("x.json", text), SETTINGS).findings
    assert finding.rule == "wrong-type"
    assert finding.fix is None
