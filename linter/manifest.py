"""Where in a document the prompt manifests are, in which envelope, and what they hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum
from functools import cached_property
from typing import Any

from linter.document.base import Document
from linter.finding import Path
from linter.nearest import distance, fold
from linter.placeholders import MOST, Placeholder, scan

TYPE = "chat_prompt"
COMPANIONS = ("ml_repo", "model_configuration", "routing_config", "version_alias")
"""Keys of which one, beside a list of messages, shows that a mapping without a type is meant."""


_MARK = rb"(?i)chat[ _-]?prompt"


def may_hold_prompt(data: bytes) -> bool:
    """Whether a file's bytes show any mark of a prompt manifest, so that parsing it is worth it.

    NUL bytes are passed over, so that UTF-16 text shows its marks too.
    """
    if b"chat_prompt" in data:
        return True
    if b"\0" in data:
        data = data.replace(b"\0", b"")
    if re.search(_MARK, data):
        return True
    return b"messages" in data and any(key.encode() in data for key in COMPANIONS)


class Envelope(Enum):
    """The shapes in which the API carries manifests; the values name their schemas."""

    NONE = "chat-prompt"
    REQUEST = "create-or-update-request"
    VERSION = "get-version-response"
    PROMPT = "get-prompt-response"
    PROMPTS = "list-prompts-response"
    VERSIONS = "list-versions-response"

    @property
    def is_response(self) -> bool:
        """Whether the API wrote it, and nobody applies it."""
        return self not in (Envelope.NONE, Envelope.REQUEST)


class Manifest:
    """One prompt manifest; ``path`` leads to it from the root of its document.

    The accessors give only what has the right shape: a rule that reads through them needs no
    checks of its own, and says nothing about what conformance reports already. All paths that
    they give are relative to the manifest.
    """

    def __init__(
        self, value: dict[str, Any], document: Document, path: Path, envelope: Envelope
    ) -> None:
        self.value = value
        self.document = document
        self.path = path
        self.envelope = envelope
        # Several rules look at the same lists.
        self._mappings: dict[tuple[str, ...], list[tuple[Path, dict[str, Any]]]] = {}

    def text(self, key: str) -> str | None:
        """Return a top-level text, None where it is absent or something else."""
        value = self.value.get(key)
        return value if isinstance(value, str) else None

    def at(self, path: Path) -> Any:
        """Return the value at a path that is there."""
        value: Any = self.value
        for step in path:
            value = value[step]
        return value

    def mapping(self, *path: str | int) -> dict[str, Any]:
        """Return the mapping at a path, an empty one where there is none."""
        value: Any = self.value
        for step in path:
            if isinstance(value, dict) and isinstance(step, str):
                value = value.get(step)
            elif isinstance(value, list) and isinstance(step, int) and step < len(value):
                value = value[step]
            else:
                return {}
        return value if isinstance(value, dict) else {}

    def mappings(self, *path: str) -> list[tuple[Path, dict[str, Any]]]:
        """Return the mappings that are items of the list at a path, each with its own path."""
        found = self._mappings.get(path)
        if found is None:
            items = self.mapping(*path[:-1]).get(path[-1])
            found = self._mappings[path] = [
                ((*path, i), item)
                for i, item in enumerate(items if isinstance(items, list) else ())
                if isinstance(item, dict)
            ]
        return found

    @cached_property
    def unknown(self) -> list[Path]:
        """Where the manifest has values of which nothing is known."""
        depth = len(self.path)
        return [path[depth:] for path in self.document.unknown if path[:depth] == self.path]

    @property
    def has_unknown_text(self) -> bool:
        """Whether a text in which placeholders are substituted, or what holds some, is unknown."""
        return any(
            path[:1] == ("messages",) and path[2:3] in ((), ("content",)) for path in self.unknown
        )

    @cached_property
    def messages(self) -> list[tuple[Path, dict[str, Any]]]:
        """The messages with their paths, in order."""
        return self.mappings("messages")

    @cached_property
    def uses_tools(self) -> bool:
        """Whether a message calls a tool or answers one."""
        return any(
            "tool_calls" in message or "tool_call_id" in message or message.get("role") == "tool"
            for _, message in self.messages
        )

    @cached_property
    def targets(self) -> list[tuple[Path, dict[str, Any]]]:
        """The targets of the routing configuration, whatever its kind."""
        return self.mappings("routing_config", "load_balance_targets")

    @cached_property
    def variables(self) -> dict[str, Any]:
        """The declared variables and their default values."""
        return self.mapping("variables")

    @cached_property
    def rendered_texts(self) -> list[tuple[Path, str]]:
        """Every text in which placeholders are substituted, in the order of the file.

        These are the ``content`` of messages of every role and, of a list of parts, ``text`` and
        ``image_url.url`` (source: ``render_prompt`` of the vendor's package ``truefoundry``
        0.17.5, ``ml/prompt_utils.py``).
        """
        texts: list[tuple[Path, str]] = []
        for path, message in self.messages:
            content = message.get("content")
            if isinstance(content, str):
                texts.append(((*path, "content"), content))
            elif isinstance(content, list):
                texts.extend(_texts_of_parts((*path, "content"), content))
        return texts

    @cached_property
    def placeholders(self) -> list[tuple[Path, str, list[Placeholder]]]:
        """The rendered texts that hold placeholders, or what looks like some, with these."""
        scanned = []
        left = MOST
        for path, text in self.rendered_texts:
            if left > 0 and "{" in text and (found := scan(text, left)):
                scanned.append((path, text, found))
                left -= len(found)
        return scanned


def _texts_of_parts(path: Path, parts: list[Any]) -> Iterator[tuple[Path, str]]:
    for i, part in enumerate(parts):
        if not isinstance(part, dict):
            continue
        if isinstance(part.get("text"), str):
            yield (*path, i, "text"), part["text"]
        image = part.get("image_url")
        if isinstance(image, dict) and isinstance(image.get("url"), str):
            yield (*path, i, "image_url", "url"), image["url"]


def find_manifests(document: Document, assume: bool = False) -> list[Manifest]:
    """Return the prompt manifests of a document, alone or in one of the API's envelopes.

    With ``assume``, every mapping that stands where a manifest may stand is one.
    """
    if is_prompt(document.value):
        return [Manifest(document.value, document, (), Envelope.NONE)]
    candidates = list(_enveloped(document.value))
    if assume and not candidates:
        candidates = [((), document.value, Envelope.NONE)]
    return [
        Manifest(value, document, path, envelope)
        for path, value, envelope in candidates
        if is_prompt(value) or (assume and isinstance(value, dict))
    ]


def is_prompt(value: Any) -> bool:
    """Whether a value is a prompt manifest, or clearly meant to be one."""
    if not isinstance(value, dict):
        return False
    kind = value.get("type")
    if kind == TYPE:
        return True
    if isinstance(kind, str):
        return distance(fold(kind), fold(TYPE), 2) <= 2
    return isinstance(value.get("messages"), list) and any(key in value for key in COMPANIONS)


def _enveloped(root: Any) -> Iterator[tuple[Path, Any, Envelope]]:
    if not isinstance(root, dict):
        return
    if isinstance(root.get("manifest"), dict):
        yield ("manifest",), root["manifest"], Envelope.REQUEST
        return
    data = root.get("data")
    if isinstance(data, dict):
        yield from _held(data, ("data",), Envelope.VERSION, Envelope.PROMPT)
    elif isinstance(data, list):
        for i, item in enumerate(data):
            if isinstance(item, dict):
                yield from _held(item, ("data", i), Envelope.VERSIONS, Envelope.PROMPTS)


def _held(
    item: dict[str, Any], path: Path, version: Envelope, prompt: Envelope
) -> Iterator[tuple[Path, Any, Envelope]]:
    """Find the manifest of a version, or of the latest version of a prompt."""
    if "manifest" in item:
        yield (*path, "manifest"), item["manifest"], version
    elif isinstance(item.get("latest_version"), dict):
        yield (*path, "latest_version", "manifest"), item["latest_version"].get("manifest"), prompt
