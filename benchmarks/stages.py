"""Inside one process: microseconds a manifest for each stage of linting and for each rule."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from statistics import median
from time import perf_counter
from typing import Any

from benchmarks import corpus
from linter import conformance, engine
from linter.document import read
from linter.document.yaml_reader import read_yaml
from linter.manifest import Manifest, find_manifests
from linter.rules import RULES
from linter.rules.base import Check
from linter.settings import Settings
from linter.source import Source

_REPEATS = 5


def print_stages(size: int) -> None:
    """Print the median over several passes, per manifest, the dearest rules first."""
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
        ("shared accessors", _touch_anew, manifests),
        ("everything", lambda source: engine.lint(source, settings), sources),
    )
    print(f"{'stage, over ' + str(size) + ' YAML files':<40} {'µs each':>8}")
    for title, work, items in stages:
        print(f"{title:<40} {_microseconds(work, items):8.1f}")
    for manifest in manifests:
        _touch(manifest)
    rules = {
        rule.name: _microseconds(_drained(rule.check, settings), manifests)
        for rule in RULES.values()
        if rule.check is not None
    }
    print(f"\n{'rule':<40} {'µs each':>8}")
    for name, cost in sorted(rules.items(), key=lambda item: -item[1]):
        print(f"{name:<40} {cost:8.2f}")
    print(f"{'all rules':<40} {sum(rules.values()):8.1f}")


def _drained(check: Check, settings: Settings) -> Callable[[Manifest], object]:
    return lambda manifest: list(check(manifest, settings))


def _touch(manifest: Manifest) -> object:
    """Compute what several rules share, so that the first of them is not charged for all."""
    return manifest.messages, manifest.targets, manifest.variables, manifest.rendered_texts


def _touch_anew(manifest: Manifest) -> object:
    return _touch(Manifest(manifest.value, manifest.document, manifest.path, manifest.envelope))


def _microseconds(work: Callable[[Any], object], items: Iterable[Any]) -> float:
    items = list(items)
    passes = []
    for _ in range(_REPEATS):
        start = perf_counter()
        for item in items:
            work(item)
        passes.append(perf_counter() - start)
    return median(passes) / max(1, len(items)) * 1e6
