"""Entries of lists that name something which an earlier entry has named already."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from linter.finding import Note, Path, Problem, Remedy
from linter.rules.words import short

if TYPE_CHECKING:
    from linter.manifest import Manifest
    from linter.survey import Survey

_GUARDRAILS = ("input_guardrails", "output_guardrails")
_MOST_COMPARED = 50
"""How many sets of headers are told apart; nobody has more."""


def may_repeat(seen: Survey) -> bool:
    """Whether a guardrail, a server, a tool of one or a sub agent comes twice: a quick look."""
    guardrails = seen.value.get("guardrails") or {}
    for key in guardrails:
        if _repeats(guardrails[key] or ()):
            return True
    for server in seen.servers:
        if "tools" in server and _repeats([tool["name"] for tool in server["tools"] or ()]):
            return True
    if len(seen.servers) > 1 and _repeats(
        [server.get("integration_fqn", server.get("url")) for server in seen.servers]
    ):
        return True
    agents = seen.value.get("sub_agents") or ()
    return _repeats([agent["name"] for agent in agents])


def _repeats(names: Sequence[object]) -> bool:
    return len(set(names)) != len(names)


def repeated(manifest: Manifest) -> Iterator[Problem]:
    """Yield a problem for each guardrail, MCP server, tool of one and sub agent that repeats."""
    for key in _GUARDRAILS:
        names = _list(manifest.mapping("guardrails").get(key))
        yield from _again(
            manifest, [(("guardrails", key, i), name) for i, name in enumerate(names)], "guardrail"
        )
    yield from _servers(manifest)
    agents = manifest.mappings("sub_agents")
    yield from _again(
        manifest, [((*path, "name"), agent.get("name")) for path, agent in agents], "sub agent"
    )


def _servers(manifest: Manifest) -> Iterator[Problem]:
    registered: list[tuple[Path, Any]] = []
    at_urls: list[tuple[Any, list[tuple[Path, Any]]]] = []
    for path, server in manifest.mappings("mcp_servers"):
        if "integration_fqn" in server:
            registered.append(((*path, "integration_fqn"), server["integration_fqn"]))
        elif "url" in server:
            headers = server.get("headers") or None
            group = next((urls for known, urls in at_urls if known == headers), None)
            if group is None and len(at_urls) < _MOST_COMPARED:
                group = []
                at_urls.append((headers, group))
            if group is not None:
                group.append(((*path, "url"), server["url"]))
        tools = enumerate(_list(server.get("tools")))
        names = [((*path, "tools", i, "name"), _name(tool)) for i, tool in tools]
        yield from _again(manifest, names, "tool")
    yield from _again(manifest, registered, "MCP server")
    for _, urls in at_urls:
        yield from _again(manifest, urls, "URL of an MCP server", named=False)


def _again(
    manifest: Manifest, entries: list[tuple[Path, Any]], what: str, *, named: bool = True
) -> Iterator[Problem]:
    """Yield a problem for each text that an earlier entry has; a URL may hold a credential."""
    first: dict[str, Path] = {}
    for path, name in entries:
        if not isinstance(name, str) or not name:
            continue
        earlier = first.setdefault(name, path)
        if earlier is not path:
            shown = f'{what} "{short(name)}"' if named else f"this {what}"
            yield Problem(
                path,
                f"{shown} is listed twice: remove one",
                notes=(Note(earlier, "first listed here"),),
                remedy=_removal(manifest, _entry(path), _entry(earlier)),
            )


def _entry(path: Path) -> Path:
    """Return the path of the list's item that is named at a path."""
    return path if isinstance(path[-1], int) else path[:-1]


def _removal(manifest: Manifest, path: Path, earlier: Path) -> Remedy | None:
    """Remove an item that says nothing which an earlier one does not say."""
    item, first = manifest.at(path), manifest.at(earlier)
    # By what they look like: 1 is not true here, and nothing may be in another order.
    if repr(item) != repr(first):
        return None
    from linter.remedies import remove

    return remove(path, "the second one", safe=True)


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _name(tool: Any) -> Any:
    return tool.get("name") if isinstance(tool, dict) else None
