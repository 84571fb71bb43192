"""A script: run the linter over files, and print every regular expression that it used.

``python -m tests.hostile.used_patterns COMMAND...``: each COMMAND is a command line, quoted as one
argument. Prints a JSON list of ``[pattern, flags, function]``, patterns over bytes left out.
"""

from __future__ import annotations

import contextlib
import io
import json
import re
import shlex
import sys
from collections.abc import Callable
from typing import Any

_FUNCTIONS = ("match", "search", "fullmatch", "finditer", "findall", "sub", "split")
_compile = re.compile

Use = tuple[str, int, str]
"""A pattern, its flags, and the function of ``re`` that is called with it."""


class Recorder:
    """Stands for a compiled pattern, and notes which of its methods are used."""

    def __init__(self, compiled: re.Pattern[str], used: set[Use]) -> None:
        self._compiled = compiled
        self._used = used

    def __getattr__(self, name: str) -> Any:
        if name in _FUNCTIONS:
            self._used.add((self._compiled.pattern, self._compiled.flags, name))
        return getattr(self._compiled, name)


def main(commands: list[str]) -> None:
    """Print what was used."""
    used: set[Use] = set()
    re.compile = _recorded(lambda compiled: Recorder(compiled, used), _compile)
    for name in _FUNCTIONS:
        setattr(re, name, _through(name, used, getattr(re, name)))
    # Not before: what modules compile while they are imported counts too.
    from linter.__main__ import run

    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        for command in commands:
            run(shlex.split(command))
    assert sys.__stdout__ is not None
    json.dump(sorted(used), sys.__stdout__)


def _ours(pattern: Any) -> bool:
    """Whether a pattern over text is used by the linter itself, two calls up."""
    return isinstance(pattern, str) and sys._getframe(2).f_globals["__name__"].startswith("linter.")


def _recorded(watch: Callable[[Any], Any], function: Callable[..., Any]) -> Callable[..., Any]:
    def compile(pattern: Any, *arguments: Any) -> Any:
        compiled = function(pattern, *arguments)
        return watch(compiled) if _ours(pattern) else compiled

    return compile


def _through(name: str, used: set[Use], function: Callable[..., Any]) -> Callable[..., Any]:
    """Return a function of ``re`` that notes a use; its flags come last, or by their name."""

    def call(pattern: Any, *arguments: Any, **options: Any) -> Any:
        if _ours(pattern):
            flags = [value for value in arguments if isinstance(value, re.RegexFlag)]
            used.add((pattern, int(_compile(pattern, *flags, **options).flags), name))
        return function(pattern, *arguments, **options)

    return call


if __name__ == "__main__":
    main(sys.argv[1:])
