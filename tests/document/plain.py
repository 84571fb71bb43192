"""The plain reader held against the composing one, which alone decides what a text means."""

from __future__ import annotations

from linter.document.yaml_plain import read_plain
from linter.document.yaml_reader import read_yaml
from linter.settings import Limits
from linter.source import Source

LIMITS = Limits()


def is_plain(text: str) -> bool:
    return read_plain(text, LIMITS) is not None


def assert_same(text: str, limits: Limits = LIMITS) -> bool:
    """Check that a text which is read at once holds nothing else, and tell whether it is."""
    values = read_plain(text, limits)
    if values is None:
        return False
    reading = read_yaml(Source("x.yaml", text), limits)
    assert reading.faults == []
    # By their spelling, for 1 equals 1.0 and True, and the order of keys counts.
    assert repr(values) == repr([document.value for document in reading.documents])
    for document in reading.documents:
        assert not document.unusual
        assert document.empty_at is None
        assert not document.fatal
        assert not document.duplicate_keys()
        assert not document.odd_values()
    return True
