"""Inside one process: microseconds a manifest for each stage of linting and for each rule."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable
from time import perf_counter
from typing import Any

from benchmarks import corpus
from linter import conformance, engine
from linter.document import read
from linter.document.yaml_reader import read_yaml
from linter.manifest import Manifest, find_manifests
from linter.rules import RULES
from linter.rules.base import Rule
from linter.settings import Settings
from linter.source import Source
from linter.survey import Survey

_REPEATS = 5


def print_stages(size: int) -> None:
    """Print the least of several passes, per manifest, the dearest rules first."""
    # As the command does.
    gc.disable()
    settings = Settings()
    texts = [corpus.to_yaml(item.value) for item in corpus.entries(size)]
    sources = [Source(f"{number}.yaml", text) for number, text in enumerate(texts)]
    readings = [read(source, settings.limits) for source in sources]
    documents = [document for reading in readings for document in reading.documents]
    manifests = [manifest for document in documents for manifest in find_manifests(document)]
    stages: tuple[tuple[str, Callable[[Any], object], list[Any]], ...] = (
        ("read", lambda source: read(source, settings.limits), sources),
        ("read with nodes", lambda source: read_yaml(source, settings.limits), sources),
        ("find manifests", find_manifests, documents),
        ("conformance", lambda found: conformance.conforms("chat-prompt", found.value), manifests),
        ("survey", lambda manifest: Survey(manifest, settings), manifests),
        ("survey and rules", lambda manifest: _judge_all(manifest, settings), manifests),
        ("everything", lambda source: engine.lint(source, settings), sources),
    )
    print(f"{'stage, over ' + str(size) + ' YAML files':<40} {'µs each':>8}")
    for title, work, items in stages:
        print(f"{title:<40} {_microseconds(work, items):8.1f}")
    surveys = [Survey(manifest, settings) for manifest in manifests]
    rules = {
        rule.name: _microseconds(_judged(rule), surveys)
        for rule in RULES.values()
        if rule.check is not None
    }
    print(f"\n{'rule':<40} {'µs each':>8}")
    for name, cost in sorted(rules.items(), key=lambda item: -item[1]):
        print(f"{name:<40} {cost:8.2f}")
    print(f"{'all rules':<40} {sum(rules.values()):8.1f}")


def _judged(rule: Rule) -> Callable[[Survey], object]:
    """Return what does of a rule what the engine does for a manifest that conforms."""

    def judge(seen: Survey) -> object:
        if rule.check is None or (rule.needs is not None and rule.needs not in seen.value):
            return None
        if rule.when is not None and not rule.when(seen):
            return None
        return list(rule.check(seen.manifest, seen.settings))

    return judge


def _judge_all(manifest: Manifest, settings: Settings) -> object:
    """Run all rules, a look that several share once, over a manifest as it is found."""
    fresh = Manifest(manifest.value, manifest.document, manifest.path, manifest.envelope)
    seen = Survey(fresh, settings)
    return [list(check(fresh, settings)) for _, check in engine.due(fresh, settings, seen)]


def _microseconds(work: Callable[[Any], object], items: Iterable[Any]) -> float:
    items = list(items)
    passes = []
    for _ in range(_REPEATS):
        start = perf_counter()
        for item in items:
            work(item)
        passes.append(perf_counter() - start)
    # The least: whatever else the machine does can only add to it.
    return min(passes) / max(1, len(items)) * 1e6
