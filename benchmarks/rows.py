"""What is measured: one function a row, and the targets that the rows are held against."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from benchmarks import corpus
from benchmarks.measure import AbsentError, Command, interleave, peak_memory, script

SCHEMA = Path(__file__).resolve().parent.parent / "schemas" / "chat-prompt.schema.json"
FILES = 1000
SINGLE_SIZE = 4096
BROKEN_SHARE = 0.05
_LOAD_YAML = """
import os, sys, yaml
for folder, _, names in os.walk(sys.argv[1]):
    for name in names:
        with open(os.path.join(folder, name), "rb") as file:
            list(yaml.load_all(file, Loader=yaml.CSafeLoader))
"""
_LOAD_JSON = """
import json, os, sys
for folder, _, names in os.walk(sys.argv[1]):
    for name in names:
        with open(os.path.join(folder, name), "rb") as file:
            json.loads(file.read())
"""
_CHECK = """
import gc, os, sys
gc.disable()
from linter.checking import Request, check
from linter.config import Configurations
code = check(Request([sys.argv[1]], Configurations(isolated={isolated})))
sys.stderr.flush()
os._exit(code)
"""


class Bench(NamedTuple):
    """Where the generated files go, and how long a run may take."""

    folder: Path
    quick: bool

    def rounds(self, thorough: int) -> int:
        """Return how often each command of a pair is timed."""
        return max(3, thorough // 4) if self.quick else thorough


class Measured(NamedTuple):
    """A row's figure and, in words, what it was made from."""

    value: float
    made_from: str


class Row(NamedTuple):
    """A promise about speed: ``must`` fails the run when missed, ``aim`` is where to go.

    ``at_least`` turns both round, for "so many times faster than".
    """

    name: str
    title: str
    must: float
    aim: float
    measure: Callable[[Bench], Measured]
    unit: str = "x"
    at_least: bool = False

    def meets(self, value: float, bound: float) -> bool:
        """Whether a figure keeps within a bound, as precisely as the table shows it."""
        shown = round(value, 2)
        return shown >= bound if self.at_least else shown <= bound


def _ratio(first: Command, second: Command, rounds: int) -> Measured:
    mine, others = interleave(first, second, rounds=rounds)
    return Measured(mine / others, _described(first, second, mine, others))


def _described(first: Command, second: Command, seconds: float, others: float) -> str:
    return f"{first.label} {seconds * 1000:.0f} ms, {second.label} {others * 1000:.0f} ms"


def _pmlint(path: Path, exit_code: int = 0, label: str = "pmlint") -> Command:
    return Command(label, [script("pmlint"), str(path)], exit_code)


def _python(label: str, code: str, *arguments: str) -> Command:
    return Command(label, [sys.executable, "-c", code, *arguments])


def _single(bench: Bench, *, broken: bool = False) -> Path:
    path = bench.folder / ("broken.yaml" if broken else "valid.yaml")
    item = corpus.nearest_to(SINGLE_SIZE, broken=broken)
    path.write_bytes(corpus.to_yaml(item.value).encode())
    return path


def _many(bench: Bench, size: int, suffix: str = ".yaml", broken_share: float = 0.0) -> Path:
    folder = bench.folder / f"{size}{suffix}-{broken_share:g}"
    if not folder.exists():
        corpus.write(folder, size, suffix, broken_share)
    return folder


def _one_valid(bench: Bench) -> Measured:
    imports = _python("import yaml, click", "import yaml, click")
    return _ratio(_pmlint(_single(bench)), imports, bench.rounds(41))


def _no_settings(bench: Bench) -> Measured:
    """Compare a start that looks for settings, in vain, with one that does not look."""
    folder = bench.folder / "deep" / "in" / "a" / "repository"
    folder.mkdir(parents=True, exist_ok=True)
    (bench.folder / "deep" / ".git").mkdir(exist_ok=True)
    path = folder / "valid.yaml"
    path.write_bytes(_single(bench).read_bytes())
    looking, isolated = (
        _python(label, _CHECK.format(isolated=is_isolated), str(path))
        for label, is_isolated in (("looking for settings", False), ("isolated", True))
    )
    return _ratio(looking, isolated, bench.rounds(61))


def _one_broken(bench: Bench) -> Measured:
    imports = _python("import yaml, click", "import yaml, click")
    return _ratio(_pmlint(_single(bench, broken=True), 1), imports, bench.rounds(41))


def _check_jsonschema(bench: Bench) -> Measured:
    path = _single(bench)
    if not SCHEMA.exists():
        raise AbsentError(f"no {SCHEMA}: generate the schemas first")
    arguments = [script("check-jsonschema"), "--schemafile", str(SCHEMA), str(path)]
    return _ratio(Command("check-jsonschema", arguments), _pmlint(path), bench.rounds(21))


def _many_yaml(bench: Bench) -> Measured:
    folder = _many(bench, FILES)
    load = _python("bare load", _LOAD_YAML, str(folder))
    return _ratio(_pmlint(folder), load, bench.rounds(11))


def _many_broken(bench: Bench) -> Measured:
    folder = _many(bench, FILES, broken_share=BROKEN_SHARE)
    load = _python("bare load", _LOAD_YAML, str(folder))
    return _ratio(_pmlint(folder, 1), load, bench.rounds(11))


def _many_json(bench: Bench) -> Measured:
    folder = _many(bench, FILES, ".json")
    load = _python("bare json.loads", _LOAD_JSON, str(folder))
    return _ratio(_pmlint(folder), load, bench.rounds(11))


def _memory(bench: Bench) -> Measured:
    value = peak_memory(_pmlint(_many(bench, FILES)))
    return Measured(value, f"the high-water mark of one process over {FILES} files")


def _more_files(bench: Bench) -> Measured:
    few, many = (100, 1000) if bench.quick else (1000, 10_000)
    return _growth(
        _pmlint(_many(bench, many), label=f"{many} files"),
        _pmlint(_many(bench, few), label=f"{few} files"),
        bench,
    )


def _bigger_file(bench: Bench) -> Measured:
    small, big = (100_000, 1_000_000) if bench.quick else (1_000_000, 10_000_000)
    commands = []
    for size in (big, small):
        path = bench.folder / f"grown-{size}.yaml"
        path.write_bytes(corpus.grown_to(size).encode())
        commands.append(_pmlint(path, label=f"{size // 1000} kB"))
    return _growth(commands[0], commands[1], bench)


def _growth(big: Command, small: Command, bench: Bench) -> Measured:
    """Compare ten times the work with the work, and tell what start-up hides of it."""
    one_file = _pmlint(_single(bench))
    more, less, start = interleave(big, small, one_file, rounds=bench.rounds(5))
    net = (more - start) / (less - start)
    start_up = f"{net:.2f}x without the {start * 1000:.0f} ms of a single file"
    return Measured(more / less, f"{_described(big, small, more, less)}; {start_up}")


ROWS = (
    Row("one-valid", "one valid 4 KB YAML, over importing yaml and click", 1.3, 1.1, _one_valid),
    Row(
        "no-settings",
        "one valid file without settings, over not looking for them",
        1.05,
        1.02,
        _no_settings,
    ),
    Row("one-broken", "one broken 4 KB YAML, over the same", 2.6, 1.5, _one_broken),
    Row(
        "check-jsonschema",
        "one file, times faster than check-jsonschema",
        3.5,
        6,
        _check_jsonschema,
        at_least=True,
    ),
    Row("many-yaml", "1,000 YAML, over a bare load", 0.60, 0.45, _many_yaml),
    Row("many-broken", "1,000 YAML, 5 % broken, over a bare load", 0.85, 0.55, _many_broken),
    Row("many-json", "1,000 JSON, over a bare json.loads", 3.0, 2.2, _many_json),
    Row("memory", "peak memory, 1,000 YAML", 64, 32, _memory, unit=" MiB"),
    Row("more-files", "10 times the files, times the time", 11, 10.2, _more_files),
    Row("bigger-file", "10 times the file, times the time", 11, 10.2, _bigger_file),
)
