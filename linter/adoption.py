"""Findings that were there before the linter: held against baselines, or given comments."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from linter.baseline import Baseline, begin_baseline, read_baseline
from linter.config import Configurations
from linter.config.file import displayed
from linter.output import OutputError
from linter.report.base import count
from linter.result import FileResult
from linter.rewrite import RewriteError, encoded, rewrite
from linter.settings import ConfigError
from linter.settle import active_rules
from linter.silencing import Silenced, silenced


class Adoption(NamedTuple):
    """What a command line says of findings that are there already.

    Which baseline to use, which to write, whether to shrink it; whether to write comments.
    """

    baseline: str | None = None
    write_baseline: str | None = None
    prune_baseline: bool = False
    add_suppressions: bool = False


_NAMED = 3
"""How many files a note names; those beyond are counted."""

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


def add_suppressions(
    results: Iterable[FileResult], configurations: Configurations, given: Iterable[str]
) -> list[str]:
    """Write comments into YAML files that suppress what was found in them; return notes on that.

    ``given`` are the paths that the user named. Raises OutputError for a file that can't be
    written.
    """
    left: dict[str, list[str]] = {}
    written: list[Silenced] = []
    for result in results:
        if not result.findings or result.source is None:
            continue
        limits = configurations.settings_for(result.name).limits
        outcome = silenced(result.source, result.findings, limits)
        if isinstance(outcome, Silenced):
            _write(result, outcome.text, given)
            written.append(outcome)
        else:
            left.setdefault(outcome.reason, []).append(result.name)
    notes = [f"{_several(names)}: {reason}" for reason, names in left.items()]
    if written:
        findings = count(sum(outcome.findings for outcome in written), "finding")
        comments = count(sum(outcome.comments for outcome in written), "comment")
        notes.append(f"{findings} suppressed by {comments} in {count(len(written), 'file')}")
    return notes


def _several(names: list[str]) -> str:
    more = len(names) - _NAMED
    return ", ".join(names[:_NAMED]) + (f" and {count(more, 'more file')}" if more > 0 else "")


def _write(result: FileResult, text: str, given: Iterable[str]) -> None:
    assert result.source is not None
    try:
        with open(result.name, "rb") as file:
            before = file.read()
        if before != encoded(result.source.text, before):
            raise RewriteError("it was changed in the meantime")
        rewrite(result.name, encoded(text, before), given, before=before)
    except RewriteError as error:
        raise OutputError(f'can\'t write "{result.name}": {error}') from error
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise OutputError(f'can\'t write "{result.name}": {reason}') from error
