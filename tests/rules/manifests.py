"""Manifests for the tests of rules: a snippet is completed, read, and held against one rule."""

from __future__ import annotations

import re
from typing import Any

from linter.document import read
from linter.finding import At, Problem, json_pointer
from linter.manifest import Manifest, find_manifests
from linter.rules import RULES
from linter.settings import Settings
from linter.source import Source

BASE = """\
type: chat_prompt
name: greeting
ml_repo: support
metadata: {}
messages: [{role: user, content: Hello}]
"""


def complete(snippet: str) -> str:
    """Put the base's lines for top-level keys that a snippet lacks before each document of it.

    A document without a key, such as an empty one, is left as it is.
    """
    documents = re.split(r"^---\n", snippet, flags=re.MULTILINE)
    return "---\n".join(_complete(document) for document in documents)


def _complete(document: str) -> str:
    keys = set(re.findall(r"^(\w+):", document, re.MULTILINE))
    lines = BASE.splitlines(keepends=True)
    missing = [line for line in lines if line.partition(":")[0] not in keys]
    return "".join(missing) + document if keys else document


def manifest_of(snippet: str) -> Manifest:
    """Read the first manifest of a completed snippet."""
    source = Source("prompt.yaml", complete(snippet))
    reading = read(source, Settings().limits)
    assert not reading.faults
    return find_manifests(reading.documents[0])[0]


def problems(rule: str, snippet: str, settings: Settings | None = None) -> list[Problem]:
    """Run one rule's check over a completed snippet."""
    check = RULES[rule].check
    assert check is not None
    return list(check(manifest_of(snippet), settings or Settings()))


def places(rule: str, snippet: str, settings: Settings | None = None) -> list[str]:
    """Say where the problems of a rule point.

    Each is a JSON Pointer, followed by ``@key`` or ``@holder``, or by ``: `` and the characters
    of the text that it means.
    """
    value = manifest_of(snippet).value
    return [_place(value, problem) for problem in problems(rule, snippet, settings)]


def _place(value: Any, problem: Problem) -> str:
    place = json_pointer(problem.path)
    if problem.at is not At.VALUE:
        return f"{place}@{problem.at.value}"
    if problem.chars is None:
        return place
    for step in problem.path:
        value = value[step]
    return f"{place}: {value[slice(*problem.chars)]}"
