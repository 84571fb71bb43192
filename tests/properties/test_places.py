"""What stands at the span of a key or a value reads as that key or value, by itself."""

from __future__ import annotations

import json
import re
from typing import Any

import yaml
from hypothesis import given
from hypothesis import strategies as st

from linter.document import read
from linter.document.yaml_reader import read_yaml
from linter.finding import At
from linter.settings import Limits
from linter.source import Source, Span
from tests.properties.manifests import manifests
from tests.properties.observed import below
from tests.properties.profile import examples
from tests.properties.styles import SEEDS, writer

_COUNTED = re.compile(r"[|>][+-]?[1-9]")


def alone(text: str, span: Span) -> str:
    """Cut out a span, and leave its first line where it stood on its line."""
    before = re.split(r"[\r\n]", text[: span.start])[-1]
    return " " * len(before) + text[span.start : span.end]


def bare(value: Any) -> Any:
    """Drop the white space that ends texts: in a block it stands behind the span."""
    if isinstance(value, dict):
        return {key: bare(inside) for key, inside in value.items()}
    if isinstance(value, list):
        return [bare(inside) for inside in value]
    return value.rstrip() if isinstance(value, str) else value


@examples(80)
@given(manifests(), st.sampled_from([None, 2, "\t"]), st.booleans())
def test_in_json(manifest: dict[str, Any], indent: int | str | None, escape: bool) -> None:
    text = json.dumps(manifest, indent=indent, ensure_ascii=escape)
    (document,) = read(Source("x.json", text), Limits()).documents
    for path, value in below(manifest):
        start, end = document.span(path)
        assert repr(json.loads(text[start:end])) == repr(value)
        if path and isinstance(path[-1], str):
            start, end = document.span(path, At.KEY)
            assert json.loads(text[start:end]) == path[-1]
            assert document.span(path, At.HOLDER) == (start, end)


@examples(150)
@given(manifests(), SEEDS, st.booleans())
def test_in_yaml(manifest: dict[str, Any], seed: int, pure: bool) -> None:
    # An alias stands for nothing outside of its surroundings, nor does a counted indentation.
    text = writer(seed, anchors=False).write(manifest)
    (document,) = read_yaml(Source("x.yaml", text), Limits(), pure).documents
    for path, value in below(manifest):
        span = document.span(path)
        assert text[span.start : span.end] == text[span.start : span.end].strip()
        if not _COUNTED.match(text, span.start):
            piece = alone(text, span)
            assert repr(bare(yaml.safe_load(piece))) == repr(bare(value)), (path, piece)
        if path and isinstance(path[-1], str):
            start, end = document.span(path, At.KEY)
            assert yaml.safe_load(text[start:end]) == path[-1]
            assert document.span(path, At.HOLDER) == (start, end)
