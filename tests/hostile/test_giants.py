"""Files near the limits take no more time and memory than is promised: 5 seconds and 500 MB.

The default size is a fifth of the largest, and so are the bounds but for what a small run takes;
what grows faster than its input shows at that size too.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tests.cli.samples import environment
from tests.hostile.giants import GIANTS, LIMIT, SIZE

SHARE = SIZE / LIMIT
SECONDS = 0.5 + 4.5 * SHARE
MEGABYTES = 60 + 440 * SHARE

pytestmark = [
    pytest.mark.checkout,
    pytest.mark.skipif(sys.platform == "win32", reason="asks the kernel of POSIX what a run took"),
]


@pytest.mark.parametrize("name", GIANTS)
def test_a_giant_is_linted_within_bounds(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(GIANTS[name](), "utf-8")
    said = tmp_path / "said"
    arguments = [sys.executable, "-m", "linter", "check", "--format", "full", str(path)]
    streams = [
        (os.POSIX_SPAWN_OPEN, 1, str(tmp_path / "report"), os.O_WRONLY | os.O_CREAT, 0o600),
        (os.POSIX_SPAWN_OPEN, 2, str(said), os.O_WRONLY | os.O_CREAT, 0o600),
    ]
    process = os.posix_spawn(sys.executable, arguments, environment(), file_actions=streams)
    _, status, usage = os.wait4(process, 0)
    path.unlink()

    assert os.waitstatus_to_exitcode(status) in (0, 1), said.read_text()
    assert "manifest" in said.read_text()
    # The processor's time, for other tests run at the same time; the peak is in KiB but on macOS.
    seconds = usage.ru_utime + usage.ru_stime
    megabytes = usage.ru_maxrss / (1_000_000 if sys.platform == "darwin" else 1_000)
    assert (seconds < SECONDS, megabytes < MEGABYTES) == (True, True), (seconds, megabytes)
