"""What a run was told: frozen values that everything below the doors reads."""

from collections.abc import Callable
from typing import Any, NamedTuple

from linter.finding import Severity

ALL = "all"
"""What stands for every rule but those that have to be named."""

FAIL_ON: dict[str, Severity | None] = {
    **{severity.value: severity for severity in Severity},
    "never": None,
}
"""The mildest severity that makes a run fail, by the word for it."""


class ConfigError(Exception):
    """Settings that can't be used; the message is one line and begins with the place."""


class Limits(NamedTuple):
    """Bounds on what is accepted (retries) and on what is read at all (sizes)."""

    max_retry_attempts: int = 10
    max_retry_delay_ms: int = 60_000
    max_retry_wait_ms: int = 120_000
    max_file_size_mb: int = 16
    max_depth: int = 100
    max_nodes: int = 300_000
    max_findings: int = 1_000
    """Of a file, in the reports for terminals; those for programs hold all."""


class Gateway(NamedTuple):
    """What the gateway offers, each kind as names or globs; None: nothing is known of that kind."""

    providers: tuple[str, ...] | None = None
    targets: tuple[str, ...] | None = None
    guardrails: tuple[str, ...] | None = None
    mcp_servers: tuple[str, ...] | None = None
    ml_repos: tuple[str, ...] | None = None


class ManifestSchema:
    """A schema to hold manifests against in place of the shipped one: as data, and compiled.

    Two are the same only if they are one object. ``file`` is where it was read.
    """

    def __init__(
        self, document: dict[str, Any], conforms: Callable[[Any], bool], file: str = ""
    ) -> None:
        self.file = file
        self.document = document
        self.conforms = conforms


class Settings(NamedTuple):
    """The settings in force for a file.

    ``select`` and ``ignore`` are names of rules or groups, or ALL; ``select`` empty means every
    rule that is on by default. ``severities`` are pairs of a rule's name and the severity that
    replaces its own. ``fail_on`` is the mildest severity that makes a run fail; None: nothing
    does. ``schema`` None stands for the shipped one. A text that one of ``template_patterns``
    (regular expressions) matches in whole is filled in later by another program, so nothing is
    known of it. ``known_fields`` are paths of keys to accept, such as
    ``routing_config.load_balance_targets[].region``. ``assume_prompt`` makes every document of
    the file count as a manifest.
    """

    select: frozenset[str] = frozenset()
    ignore: frozenset[str] = frozenset()
    fail_on: Severity | None = Severity.WARNING
    limits: Limits = Limits()
    gateway: Gateway = Gateway()
    schema: ManifestSchema | None = None
    severities: tuple[tuple[str, Severity], ...] = ()
    template_patterns: tuple[str, ...] = ()
    known_fields: tuple[str, ...] = ()
    assume_prompt: bool = False


class Overrides(NamedTuple):
    """What the command line says, over what a settings file says; None: nothing is said.

    ``select`` replaces the ``select`` and ``ignore`` of the file, ``ignore`` adds to that of the
    file. ``fail_on`` is a key of FAIL_ON.
    """

    select: frozenset[str] | None = None
    ignore: frozenset[str] = frozenset()
    fail_on: str | None = None
    schema: ManifestSchema | None = None


class Configuration(NamedTuple):
    """What one settings file and the command line say, or the defaults and the command line.

    ``folder`` is absolute, and the globs are relative to it. ``include`` empty stands for the
    suffixes of YAML and JSON. ``per_file_ignores`` are pairs of a glob and the names of rules or
    groups; ``settings`` are those without them. ``baseline`` is an absolute path.
    """

    settings: Settings
    folder: str
    file: str | None = None
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    assume_prompts: tuple[str, ...] = ()
    per_file_ignores: tuple[tuple[str, frozenset[str]], ...] = ()
    baseline: str | None = None
