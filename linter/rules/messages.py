"""Messages: their contents, and the calls and answers of tools."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from linter.finding import Problem, Severity
from linter.rules.base import rule

if TYPE_CHECKING:
    from linter.manifest import Manifest
    from linter.settings import Settings


@rule("blank-content", Severity.ERROR)
def blank_content(manifest: Manifest, _settings: Settings) -> Iterator[Problem]:
    """The content of a message is empty, only white space, or begins with a line break.

    Why:
        The API's pattern wants a first character that is not a line break, and providers refuse
        messages of white space. In YAML a blank line after `content: |` is enough. An
        assistant's content may be null, absent or "", for its tool calls can stand alone.

    Bad:
        messages:
          - role: user
            content: " "

    Good:
        messages:
          - role: user
            content: Hello

    Bad:
        messages:
          - role: user
            content: |

              Hello

    Good:
        messages:
          - role: user
            content: |
              Hello

    Sources:
        The pattern of `content` and `text` in the vendor's package `truefoundry` 0.17.5.
        Anthropic's API answers 400 to blocks of white space.

    How sure:
        Tried for an empty content and a line break at the start: one set of the vendor's models
        refuses them, the client's strict ones and `truefoundry-sdk` check nothing. White space
        alone passes all models; that Anthropic refuses it is known from reports such as issue
        175637 of home-assistant/core, and other providers may be more patient.
    """
    for path, text in manifest.rendered_texts:
        if not text.isspace() or path[-1] == "url":
            continue
        # The schema refuses a leading line break, but takes any text as an assistant's content.
        free = path[-1] == "content" and manifest.mapping(*path[:-1]).get("role") == "assistant"
        if free or text[0] not in "\n\r\u2028\u2029":
            what = "text" if path[-1] == "text" else "content"
            yield Problem(path, f"{what} is only white space: write something, or remove it")
