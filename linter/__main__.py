"""The ``pmlint`` command, and ``python -m linter``."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line and leave with its exit code."""
    import gc

    # One short run that builds few cycles: collecting garbage costs a tenth of it for nothing.
    gc.disable()
    from linter.cli import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
