"""Manifests with one mistake each, and what the linter has to say about it."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from hypothesis import assume
from hypothesis import strategies as st

from linter.finding import Path
from linter.manifest import is_prompt
from linter.nearest import nearest
from tests.conformance.documents import replaced
from tests.properties.manifests import FREE, SCHEMA, TEXTS, manifests, resolved, types

Schema = dict[str, Any]


class Mistake(NamedTuple):
    """A manifest with a mistake: the rule that reports it, and the path to which it points."""

    kind: str
    manifest: dict[str, Any]
    rule: str
    path: Path


class Spot(NamedTuple):
    """A value in a manifest, the types allowed there, and the part of the schema it follows."""

    path: Path
    value: Any
    kinds: frozenset[str]
    schema: Schema


def spots(schema: Schema, value: Any, path: Path = ()) -> Iterator[Spot]:
    """Yield every value of a manifest that conforms, with what the schema says of it."""
    branches = list(_branches(schema))
    kinds = frozenset(kind for branch in branches for kind in types(branch))
    chosen = next(branch for branch in branches if _takes(branch, value))
    yield Spot(path, value, kinds, chosen)
    if isinstance(value, dict):
        for key, inside in value.items():
            below = chosen.get("properties", {}).get(key) or chosen.get("additionalProperties")
            if below:
                yield from spots(below, inside, (*path, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from spots(chosen["items"], item, (*path, index))


def _branches(schema: Schema) -> Iterator[Schema]:
    whole = resolved(schema)
    if "anyOf" not in whole:
        yield whole
    for branch in whole.get("anyOf", ()):
        yield from _branches(branch)


def _takes(schema: Schema, value: Any) -> bool:
    if not set(kinds_of(value)) & set(types(schema)):
        return False
    if not isinstance(value, dict):
        return True
    pinned = {
        key: resolved(inside)["const"]
        for key, inside in schema.get("properties", {}).items()
        if "const" in resolved(inside)
    }
    return all(value.get(key) == const for key, const in pinned.items())


def kinds_of(value: Any) -> tuple[str, ...]:
    """Return the JSON types of a value: a whole number is a number too."""
    if isinstance(value, bool):
        return ("boolean",)
    if isinstance(value, int):
        return ("integer", "number")
    return (
        {str: "string", dict: "object", list: "array", float: "number"}.get(type(value), "null"),
    )


_NAMES = frozenset(
    name
    for schema in SCHEMA["$defs"].values()
    for name in (*schema.get("properties", {}), *schema.get("x-hints", {}))
)


def _drop(draw: st.DrawFn, spot: Spot) -> tuple[Any, str, Path]:
    key = draw(st.sampled_from(spot.schema["required"]))
    rest = {other: value for other, value in spot.value.items() if other != key}
    return rest, "missing-field", spot.path


def _misspell(draw: st.DrawFn, spot: Spot) -> tuple[Any, str, Path]:
    key = draw(st.sampled_from(sorted(spot.value)))
    at = draw(st.integers(0, len(key) - 1))
    wrong = draw(
        st.sampled_from(
            [
                key[:at] + key[at:][:1] + key[at:],
                key[:at] + key[at + 1 :],
                key[:at] + key[at:][1:2] + key[at:][:1] + key[at + 2 :],
            ]
        )
    )
    free = [name for name in spot.schema["properties"] if name not in spot.value or name == key]
    assume(wrong not in _NAMES and nearest(wrong, free) == key)
    changed = {wrong if other == key else other: value for other, value in spot.value.items()}
    rule = "missing-field" if key in spot.schema.get("required", ()) else "unknown-field"
    return changed, rule, (*spot.path, wrong)


def _add(draw: st.DrawFn, spot: Spot) -> tuple[Any, str, Path]:
    hinted = sorted(spot.schema.get("x-hints", {})) or ["extra"]
    key = draw(st.one_of(st.sampled_from(hinted), TEXTS))
    assume(key not in spot.schema["properties"])
    return {**spot.value, key: draw(FREE)}, "unknown-field", (*spot.path, key)


def _retype(draw: st.DrawFn, spot: Spot) -> tuple[Any, str, Path]:
    other = draw(
        st.one_of(
            st.sampled_from([None, True, 0, 7, 1.0, 0.5, "", "text", [], [1], {}, {"a": 1}]), FREE
        )
    )
    assume(not spot.kinds & set(kinds_of(other)))
    return copy.deepcopy(other), "wrong-type", spot.path


def _exceed(draw: st.DrawFn, spot: Spot) -> tuple[Any, str, Path]:
    beyond = {
        "minimum": lambda bound: bound - draw(st.integers(1, 10**6)),
        "exclusiveMinimum": lambda bound: bound - draw(st.integers(0, 10**6)),
        "maximum": lambda bound: bound + draw(st.integers(1, 10**6)),
    }
    word = draw(st.sampled_from([word for word in beyond if word in spot.schema]))
    rule = spot.schema.get("x-rules", {}).get(word, "out-of-range")
    return beyond[word](spot.schema[word]), rule, spot.path


def _choose_wrongly(draw: st.DrawFn, spot: Spot) -> tuple[Any, str, Path]:
    allowed = [spot.schema["const"]] if "const" in spot.schema else spot.schema["enum"]
    wrong = draw(st.sampled_from(["", "other", *(each + "x" for each in allowed), allowed[0][:-1]]))
    return wrong, "invalid-choice", spot.path


def _lengthen(draw: st.DrawFn, spot: Spot) -> tuple[Any, str, Path]:
    longer = spot.schema["maxLength"] + draw(st.integers(1, 50))
    return "v" * longer, "wrong-length", spot.path


def _empty(draw: st.DrawFn, spot: Spot) -> tuple[Any, str, Path]:
    return [], "wrong-length", spot.path


def _deform(draw: st.DrawFn, spot: Spot) -> tuple[Any, str, Path]:
    wrong = draw(st.one_of(st.sampled_from(["", "\n", "\nx", "a b", "é", "x" * 120, "-"]), TEXTS))
    assume(re.fullmatch(spot.schema["pattern"], wrong) is None)
    assume(len(wrong) <= spot.schema.get("maxLength", 1000))
    return wrong, spot.schema.get("x-rules", {}).get("pattern", "invalid-format"), spot.path


def _is_record(spot: Spot) -> bool:
    return isinstance(spot.value, dict) and "properties" in spot.schema


KINDS: dict[
    str,
    tuple[Callable[[Spot], bool], Callable[[st.DrawFn, Spot], tuple[Any, str, Path]]],
] = {
    "drop a required key": (
        lambda spot: _is_record(spot) and bool(spot.schema.get("required")),
        _drop,
    ),
    "misspell a key": (lambda spot: _is_record(spot) and bool(spot.value), _misspell),
    "add an unknown key": (_is_record, _add),
    "replace by another type": (lambda spot: bool(spot.path), _retype),
    "exceed a bound": (
        lambda spot: (
            isinstance(spot.value, (int, float))
            and bool(spot.schema.keys() & {"minimum", "exclusiveMinimum", "maximum"})
        ),
        _exceed,
    ),
    "choose wrongly": (
        lambda spot: bool(spot.schema.keys() & {"const", "enum"}),
        _choose_wrongly,
    ),
    "lengthen": (
        lambda spot: isinstance(spot.value, str) and "maxLength" in spot.schema,
        _lengthen,
    ),
    "empty a list": (
        lambda spot: isinstance(spot.value, list) and "minItems" in spot.schema,
        _empty,
    ),
    "break a format": (
        lambda spot: isinstance(spot.value, str) and "pattern" in spot.schema,
        _deform,
    ),
}
"""For each kind of mistake, where it can be made, and how."""


_HOLDERS = {
    "exceed a bound": ("version", "routing_config", "cache_config"),
    "lengthen": ("name", "description", "version_alias"),
}
"""Top-level keys of which a manifest needs one, for mistakes that can't be made everywhere."""


@st.composite
def mistakes(draw: st.DrawFn, kind: str) -> Mistake:
    """Draw a manifest with one mistake of a kind."""
    possible, make = KINDS[kind]
    manifest = draw(manifests(_HOLDERS.get(kind, ())))
    fitting = [spot for spot in spots(SCHEMA, manifest) if possible(spot)]
    assume(fitting)
    spot = draw(st.sampled_from(fitting))
    changed, rule, path = make(draw, spot)
    wrong = replaced(manifest, spot.path, changed)
    assume(is_prompt(wrong))
    return Mistake(kind, wrong, rule, path)
