"""The quick look at a conversation says "in order" only where the walk finds nothing."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from linter.document import read
from linter.manifest import find_manifests
from linter.rules.conversation import walk
from linter.rules.order import is_in_order
from linter.settings import Settings
from linter.source import Source
from tests.properties.profile import examples

IDS = st.sampled_from(["a", "b", "c", "", 1, None])
CALLS = st.lists(st.fixed_dictionaries({"id": IDS}) | st.just("a"), max_size=3)
MESSAGES: st.SearchStrategy[list[dict[str, Any]]] = st.lists(
    st.fixed_dictionaries(
        {"role": st.sampled_from(["assistant", "tool", "user", "system", "function"])},
        optional={
            "content": st.just("x"),
            "tool_calls": CALLS | st.sampled_from([None, 5, {}]),
            "tool_call_id": IDS,
            "function_call": st.just({}),
        },
    ),
    max_size=6,
)


@examples(600)
@given(MESSAGES)
def test_what_is_in_order_gives_nothing(messages: list[dict[str, Any]]) -> None:
    text = json.dumps({"type": "chat_prompt", "messages": messages})
    (document,) = read(Source("x.json", text), Settings().limits).documents
    (manifest,) = find_manifests(document)
    if is_in_order(messages):
        assert walk(manifest) == ([], [], [])
