"""How much each property is tried: the same examples every time, or more and new ones."""

from __future__ import annotations

import os
from datetime import timedelta

from hypothesis import HealthCheck, settings

_FACTOR = float(os.environ.get("PMLINT_EXAMPLES", "1"))
"""PMLINT_EXAMPLES=20 tries twenty times as many examples, and other ones in each run."""


def examples(number: int, seconds: float | None = None) -> settings:
    """Return the settings of a property: how many examples, and how long each may take."""
    return settings(
        max_examples=max(1, int(number * _FACTOR)),
        derandomize="PMLINT_EXAMPLES" not in os.environ,
        database=None,
        deadline=timedelta(seconds=seconds) if seconds else None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
