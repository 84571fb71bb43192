from __future__ import annotations

import pytest

from linter.document import read
from linter.manifest import find_manifests
from linter.rules.reading import surprising_scalar
from linter.settings import Settings
from linter.source import Source
from tests.rules.manifests import complete, places, problems


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("NO", 'NO is read as false (YAML 1.1): quote it to keep the text, "NO"'),
        ("on", 'on is read as true (YAML 1.1): quote it to keep the text, "on"'),
        ("010", '010 is read as the octal number 8: quote it to keep the text, "010"'),
        ("-017", '-017 is read as the octal number -15: quote it to keep the text, "-017"'),
        ("1:30", '1:30 is read as 90, counting in sixties: quote it to keep the text, "1:30"'),
        (
            "1:30.5",
            '1:30.5 is read as 90.5, counting in sixties: quote it to keep the text, "1:30.5"',
        ),
        ("2024_05", '2024_05 is read as 202405: quote it to keep the text, "2024_05"'),
        ("1e-3", "1e-3 is read as a text (YAML 1.1): write 1.0e-3 for the number"),
        ("1.5e3", "1.5e3 is read as a text (YAML 1.1): write 1.5e+3 for the number"),
        ("-1E5", "-1E5 is read as a text (YAML 1.1): write -1.0e+5 for the number"),
        (
            "0" + "7" * 9000,
            f"0{'7' * 58}… is read as the octal number over 10^15",
        ),
    ],
)
def test_surprising(written: str, message: str) -> None:
    [problem] = problems("surprising-scalar", f"metadata:\n  x: {written}\n")
    assert problem.path == ("metadata", "x")
    assert problem.message.startswith(message)


@pytest.mark.parametrize(
    "written",
    [
        *("true", "False", "TRUE", "null", "~", "", "y", "N", '"NO"', "'010'", "NOT", "|-\n    NO"),
        *("0", "00", "-1", "8", "0.5", "1.0", "1.0e-3", "0x1F", "0b11", "1_000", "12_345_678.5"),
        *("2024-05-01", "09:30", "08", "1e", "e3", "12e4567", "v1e3", "!!str 010", ".inf"),
    ],
)
def test_not_surprising(written: str) -> None:
    assert places("surprising-scalar", f"metadata:\n  x: {written}\n") == []


def test_surprising_in_every_free_place() -> None:
    snippet = """\
metadata: {a: [{b: off}]}
model_configuration:
  provider: NO
  extra_parameters: {c: 1e5}
  parameters: {max_tokens: 010}
variables: {d: NO}
routing_config:
  load_balance_targets:
    - {target: a/b, override_params: {e: 1:30.5}}
    - {target: 010, override_params: null, metadata_match: {f: NO}}
"""
    assert places("surprising-scalar", snippet) == [
        "/metadata/a/0/b",
        "/model_configuration/extra_parameters/c",
        "/routing_config/load_balance_targets/0/override_params/e",
    ]


def test_surprising_sees_what_overrides_a_merged_key() -> None:
    snippet = """\
metadata:
  base: &base {country: "NO", lang: en}
  own: {<<: *base, country: NO}
"""
    assert places("surprising-scalar", snippet) == ["/metadata/own/country"]
    assert places("surprising-scalar", snippet.replace("y: NO", 'y: "NO"')) == []


@pytest.mark.parametrize("value", ["!!set {NO, 010}", "!!omap [a: NO]", "!!pairs [a: 010]", "NO"])
def test_surprising_survives_what_is_no_mapping(value: str) -> None:
    assert places("surprising-scalar", f"metadata:\n  x: {value}\n") in ([], ["/metadata/x"])


def test_surprising_paths_begin_at_the_manifest() -> None:
    body = complete("metadata: {country: NO}\n").replace("\n", "\n  ")
    reading = read(Source("a.yaml", f"manifest:\n  {body}"), Settings().limits)
    [manifest] = find_manifests(reading.documents[0])
    [problem] = surprising_scalar.check(manifest, Settings())  # type: ignore[misc]
    assert problem.path == ("metadata", "country")


def test_json_is_never_surprising() -> None:
    text = '{"type": "chat_prompt", "metadata": {"a": 1e3, "b": "NO"}, "messages": []}'
    reading = read(Source("a.json", text), Settings().limits)
    [manifest] = find_manifests(reading.documents[0])
    assert surprising_scalar.check is not None
    assert list(surprising_scalar.check(manifest, Settings())) == []
