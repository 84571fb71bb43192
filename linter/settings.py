"""What a run was told: one frozen value that everything below the doors reads."""

from __future__ import annotations

from typing import NamedTuple

from linter.finding import Severity


class Limits(NamedTuple):
    """Bounds on what is accepted (retries) and on what is read at all (sizes)."""

    max_retry_attempts: int = 10
    max_retry_delay_ms: int = 60_000
    max_retry_wait_ms: int = 120_000
    max_file_size_mb: int = 16
    max_depth: int = 100
    max_nodes: int = 300_000


class Gateway(NamedTuple):
    """What the gateway offers, each kind as names or globs; None: nothing is known of that kind."""

    providers: tuple[str, ...] | None = None
    targets: tuple[str, ...] | None = None
    guardrails: tuple[str, ...] | None = None
    mcp_servers: tuple[str, ...] | None = None
    ml_repos: tuple[str, ...] | None = None


class Settings(NamedTuple):
    """The settings in force. ``select`` empty means every rule that is on by default.

    ``fail_on`` is the mildest severity that makes a run fail; None: nothing does.
    """

    select: frozenset[str] = frozenset()
    ignore: frozenset[str] = frozenset()
    fail_on: Severity | None = Severity.WARNING
    limits: Limits = Limits()
    gateway: Gateway = Gateway()
