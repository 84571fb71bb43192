"""Run a command; print the processor's seconds and the peak of memory, in megabytes, it took.

The third figure is how many times slower than usual the machine is at making Python objects: it
may be a small one, or share its processors with others.

A process inherits the peak of the one that starts it, so a bare interpreter (``-I -S``) does, not
the one that runs the tests.
"""

from __future__ import annotations

import os
import sys
from time import process_time

USUAL_SECONDS = 0.05

process = os.posix_spawn(sys.executable, [sys.executable, *sys.argv[1:]], os.environ)
_, status, usage = os.wait4(process, 0)
# The peak is in KiB but on macOS, where it is in bytes.
megabytes = usage.ru_maxrss * (1 if sys.platform == "darwin" else 2**10) / 1_000_000
# Only now, for what this takes would count as the command's.
start = process_time()
made = [{"key": number, "items": [number]} for number in range(100_000)]
slowness = max(1.0, (process_time() - start) / USUAL_SECONDS)
print(f"measured: {usage.ru_utime + usage.ru_stime} {megabytes} {slowness}", file=sys.stderr)
sys.exit(os.waitstatus_to_exitcode(status))
