from __future__ import annotations

import json
from typing import Any

import pytest

from linter.finding import json_pointer
from tests.rules.manifests import places, problems

TARGETS = "/routing_config/load_balance_targets"


def routing(*targets: Any, kind: str = "latency-based-routing") -> str:
    """Write a snippet with targets."""
    config = {"type": kind, "load_balance_targets": list(targets)}
    return f"routing_config: {json.dumps(config)}\n"


def named(*names: Any) -> str:
    """Write a snippet with targets that have nothing but a name."""
    return routing(*({"target": name} for name in names))


GOLD = {"metadata_match": {"tier": "gold", "region": "eu"}}
GOLD_AGAIN = {"metadata_match": {"region": "eu", "tier": "gold"}}


@pytest.mark.parametrize(
    ("targets", "expected"),
    [
        ([{"target": "a/x"}, {"target": "b/x"}, {"target": "a/x"}], [2]),
        ([{"target": "a/x"}, {"target": "a/x"}, {"target": "a/x"}], [1, 2]),
        ([{"target": "a/x", "priority": 0}, {"target": "a/x", "priority": 1}], [1]),
        ([{"target": "a/x", **GOLD}, {"target": "a/x", **GOLD_AGAIN}], [1]),
        ([{"target": "a/x", "metadata_match": {}}, {"target": "a/x", "metadata_match": None}], [1]),
        ([{"target": "x"}, {"target": "x"}], [1]),
        ([{"target": "a/x"}, 5, {"target": "a/x"}], [2]),
        ([{"target": ""}, {"target": "a/x"}, {}, {"target": "a/x"}], [3]),
    ],
)
def test_twice(targets: list[Any], expected: list[int]) -> None:
    snippet = routing(*targets)
    assert places("duplicate-target", snippet) == [f"{TARGETS}/{i}/target" for i in expected]


def test_twice_shows_the_first_one() -> None:
    [problem] = problems("duplicate-target", named("b/y", "a/x", "a/x"))
    assert problem.message == (
        'target "a/x" is listed twice: remove one, or tell them apart with metadata_match'
    )
    assert [note.path[1:] for note in problem.notes] == [("load_balance_targets", 1, "target")]


@pytest.mark.parametrize(
    "targets",
    [
        [{"target": "a/x"}, {"target": "a/y"}, {"target": "b/x"}, {"target": "A/x"}],
        [{"target": "a/x"}, {"target": "a/x", **GOLD}],
        [{"target": "a/x", **GOLD}, {"target": "a/x", "metadata_match": {"tier": "free"}}],
        [{"target": "a/x", "override_params": {"n": 1}}, {"target": "a/x"}],
        [{"target": "a/x", "headers_override": {"remove": ["x"]}}, {"target": "a/x"}],
        [{"target": ""}, {"target": ""}],
        [{"target": 5}, {"target": 5}, {}, {}],
        [],
    ],
)
def test_not_twice(targets: list[Any]) -> None:
    assert places("duplicate-target", routing(*targets)) == []


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("gpt-4o", 'target "gpt-4o" names no provider account: write provider-account/gpt-4o'),
        ("", "the target is empty: write provider-account/model"),
        ("  ", "the target is empty: write provider-account/model"),
        ("a:b", 'target "a:b" has ":" for "/": write a/b'),
        ("a:", 'target "a:" names no provider account: write provider-account/a:'),
        ("a:b:c", 'target "a:b:c" has ":" for "/": write a/b:c'),
        ("/gpt-4o", 'target "/gpt-4o" has no provider account: write provider-account/model'),
        ("openai/", 'target "openai/" has no model: write provider-account/model'),
        ("a/b/c", 'target "a/b/c" has more than one "/": write provider-account/model'),
        ("a//b", 'target "a//b" has more than one "/": write provider-account/model'),
        (" a/b", 'target " a/b" has blanks in it: write a/b'),
        ("a/b\n", 'target "a/b" has blanks in it: write a/b'),
        ("a / b", 'target "a / b" has blanks in it: write provider-account/model'),
        ("a/\u200bb", 'target "a/\u200bb" has blanks in it: write provider-account/model'),
    ],
)
def test_misnamed(name: str, message: str) -> None:
    [problem] = problems("target-format", named("fine/model", name))
    assert problem.message == message
    assert places("target-format", named("fine/model", name)) == [f"{TARGETS}/1/target"]


@pytest.mark.parametrize(
    "name",
    ["openai-main/gpt-4o", "a/b", "onprem-vllm/qwen2.5-72b", "x_y/llama:70b@fp8", "ä/ü", 5, None],
)
def test_well_named(name: Any) -> None:
    assert places("target-format", named(name)) == []


@pytest.mark.parametrize("kind", ["weight-based-routing", "priority-based-routing"])
def test_names_count_in_every_kind(kind: str) -> None:
    assert places("target-format", routing({"target": "x"}, kind=kind)) == [f"{TARGETS}/0/target"]


def no(value: Any = False) -> dict[str, Any]:
    return {"target": "a/x", "fallback_candidate": value}


@pytest.mark.parametrize("count", [2, 3, 12])
def test_nobody_stands_in(count: int) -> None:
    snippet = routing(*[no()] * count)
    assert places("no-fallback", snippet) == [f"{TARGETS}@key"]
    [problem] = problems("no-fallback", snippet)
    assert problem.message == (
        "no target may stand in for another: set fallback_candidate to true on one of them"
    )
    assert len(problem.notes) == min(count, 8)
    assert problem.notes[1].path[-2:] == (1, "fallback_candidate")


@pytest.mark.parametrize(
    "targets",
    [
        [no()],
        [no(), no(True)],
        [no(), {"target": "b/y"}],
        [no(), no(None)],
        [no(), no("false")],
        [no(), no(), "a/x"],
        [],
    ],
)
def test_somebody_stands_in(targets: list[Any]) -> None:
    assert places("no-fallback", routing(*targets)) == []


MERGED = """\
routing_config:
  type: latency-based-routing
  load_balance_targets:
    - &first
      target: a/b
    - <<: *first
    - {<<: *first, fallback_candidate: true}
    - <<: *first
      target: a/c
    - <<: *first
      target: a/b
"""


def test_a_target_with_a_merged_name_is_the_item() -> None:
    found = problems("duplicate-target", MERGED)
    assert [json_pointer(problem.path) for problem in found] == [
        f"{TARGETS}/1",
        f"{TARGETS}/2",
        f"{TARGETS}/4/target",
    ]
    assert {json_pointer(note.path) for each in found for note in each.notes} == {
        f"{TARGETS}/0/target"
    }


def test_the_first_one_may_have_a_merged_name_too() -> None:
    merged = "metadata: {base: &base {target: a/b}}\n" + MERGED.replace(
        "&first\n      target: a/b", "&first\n      <<: *base"
    )
    [note] = problems("duplicate-target", merged)[0].notes
    assert json_pointer(note.path) == f"{TARGETS}/0"
