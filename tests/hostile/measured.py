"""Run a command; print the processor's seconds and the peak of memory, in megabytes, it took.

A process inherits the peak of the one that starts it, so a bare interpreter (``-I -S``) does, not
the one that runs the tests.
"""

from __future__ import annotations

import os
import sys

process = os.posix_spawn(sys.executable, [sys.executable, *sys.argv[1:]], os.environ)
_, status, usage = os.wait4(process, 0)
# The peak is in KiB but on macOS, where it is in bytes.
megabytes = usage.ru_maxrss * (1 if sys.platform == "darwin" else 2**10) / 1_000_000
print(f"measured: {usage.ru_utime + usage.ru_stime} {megabytes}", file=sys.stderr)
sys.exit(os.waitstatus_to_exitcode(status))
