"""Files near the limits take no more time and memory than is promised: 5 seconds and 500 MB.

The default size is a fifth of the largest, and so are the bounds but for what a small run takes;
what grows faster than its input shows at that size too.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.samples import environment
from tests.hostile.giants import GIANTS, LIMIT, SIZE

SHARE = SIZE / LIMIT
SECONDS = 1 + 4 * SHARE
MEGABYTES = 60 + 440 * SHARE
MEASURED = Path(__file__).with_name("measured.py")

pytestmark = [
    pytest.mark.checkout,
    pytest.mark.skipif(sys.platform == "win32", reason="asks the kernel of POSIX what a run took"),
]


@pytest.mark.parametrize("name", GIANTS)
def test_a_giant_is_linted_within_bounds(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(GIANTS[name](), "utf-8")
    arguments = ["-m", "linter", "check", "--format", "full", str(path)]
    with (tmp_path / "report").open("wb") as report:
        done = subprocess.run(
            [sys.executable, "-I", "-S", str(MEASURED), *arguments],
            env=environment(),
            stdout=report,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    path.unlink()

    assert done.returncode in (0, 1), done.stderr
    said, _, measured = done.stderr.rpartition("measured: ")
    assert "manifest" in said
    # The processor's time, for other tests run at the same time.
    seconds, megabytes, slowness = (float(figure) for figure in measured.split())
    kept = (seconds < SECONDS * slowness, megabytes < MEGABYTES)
    assert kept == (True, True), (seconds, megabytes, slowness)
