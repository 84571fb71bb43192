"""The expression for a pattern says what the pattern says."""

from __future__ import annotations

import random
import re

import pytest

from linter import schemas
from linter.schemagen.patterns import rejection
from tests.schemagen.test_schemas import nodes

SHIPPED = sorted(
    {
        node["pattern"]
        for name in schemas.NAMES
        for node in nodes(schemas.load(name))
        if "pattern" in node
    }
)
OTHERS = [
    *(r"^a$", r"^ab$", r"^[ab]c[de]$", r"^[a-c]{2}$", r"^[a-c]{2,}$", r"^[^a-c]{1,3}$", r"^[a-]*$"),
    *(r"^[\-a.]+$", r"^[a\]]+$", r"^[\n\t]+$", r"^[\u00e0-\u00ff]+$", r"^\d+$", r"^[\w]+$"),
    *(r"^(a|b)c$", r"a+", r"^[a-z]+[0-9]+$", r"^a?$", r"^.{2}$", r"^[^\n]$", r"^[\s\S]+$"),
    *(r"^[^-a]$", r"^[a-z][^x]*z$", r"^a\.b$", r"^[.]{0,3}b$", r"^[^\n][\s\S]*b$"),
    *(r"^[^\n][\s\S]{0,5}$", r"^a{0,0}$", r"^[\s\S]{2}$", r"^[ab][\s\S]*$"),
]
ENDS = [chr(code) for code in range(300)] + ["\u2028", "\u2029", "日", "\U0001f600", "\ud800"]


def texts() -> list[str]:
    chance = random.Random(1)
    signs = "abcxyzAZ09_-.:/~#!|`'\"^$%&*+() \n\r\t\u2028é{}]\\="
    found = [
        "",
        "acd",
        "a.b",
        "v1.0.0",
        "gpt-4o",
        "https://example.com/a.png",
        "data:image/png;base64,iVBO/9+=",
    ]
    found += [sign + rest for sign in ENDS for rest in ("", "a", "a-b")]
    found += ["a" + sign for sign in ENDS] + ["ab" * n for n in (1, 30, 31, 32, 49, 50, 51, 64, 65)]
    found += [
        "".join(chance.choice(signs) for _ in range(chance.randrange(1, 9))) for _ in range(2000)
    ]
    found += ["".join(chance.choice("ab-") for _ in range(n)) for n in range(1, 130)]
    return found


@pytest.mark.parametrize("pattern", [*SHIPPED, *OTHERS])
def test_expression_and_pattern_agree(pattern: str) -> None:
    rejects = eval(f"lambda text: bool({rejection(pattern, 'text')})", {"fullmatch": re.fullmatch})
    seen = set()
    for text in texts():
        fits = re.fullmatch(pattern, text) is not None
        assert rejects(text) is not fits, ascii(text)
        seen.add(fits)
    assert seen == {True, False}


def test_only_urls_need_a_regular_expression() -> None:
    with_regex = [pattern for pattern in SHIPPED if "fullmatch" in rejection(pattern, "text")]
    assert all("http" in pattern for pattern in with_regex)
    assert len(with_regex) == 2


# The vendor's own patterns (package truefoundry 0.17.5, ml/_autogen/entities/artifacts.py), of
# which ours are rewritten to take no more than linear time.
VENDOR = {
    r"^v[a-zA-Z0-9.-]*[a-zA-Z0-9]$": r"^v[a-zA-Z0-9.-]*([a-zA-Z0-9]+)$",
    next(pattern for pattern in SHIPPED if "data:image" in pattern): (
        r"^\b((https?://)?(?:www\.)?[-a-zA-Z0-9@:%._\+~#=]{1,256}\.[a-zA-Z0-9()]{1,6}"
        r"(?:[-a-zA-Z0-9()@:%_\+.~#?&/=]*)|data:image/[a-zA-Z]+;base64,[a-zA-Z0-9+/=\s]+)$"
    ),
}


@pytest.mark.parametrize("ours", VENDOR)
def test_rewritten_patterns_mean_the_same(ours: str) -> None:
    assert ours in SHIPPED
    chance = random.Random(2)
    parts = [
        "http://",
        "https://",
        "www.",
        "a",
        "b9",
        ".",
        ".com",
        "/",
        "?",
        "&",
        "=",
        " ",
        "{{x}}",
    ]
    parts += ["data:image/png;base64,", "QUJD", "\n", "é", "-", "_", "(", ":8080", "#", "v", "v1"]
    urls = ["".join(chance.choices(parts, k=chance.randrange(1, 7))) for _ in range(20_000)]
    fitting = 0
    for text in [*texts(), *urls]:
        fits = re.fullmatch(ours, text) is not None
        assert fits == (re.fullmatch(VENDOR[ours], text) is not None), text
        fitting += fits
    assert fitting > 20
