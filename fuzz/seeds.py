"""What fuzzing begins with: the corpora, the examples, the rules' pages and generated manifests."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import yaml

from benchmarks import corpus
from linter.rules import RULES
from linter.rules.page import parse
from tests.document.test_yaml_plain import DOUBTFUL, PLAIN
from tests.rules.edits import edited
from tests.rules.manifests import complete

ROOT = Path(__file__).resolve().parents[1]
_SUFFIXES = {".yaml", ".yml", ".json"}
_LARGEST = 10_000
_EDITED = 60


def seeds() -> list[bytes]:
    """Return the inputs to begin with, each once, small ones first."""
    return sorted({data for data in _all() if len(data) <= _LARGEST}, key=lambda d: (len(d), d))


def _all() -> Iterator[bytes]:
    for folder in ("tests/corpus", "tests/suppressions", "tests/fixes", "examples"):
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in _SUFFIXES:
                yield path.read_bytes()
    for rule in RULES.values():
        page = parse(rule.page)
        bodies = (*page.examples("Bad"), *page.examples("Good"))
        yield from (complete(body).encode() for body in bodies)
    yield from (text.encode("utf-8", "surrogatepass") for text in (PLAIN | DOUBTFUL).values())
    for number in range(_EDITED):
        value = edited(number)
        yield corpus.to_json(value).encode()
        yield yaml.safe_dump(value, sort_keys=False).encode()


def write_seeds(folder: Path) -> None:
    """Write the inputs to a folder, by the names that a fuzzer gives."""
    folder.mkdir(parents=True, exist_ok=True)
    for data in seeds():
        (folder / sha256(data).hexdigest()[:40]).write_bytes(data)
