from __future__ import annotations

import json
from typing import Any

import pytest

from linter.settings import Limits, Settings
from tests.rules.manifests import places, problems

TARGETS = "/routing_config/load_balance_targets"


def routing(*targets: dict[str, Any], kind: str = "weight-based-routing") -> str:
    """Write a snippet with targets; those without a name are called a/1, b/2 and so on."""
    named = [{"target": f"{chr(97 + i)}/{i + 1}", **target} for i, target in enumerate(targets)]
    config = {"type": kind, "load_balance_targets": named}
    return f"routing_config: {json.dumps(config)}\n"


def weighted(*weights: Any) -> str:
    """Write a snippet with targets that have nothing but a weight."""
    return routing(*({"weight": weight} for weight in weights))


@pytest.mark.parametrize(
    ("weights", "expected"),
    [
        ((150, -50), [f"{TARGETS}/0/weight", f"{TARGETS}/1/weight"]),
        ((101, 0), [f"{TARGETS}/0/weight"]),
        ((0, 0), [f"{TARGETS}@key"]),
        ((0,), [f"{TARGETS}@key"]),
        ((100, 0), []),
        ((0.7, 0.3), []),
        ((True, False), []),
        ((0, None), []),
        (("0", "0"), []),
        ((), []),
    ],
)
def test_weights(weights: tuple[Any, ...], expected: list[str]) -> None:
    assert places("routing-weights", weighted(*weights)) == expected


@pytest.mark.parametrize(
    ("weights", "message"),
    [
        ((60, 50), "weights add up to 110, not 100: a/1 gets 55 %, b/2 45 %"),
        ((50,), "weights add up to 50, not 100: a/1 gets 100 %"),
        (
            (100, 100, 0, 1),
            "weights add up to 201, not 100: a/1 gets 50 %, b/2 50 %, c/3 0 %, d/4 under 1 %",
        ),
        (
            (10,) * 9,
            "weights add up to 90, not 100: a/1 gets 11 %, b/2 11 %, c/3 11 %, d/4 11 %,"
            " e/5 11 %, f/6 11 %, g/7 11 %, h/8 11 %, and 1 more",
        ),
    ],
)
def test_sum(weights: tuple[int, ...], message: str) -> None:
    [problem] = problems("routing-weights-sum", weighted(*weights))
    assert problem.message == message
    assert places("routing-weights-sum", weighted(*weights)) == [f"{TARGETS}@key"]


@pytest.mark.parametrize(
    "weights",
    [
        (60, 40),
        (100,),
        (33, 33, 34),
        (0, 0),
        (150, 50),
        (-10, 50),
        (60, 40.0),
        (True, 50),
        (60, None),
    ],
)
def test_sum_is_silent(weights: tuple[Any, ...]) -> None:
    assert places("routing-weights-sum", weighted(*weights)) == []


@pytest.mark.parametrize("kind", ["latency-based-routing", "priority-based-routing", "other"])
def test_weights_count_only_where_they_rule(kind: str) -> None:
    snippet = routing({"weight": 150}, {"weight": 0}, kind=kind)
    assert places("routing-weights", snippet) == []
    assert places("routing-weights-sum", snippet) == []


def test_conditions_are_added_up_apart() -> None:
    gold = {"metadata_match": {"tier": "gold"}}
    fine = routing({"weight": 100}, {"weight": 30, **gold}, {"weight": 70, **gold})
    assert places("routing-weights-sum", fine) == []
    wrong = routing({"weight": 100}, {"weight": 30, **gold}, {"weight": 60, **gold})
    [problem] = problems("routing-weights-sum", wrong)
    assert problem.message == (
        'weights where "tier" is "gold" add up to 90, not 100: b/2 gets 33 %, c/3 67 %'
    )


def test_idle_groups_are_for_fallbacks() -> None:
    gold = {"metadata_match": {"tier": "gold"}}
    free = {"metadata_match": {"tier": "free"}}
    spared = routing({"weight": 100}, {"weight": 0, **gold})
    assert places("routing-weights", spared) == []
    assert places("routing-weights-sum", spared) == []
    stuck = routing({"weight": 100, **free}, {"weight": 0, **gold})
    assert places("routing-weights", stuck) == []
    [problem] = problems("routing-weights-sum", stuck)
    assert problem.message == (
        'weights where "tier" is "gold" add up to 0, not 100: none of them gets a request'
    )
    anywhere = routing({"weight": 100, **free}, {"weight": 100, **gold}, {"weight": 0})
    assert places("routing-weights", anywhere) == []
    assert places("routing-weights-sum", anywhere) == []
    wrong = routing({"weight": 90, **free}, {"weight": 0}, {"weight": 0})
    [problem] = problems("routing-weights-sum", wrong)
    assert problem.message == (
        'weights where "tier" is "free" add up to 90, not 100: a/1 gets 100 %'
    )
    nothing = routing({"weight": 0, **free}, {"weight": 0, **gold})
    assert places("routing-weights", nothing) == [f"{TARGETS}@key"]
    assert places("routing-weights-sum", nothing) == []


@pytest.mark.parametrize("broken", [{"metadata_match": "x"}, "text"])
def test_sum_waits_for_the_shape(broken: Any) -> None:
    targets = [{"target": "a/b", "weight": 60}, broken]
    config = {"type": "weight-based-routing", "load_balance_targets": targets}
    assert places("routing-weights-sum", f"routing_config: {json.dumps(config)}") == []


RETRY = f"{TARGETS}/0/retry_config"


@pytest.mark.parametrize(
    ("retry", "expected"),
    [
        ({"attempts": 11}, [f"{RETRY}/attempts"]),
        ({"attempts": 2, "delay": 60_001}, [f"{RETRY}/delay"]),
        ({"attempts": 2, "delay": 9}, [f"{RETRY}/delay"]),
        ({"delay": 1}, [f"{RETRY}/delay"]),
        ({"attempts": 3, "delay": 60_000}, [f"{RETRY}@key"]),
        ({"attempts": 11, "delay": 2}, [f"{RETRY}/attempts", f"{RETRY}/delay"]),
        ({"attempts": 11, "delay": 60_000}, [f"{RETRY}/attempts"]),
        ({"attempts": 10, "delay": 12_000}, []),
        ({"attempts": 2, "delay": 10}, []),
        ({"attempts": 10}, []),
        ({"attempts": 0, "delay": 2}, []),
        ({"attempts": -1, "delay": 0}, []),
        ({"attempts": True, "delay": 5.0}, []),
        ({"attempts": 3, "delay": None}, []),
        ({"attempts": "11"}, []),
        ("none", []),
    ],
)
def test_budget(retry: Any, expected: list[str]) -> None:
    for kind in ("weight-based-routing", "latency-based-routing"):
        snippet = routing({"weight": 100, "retry_config": retry}, kind=kind)
        assert places("retry-budget", snippet) == expected


def test_budget_has_limits_of_its_own() -> None:
    snippet = routing({"retry_config": {"attempts": 3, "delay": 500}})
    for limits in (Limits(max_retry_attempts=2), Limits(max_retry_delay_ms=499)):
        assert len(places("retry-budget", snippet, Settings(limits=limits))) == 1
    tight = Settings(limits=Limits(max_retry_wait_ms=1499))
    assert places("retry-budget", snippet, tight) == [f"{RETRY}@key"]
    assert places("retry-budget", snippet, Settings(limits=Limits(max_retry_wait_ms=1500))) == []


@pytest.mark.parametrize(
    ("retry", "message"),
    [
        (
            {"attempts": 2, "delay": 2},
            "a delay of 2 is 2 milliseconds: write 2000 for two seconds",
        ),
        ({"attempts": 2, "delay": 1}, "a delay of 1 is 1 millisecond: write 1000 for one second"),
        (
            {"attempts": 0x10**20000},
            "over 10^15 attempts are too many: write at most 10",
        ),
        (
            {"attempts": 10, "delay": 20_000},
            "10 attempts with a delay of 20000 ms wait up to 200000 ms: keep them within 120000 ms",
        ),
    ],
    ids=["two", "one", "huge", "total"],
)
def test_budget_says(retry: dict[str, int], message: str) -> None:
    written = ", ".join(f"{key}: 0x{value:x}" for key, value in retry.items())
    snippet = f"routing_config: {{load_balance_targets: [{{retry_config: {{{written}}}}}]}}"
    [problem] = problems("retry-budget", snippet)
    assert problem.message == message


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        (["5xx", "999", "429"], [0, 1]),
        (["", "42", "0429", " 429", "4２9", "600", "099", "-20"], [0, 1, 2, 3, 4, 5, 6, 7]),
        (["100", "429", "599"], []),
        ([429, 5, None, True], []),
    ],
)
def test_status_code(codes: list[Any], expected: list[int]) -> None:
    snippet = routing({"fallback_status_codes": codes, "retry_config": {"on_status_codes": codes}})
    retries = [f"{RETRY}/on_status_codes/{i}" for i in expected]
    fallbacks = [f"{TARGETS}/0/fallback_status_codes/{i}" for i in expected]
    assert places("status-code", snippet) == retries + fallbacks


@pytest.mark.parametrize(
    ("retries", "fallbacks", "expected"),
    [
        (["200", "301", "429"], [], ["retry/0", "retry/1"]),
        ([], ["204", "302", "500"], ["fallback/0", "fallback/1"]),
        (["400", "401", "403", "404", "422"], [], [f"retry/{i}" for i in range(5)]),
        (["429", "503", "429"], ["500", "500", "500"], ["retry/2", "fallback/1", "fallback/2"]),
        (["200", "200"], [], ["retry/0", "retry/1"]),
        (["429", "500", "502", "503", "408", "409"], [], []),
        (["429"], ["400", "401", "403", "404", "422", "429"], []),
        (["5xx", "5xx", 429, 429, 200], ["100"], []),
    ],
)
def test_pointless(retries: list[Any], fallbacks: list[Any], expected: list[str]) -> None:
    lists = {"retry_config": {"on_status_codes": retries}, "fallback_status_codes": fallbacks}
    prefixes = {
        "retry": f"{RETRY}/on_status_codes",
        "fallback": f"{TARGETS}/0/fallback_status_codes",
    }
    found = places("pointless-status-code", routing(lists))
    assert found == [prefixes[kind] + "/" + i for kind, i in (e.split("/") for e in expected)]


def test_a_code_twice_shows_the_first() -> None:
    lists = {"fallback_status_codes": ["429", "500", "429"]}
    [problem] = problems("pointless-status-code", routing(lists))
    assert [note.path[-1] for note in problem.notes] == [0]
