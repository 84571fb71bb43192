"""Exit codes, and what is said where something goes wrong: one line, never a traceback."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from io import StringIO

from linter.output import OutputError, ReaderLeftError, say
from linter.settings import ConfigError

EXIT_CLEAN, EXIT_FINDINGS, EXIT_TROUBLE = 0, 1, 2
INTERRUPTED = "interrupted"
FOLDER_GONE = "the current folder does not exist any more"


def guarded(run: Callable[[], int]) -> int:
    """Run something and return its exit code, that of trouble where it does not end well."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            # It was closed before the program started; what is written to it is not missed.
            setattr(sys, name, StringIO())
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        return run()
    except KeyboardInterrupt:
        return complain(INTERRUPTED)
    except (OutputError, ConfigError) as error:
        return complain(str(error))
    except ReaderLeftError:
        return EXIT_TROUBLE
    except Exception as error:
        return complain(FOLDER_GONE) if _folder_is_gone() else defect(error)


def _folder_is_gone() -> bool:
    """Whether the current folder was removed; then no relative path means anything."""
    try:
        os.getcwd()
    except OSError:
        return True
    return False


def defect(error: Exception) -> int:
    """Report a defect of the program in one line; PMLINT_TRACEBACK=1 shows where."""
    if os.environ.get("PMLINT_TRACEBACK"):
        raise error
    from linter.engine import Defect

    cause = error.__cause__ if isinstance(error, Defect) else error
    where = f" on {error}" if isinstance(error, Defect) else ""
    return complain(
        f"a defect of pmlint{where}: {type(cause).__name__}; "
        "please report it, with what PMLINT_TRACEBACK=1 shows"
    )


def complain(message: str) -> int:
    """Print one line to standard error and return the exit code for trouble."""
    note(message)
    return EXIT_TROUBLE


def note(message: str) -> None:
    """Print one line to standard error, whatever the message holds."""
    from linter.report.cells import visible

    say(f"pmlint: {visible(' '.join(message.split()))}")
