"""``python -m fuzz``: fuzz every target for a while, and print the figures.

The minutes are shared out among the targets, one after another. The working corpus is kept in
``build/fuzz``, so that the next run goes on from there. Exit code 1: an input failed.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from fuzz.guard import MEBIBYTES, SECONDS
from fuzz.seeds import ROOT, write_seeds

NAMES = ("reader", "conformance", "whole", "suppressions", "fixes")
_UNINTERESTING = re.compile(r"(?m)^(?:INFO: |#\d+\t).*\n")
_EDGES = re.compile(r"\bcov: (\d+) ft: (\d+)")


class Figures(NamedTuple):
    """What fuzzing one target took and found."""

    target: str
    runs: int
    seconds: float
    slowest: float
    peak: float
    corpus: int
    corpus_bytes: int
    edges: int | None
    failed: list[Path]


def main(arguments: Sequence[str] | None = None) -> int:
    """Fuzz, or run one input again."""
    parser = argparse.ArgumentParser(prog="python -m fuzz")
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=f"of {', '.join(NAMES)}")
    parser.add_argument("--minutes", type=float, default=30, help="in all (default: 30)")
    parser.add_argument("--engine", choices=("atheris", "hypothesis"), help="the one that is there")
    parser.add_argument("--folder", type=Path, default=ROOT / "build" / "fuzz")
    parser.add_argument("--again", type=Path, metavar="FILE", help="run one input through TARGET")
    told = parser.parse_args(arguments)
    targets = told.targets or NAMES
    if not set(targets) <= {*NAMES}:
        parser.error(f"a target is one of {', '.join(NAMES)}")
    if told.again is not None:
        return _again(targets, told.again.read_bytes())
    engine = told.engine or ("atheris" if importlib.util.find_spec("atheris") else "hypothesis")
    found = [
        _fuzz(target, engine, told.folder / target, told.minutes * 60 / len(targets))
        for target in targets
    ]
    print(f"\nEngine: {engine}; bounds on each input: {SECONDS:g} s, {MEBIBYTES} MiB\n")
    print("\n".join(_table(found)))
    for figures in found:
        for path in figures.failed:
            print(f"\nfailed: python -m fuzz {figures.target} --again {path}")
    return int(any(figures.failed or not figures.runs for figures in found))


def _again(targets: Sequence[str], data: bytes) -> int:
    from fuzz.targets import TARGETS

    for target in targets:
        TARGETS[target](data)
    return 0


def _fuzz(target: str, engine: str, folder: Path, seconds: float) -> Figures:
    """Fuzz one target in a process of its own, for it may end in any way."""
    write_seeds(folder / "seeds")
    (folder / "corpus").mkdir(exist_ok=True)
    notes = folder / "figures.json"
    notes.unlink(missing_ok=True)
    before = {*folder.glob("failed-*")}
    print(f"{target}: {seconds:.0f} seconds", flush=True)
    with (folder / "log").open("wb") as log:
        ended = subprocess.run(
            [sys.executable, "-m", "fuzz.engine", target, engine, str(folder), str(seconds)],
            cwd=ROOT,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            stdout=log,
            stderr=log,
            check=False,
        )
    said = (folder / "log").read_text("utf-8", "replace")
    noted: dict[str, Any] = json.loads(notes.read_text()) if notes.exists() else {}
    failed = sorted({*folder.glob("failed-*")} - before)
    if failed or ended.returncode:
        print(_UNINTERESTING.sub("", said)[-4000:], flush=True)
    corpus = [path.stat().st_size for path in (folder / "corpus").iterdir()]
    edges = _EDGES.findall(said)
    return Figures(
        target,
        noted.get("runs", 0),
        noted.get("seconds", 0.0),
        noted.get("slowest", 0.0),
        noted.get("peak", 0.0),
        len(corpus),
        sum(corpus),
        int(edges[-1][0]) if edges else None,
        failed or ([folder / "log"] if ended.returncode else []),
    )


def _table(found: list[Figures]) -> Iterator[str]:
    yield "| target | runs | seconds | corpus | edges | slowest | peak | failed |"
    yield "| --- | --- | --- | --- | --- | --- | --- | --- |"
    for one in found:
        size = f"{one.corpus} files, {one.corpus_bytes / 1000:.0f} kB"
        cells = [
            *(one.target, f"{one.runs:,}", f"{one.seconds:.0f}", size, one.edges or "-"),
            *(f"{one.slowest * 1000:.0f} ms", f"{one.peak:.0f} MiB", len(one.failed)),
        ]
        yield f"| {' | '.join(map(str, cells))} |"
    runs, seconds = sum(one.runs for one in found), sum(one.seconds for one in found)
    yield f"\n{runs:,} runs in {seconds / 60:.1f} minutes"


if __name__ == "__main__":
    sys.exit(main())
