"""Run the benchmark: ``python -m benchmarks.run``; exit 1 where a must is missed.

A comparison that is not installed is said and passed over; a command that fails counts as missed,
because a time of a program that did not do its work would mean nothing.
"""

from __future__ import annotations

import json
import platform
import sys
import tempfile
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.measure import AbsentError, FailedError, script
from benchmarks.rows import ROWS, Bench, Row

MISSED = "MISSED"
FAILED = "FAILED"


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure the chosen rows, print the table and return the exit code."""
    parser = ArgumentParser(prog="python -m benchmarks.run", description="time pmlint")
    parser.add_argument("--quick", action="store_true", help="fewer rounds, smaller growth")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there too")
    parser.add_argument(
        "--only", action="append", choices=[row.name for row in ROWS], help="repeatable"
    )
    parser.add_argument(
        "--rules", action="store_true", help="microseconds a manifest, stage and rule, instead"
    )
    chosen = parser.parse_args(arguments)
    if chosen.rules:
        from benchmarks.stages import print_stages

        print_stages(200 if chosen.quick else 1000)
        return 0
    try:
        script("pmlint")
    except AbsentError as reason:
        print(reason, file=sys.stderr)
        return 2
    results = []
    print(_line("row", "measured", "must", "aim", "verdict"), flush=True)
    with tempfile.TemporaryDirectory(prefix="pmlint-bench-") as folder:
        bench = Bench(Path(folder), chosen.quick)
        for row in ROWS:
            if not chosen.only or row.name in chosen.only:
                results.append(result_of(row, bench))
                _show(row, results[-1])
    if chosen.json:
        report = {"python": platform.python_version(), "machine": platform.machine()}
        chosen.json.write_text(json.dumps({**report, "rows": results}, indent=2) + "\n")
    return 1 if any(result["verdict"] in (MISSED, FAILED) for result in results) else 0


def result_of(row: Row, bench: Bench) -> dict[str, Any]:
    """Measure a row and hold the figure against its targets."""
    result: dict[str, Any] = {"name": row.name, "must": row.must, "aim": row.aim}
    try:
        measured = row.measure(bench)
    except AbsentError as reason:
        return {**result, "measured": None, "verdict": "not measured", "detail": str(reason)}
    except FailedError as reason:
        return {**result, "measured": None, "verdict": FAILED, "detail": str(reason)}
    if row.meets(measured.value, row.aim):
        verdict = "aim reached"
    else:
        verdict = "ok" if row.meets(measured.value, row.must) else MISSED
    value = round(measured.value, 3)
    return {**result, "measured": value, "verdict": verdict, "detail": measured.made_from}


def _show(row: Row, result: dict[str, Any]) -> None:
    value = result["measured"]
    shown = "-" if value is None else f"{value:.2f}{row.unit}"
    bound = ">= " if row.at_least else "<= "
    must, aim = f"{bound}{row.must:g}", f"{bound}{row.aim:g}"
    print(_line(row.title, shown, must, aim, result["verdict"]))
    print(f"    {row.name}: {result['detail']}", flush=True)


def _line(title: str, measured: str, must: str, aim: str, verdict: str) -> str:
    return f"{title:<52} {measured:>10} {must:>8} {aim:>8}  {verdict}"


if __name__ == "__main__":
    sys.exit(main())
