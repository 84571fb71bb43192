"""A pytest plugin that writes down which rules the tests ask by themselves, and their answers.

``-p tests.rules.recorder`` writes, to the file that RECORD_RULES names, for each test the rules
whose check it ran: in how many different manifests it found something, and in how many nothing.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from linter.finding import Problem
from linter.manifest import Manifest
from linter.rules import RULES
from linter.rules.base import Check
from linter.settings import Settings

_asked: dict[str, dict[str, dict[str, bool]]] = {}
_test = ""


def pytest_configure() -> None:
    for name, rule in RULES.items():
        if rule.check is not None:
            RULES[name] = rule._replace(check=_recording(name, rule.check))


def pytest_runtest_setup(item: pytest.Item) -> None:
    global _test
    _test = item.nodeid


def pytest_sessionfinish() -> None:
    counts = {
        test: {
            name: [sum(answers.values()), len(answers) - sum(answers.values())]
            for name, answers in rules.items()
        }
        for test, rules in _asked.items()
    }
    Path(os.environ["RECORD_RULES"]).write_text(json.dumps(counts), "utf-8")


def _recording(name: str, check: Check) -> Check:
    def recorded(manifest: Manifest, settings: Settings) -> Iterator[Problem]:
        found = list(check(manifest, settings))
        answers = _asked.setdefault(_test, {}).setdefault(name, {})
        answers[manifest.document.source.text] = bool(found)
        return iter(found)

    return recorded
