"""jsonschema, reading as strictly as the linter does: the other opinion on what conforms."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from typing import Any

from jsonschema import Draft202012Validator, ValidationError
from jsonschema.validators import extend

_TYPES = Draft202012Validator.TYPE_CHECKER.redefine_many(
    {
        "integer": lambda _, value: type(value) is int,
        "number": lambda _, value: (
            type(value) is int or (type(value) is float and math.isfinite(value))
        ),
    }
)


def _whole_text(
    _: Any, pattern: str, value: Any, schema: dict[str, Any]
) -> Iterator[ValidationError]:
    if isinstance(value, str) and not re.fullmatch(pattern, value):
        yield ValidationError("no match")


def validator(schema: dict[str, Any]) -> Any:
    """Return a validator for a schema, which passes over the manifests inside envelopes."""
    strict: Any = extend(  # type: ignore[no-untyped-call]
        Draft202012Validator, {"pattern": _whole_text}, type_checker=_TYPES
    )
    return strict(_without_manifests(schema))


def _without_manifests(value: Any) -> Any:
    if isinstance(value, list):
        return [_without_manifests(item) for item in value]
    if isinstance(value, dict):
        if value.get("x-manifest"):
            return {}
        return {key: _without_manifests(item) for key, item in value.items()}
    return value
