from __future__ import annotations

import pytest

from linter.rules.words import number, short


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\nb\r\nc", "a b c"),
        ("x" * 60, "x" * 60),
        ("x" * 61, "x" * 59 + "…"),
    ],
)
def test_short(text: str, expected: str) -> None:
    assert short(text) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (-1, "-1"),
        (0.5, "0.5"),
        (1e300, "1e+300"),
        (10**15 - 1, "999999999999999"),
        (10**15, "over 10^15"),
        (-(10**15), "under -10^15"),
        pytest.param(10**9000, "over 10^15", id="huge"),
    ],
)
def test_number(value: float, expected: str) -> None:
    assert number(value) == expected
