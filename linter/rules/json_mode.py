"""JSON mode: whether a message asks for JSON, as providers demand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from linter.finding import Problem

if TYPE_CHECKING:
    from linter.manifest import Manifest


def unasked(manifest: Manifest) -> Iterator[Problem]:
    """Yield a problem if no text of a message, and no default of a variable, has the word."""
    texts = [text for path, text in manifest.rendered_texts if path[-1] != "url"]
    if any("json" in text.lower() for text in texts):
        return
    defaults = [text for text in manifest.variables.values() if isinstance(text, str)]
    if any("json" in text.lower() for text in defaults):
        return
    # The value that a placeholder gets may bring the word, and so may a text that comes later.
    if manifest.has_unknown_text or any(path[0] == "variables" for path in manifest.unknown):
        return
    if manifest.messages and not _has_stored(manifest):
        yield Problem(
            ("response_format", "type"),
            "json_object needs the word JSON in a message: ask for JSON in one",
        )


def _has_stored(manifest: Manifest) -> bool:
    """Whether a content, or the text of a part, is a reference to stored data."""
    for _, message in manifest.messages:
        content = message.get("content")
        parts = content if isinstance(content, list) else [{"text": content}]
        if any(isinstance(part, dict) and isinstance(part.get("text"), dict) for part in parts):
            return True
    return False
