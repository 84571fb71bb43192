"""Realistic manifests with a few of the mistakes that fixes mend."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator
from random import Random
from typing import Any

import yaml

from benchmarks import corpus
from tests.properties.styles import writer

_SUPPRESSIONS = (
    "  # pmlint: ignore[unknown-field]",
    " # pmlint: ignore[wrong-type, invalid-choice] for a reason",
    " # a word # pmlint: ignore[unused-variable]",
)


def spoiled(seed: int) -> dict[str, Any]:
    """Return a generated manifest with up to four mistakes; the same seed gives the same one."""
    random = Random(seed)
    value = copy.deepcopy(corpus.entry(random.randrange(200)).value)
    for _ in range(random.randint(1, 4)):
        random.choice(_MISTAKES)(random, value)
    return value


def written(seed: int, value: dict[str, Any]) -> tuple[str, str]:
    """Return a name and a text for a value: as people write YAML, as PyYAML does, or JSON."""
    random = Random(seed)
    kind = random.randrange(4)
    if kind == 0:
        indent = random.choice([None, 1, 2, 4, "\t"])
        return "x.json", json.dumps(value, indent=indent, ensure_ascii=random.random() < 0.5)
    if kind == 1:
        flow = random.choice([None, True, False])
        text = yaml.safe_dump(
            value,
            sort_keys=False,
            default_flow_style=flow,
            default_style=random.choice([None, None, "'", '"', "|"]),
            width=random.choice([20, 80, 1_000]),
            indent=random.randint(2, 4),
            line_break=random.choice(["\n", "\r\n", "\r"]),
            allow_unicode=random.random() < 0.5,
        )
    else:
        text = writer(seed).write(value)
    if random.random() < 0.2:
        text += random.choice(["---\n", "--- # empty\n# the end\n", "---\n---"])
    if random.random() < 0.3:
        lines = text.split("\n")
        lines[random.randrange(len(lines))] += random.choice(_SUPPRESSIONS)
        text = "\n".join(lines)
    return "x.yaml", text.rstrip("\n") if random.random() < 0.1 else text


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Yield every entry of every mapping and list: what holds it, and its key or index."""
    for key in value if isinstance(value, dict) else range(len(value)):
        yield value, key
        if isinstance(value[key], dict | list):
            yield from _places(value[key])


def _any(random: Random, value: Any, wanted: Callable[[Any, Any], bool]) -> tuple[Any, Any] | None:
    found = [(holder, key) for holder, key in _places(value) if wanted(holder, key)]
    return random.choice(found) if found else None


def _no_text(random: Random, value: dict[str, Any]) -> None:
    """Put a number or a word of YAML where there is a text."""
    names = ("name", "version_alias", "description", "ml_repo", "content", "text")
    place = _any(random, value, lambda holder, key: key in names or _is_code(holder, key))
    variables = value.get("variables")
    if variables and random.random() < 0.5:
        place = variables, random.choice(list(variables))
    if place is not None:
        holder, key = place
        holder[key] = random.choice([429, 500, 1.0, 0.5, True, False, 7, 2024])


def _is_code(holder: Any, key: Any) -> bool:
    item = holder[key]
    return isinstance(holder, list) and isinstance(item, str) and item.isdigit()


def _other_tag(random: Random, value: dict[str, Any]) -> None:
    place = _any(
        random, value, lambda holder, key: key in ("type", "role") and isinstance(holder[key], str)
    )
    if place is not None:
        holder, key = place
        tag = holder[key]
        ways = (tag.upper(), tag.title(), tag.replace("_", "-"), tag.replace("-", "_"), tag + "x")
        holder[key] = random.choice(ways)


def _other_key(random: Random, value: dict[str, Any]) -> None:
    place = _any(random, value, lambda _, key: isinstance(key, str) and len(key) > 3)
    if place is not None:
        holder, key = place
        at = random.randrange(len(key) - 1)
        wrong = random.choice(
            (key[:at] + key[at + 1 :], key[:at] + key[at + 1] + key[at] + key[at + 2 :], key + "s")
        )
        items = [(wrong if each == key else each, item) for each, item in holder.items()]
        holder.clear()
        holder.update(items)


def _other_place(random: Random, value: dict[str, Any]) -> None:
    model = value.get("model_configuration") or {}
    parameters = model.get("parameters") or {}
    if parameters:
        key = random.choice(list(parameters))
        random.choice([value, model])[key] = parameters.pop(key)
        if not parameters and random.random() < 0.5:
            del model["parameters"]


def _blanks(random: Random, value: dict[str, Any]) -> None:
    place = _any(
        random, value, lambda holder, key: isinstance(holder[key], str) and "{{" in holder[key]
    )
    if place is not None:
        holder, key = place
        wide = random.choice([("{{", "{{ "), ("}}", " }}"), ("}}", "\t}}")])
        holder[key] = holder[key].replace(*wide)


def _undeclared(random: Random, value: dict[str, Any]) -> None:
    variables = value.get("variables") or {}
    if variables:
        del variables[random.choice(list(variables))]
    if not variables:
        value["variables"] = random.choice([None, {}])
        if random.random() < 0.5:
            del value["variables"]


def _unused(random: Random, value: dict[str, Any]) -> None:
    variables = value.setdefault("variables", {})
    items = list(variables.items())
    items.insert(
        random.randint(0, len(items)), ("unused_one", random.choice([None, "a\nb\n", "x"]))
    )
    variables.clear()
    variables.update(items)


def _twice(random: Random, value: dict[str, Any]) -> None:
    place = _any(random, value, lambda holder, _: isinstance(holder, list))
    if place is not None:
        holder, at = place
        holder.insert(random.randint(0, len(holder)), copy.deepcopy(holder[at]))


def _codes(random: Random, value: dict[str, Any]) -> None:
    for target in (value.get("routing_config") or {}).get("load_balance_targets") or ():
        codes = [random.choice(["429", "500", "503", 429]) for _ in range(random.randint(1, 5))]
        target["fallback_status_codes"] = codes


def _weights(random: Random, value: dict[str, Any]) -> None:
    factor = random.choice([0.01, 0.1, 0.5, 2, 3])
    for target in (value.get("routing_config") or {}).get("load_balance_targets") or ():
        if isinstance(target.get("weight"), int):
            target["weight"] *= factor


def _no_metadata(random: Random, value: dict[str, Any]) -> None:
    del random
    value.pop("metadata", None)


def _alias(random: Random, value: dict[str, Any]) -> None:
    value["version_alias"] = random.choice(["1.0", "V2", "2024-05", "1", "v1"])


_MISTAKES: tuple[Callable[[Random, dict[str, Any]], None], ...] = (
    *(_no_text, _no_text, _other_tag, _other_key, _other_key, _other_place, _blanks),
    *(_undeclared, _unused, _twice, _codes, _weights, _no_metadata, _alias),
)
