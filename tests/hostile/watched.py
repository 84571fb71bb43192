"""A script: run a command line, and end with 99 at the first thing that a linter must not do.

``python -m tests.hostile.watched ARGUMENT...``. Connections, processes and changed files are
told by Python's audit events, which see them whoever asks, libraries too.
"""

from __future__ import annotations

import os
import sys
from typing import Any

FORBIDDEN = (
    *("socket.", "subprocess.", "os.system", "os.exec", "os.spawn", "os.posix_spawn", "os.fork"),
    *("os.remove", "os.rename", "os.rmdir", "os.mkdir", "os.link", "os.symlink", "os.truncate"),
    *("shutil.", "urllib.", "http.", "ftplib.", "smtplib.", "ctypes.", "pickle.", "marshal.load"),
)
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def refuse(event: str, arguments: tuple[Any, ...]) -> None:
    """End the process where an event is one of those that must not be."""
    if event == "open":
        _, mode, flags = arguments
        # What imports a module may be writing its compiled form; the caller has turned that off.
        wanted = (isinstance(mode, str) and not mode.startswith("r")) or bool(flags & _WRITING)
    else:
        # The import system unmarshals compiled modules.
        wanted = event.startswith(FORBIDDEN) and not event.startswith("marshal.loads")
    if wanted:
        os.write(2, f"{event} {arguments!r}\n".encode())
        os._exit(99)


if __name__ == "__main__":
    sys.addaudithook(refuse)
    from linter.__main__ import run

    code = run(sys.argv[1:])
    sys.stdout.flush()
    os._exit(code)
