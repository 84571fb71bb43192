"""JSON mode: whether a message asks for JSON, as providers demand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from linter.finding import Problem
from linter.placeholders import scan
from linter.rules.usage import braced_texts, unused

if TYPE_CHECKING:
    from linter.manifest import Manifest


def unasked(manifest: Manifest) -> Iterator[Problem]:
    """Yield a problem if no text of a message, and no default that goes into one, has the word."""
    texts = [text for path, text in manifest.rendered_texts if path[-1] != "url"]
    if any("json" in text.lower() for text in texts):
        return
    if _defaults_ask(manifest):
        return
    # The value that a placeholder gets may bring the word, and so may a text that comes later.
    if manifest.has_unknown_text or any(path[0] == "variables" for path in manifest.unknown):
        return
    if manifest.messages and not _has_stored(manifest):
        yield Problem(
            ("response_format", "type"),
            "json_object needs the word JSON in a message: ask for JSON in one",
        )


def _defaults_ask(manifest: Manifest) -> bool:
    """Whether the default of a variable that a message uses has the word.

    A variable that a message only misspells is as good as used: another rule tells of that.
    """
    asking = {
        key
        for key, text in manifest.variables.items()
        if isinstance(text, str) and "json" in text.lower()
    }
    if not asking:
        return False
    used = {
        found.inner
        for path, _, placeholders in manifest.placeholders
        for found in placeholders
        if found.form == "whole" and path[-1] != "url"
    }
    if asking & used:
        return True
    asking.difference_update(unused(manifest))
    for text in braced_texts(manifest.value):
        asking.difference_update(found.inner for found in scan(text) if found.form == "whole")
    return bool(asking)


def _has_stored(manifest: Manifest) -> bool:
    """Whether a content, or the text of a part, is a reference to stored data."""
    for _, message in manifest.messages:
        content = message.get("content")
        parts = content if isinstance(content, list) else [{"text": content}]
        if any(isinstance(part, dict) and isinstance(part.get("text"), dict) for part in parts):
            return True
    return False
