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
    from linter.cli import run

    code = run(sys.argv[1:])
    sys.stderr.flush()
    # Everything is written: taking the interpreter apart would only add a fifth to a short run.
    os._exit(code)


if __name__ == "__main__":
    main()
