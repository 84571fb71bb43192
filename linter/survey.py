"""A manifest that conforms, looked over once: the facts by which rules tell whether to run."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from linter.manifest import Manifest
    from linter.settings import Settings

_NOTHING: dict[str, Any] = {}


class Survey:
    """What the quick looks of rules have in common, without the paths that only problems need.

    The schema has found the manifest's shape to be right, so that neither this nor a quick look
    has to ask for types, but in the free-form places. ``texts`` are those in which placeholders
    are substituted, apart from the URLs of images, in which the schema allows no braces. ``uses``
    counts their placeholders, ``names`` are the names in them. ``has_stray_braces`` says that a
    brace is no part of one, ``uses_tools`` that a message calls a tool or answers one.
    """

    __slots__ = (
        *("document", "extra", "functions", "has_stray_braces", "manifest", "messages", "names"),
        *("roles", "servers", "settings", "targets", "text", "texts", "tool_names", "uses"),
        *("uses_tools", "value", "variables"),
    )

    def __init__(self, manifest: Manifest, settings: Settings) -> None:
        value = manifest.value
        self.manifest = manifest
        self.settings = settings
        self.value = value
        self.document = manifest.document
        self.text = manifest.document.source.text
        self.messages: list[dict[str, Any]] = value["messages"]
        self.roles: list[str] = [message["role"] for message in self.messages]
        self.variables: dict[Any, str | None] = value.get("variables") or _NOTHING
        tools = value.get("tools")
        self.functions: list[dict[str, Any]] = [tool["function"] for tool in tools] if tools else []
        self.tool_names: list[str] = [function["name"] for function in self.functions]
        self.servers: list[dict[str, Any]] = value.get("mcp_servers") or []
        routing = value.get("routing_config") or _NOTHING
        self.targets: list[dict[str, Any]] = routing.get("load_balance_targets", [])
        model = value.get("model_configuration") or _NOTHING
        self.extra: dict[Any, Any] = model.get("extra_parameters") or _NOTHING
        self._read_messages()

    def _read_messages(self) -> None:
        texts: list[str] = []
        uses: list[str] = []
        uses_tools = "tool" in self.roles
        for message in self.messages:
            content = message.get("content")
            if content.__class__ is str:
                texts.append(content)
            elif content.__class__ is list:
                parts = (part.get("text") for part in content)
                texts += [text for text in parts if text.__class__ is str]
            if "tool_calls" in message:
                uses_tools = True
        braces = _braces()
        for text in texts:
            # A single character is found at the speed of memchr, and most texts have none.
            if "{" in text:
                uses += braces(text)
        names = set(uses)
        self.texts = texts
        self.has_stray_braces = "" in names
        self.uses = len(uses)
        if self.has_stray_braces:
            names.discard("")
            self.uses -= uses.count("")
        self.names = names
        self.uses_tools = uses_tools


@cache
def _braces() -> Callable[[str], list[str]]:
    """Return what finds every opening brace, with the name of the placeholder that it opens."""
    return re.compile(r"\{(?:\{(\w+)\}\})?").findall
