"""Manifests that conform, drawn from the schema itself."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from linter.rules import RULES
from linter.schemas import load

SCHEMA = load("chat-prompt")

SHAPE_RULES = frozenset(
    {name for name, rule in RULES.items() if rule.group == "shape"}
    | {"version-alias", "retry-bounds", "blank-content"}
)
"""The rules that report what the schema says, also under names of other groups."""

TEXTS = st.one_of(
    st.sampled_from(
        [
            "",
            "NO",
            "010",
            "1e-3",
            "~",
            "2024-05-01",
            "{{x}}",
            "{{ x }}",
            "- a",
            "a: b",
            "#",
            "'",
            '"',
        ]
    ),
    st.sampled_from(["Hello there", "one\ntwo\n", "a\n\n b\n", "\\n", "é 😀", " x", "x ", "429"]),
    st.text(max_size=10),
).filter(lambda text: not text.isspace())
"""Texts that tempt a reader; never white space alone, which is a mistake where it is rendered."""

FREE = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), TEXTS).filter(
        lambda value: value not in (float("inf"), float("-inf"))
    ),
    lambda inside: st.lists(inside, max_size=2) | st.dictionaries(TEXTS, inside, max_size=2),
    max_leaves=4,
)
"""Any value that JSON has a form for."""


def resolved(schema: dict[str, Any]) -> dict[str, Any]:
    """Follow a schema's references."""
    while "$ref" in schema:
        schema = SCHEMA["$defs"][schema["$ref"].rpartition("/")[2]]
    return schema


def types(schema: dict[str, Any]) -> tuple[str, ...]:
    """Return the JSON types that a schema without a union allows."""
    said = schema["type"]
    return (said,) if isinstance(said, str) else tuple(said)


_built: dict[int, st.SearchStrategy[Any]] = {}


def values(schema: dict[str, Any]) -> st.SearchStrategy[Any]:
    """Return a strategy for the values that conform to a part of the schema."""
    if id(schema) not in _built:
        _built[id(schema)] = _values(resolved(schema))
    return _built[id(schema)]


def _values(schema: dict[str, Any]) -> st.SearchStrategy[Any]:
    if "anyOf" in schema:
        return st.one_of([values(branch) for branch in schema["anyOf"]])
    if "const" in schema:
        return st.just(schema["const"])
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    return st.one_of([_of_type(kind, schema) for kind in types(schema)])


def _of_type(kind: str, schema: dict[str, Any]) -> st.SearchStrategy[Any]:
    if kind == "string":
        return _texts(schema)
    if kind == "array":
        return st.lists(values(schema["items"]), min_size=schema.get("minItems", 0), max_size=2)
    if kind == "object":
        return _mappings(schema)
    if kind in ("integer", "number"):
        return _numbers(kind, schema)
    return {"null": st.none(), "boolean": st.booleans()}[kind]


def _texts(schema: dict[str, Any]) -> st.SearchStrategy[str]:
    longest = schema.get("maxLength", 1000)
    if "pattern" not in schema:
        return TEXTS.filter(lambda text: len(text) <= longest)
    drawn = st.from_regex(schema["pattern"], fullmatch=True)
    if schema.get("x-rules", {}).get("pattern") == "blank-content":
        drawn = st.one_of(TEXTS.map(lambda text: "x" + text), drawn)
    return drawn.filter(lambda text: len(text) <= longest and not text.isspace())


def _numbers(kind: str, schema: dict[str, Any]) -> st.SearchStrategy[float]:
    least, most = schema.get("minimum"), schema.get("maximum")
    above = schema.get("exclusiveMinimum")
    whole = st.integers(
        min_value=above + 1 if above is not None else least,
        max_value=most if most is not None else 10**20,
    )
    if kind == "integer":
        return whole
    fractions = st.floats(
        min_value=above if above is not None else least,
        max_value=most,
        exclude_min=above is not None,
        allow_nan=False,
        allow_infinity=False,
    )
    return st.one_of(whole, fractions)


def _mappings(schema: dict[str, Any]) -> st.SearchStrategy[dict[str, Any]]:
    if schema.get("x-free-form"):
        return st.dictionaries(TEXTS, FREE, max_size=2)
    if "properties" not in schema:
        return st.dictionaries(TEXTS, values(schema["additionalProperties"]), max_size=2)
    return _records(schema)


@st.composite
def _records(draw: st.DrawFn, schema: dict[str, Any], held: tuple[str, ...] = ()) -> dict[str, Any]:
    required = schema.get("required", [])
    optional = [key for key in schema["properties"] if key not in (*required, *held)]
    chosen = draw(st.lists(st.sampled_from(optional), max_size=4, unique=True)) if optional else []
    keys = [*required, *held, *chosen]
    return {key: draw(values(schema["properties"][key])) for key in keys}


@st.composite
def manifests(draw: st.DrawFn, among: tuple[str, ...] = ()) -> dict[str, Any]:
    """Draw a whole manifest; of its optional keys it has at least one of those named, if any."""
    schema = resolved(SCHEMA)
    held = draw(
        st.sampled_from(among or sorted(schema["properties"].keys() - {*schema["required"]}))
    )
    return draw(_records(schema, (held,)))
