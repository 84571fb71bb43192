"""The places of a manifest whose texts are not rendered, and the placeholders in them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING, Any, TypeAlias

from linter.finding import Note, Path, Problem
from linter.placeholders import scan
from linter.rules.looks import stands_before
from linter.rules.words import short

if TYPE_CHECKING:
    from linter.manifest import Manifest
    from linter.survey import Survey

_Place: TypeAlias = "tuple[Path, Any, str]"
"""Where a value stands, the value, and what to call the place."""

_TOP_LEVEL = (
    (("description",), "the description"),
    (("metadata",), "metadata"),
    (("variables",), "the default of a variable"),
    (("cache_config", "namespace"), "the namespace of a cache"),
    (("logging_config", "tracing_project_fqn"), "the FQN of a tracing project"),
)

_HEADERS = frozenset(("headers", "headers_override", "extra_headers"))
"""Keys of what is sent as headers; in free-form parameters, too, clients make headers of these."""

_WITH_HEADERS = ("mcp_servers", "model_configuration", "routing_config")

_MOST_NOTES = 50


def may_be_there(seen: Survey) -> bool:
    """Whether placeholders may stand outside of the messages' contents: a quick look.

    Where the text of the whole file has as many pairs of braces as the rendered texts, all are
    accounted for, unless braces are spelt as escapes, or YAML repeats or joins what is written.
    """
    text = seen.text
    pairs = len(_pairs()(text))
    # Of other pairs than those of placeholders the texts seldom have any.
    if pairs != seen.uses and pairs != sum(len(_pairs()(each)) for each in seen.texts):
        return True
    document = seen.document
    if document.has_code_escapes and "\\" in text and _spells_braces(text):
        return True
    return document.has_unquoted and ("&" in text or ("\\" in text and _joins_lines(text)))


@cache
def _pairs() -> Callable[[str], list[str]]:
    """Return what finds each brace that follows another one."""
    return re.compile(r"\{(?<=\{\{)").findall


def _spells_braces(text: str) -> bool:
    if not stands_before("7", ("b", "B"), text):
        return False
    return re.search(r"\\(?:x7|u007|U0000007)[bB]", text) is not None


def _joins_lines(text: str) -> bool:
    return re.search(r"\\[\n\r\x85\u2028\u2029]", text) is not None


def problems(manifest: Manifest) -> Iterator[Problem]:
    """Yield a problem for each name that a text without rendering mentions."""
    for root, value, what in _places(manifest):
        for path, text in _texts(root, value):
            ranges: dict[str, list[tuple[int, int]]] = {}
            for found in scan(text):
                if found.form == "whole":
                    ranges.setdefault(found.inner, []).append((found.start, found.end))
            for name, (first, *others) in ranges.items():
                yield Problem(
                    path,
                    f"{{{{{short(name)}}}}} is not replaced in {what}: {_advice(path)}",
                    help="placeholders are replaced in the contents of messages alone",
                    chars=first,
                    notes=tuple(
                        Note(path, "and here", chars=chars) for chars in others[:_MOST_NOTES]
                    ),
                )


def _advice(path: Path) -> str:
    """Say what to write; what stands in a header is a credential more often than not."""
    if path[0] in _WITH_HEADERS and not _HEADERS.isdisjoint(path):
        return "write tfy-secret://tenant:group:key, or the value itself if it is no secret"
    return "write the value itself"


def _places(manifest: Manifest) -> Iterator[_Place]:
    """Yield the places with their values, each with the words for it, in no special order."""
    yield from _in_messages(manifest)
    yield from _in_tools(manifest)
    yield from _in_integrations(manifest)
    yield from _in_model(manifest)
    yield from _in_routing(manifest)
    for keys, what in _TOP_LEVEL:
        yield keys, manifest.mapping(*keys[:-1]).get(keys[-1]), what


def _in_messages(manifest: Manifest) -> Iterator[_Place]:
    for path, message in manifest.messages:
        yield (*path, "name"), message.get("name"), "the name of a message"
        calls = message.get("tool_calls")
        for i, call in enumerate(calls if isinstance(calls, list) else []):
            function = call.get("function") if isinstance(call, dict) else None
            if isinstance(function, dict):
                below = (*path, "tool_calls", i, "function")
                yield (*below, "name"), function.get("name"), "the name of a tool"
                arguments = function.get("arguments")
                yield (*below, "arguments"), arguments, "the arguments of a tool call"


def _in_tools(manifest: Manifest) -> Iterator[_Place]:
    for path, tool in manifest.mappings("tools"):
        function = tool.get("function")
        if isinstance(function, dict):
            below = (*path, "function")
            yield (*below, "name"), function.get("name"), "the name of a tool"
            yield (*below, "description"), function.get("description"), "a tool's description"
            yield (*below, "parameters"), function.get("parameters"), "a tool's schema"
    schema = ("response_format", "json_schema")
    response = manifest.mapping(*schema)
    yield (*schema, "name"), response.get("name"), "the name of a schema"
    yield (*schema, "schema"), response.get("schema"), "a response's schema"


def _in_integrations(manifest: Manifest) -> Iterator[_Place]:
    for path, server in manifest.mappings("mcp_servers"):
        fqn = server.get("integration_fqn")
        yield (*path, "integration_fqn"), fqn, "the FQN of an MCP server"
        url = server.get("url")
        # The schema refuses one that begins otherwise, whatever stands in it.
        if isinstance(url, str) and url.startswith(("http://", "https://")):
            yield (*path, "url"), url, "the URL of an MCP server"
        yield (*path, "headers"), server.get("headers"), "the headers of an MCP server"
    for key in ("input_guardrails", "output_guardrails"):
        names = manifest.mapping("guardrails").get(key)
        yield ("guardrails", key), names, "the name of a guardrail"
    for path, agent in manifest.mappings("sub_agents"):
        yield (*path, "name"), agent.get("name"), "the name of a sub agent"


def _in_model(manifest: Manifest) -> Iterator[_Place]:
    model = manifest.mapping("model_configuration")
    yield ("model_configuration", "provider"), model.get("provider"), "the provider"
    stop = ("model_configuration", "parameters", "stop")
    sequences = manifest.mapping(*stop[:-1]).get("stop")
    # Braces may well be where an answer has to stop, unless they name a variable.
    texts = [text for _, text in _texts(stop, sequences)]
    if any(found.inner in manifest.variables for text in texts for found in scan(text)):
        yield stop, sequences, "a stop sequence"
    extra = ("model_configuration", "extra_parameters")
    yield extra, manifest.mapping(*extra), "extra_parameters"


def _in_routing(manifest: Manifest) -> Iterator[_Place]:
    for path, target in manifest.targets:
        yield (*path, "target"), target.get("target"), "the name of a target"
        yield (*path, "override_params"), target.get("override_params"), "override_params"
        headers = target.get("headers_override")
        if isinstance(headers, dict):
            below = (*path, "headers_override", "set")
            yield below, headers.get("set"), "the headers of a target"


def _texts(path: Path, value: Any) -> Iterator[tuple[Path, str]]:
    if isinstance(value, str):
        if "{{" in value:
            yield path, value
    elif isinstance(value, dict):
        yield from chain.from_iterable(_texts((*path, k), item) for k, item in value.items())
    elif isinstance(value, list):
        yield from chain.from_iterable(_texts((*path, i), item) for i, item in enumerate(value))
