"""Documents with something broken anywhere: a schema that works, or one clause; never a defect."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from typing import Any

import pytest

from linter.schemagen.openapi import OpenApiError, generate
from tests.openapi.samples import OURS, modern, older

JUNK: list[Any] = [
    *(None, 5, -1, 1.5, "x", True, False, [], {}, [1], ["a"]),
    *({"type": "object"}, {"type": ["null"]}, {"const": None}, {"anyOf": []}, {"allOf": []}),
    *({"nullable": True}, {"properties": {"type": {"const": "a"}}}, {"required": ["type"]}),
    {"$ref": "#/components/schemas/ChatMessage"},
    {"$ref": "#/components/schemas/ChatPromptManifest"},
    {"additionalProperties": {"$ref": "#/components/schemas/ToolSchema"}},
    {"discriminator": {"propertyName": "type", "mapping": {"a": "ToolTurn"}}},
    {"oneOf": [{"type": "string"}, {"items": {"$ref": "#/components/schemas/Spoken"}}]},
]
KEYS = (
    *("type", "properties", "anyOf", "oneOf", "allOf", "$ref", "enum", "const", "items", "default"),
    *("required", "discriminator", "additionalProperties", "minimum", "pattern", "examples"),
)


def nodes(value: Any) -> Iterator[tuple[Any, Any]]:
    """Yield every place in a value as what holds it, with the key or index there."""
    steps = value.items() if isinstance(value, dict) else enumerate(value)
    for step, inside in list(steps):
        yield value, step
        if isinstance(inside, (dict, list)):
            yield from nodes(inside)


@pytest.mark.parametrize("seed", range(120))
def test_a_document_with_mistakes_is_no_defect(seed: int) -> None:
    chance = random.Random(seed)
    document = json.loads(json.dumps(chance.choice((modern, older))()))
    for holder, step in chance.sample(list(nodes(document["components"]["schemas"])), 3):
        junk = json.loads(json.dumps(chance.choice(JUNK)))
        if isinstance(holder[step], dict) and chance.random() < 0.5:
            holder[step][chance.choice(KEYS)] = junk
        else:
            holder[step] = junk
    try:
        # The schema is compiled on the way, so one that is returned works.
        told = json.dumps(generate(document, None, OURS).schema)
    except OpenApiError as error:
        told = str(error)
    assert told
    assert "\n" not in told
