"""The ``pmlint`` command, and ``python -m linter``."""

from __future__ import annotations

import gc
import os
import sys
from typing import NoReturn


def main() -> NoReturn:
    """Run the command line and leave with its exit code."""
    # One short run that builds few cycles: collecting garbage costs a tenth of it for nothing.
    gc.disable()
    code = run(sys.argv[1:])
    sys.stderr.flush()
    # Everything is written: taking the interpreter apart would only add a fifth to a short run.
    os._exit(code)


def run(arguments: list[str]) -> int:
    """Run a command line; one of paths alone, as a hook's, needs no parser and starts faster."""
    if _paths_alone(arguments):
        from linter.checking import Request, check
        from linter.config import Configurations
        from linter.trouble import guarded

        paths = arguments[1:] if arguments[0] == "check" else arguments
        return guarded(lambda: check(Request(paths, Configurations())))
    from linter.cli import run as run_with_options

    return run_with_options(arguments)


def _paths_alone(arguments: list[str]) -> bool:
    """Whether there is nothing but paths, and none that might be meant for a command."""
    if not arguments or any(argument.startswith("-") for argument in arguments):
        return False
    return arguments[0] == "check" or not arguments[0].isalpha()


if __name__ == "__main__":
    main()
