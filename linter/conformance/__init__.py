"""A value against its schema: whether it conforms, and if not, why.

Only what answers "yes" is cheap to import; the diagnosis is loaded when the answer is "no".
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from linter.document.base import Document
    from linter.finding import Path, Problem


def conforms(name: str, value: Any) -> bool:
    """Whether a value conforms to the schema of that name."""
    from linter.conformance.compiled import CHECKS

    return CHECKS[name](value)


def diagnose(
    schema: dict[str, Any],
    value: Any,
    document: Document,
    path: Path,
    known_fields: tuple[str, ...] = (),
) -> Iterator[tuple[str, Problem]]:
    """Say why a value does not conform: the names of rules, each with a problem.

    ``path`` is where the value stands in its document; the paths of the problems begin at the
    value. A value that conforms gives nothing, and what is unknown conforms. ``known_fields`` are
    paths of keys that are accepted though the schema does not know them.
    """
    from linter.conformance.diagnosis import problems

    return problems(schema, value, document, path, known_fields)
