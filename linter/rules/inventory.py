"""The names in a manifest held against what the gateway is said to offer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any, TypeAlias

from linter.finding import Path, Problem
from linter.nearest import nearest
from linter.placeholders import holds_whole
from linter.rules.targets import is_target
from linter.rules.words import short

if TYPE_CHECKING:
    from linter.manifest import Manifest
    from linter.settings import Gateway

Entry: TypeAlias = "tuple[Path, Any]"
"""A name, and the path to it."""

_MOST_LISTED = 8


def unknown(manifest: Manifest, gateway: Gateway) -> Iterator[Problem]:
    """Yield a problem for each name that the inventory does not list."""
    if gateway.ml_repos is not None:
        entries: list[Entry] = [(("ml_repo",), manifest.value.get("ml_repo"))]
        yield from _unlisted(entries, gateway.ml_repos, "ML repo", "ml-repos")
    yield from _model(manifest, gateway)
    yield from _targets(manifest, gateway)
    if gateway.mcp_servers is not None:
        known = gateway.mcp_servers
        for path, server in manifest.mappings("mcp_servers"):
            fqn = server.get("integration_fqn")
            # People list a server by its FQN, or by the name at the end of it.
            if isinstance(fqn, str) and not _listed(fqn.rpartition(":")[2], known):
                entries = [((*path, "integration_fqn"), fqn)]
                yield from _unlisted(entries, known, "MCP server", "mcp-servers")
    if gateway.guardrails is not None:
        for key in ("input_guardrails", "output_guardrails"):
            names = manifest.mapping("guardrails").get(key)
            entries = [
                (("guardrails", key, i), name)
                for i, name in enumerate(names if isinstance(names, list) else ())
            ]
            yield from _unlisted(entries, gateway.guardrails, "guardrail", "guardrails")


def _model(manifest: Manifest, gateway: Gateway) -> Iterator[Problem]:
    """Hold the provider of the model against the providers, both together against the targets."""
    configuration = manifest.mapping("model_configuration")
    provider, model = configuration.get("provider"), configuration.get("model")
    if not isinstance(provider, str):
        return
    path: Path = ("model_configuration", "provider")
    if gateway.providers is not None and not _listed(provider, gateway.providers):
        yield from _unlisted([(path, provider)], gateway.providers, "provider", "providers")
    elif isinstance(model, str) and gateway.targets is not None:
        whole = f"{provider}/{model}"
        accounts = [target.partition("/")[0] for target in gateway.targets]
        if _listed(provider, accounts):
            path = ("model_configuration", "model")
        yield from _unlisted([(path, whole)], gateway.targets, "model", "targets")


def _targets(manifest: Manifest, gateway: Gateway) -> Iterator[Problem]:
    """Hold targets against the targets, and where these are not known, accounts by themselves."""
    for path, target in manifest.targets:
        name = target.get("target")
        if not isinstance(name, str) or not is_target(name):
            continue
        account = name.partition("/")[0]
        if gateway.targets is not None:
            entry = ((*path, "target"), name)
            yield from _unlisted([entry], gateway.targets, "target", "targets")
        elif gateway.providers is not None:
            entry = ((*path, "target"), account)
            for problem in _unlisted([entry], gateway.providers, "provider", "providers"):
                yield problem._replace(chars=(0, len(account)))


def _unlisted(
    entries: Sequence[Entry], known: Sequence[str], what: str, key: str
) -> Iterator[Problem]:
    for path, name in entries:
        if not isinstance(name, str) or not name or _listed(name, known):
            continue
        # A placeholder in a name is told by the rule on texts that are not rendered.
        if not holds_whole(name):
            yield Problem(
                path,
                f'{what} "{short(name)}" is not in the inventory of the gateway:'
                f" {_advice(name, known, key)}",
                help=f"{key} under gateway in the configuration lists what there is",
            )


def _listed(name: str, known: Sequence[str]) -> bool:
    return name in known or any(fnmatchcase(name, glob) for glob in known if _is_glob(glob))


def _advice(name: str, known: Sequence[str], key: str) -> str:
    names = [candidate for candidate in known if not _is_glob(candidate)]
    guess = nearest(name, names)
    if guess is not None:
        return f'did you mean "{guess}"?'
    if 0 < len(known) <= _MOST_LISTED:
        return f"it has {', '.join(known)}"
    return f"write one that it has, or add this one to {key}"


def _is_glob(name: str) -> bool:
    return any(char in name for char in "*?[")
