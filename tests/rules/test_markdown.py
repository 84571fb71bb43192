from __future__ import annotations

import re

import pytest

from linter.rules.markdown import code_ranges, within


@pytest.mark.parametrize(
    "marked",
    [
        "",
        "plain",
        "a lone ` is nothing",
        "«`a`»",
        "«`a`» and «`b`»",
        "one ` two «``b``»",
        "`` a «`b`»",
        "«``a ` b``» c",
        "a ` b\n\nc «`d`»",
        "a ` b\n \t\r\nc ` d",
        "«`a\nb`»",
        "«```\na\n```»\nb",
        "«```python\n`a`\n```»",
        "«~~~\na\n~~~»\nb «`c`»",
        "«~~~\na\n```\n~~~»\nb",
        "«````\n```\n````»\na",
        "«```\na\n````»\nb",
        "«```\na\n``` b\nc»",
        "«```\na",
        "a\n«```\nb»",
        "«```a```» b",
        "«```a```»\n«```\nb\n```»",
        "«```a```»\n«~~~\nb\n~~~»",
        "«~~~ a ` b\nc\n~~~»\nd",
        "«~~~\nb\n~~~»\n«```\nc\n```»",
        "«`a`» b\n«> - ```\n> a\n> ```»\nc",
        "«1. ~~~\na\n~~~»",
        "a ```\nb\n",
    ],
)
def test_code(marked: str) -> None:
    text = re.sub("[«»]", "", marked)
    expected = [match[1] for match in re.finditer("«([^»]*)»?", marked)]
    assert [text[start:end] for start, end in code_ranges(text)] == expected


def test_within() -> None:
    ranges = [(1, 3), (5, 6)]
    assert [offset for offset in range(8) if within(ranges, offset)] == [1, 2, 5]
    assert not within([], 0)
