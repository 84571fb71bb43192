"""The gateway's inventory: names that must exist before a prompt can run."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from linter.finding import Problem, Severity
from linter.rules.base import rule
from linter.settings import Gateway

if TYPE_CHECKING:
    from linter.manifest import Manifest
    from linter.settings import Settings

_UNKNOWN = Gateway()


@rule(
    "unknown-gateway-entity",
    Severity.ERROR,
    when=lambda seen: seen.settings.gateway != _UNKNOWN,
)
def unknown_gateway_entity(manifest: Manifest, settings: Settings) -> Iterable[Problem]:
    """A provider, model, target, guardrail, MCP server or ML repo is not in the inventory.

    Why:
        Whether a name exists is known to the gateway alone: a manifest with a misspelt account
        is applied, and the calls fail. An inventory in the configuration lets the linter know
        it before. What it does not list a kind of is not looked at.

    Bad:
        model_configuration:
          provider: opneai-main
          model: gpt-4o

    Good:
        model_configuration:
          provider: openai-main
          model: gpt-4o

    Mend:
        Write a name that exists, or add the new one to the inventory.

    Options:
        `providers`, `targets`, `guardrails`, `mcp-servers` and `ml-repos` under `gateway` in the
        configuration, each a list of names or globs such as `openai-main/*`. `targets` holds
        `provider-account/model` and is held against `model_configuration` too. An MCP server is
        listed by its FQN or by the name at the end of it; one that the manifest gives by its URL
        needs no listing. Without `targets`, the accounts of targets are held against `providers`.

    Sources:
        The configuration. The form of targets is the one of the API reference page
        'List prompts'.

    How sure:
        As sure as the inventory is up to date.
    """
    if settings.gateway == _UNKNOWN:
        return ()
    from linter.rules.inventory import unknown

    return unknown(manifest, settings.gateway)
