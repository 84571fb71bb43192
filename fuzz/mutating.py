"""Changes that people and programs make to manifests: lines, tokens and values moved about."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from random import Random
from typing import Any

from linter.schemas import load
from tests.properties.test_bytes import TOKENS as BYTES
from tests.properties.test_loaders import TOKENS
from tests.rules.edits import NUMBERS, TEXTS

_SUPPRESSIONS = (
    *("# pmlint: ignore[unknown-field]", "# pmlint: ignore[wrong-type, not-json] why", "# pmlint:"),
    *("# pmlint: ignore-file[unused-variable]", "# pmlint ignore", "#pmlint:ignore[]", "  # x"),
)
_ODD: tuple[Any, ...] = (None, True, False, [], {}, [[]], {"x": 1}, ["a", "a"], 10**30, -0.0, 1e300)
_MOST = 12_000
"""Bytes of a mutated input: every promise about time shows in less, and more would be slow."""


def words() -> list[bytes]:
    """Return what texts are made of: tokens of the formats, keys and choices of the schema."""
    found = {*TOKENS, *_SUPPRESSIONS, *TEXTS, *_named(load("chat-prompt"))}
    return sorted({*(word.encode() for word in found), *BYTES})


def _named(schema: Any) -> Iterator[str]:
    if isinstance(schema, dict):
        yield from schema.get("properties", ())
        for choice in (schema.get("const"), *schema.get("enum", ())):
            if isinstance(choice, str):
                yield choice
        schema = list(schema.values())
    if isinstance(schema, list):
        for inside in schema:
            yield from _named(inside)


_WORDS = words()


def mutated(data: bytes, other: bytes, random: Random) -> bytes:
    """Return an input with a few changes, some of them taken from another one."""
    for _ in range(random.choice((1, 1, 2, 3, 5))):
        data = random.choice(_CHANGES)(data, other, random)
    return data[:_MOST]


def _insert(data: bytes, _other: bytes, random: Random) -> bytes:
    at = random.randint(0, len(data))
    return data[:at] + random.choice(_WORDS) + data[at + random.choice((0, 0, 0, 1, 3)) :]


def _cut(data: bytes, _other: bytes, random: Random) -> bytes:
    at = random.randint(0, len(data))
    return data[:at] + data[at + random.choice((1, 1, 2, 5, 40)) :]


def _copy(data: bytes, other: bytes, random: Random) -> bytes:
    start, at = random.randint(0, len(other)), random.randint(0, len(data))
    return data[:at] + other[start : start + random.choice((1, 4, 20, 200))] + data[at:]


def _lines(data: bytes, other: bytes, random: Random) -> bytes:
    """Remove, double, move, indent, comment or take over a line or two."""
    lines = data.splitlines(keepends=True) or [b""]
    start = random.randrange(len(lines))
    some = lines[start : start + random.choice((1, 1, 2, 6))]
    rest = lines[:start] + lines[start + len(some) :]
    to = random.randint(0, len(rest))
    taken = (other.splitlines(keepends=True) or [b""])[-20:]
    comment = random.choice(_SUPPRESSIONS).encode()
    here: list[list[bytes]] = [
        [],
        some + some,
        [b"  " + line for line in some],
        [line[random.choice((1, 2)) :] for line in some],
        [line.rstrip(b"\n") + b"  " + comment + b"\n" for line in some],
        [comment + b"\n", *some],
        [*some, random.choice(taken)],
        [line.replace(b"\n", b"\r\n") for line in some],
    ]
    if random.random() < 0.2:
        return b"".join([*rest[:to], *some, *rest[to:]])
    return b"".join([*rest[:start], *random.choice(here), *rest[start:]])


def _value(data: bytes, _other: bytes, random: Random) -> bytes:
    """Change a value inside of a JSON text."""
    try:
        value = json.loads(data)
        holder, key = random.choice(list(_entries(value)))
    except (ValueError, IndexError, RecursionError):
        return _insert(data, b"", random)
    choice = random.randrange(5)
    if choice == 0:
        del holder[key]
    elif choice == 1 and isinstance(holder, dict):
        holder[str(random.choice(TEXTS))] = holder.pop(key)
    elif choice == 2 and isinstance(holder, list):
        holder.append(holder[key])
    else:
        others = [inside[step] for inside, step in _entries(value)]
        pool = random.choice((TEXTS, NUMBERS, _ODD, others))
        holder[key] = random.choice(pool)
        try:
            return json.dumps(value, indent=random.choice((None, 2))).encode()
        except (ValueError, RecursionError):
            return data
    return json.dumps(value).encode()


def _entries(value: Any) -> Iterator[tuple[Any, Any]]:
    if isinstance(value, (dict, list)):
        for key in value if isinstance(value, dict) else range(len(value)):
            yield value, key
            yield from _entries(value[key])


_CHANGES: tuple[Callable[[bytes, bytes, Random], bytes], ...] = (
    *(_insert, _insert, _cut, _copy, _lines, _lines, _value, _value),
)
