"""What must hold of any bytes: each target takes some, and raises where a promise is broken."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any
from zlib import crc32

import yaml

from linter import engine
from linter.conformance import conforms, diagnose
from linter.conformance.compiled import CHECKS
from linter.directives import UNREAD
from linter.document import Document, is_json, read
from linter.document.encoding import decode
from linter.document.json_reader import read_json
from linter.document.mark import MARK
from linter.document.yaml_reader import read_yaml
from linter.finding import Finding
from linter.schemas import load
from linter.settings import Gateway, Limits, Settings
from linter.silencing import Silenced, silenced
from linter.source import Source
from tests.document.plain import assert_same
from tests.fixes import oracle
from tests.properties.observed import below, everything
from tests.properties.test_bytes import assert_tellable
from tests.properties.test_loaders import ODD_TAG
from tests.rules.test_looks import hidden

LIMITS = Limits()
DEFAULTS = Settings()
SETTINGS = (
    DEFAULTS,
    Settings(assume_prompt=True),
    Settings(template_patterns=(r"\$\{\w+\}",), known_fields=("messages[].name",)),
    Settings(gateway=Gateway(providers=("a*",), guardrails=("safety/*",)), select=frozenset("all")),
)
_SUPPRESSION_RULES = ("unused-suppression", "invalid-suppression")


def sources(data: bytes) -> list[Source]:
    """Return bytes as the texts that they may be: YAML always, JSON if they begin like it."""
    found = []
    for name in ("x.yaml", "x.json"):
        source, fault = decode(name, data)
        if fault is None and (name == "x.yaml" or is_json(Source("-", source.text))):
            found.append(source)
    return found


def reader(data: bytes) -> None:
    """All readers of YAML agree, and JSON is what the standard library says it is."""
    for source in sources(data):
        if source.name == "x.json":
            _json(source)
            continue
        assert_same(source.text)
        if not ODD_TAG.search(source.text):
            fast, pure = read_yaml(source, LIMITS), read_yaml(source, LIMITS, pure=True)
            assert everything(fast) == everything(pure)


def _json(source: Source) -> None:
    text = source.text
    reading = read_json(source, LIMITS)
    try:
        value = json.loads(text, parse_constant=_refuse)
    except (ValueError, RecursionError):
        assert reading.faults
        return
    if reading.faults:
        # What else there is to say against a text that is JSON.
        assert {fault.rule for fault in reading.faults} <= {"encoding", "too-complex"}
        return
    (document,) = reading.documents
    assert repr(document.value) == repr(value)
    if not document.duplicate_keys():
        for path, inside in below(value):
            start, end = document.span(path)
            assert repr(json.loads(text[start:end])) == repr(inside)


def _refuse(name: str) -> None:
    raise ValueError(name)


def conformance(data: bytes) -> None:
    """The compiled checks and the diagnosis give one verdict, and the diagnosis points inside."""
    for source in sources(data):
        for document in read(source, LIMITS).documents:
            if not document.fatal:
                for name in CHECKS:
                    _judged(name, document)


def _judged(name: str, document: Document) -> None:
    problems = list(diagnose(load(name), document.value, document, ()))
    agreed = (not problems) is conforms(name, document.value)
    # Of a key that is no text the rule not-json speaks, not the diagnosis.
    assert agreed or (not problems and _has_odd_key(document.value)), (name, problems)
    for _, problem in problems:
        assert problem.message.isprintable(), problem.message
        document.span(problem.path)
        value = document.value
        for step in problem.path:
            value = value[step]


def _has_odd_key(value: Any) -> bool:
    return any(
        isinstance(v, dict) and any(type(key) is not str for key in v) for _, v in below(value)
    )


def whole(data: bytes) -> None:
    """Linting ends well and in time, points into the text, and no quick look hides a finding."""
    chosen = SETTINGS[crc32(data) % len(SETTINGS)]
    for name in ("x.yaml", "x.json", "<stdin>"):
        if name == "x.json" and data.lstrip()[:1] not in (b"{", b"["):
            continue
        assert_tellable(engine.lint_bytes(name, data, chosen))
    for source in sources(data):
        assert hidden(source.name, source.text, chosen._replace(assume_prompt=False)) == []


def suppressions(data: bytes) -> None:
    """Comments silence what they cover and nothing else; those that are added silence all."""
    for source in sources(data):
        if source.name == "x.yaml":
            _nothing_is_lost(source)
            _all_can_be_silenced(source)


def _nothing_is_lost(source: Source) -> None:
    """With the linter's name misspelt in all comments, the silenced findings are there again."""
    if re.search(r"[^#\s].*pmlint|[|>'\"]", source.text, re.I):
        return
    bare = re.sub(f"({MARK})", lambda mark: mark[0][:-1] + "x", source.text)
    result = engine.lint(source, DEFAULTS)
    told = [*result.findings, *(each.finding for each in result.suppressed)]
    assert _places(told) == _places(engine.lint(Source(source.name, bare), DEFAULTS).findings)


def _places(findings: Iterable[Finding]) -> Counter[tuple[Any, ...]]:
    return Counter((e.rule, e.place) for e in findings if e.rule not in _SUPPRESSION_RULES)


def _all_can_be_silenced(source: Source) -> None:
    found = engine.lint(source, DEFAULTS).findings
    if not found or any(finding.rule in UNREAD for finding in found):
        return
    outcome = silenced(source, found, LIMITS)
    if isinstance(outcome, Silenced):
        after = Source(source.name, outcome.text)
        assert engine.lint(after, DEFAULTS).findings == []
        assert repr(list(yaml.safe_load_all(source.text))) == repr(
            list(yaml.safe_load_all(after.text))
        )


def fixes(data: bytes) -> None:
    """Fixes change what they name and nothing else, add no finding, and are done once."""
    for source in sources(data):
        oracle.check(source.name, source.text)


TARGETS: dict[str, Callable[[bytes], None]] = {
    "reader": reader,
    "conformance": conformance,
    "whole": whole,
    "suppressions": suppressions,
    "fixes": fixes,
}
