"""The words that go with a place: the document's where it has any, ours where they still fit."""

from __future__ import annotations

import json
import re

from linter.schemagen.markdown import plain
from linter.schemagen.model import Schema

_SINCE = r"Since: (.+)\.$"


def place_words(schema: Schema, said: Schema, ours: Schema) -> Schema:
    """Return a place's schema with its annotations.

    ``said`` is what the document says of the place, ``ours`` our schema there, {} where we know
    no such place.
    """
    words: Schema = {}
    hover = _text(said, "description")
    if hover is not None:
        words["description"] = plain(" ".join(hover.split()))
    elif "description" in ours:
        words["description"] = ours["description"]
        hover = str(ours.get("markdownDescription", ours["description"])).partition("\n\n")[0]
    if hover is not None:
        facts = _facts(schema, said, ours)
        words["markdownDescription"] = f"{hover}\n\n{' '.join(facts)}" if facts else hover
    if _json(said, "default") is not None:
        words["default"] = said["default"]
    if _json(said, "examples") is not None:
        words["examples"] = said["examples"]
    elif "examples" in ours and _format(schema) == _format(ours):
        words["examples"] = ours["examples"]
    return {**schema, **words}


def definition_words(said: Schema, ours: Schema, name: str) -> Schema:
    """Return the title and the description of a definition."""
    title = ours.get("title") or _text(said, "title") or _spaced(name)
    description = _text(said, "description") or ours.get("description")
    found = {"title": title}
    if description:
        found["description"] = plain(" ".join(description.split()))
    return found


def _facts(schema: Schema, said: Schema, ours: Schema) -> list[str]:
    facts = []
    if _format(schema):
        facts.append(f"Format: {_format(schema)}.")
    if _json(said, "default") is not None:
        facts.append(f"Default: `{_json(said, 'default')}`.")
    since = re.search(_SINCE, ours.get("markdownDescription", ""))
    if since and _text(said, "description") is None:
        facts.append(f"Since: {since[1]}.")
    return facts


def _format(schema: Schema) -> str | None:
    """Return the words for a text's format, which may stand in one of several alternatives."""
    alternatives = [schema, *schema.get("anyOf", ())]
    return next((one["x-format"] for one in alternatives if "x-format" in one), None)


def _json(said: Schema, key: str) -> str | None:
    """Return a value as JSON; None where there is none, or YAML made something else of it."""
    if key not in said:
        return None
    try:
        text = json.dumps(said[key], allow_nan=False)
    except (TypeError, ValueError):
        return None
    # An example of a schema would read like a part of this one.
    return None if '"$ref"' in text else text


def _text(said: Schema, key: str) -> str | None:
    text = said.get(key)
    return text if isinstance(text, str) and text.strip() else None


def _spaced(name: str) -> str:
    words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ", name)
    return words[:1] + words[1:].lower() if words.istitle() else words
