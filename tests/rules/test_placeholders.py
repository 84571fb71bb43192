from __future__ import annotations

import re
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from linter.placeholders import is_name, repaired, scan
from linter.rules.markdown import code_ranges, within
from tests.rules.manifests import manifest_of, places

TEXTS = st.text(alphabet="{}$#/^ ax_é-.\n`~", max_size=60)


@given(TEXTS)
def test_whole_ones_are_those_that_the_client_replaces(text: str) -> None:
    replaced = [(match.start(), match.end()) for match in re.finditer(r"\{\{(\w+)\}\}", text)]
    found = scan(text)
    exact = [f for f in found if f.form in ("whole", "inside") and re.fullmatch(r"\w+", f.inner)]
    whole = [(f.start, f.end) for f in exact if text[f.start : f.end] == "{{" + f.inner + "}}"]
    assert whole == replaced


@given(TEXTS)
def test_ranges_are_in_order_and_hold_what_they_say(text: str) -> None:
    last = 0
    for found in scan(text):
        assert last <= found.start < found.end
        assert found.inner in text[found.start : found.end]
        last = found.end


@given(st.text())
def test_names_are_words(text: str) -> None:
    assert is_name(text) is bool(re.fullmatch(r"\w+", text))
    assert repaired(text) == "" or is_name(repaired(text))


@given(TEXTS)
def test_code_ranges_are_apart(text: str) -> None:
    ranges = code_ranges(text)
    assert ranges == sorted(ranges)
    for (_, end), (start, _) in pairwise(ranges):
        assert end <= start
    for i in range(len(text)):
        assert within(ranges, i) is any(start <= i < end for start, end in ranges)


def test_what_is_looked_at_is_bounded() -> None:
    assert len(scan("{{x}}" * 50, most=10)) == 10
    assert scan("{{" + "a " * 200 + "}}") == []
    many = "variables: {a: x, b: x}\nmessages: [{role: user, content: '" + "{{a}}" * 30_000 + "'}]"
    assert sum(len(found) for _, _, found in manifest_of(many).placeholders) == 20_000
    assert places("unused-variable", many) == []
