"""Whether the tests notice a mutant: a fork for each, in which the functions' code is exchanged.

The tests are collected once and run once, with a trace of the lines of linter/rules that each one
reaches. A mutant is held against the tests that reach its statement, the quickest first. What
already ran while the tests were imported can't be exchanged: such mutants are left to ``fresh``.
"""

from __future__ import annotations

import functools
import gc
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from types import CodeType, FrameType, FunctionType
from typing import Any, NamedTuple

import pytest
from _pytest.runner import runtestprotocol

WORKERS = 2
_LEAST_SECONDS = 3.0
_MEMORY = 2 << 30
KILLED, SURVIVED, UNREACHED = "killed", "survived", "unreached"


class Mutant(NamedTuple):
    """The code of a module with one mistake, and which lines must run for it to show."""

    number: int
    file: str
    lines: range
    code: CodeType


class Trace:
    """The lines of some files that ran, for each test and while the tests were imported."""

    def __init__(self, folder: str) -> None:
        self.folder = folder
        self.lines: set[tuple[str, int]] = set()

    def __enter__(self) -> Trace:
        self.lines = set()
        sys.settrace(self._call)
        return self

    def __exit__(self, *_: object) -> None:
        sys.settrace(None)

    def _call(self, frame: FrameType, event: str, _arg: object) -> Any:
        if not frame.f_code.co_filename.startswith(self.folder):
            return None
        return self._line(frame, event, None)

    def _line(self, frame: FrameType, _event: str, _arg: object) -> Any:
        self.lines.add((frame.f_code.co_filename, frame.f_lineno))
        return self._line


class Plugin:
    """The pytest plugin that runs mutants in place of the tests, after one run of these."""

    def __init__(self, folder: str, mutants: Sequence[Mutant], tell: Callable[[str], None]) -> None:
        self.mutants = mutants
        self.tell = tell
        self.trace = Trace(folder)
        self.verdicts: dict[int, str] = {}
        self.imported: set[tuple[str, int]] = set()
        self._reached: list[tuple[float, pytest.Item, set[tuple[str, int]]]] = []

    def collect(self, arguments: list[str]) -> int:
        """Run pytest with this plugin."""
        with self.trace:
            return int(pytest.main(arguments, plugins=[self]))

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Run the tests once, then the mutants."""
        self.imported = self.trace.lines
        sys.settrace(None)
        if session.testsfailed:
            raise session.Failed("the tests can't be collected")
        for item in session.items:
            start = time.perf_counter()
            with self.trace:
                passed = _passes([item])
            if not passed:
                self.tell(f"left out, for it fails without any mutant: {item.nodeid}")
                continue
            taken = time.perf_counter() - start
            if self.trace.lines:
                self._reached.append((taken, item, self.trace.lines))
        self._reached.sort(key=lambda entry: entry[0])
        self.tell(f"{len(session.items)} tests, {len(self._reached)} of them reach the modules")
        self._run_mutants()
        return True

    def _run_mutants(self) -> None:
        caches = [
            cache
            for cache in gc.get_objects()
            if isinstance(cache, functools._lru_cache_wrapper)
            and str(getattr(cache, "__module__", "")).startswith("linter")
        ]
        functions = _functions(self.trace.folder)
        gc.collect()
        gc.freeze()
        running: dict[int, int] = {}
        for mutant in self.mutants:
            wanted = {(mutant.file, line) for line in mutant.lines}
            entries = [entry for entry in self._reached if entry[2] & wanted]
            if not entries:
                self.verdicts[mutant.number] = UNREACHED
                continue
            if len(running) == WORKERS:
                self._wait(running)
            child = os.fork()
            if child == 0:
                seconds = max(_LEAST_SECONDS, 5 * sum(taken for taken, *_ in entries))
                _confine(seconds)
                for cache in caches:
                    cache.cache_clear()
                _exchange(functions, mutant)
                os._exit(0 if _passes([item for _, item, _ in entries]) else 1)
            running[child] = mutant.number
        while running:
            self._wait(running)

    def _wait(self, running: dict[int, int]) -> None:
        child, status = os.wait()
        self.verdicts[running.pop(child)] = SURVIVED if status == 0 else KILLED


def _confine(seconds: float) -> None:
    """Let a mutant neither talk, nor run for ever, nor eat the machine."""
    import resource

    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))


def _passes(items: list[pytest.Item]) -> bool:
    """Whether all of the tests pass, up to the first that does not."""
    for item, following in zip(items, [*items[1:], None], strict=True):
        reports = runtestprotocol(item, log=False, nextitem=following)
        if any(report.failed for report in reports):
            return False
    return True


def _functions(folder: str) -> dict[tuple[str, str, int], list[FunctionType]]:
    """Return all functions of the modules by file, name and line."""
    found: dict[tuple[str, str, int], list[FunctionType]] = {}
    for thing in gc.get_objects():
        if isinstance(thing, FunctionType) and thing.__code__.co_filename.startswith(folder):
            code = thing.__code__
            key = (code.co_filename, code.co_name, code.co_firstlineno)
            found.setdefault(key, []).append(thing)
    return found


def _exchange(functions: dict[tuple[str, str, int], list[FunctionType]], mutant: Mutant) -> None:
    for code in _codes(mutant.code):
        for function in functions.get((mutant.file, code.co_name, code.co_firstlineno), ()):
            if len(function.__code__.co_freevars) == len(code.co_freevars):
                function.__code__ = code


def _codes(code: CodeType) -> Iterator[CodeType]:
    """Yield the code of all functions within a module's."""
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield constant
            yield from _codes(constant)
