"""Where reports go: standard output, files, with colours or without."""

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from errno import EACCES, EBUSY, EPERM
from typing import TYPE_CHECKING, NamedTuple, TextIO

from linter import __version__
from linter.report import FORMATS, STATISTICS, TERMINAL, render
from linter.result import FileResult

if TYPE_CHECKING:
    from linter.applying import Fixing


class OutputError(Exception):
    """A file that can't be written; the message names it and says why."""


class ReaderLeftError(Exception):
    """Whoever read standard output, such as ``head``, has seen enough."""


class Outputs(NamedTuple):
    """The reports of a run: ``main`` is the format on standard output, None for nothing there."""

    main: str | None
    files: tuple[tuple[str, str], ...]
    """Formats and the files that they go to."""


def plan(format_name: str | None, outputs: Sequence[str], statistics: bool = False) -> Outputs:
    """Decide which report goes where; ``outputs`` are ``FILE`` or ``FORMAT=FILE``.

    Statistics take the place of the main report; those beside it stay what they are.
    Raises OutputError where two reports would go to one file, or a format has no statistics.
    """
    files: list[tuple[str, str]] = []
    chosen = format_name or ("full" if sys.stdout.isatty() else "concise")
    if statistics:
        chosen = format_name = _counted(chosen)
    main: str | None = chosen
    for output in outputs:
        prefix, equals, file = output.partition("=")
        if equals and prefix in FORMATS:
            files.append((prefix, file))
        else:
            files.append((format_name or "concise", output))
            main = None
    for number, (_, file) in enumerate(files):
        if any(_same(file, earlier) for _, earlier in files[:number]):
            raise OutputError(f'"{file}" takes one report: give each --output a file of its own')
    return Outputs(main, tuple(files))


def _same(file: str, other: str) -> bool:
    """Whether two names are of one file; a device or a pipe takes several reports."""
    return not _is_device(file) and os.path.abspath(file) == os.path.abspath(other)


def _is_device(file: str) -> bool:
    """Whether a name is of no file to put another in the place of, but of a stream to write to.

    Below ``/dev`` it may lead to a file, which then is open already as a stream of this process.
    """
    return file.startswith("/dev/") or (os.path.exists(file) and not os.path.isfile(file))


def _counted(name: str) -> str:
    if name not in STATISTICS:
        forms = ", ".join(STATISTICS)
        raise OutputError(f"--statistics has no format {name}: use one of {forms}")
    return STATISTICS[name][0]


def write(outputs: Outputs, results: Sequence[FileResult], color: str) -> None:
    """Write every report. Raises OutputError for a file that can't be written."""
    for name, file in outputs.files:
        text = render(name, results, color=color == "always", version=__version__)
        try:
            _write(file, text.encode("utf-8", "backslashreplace"))
        except (OSError, ValueError) as error:
            raise OutputError(f'can\'t write "{file}": {_reason(error)}') from error
    if outputs.main is not None:
        if outputs.main not in TERMINAL and hasattr(sys.stdout, "reconfigure"):
            # Whatever the terminal's encoding is: these formats are defined to be in UTF-8.
            sys.stdout.reconfigure(encoding="utf-8")
        colored = wants_color(color, sys.stdout)
        show(render(outputs.main, results, color=colored, version=__version__))


def _write(file: str, data: bytes) -> None:
    """Write a file whole or not at all, as far as its kind and its folder allow for that."""
    target = os.path.realpath(file)
    if not _is_device(file) and (os.access(target, os.W_OK) or not os.path.exists(target)):
        try:
            return _replace(target, data)
        except OSError as error:
            # The folder takes no other file, or this one was mounted into a container by itself.
            if error.errno not in (EACCES, EPERM, EBUSY):
                raise
    with open(file, "wb") as opened:
        opened.write(data)
    return None


def _replace(target: str, data: bytes) -> None:
    temporary = os.path.join(os.path.dirname(target), f".pmlint-{os.urandom(8).hex()}.tmp")
    try:
        with open(temporary, "xb") as opened:
            opened.write(data)
        if os.path.exists(target):
            os.chmod(temporary, os.stat(target).st_mode)
        os.replace(temporary, target)
    except BaseException:
        with suppress(FileNotFoundError):
            os.unlink(temporary)
        raise


def write_mended(
    fixing: "Fixing", outputs: Outputs, results: Sequence[FileResult], color: str
) -> None:
    """Write what a run with fixes has for standard output: a diff, a mended text, or the report.

    Where it is the text that came on standard input, the report goes to standard error.
    """
    if fixing.diff:
        show("".join(fixing.diffs))
        return
    if fixing.passed_on is None:
        write(outputs, results, color)
        return
    write(outputs._replace(main=None), results, color)
    show(fixing.passed_on)
    if outputs.main is not None:
        colored = wants_color(color, sys.stderr)
        text = render(outputs.main, results, color=colored, version=__version__)
        if text:
            say(text.removesuffix("\n"))


def show(text: str | bytes) -> None:
    """Write to standard output. Raises OutputError where that fails, or ReaderLeftError.

    A BrokenPipeError must not leave: click would answer it with the exit code for findings.
    """
    try:
        if isinstance(text, bytes):
            sys.stdout.buffer.write(text)
        else:
            sys.stdout.write(text)
        sys.stdout.flush()
    except OSError as error:
        discard(sys.stdout)
        if isinstance(error, BrokenPipeError):
            raise ReaderLeftError from error
        raise OutputError(f"can't write to standard output: {_reason(error)}") from error


def say(line: str) -> None:
    """Print a line to standard error; where that fails, nobody is left to be told."""
    try:
        print(line, file=sys.stderr, flush=True)
    except OSError:
        discard(sys.stderr)


def discard(stream: TextIO) -> None:
    """Send the rest of a stream nowhere: Python would fail on it once more at its exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _reason(error: Exception) -> str:
    return (getattr(error, "strerror", None) or str(error)).lower()


def wants_color(mode: str, stream: TextIO) -> bool:
    """Whether to colour a stream; ``auto`` heeds NO_COLOR, FORCE_COLOR and what the stream is."""
    if mode != "auto":
        return mode == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return stream.isatty() and os.environ.get("TERM") != "dumb"
