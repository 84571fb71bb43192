"""Writing a file anew: whole or not at all, with its mode, and never through a link that leads out.

What is written goes to a temporary file beside the old one and takes its place by a rename, so
that nobody ever reads half a file, and nothing is lost when the power is.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from contextlib import suppress

_MARK = b"\xef\xbb\xbf"


class RewriteError(Exception):
    """A file that was not written and stays as it was; the message is the reason, in words."""


def rewrite(
    path: str, data: bytes, given: Iterable[str] | None = None, *, before: bytes | None = None
) -> None:
    """Put data in the place of a file's bytes. Raises RewriteError where that can't be done.

    ``given`` are the paths that the user named, of which the file's own is one if not told: a
    link is followed only to a file that stands under one of them. With ``before``, a file that
    holds anything else by now is left alone.
    """
    target = os.path.realpath(path)
    try:
        status = os.stat(target)
        if not stat.S_ISREG(status.st_mode):
            raise RewriteError("it is not a regular file")
        if not _stands_under(target, [path] if given is None else given):
            raise RewriteError("it is a link to a file outside of the given paths")
        _replace(target, status, data, before)
    except OSError as error:
        raise RewriteError((error.strerror or str(error)).lower()) from error


def encoded(text: str, before: bytes) -> bytes:
    """Return a text as UTF-8, with a byte order mark if the bytes that it was read from had one."""
    return (_MARK if before.startswith(_MARK) else b"") + text.encode()


def _stands_under(target: str, given: Iterable[str]) -> bool:
    """Whether a real path is one of those given or in a folder of them."""
    for path in given:
        if os.path.isdir(path):
            folder = os.path.realpath(path)
            if target.startswith(os.path.join(folder, "")):
                return True
        else:
            # A file that is a link itself does not make a given path of where it leads.
            folder, name = os.path.split(path)
            if target == os.path.join(os.path.realpath(folder), name):
                return True
    return False


def _replace(target: str, status: os.stat_result, data: bytes, before: bytes | None) -> None:
    # A rename asks for the folder alone, but who protects a file means its text.
    if not os.access(target, os.W_OK):
        raise RewriteError("permission denied")
    # The name is known before the file is there, so that an interrupt at any moment finds it.
    temporary = os.path.join(os.path.dirname(target), f".pmlint-{os.urandom(8).hex()}.tmp")
    try:
        with open(temporary, "xb", opener=_private) as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        _take_over(temporary, status)
        # As late as possible: what somebody else wrote in the meantime must not be lost.
        if before is not None and _read(target) != before:
            raise RewriteError("it was changed in the meantime")
        os.replace(temporary, target)
    except BaseException:
        with suppress(FileNotFoundError):
            os.unlink(temporary)
        raise


def _private(path: str, flags: int) -> int:
    """Open a file that nobody else can read, as the one that it stands for may be."""
    return os.open(path, flags, 0o600)


def _read(path: str) -> bytes:
    with open(path, "rb") as file:
        return file.read()


def _take_over(temporary: str, status: os.stat_result) -> None:
    """Give a new file the owner, as far as one may, and the mode of the old one."""
    if hasattr(os, "chown"):
        made = os.stat(temporary)
        if (made.st_uid, made.st_gid) != (status.st_uid, status.st_gid):
            # Whoever may write another's file becomes its owner, as with any editor.
            with suppress(PermissionError):
                os.chown(temporary, status.st_uid, status.st_gid)
    os.chmod(temporary, stat.S_IMODE(status.st_mode))
