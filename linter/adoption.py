"""Findings that were there before the linter: baselines read, held against a run, written."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from linter.baseline import Baseline, begin_baseline, read_baseline
from linter.config import Configurations
from linter.config.file import displayed
from linter.report.base import count
from linter.result import FileResult
from linter.settings import ConfigError
from linter.settle import active_rules


class Adoption(NamedTuple):
    """What a command line says of baselines: which one to use or write, whether to shrink it."""

    baseline: str | None = None
    write_baseline: str | None = None
    prune_baseline: bool = False


_NOTHING_SAID = Adoption()


def adopt(
    results: Sequence[FileResult], adoption: Adoption | None, configurations: Configurations
) -> tuple[list[FileResult], list[str]]:
    """Return a run's results without what baselines pass over, and notes on these.

    Raises ConfigError for a baseline that can't be used.
    """
    adoption = adoption or _NOTHING_SAID
    if adoption.write_baseline is not None:
        return _renew(results, adoption.write_baseline, configurations)
    baselines: dict[str, Baseline] = {}
    if adoption.baseline is not None:
        baselines[adoption.baseline] = read_baseline(adoption.baseline)
    passed = []
    for result in results:
        path = adoption.baseline or configurations.for_path(result.name).baseline
        if path is None:
            passed.append(result)
            continue
        if path not in baselines:
            baselines[path] = read_baseline(path)
        passed.append(_passed_over(baselines[path], result, configurations))
    if adoption.prune_baseline and results and not baselines:
        raise ConfigError("--prune-baseline: there is no baseline: name one with --baseline")
    return passed, list(_shrunk(baselines.values(), adoption.prune_baseline))


def _renew(
    results: Sequence[FileResult], path: str, configurations: Configurations
) -> tuple[list[FileResult], list[str]]:
    """Write what a run found; standard input is no file that a later run could look at."""
    before = begin_baseline(path)
    for result in results:
        if os.path.lexists(result.name):
            _passed_over(before, result, configurations)
    before.renew()
    after = read_baseline(path)
    passed = [_passed_over(after, result, configurations) for result in results]
    found = sum(one.how == "baseline" for result in passed for one in result.suppressed)
    return passed, [f"{count(found, 'finding')} written to {displayed(path)}"]


def _passed_over(
    baseline: Baseline, result: FileResult, configurations: Configurations
) -> FileResult:
    return baseline.pass_over(result, active_rules(configurations.settings_for(result.name)))


def _shrunk(baselines: Iterable[Baseline], prune: bool) -> Iterable[str]:
    """Take out of baselines what is there no more, or say that it could be taken out."""
    for baseline in baselines:
        excess = baseline.excess
        gone = f"{count(excess, 'finding')} of {displayed(baseline.path)} {_are(excess)} gone"
        if prune and excess:
            baseline.prune()
            yield f"{gone}: taken out"
        elif excess:
            yield f"{gone}: --prune-baseline takes {'it' if excess == 1 else 'them'} out"


def _are(number: int) -> str:
    return "is" if number == 1 else "are"
