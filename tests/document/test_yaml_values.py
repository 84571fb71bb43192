"""Values of YAML texts are those of PyYAML's SafeLoader, the one that ``tfy apply`` uses."""

from __future__ import annotations

import pytest
import yaml

from linter.document import Reading
from linter.document.yaml_reader import read_yaml
from linter.finding import At
from linter.source import Source
from tests.document.marks import LIMITS, yaml_documents

SAME_AS_PYYAML = [
    "a: NO\nb: on\nc: Yes\nd: n\n",
    "a: 010\nb: 0x1F\nc: 0b11\nd: 1_000\ne: 1:30\nf: 0o17\n",
    "a: 1e-3\nb: 1.0e+3\nc: .5\nd: 1_0.5\ne: 12:30:45.5\n",
    "a: ~\nb: null\nc:\nd: ''\n",
    "a: 2024-05-01\nb: 2024-05-01T10:00:00Z\n",
    "a: !!str 12\nb: !!int '12'\nc: !!float 1\nd: !!bool yes\n",
    "a: !!binary aGVsbG8=\nb: !!set {x, y}\n",
    "a: ! 12\nb: !\n",
    "=: x\n",
    "base: &b {x: 1, y: 2}\na:\n  <<: *b\n  y: 3\n",
    "a: &a {x: 1}\nb: &b {x: 2}\nc:\n  <<: [*a, *b]\nd:\n  <<: *a\n  <<: *b\n",
    "a: &a\n  <<: *a\n  x: 1\n",
    "'<<': 1\n? !!str <<\n: 2\n",
    "a: 1\na: 2\n",
    "1: x\ntrue: y\n~: z\n2.5: w\n",
    "--- 1\n--- two\n...\n---\n- 3\n",
    "",
    "# only a comment\n",
]


@pytest.mark.parametrize("pure", [False, True], ids=["fast", "pure"])
@pytest.mark.parametrize("text", SAME_AS_PYYAML)
def test_values_are_pyyamls(text: str, pure: bool) -> None:
    values = [document.value for document in yaml_documents(text, pure)]
    expected = list(yaml.safe_load_all(text))
    assert repr(values) == repr(expected)


def test_ordered_maps_and_pairs_are_lists_of_lists() -> None:
    document = yaml_documents("a: !!omap [x: 1, y: 2]\nb: !!pairs [x: 1, x: 2]\n")[0]
    assert document.value == {"a": [["x", 1], ["y", 2]], "b": [["x", 1], ["x", 2]]}


def test_what_json_has_no_form_for_is_listed_with_its_path() -> None:
    document = yaml_documents("a: [2024-05-01, .inf]\n1: x\nb: !!set {y}\n")[0]
    assert [(path, at) for path, at, _ in document.odd_values()] == [
        (("a", 0), At.VALUE),
        (("a", 1), At.VALUE),
        ((1,), At.KEY),
        (("b",), At.VALUE),
    ]


def test_repeated_keys_point_to_the_later_ones_and_note_the_first() -> None:
    (fault, again) = yaml_documents("x:\n  a: 1\n  b: 2\n  a: 3\n  a: 4\n")[0].duplicate_keys()
    assert fault.message == 'key "a" is given twice: the first one, on line 2, is lost'
    assert (fault.span, fault.path, fault.notes[0][0]) == ((19, 20), ("x", "a"), (5, 6))
    assert again.span == (26, 27)


def test_keys_repeated_by_merging_are_no_fault() -> None:
    text = "a: &a {x: 1}\nb: &b {x: 2}\nc:\n  <<: *a\n  <<: *b\n  x: 3\n"
    assert yaml_documents(text)[0].duplicate_keys() == []


FATAL = [
    ("a: !Ref x\n", "unknown tag !Ref: tfy apply can't read it"),
    ("a: !!python/object:os.system x\n", "unknown tag !!python/object:os.system"),
    ("a: {{x}}\n", "a value that starts with {{ is read as a mapping: quote the whole value"),
    ("? [a]\n: 1\n", "a list or a mapping can't be a key"),
    ("a:\n  <<: 1\n", "only a mapping, or a list of mappings, can be merged with <<"),
    ("a: =\n", 'a lone = has a meaning of its own in YAML 1.1: quote it, "="'),
    ("a: 2024-13-45\n", "this can't be read as a date: quote it to keep the text"),
    ("a: !!int x\n", "this can't be read as a whole number: quote it to keep the text"),
    ("a: !!str [x]\n", "the tag !!str does not fit this value: remove the tag"),
]


@pytest.mark.parametrize("pure", [False, True], ids=["fast", "pure"])
@pytest.mark.parametrize(("text", "message"), FATAL)
def test_what_has_no_value_is_a_fault_and_pyyaml_refuses_it(
    text: str, message: str, pure: bool
) -> None:
    (fault,) = yaml_documents(text, pure)[0].fatal
    assert fault.message.startswith(message)
    with pytest.raises((yaml.YAMLError, ValueError)):
        list(yaml.safe_load_all(text))


def _read(text: str, pure: bool) -> Reading:
    return read_yaml(Source("x.yaml", text), LIMITS, pure)


COMPLEX = {
    "deep flow": "a: " + "[" * 5000 + "]" * 5000,
    "deep block": "".join(" " * i + "a:\n" for i in range(200)),
    "long and deep": "a: " + "[" * 20_000,
    "alias bomb": "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    + "".join(f"a{i + 1}: &a{i + 1} [{', '.join([f'*a{i}'] * 10)}]\n" for i in range(9)),
    "merge bomb": "a0: &a0 {x: 1, y: 2}\n"
    + "".join(f"a{i + 1}: &a{i + 1} {{<<: [*a{i}, *a{i}, *a{i}, *a{i}]}}\n" for i in range(20)),
    "recursion": "a: &a [1, *a]\n",
    "many": "a: [" + "1," * 300_001 + "]\n",
}


@pytest.mark.parametrize("text", COMPLEX.values(), ids=COMPLEX)
def test_limits_hold_before_anything_runs_out(text: str) -> None:
    (fault,) = _read(text, pure=False).faults
    assert fault.rule == "too-complex"


@pytest.mark.parametrize("name", ["deep flow", "deep block", "alias bomb", "merge bomb"])
def test_limits_are_told_at_the_same_place_in_pure_python(name: str) -> None:
    assert _read(COMPLEX[name], pure=True).faults == _read(COMPLEX[name], pure=False).faults
