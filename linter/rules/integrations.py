"""MCP servers, guardrails and sub agents: what is listed and does nothing, or too much."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from linter.finding import At, Note, Problem, Severity
from linter.rules import entries
from linter.rules.base import rule
from linter.rules.words import short

if TYPE_CHECKING:
    from linter.manifest import Manifest
    from linter.settings import Settings


@rule("mcp-no-tools", Severity.WARNING, needs="mcp_servers")
def mcp_no_tools(manifest: Manifest, _settings: Settings) -> Iterator[Problem]:
    """An MCP server is listed, and none of its tools.

    Why:
        `enable_all_tools` is false by default, and without a list of `tools` nothing is left:
        the manifest is applied, and the model never hears of the server.

    Bad:
        mcp_servers:
          - type: mcp-server-fqn
            integration_fqn: mcp-server:acme:github

    Good:
        mcp_servers:
          - type: mcp-server-fqn
            integration_fqn: mcp-server:acme:github
            tools:
              - name: search_issues
          - type: mcp-server-fqn
            integration_fqn: mcp-server:acme:wiki
            enable_all_tools: true

    Mend:
        List the tools that the prompt needs, or set `enable_all_tools: true`.

    Sources:
        The default of `enable_all_tools` and the optional `tools` in the vendor's packages
        `truefoundry` 0.17.5 and `truefoundry-sdk` 0.6.0.

    How sure:
        The default is certain. That a server without tools brings nothing follows from it and is
        not documented.
    """
    for path, server in manifest.mappings("mcp_servers"):
        if server.get("enable_all_tools", False) is not False or server.get("tools"):
            continue
        from linter.rules.keys import misspelt

        if not misspelt(server, "tools") and not misspelt(server, "enable_all_tools"):
            yield Problem(
                path,
                "no tool of this MCP server is enabled: list some under tools, or set"
                " enable_all_tools to true",
            )


@rule("mcp-tools-ignored", Severity.WARNING, needs="mcp_servers")
def mcp_tools_ignored(manifest: Manifest, _settings: Settings) -> Iterator[Problem]:
    """An MCP server has a list of tools, and all of them are enabled anyway.

    Why:
        Whoever wrote the list expects it to limit what the model may call. With
        `enable_all_tools: true` the model gets every tool that the server has, those that write
        or delete too.

    Bad:
        mcp_servers:
          - type: mcp-server-fqn
            integration_fqn: mcp-server:acme:github
            enable_all_tools: true
            tools:
              - name: search_issues

    Good:
        mcp_servers:
          - type: mcp-server-fqn
            integration_fqn: mcp-server:acme:github
            tools:
              - name: search_issues

    Mend:
        Remove `enable_all_tools` to keep to the list, or the list to allow everything.

    Sources:
        The fields `enable_all_tools` and `tools` in the vendor's packages `truefoundry` 0.17.5 and
        `truefoundry-sdk` 0.6.0.

    How sure:
        Which of the two wins is not documented; the name of the switch is all there is to go by.
        One of them is superfluous in any case.
    """
    for path, server in manifest.mappings("mcp_servers"):
        tools = server.get("tools")
        if server.get("enable_all_tools") is True and isinstance(tools, list) and tools:
            yield Problem(
                (*path, "tools"),
                "this list limits nothing, for enable_all_tools is true: remove one of the two",
                at=At.KEY,
                notes=(Note((*path, "enable_all_tools"), "all are enabled here", at=At.KEY),),
            )


@rule("insecure-url", Severity.WARNING, needs="mcp_servers")
def insecure_url(manifest: Manifest, _settings: Settings) -> Iterator[Problem]:
    """An MCP server is called over plain `http`.

    Why:
        Whatever the model sends to the server and gets from it, and the headers with their
        tokens, crosses the network readable, and can be changed on the way. Servers on the
        machine itself or in a private network are passed over: `localhost`, loopback and private
        addresses, names of one label, and names that end in `.local`, `.internal` or `.svc`.

    Bad:
        mcp_servers:
          - type: mcp-server-url
            url: http://mcp.example.com/sse
            enable_all_tools: true

    Good:
        mcp_servers:
          - type: mcp-server-url
            url: https://mcp.example.com/sse
            enable_all_tools: true
          - type: mcp-server-url
            url: http://search.tools.svc.cluster.local:8080/mcp
            enable_all_tools: true

    Mend:
        Write `https://`, if the server answers there.

    Sources:
        The MCP specification asks for HTTPS where authorization is used. The pattern of the
        address in the vendor's package `truefoundry` 0.17.5 allows `http` as well.

    How sure:
        That plain HTTP is readable is certain. Whether a host with a public name is reached only
        through a private network can't be seen from the file.
    """
    for path, server in manifest.mappings("mcp_servers"):
        url = server.get("url")
        if not isinstance(url, str) or not url.startswith("http://"):
            continue
        from linter.rules.hosts import host, is_near

        name = host(url)
        if name and "{" not in name and "$" not in name and not is_near(name):
            yield Problem(
                (*path, "url"),
                f'"{short(name)}" is called over plain http, which anyone on the way can read:'
                " write https://",
            )


@rule("duplicate-entry", Severity.WARNING, when=entries.may_repeat, fixes="safe")
def duplicate_entry(manifest: Manifest, _settings: Settings) -> Iterable[Problem]:
    """A guardrail, an MCP server, one of its tools or a sub agent is listed twice.

    Why:
        The second one does nothing, runs the same check once more, or contradicts the first, as
        when an MCP server comes with two lists of tools. Often a copied line was meant to name
        something else. A guardrail may well stand under both `input_guardrails` and
        `output_guardrails`, and a URL twice with different headers.

    Bad:
        guardrails:
          input_guardrails:
            - safety/pii
            - safety/pii

    Good:
        guardrails:
          input_guardrails:
            - safety/pii
            - safety/injection
          output_guardrails:
            - safety/pii

    Mend:
        Remove the second entry, or put right the name that it was meant to have.

    Sources:
        The lists in the vendor's packages `truefoundry` 0.17.5 and `truefoundry-sdk` 0.6.0, which
        accept the same entry several times.

    How sure:
        That the models accept it is certain. What the gateway makes of it is not documented.
    """
    return entries.repeated(manifest)
