"""Mistakes that people make, each made in a clean manifest and caught by one rule."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import NamedTuple

from benchmarks import parts


class Mistake(NamedTuple):
    """A change to a clean manifest and the rule that it breaks."""

    rule: str
    make: Callable[[parts.Mapping, Random], None]


def _misspell_key(manifest: parts.Mapping, random: Random) -> None:
    right, wrong = random.choice(
        (("description", "descripton"), ("version_alias", "version_allias"))
    )
    manifest[wrong] = manifest.pop(right)


def _forget_metadata(manifest: parts.Mapping, _random: Random) -> None:
    del manifest["metadata"]


def _unknown_role(manifest: parts.Mapping, random: Random) -> None:
    manifest["messages"][0]["role"] = random.choice(("sytem", "human", "System"))


def _unquoted_status_code(manifest: parts.Mapping, random: Random) -> None:
    routing = parts.routing(random, "weight-based-routing")
    target = random.choice(routing["load_balance_targets"])
    target["retry_config"] = {"attempts": 2, "delay": 200, "on_status_codes": ["503", 429]}
    manifest["routing_config"] = routing


def _weights_off(manifest: parts.Mapping, random: Random) -> None:
    routing = parts.routing(random, "weight-based-routing")
    random.choice(routing["load_balance_targets"])["weight"] += random.choice((-5, 5))
    manifest["routing_config"] = routing


def _misspell_variable(manifest: parts.Mapping, random: Random) -> None:
    name = random.choice(list(manifest["variables"]))
    wrong = name[:-2] + name[-1]
    message = manifest["messages"][0]
    message["content"] = message["content"].replace(f"{{{{{name}}}}}", f"{{{{{wrong}}}}}")


def _version_zero(manifest: parts.Mapping, _random: Random) -> None:
    manifest["version"] = 0


def _quoted_number(manifest: parts.Mapping, _random: Random) -> None:
    manifest["model_configuration"]["parameters"]["max_tokens"] = "1024"


def _alias_without_v(manifest: parts.Mapping, _random: Random) -> None:
    manifest["version_alias"] = manifest["version_alias"][1:]


def _delay_in_seconds(manifest: parts.Mapping, random: Random) -> None:
    routing = parts.routing(random, "latency-based-routing")
    retry = {"attempts": 2, "delay": random.choice((1, 2, 5)), "on_status_codes": ["429", "503"]}
    random.choice(routing["load_balance_targets"])["retry_config"] = retry
    manifest["routing_config"] = routing


MISTAKES = (
    Mistake("unknown-field", _misspell_key),
    Mistake("missing-field", _forget_metadata),
    Mistake("invalid-choice", _unknown_role),
    Mistake("wrong-type", _unquoted_status_code),
    Mistake("routing-weights-sum", _weights_off),
    Mistake("undeclared-variable", _misspell_variable),
    Mistake("out-of-range", _version_zero),
    Mistake("wrong-type", _quoted_number),
    Mistake("version-alias", _alias_without_v),
    Mistake("retry-budget", _delay_in_seconds),
)
