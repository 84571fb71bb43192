"""Where in a TOML text its keys and values stand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.config.inforce import toml
from linter.config.places import locate
from linter.config.toml import TomlError, parse
from tests.config.test_cases import CASES
from tests.properties.profile import examples

ROOT = Path(__file__).parents[2]

NASTY = (
    r'''
# [not.a.table]
bare = 1 # comment = 2
"quo\"ted" = "x # y ] }"
'lit"eral' = 'it\'
dotted . "k.ey" . c = true
multi = """a " b "" c \""" [x]
y = 1"""
more = """""two quotes at each end"""""
literal = '''
    + """'''a ' b ''
z = 1'''''
"""
    + r"""empty = ""
none = ''
list = [ # [
  1, "a,]", [2, 3], # ]
  {x = 1, "y.z" = [4, "}"]}, 1979-05-27 07:32:00,
]
inline = {a.b = 1, c = {d = []}, e = {}}
time = 1979-05-27T07:32:00Z # later

[ table . sub ]
x = 1
["ta\u0062le".other]
x = inf
[[many]]
name = "first"
[many.below]
x = 1
[[many.inner]]
[[many]]
name = "second"
[[many.inner]]
a = 0x1F
[[many.inner]]
b = -1_000.5e3
"""
)


def paths(value: Any, path: tuple[str | int, ...] = ()) -> dict[tuple[str | int, ...], Any]:
    """Return every value of some data by its path."""
    found = {path: value} if path else {}
    if isinstance(value, dict):
        for key, item in value.items():
            found |= paths(item, (*path, key))
    elif isinstance(value, list):
        for i, item in enumerate(value):
            found |= paths(item, (*path, i))
    return found


def held(text: str) -> None:
    """Hold the places of a text against what the reader of TOML makes of it."""
    places = locate(text)
    expected = paths(parse(text))
    known = places.keys.keys() | places.values.keys()
    assert known == expected.keys()
    for path, offset in places.keys.items():
        rest = text[offset:].lstrip()
        quoted = rest[0] in "\"'"
        assert quoted or rest.startswith(str(path[-1]))
    for path, offset in places.values.items():
        value = expected[path]
        if isinstance(value, str):
            assert text[offset] in "\"'"
        elif isinstance(value, dict):
            assert text[offset] in "[{"
        elif isinstance(value, list):
            assert text[offset] == "["


def test_a_nasty_text() -> None:
    held(NASTY)


def test_line_breaks_of_windows() -> None:
    held(NASTY.replace("\n", "\r\n"))


@pytest.mark.parametrize(
    "path",
    [
        pytest.param(path, id=path.parts[-3])
        for path in sorted(CASES.rglob("*.toml"))
        if path.is_file()
    ],
)
def test_the_texts_of_the_cases(path: Path) -> None:
    try:
        text = path.read_text("utf-8-sig")
        parse(text)
    except (TomlError, UnicodeDecodeError):
        return
    held(text)


@pytest.mark.checkout
def test_a_large_text_of_other_people() -> None:
    held((ROOT / "pyproject.toml").read_text("utf-8"))


@pytest.mark.parametrize(
    ("path", "place"),
    [
        (("bare",), ("bare = 1", "1 # comment")),
        (("dotted",), ("dotted .", None)),
        (("dotted", "k.ey"), ('"k.ey" . c', None)),
        (("list", 1), (None, '"a,]"')),
        (("list", 2, 1), (None, "3]")),
        (("list", 3, "y.z"), ('"y.z"', '[4, "}"]')),
        (("inline", "a", "b"), ("b = 1", "1, c")),
        (("table", "sub"), ("sub ]", "[ table")),
        (("many", 1), (None, '[[many]]\nname = "second"')),
        (("many", 1, "inner", 1, "b"), ("b = -1", "-1_000.5")),
    ],
)
def test_where_things_stand(
    path: tuple[str | int, ...], place: tuple[str | None, str | None]
) -> None:
    places = locate(NASTY)
    for found, expected in zip((places.keys, places.values), place, strict=True):
        if expected is None:
            assert path not in found
        else:
            assert NASTY[found[path] :].startswith(expected)


KEYS = st.text(st.sampled_from("ab-_1 .\"'\\#\n[]é"), min_size=1, max_size=4)
ITEMS = st.recursive(
    st.text(max_size=5) | st.integers(), lambda inner: st.lists(inner, max_size=3), max_leaves=5
)


@examples(300)
@given(st.dictionaries(KEYS, ITEMS, max_size=4), st.dictionaries(KEYS, ITEMS, max_size=3))
def test_any_text(top: dict[str, Any], below: dict[str, Any]) -> None:
    entries = [f"{toml(key)} = {toml(value)}" for key, value in top.items()]
    table = [f"{toml(key)}={toml(value)}#x" for key, value in below.items()]
    text = "\n".join([*entries, '["a table"]', *table])
    assert parse(text) == top | {"a table": below}
    held(text)
