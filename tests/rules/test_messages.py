from __future__ import annotations

import json

import pytest

from tests.rules.manifests import places


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ({"role": "user", "content": " "}, ["/messages/0/content"]),
        ({"role": "tool", "content": "\t\t\n"}, ["/messages/0/content"]),
        ({"role": "assistant", "content": "\n"}, ["/messages/0/content"]),
        (
            {"role": "user", "content": [{"type": "text", "text": " \u00a0"}]},
            ["/messages/0/content/0/text"],
        ),
        ({"role": "user", "content": "\n  "}, []),
        ({"role": "user", "content": ""}, []),
        ({"role": "user", "content": " x"}, []),
        ({"role": "assistant", "content": ""}, []),
        ({"role": "assistant", "content": None}, []),
        ({"role": "assistant", "content": "\nx"}, []),
        ({"role": "user", "content": [{"type": "image_url", "image_url": {"url": " "}}]}, []),
    ],
)
def test_blank(message: dict[str, object], expected: list[str]) -> None:
    assert places("blank-content", f"messages: [{json.dumps(message)}]") == expected
