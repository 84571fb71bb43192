"""``python -m fuzz.engine TARGET ENGINE FOLDER SECONDS``: one target, in a process of its own.

FOLDER holds ``seeds`` and ``corpus``; an input that fails is written there as ``failed-...``, the
figures to ``figures.json``. Atheris looks for inputs that reach new code, hypothesis only tries.
"""

from __future__ import annotations

import pkgutil
import sys
import traceback
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from random import Random
from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fuzz.guard import Guard

HANGS_AFTER = 60
"""Seconds by the clock on one input after which Atheris ends the process: C code heeds no alarm."""

_LONGEST = 12_000
_TOGETHER = 500


def main(arguments: list[str]) -> int:
    """Fuzz until the time is up or an input fails."""
    target, name, where, seconds = arguments
    engine = _atheris if name == "atheris" else _hypothesis
    return engine(target, Path(where), float(seconds))


def _atheris(target: str, folder: Path, seconds: float) -> int:
    import atheris

    with atheris.instrument_imports(include=["linter"]):
        _import_all("linter")
        guard, mutate, pool = _parts(target, folder)

    def custom(data: bytes, most: int, seed: int) -> bytes:
        random = Random(seed)
        if random.random() < 0.4:
            return bytes(atheris.Mutate(data, most))
        return mutate(data, random.choice(pool), random)[:most]

    def run(data: bytes) -> None:
        guard(data)

    words = folder / "words.dict"
    words.write_text("".join(f'"{_spelt(word)}"\n' for word in _dictionary()))
    options = {
        "max_total_time": int(seconds),
        "max_len": _LONGEST,
        "timeout": HANGS_AFTER,
        "rss_limit_mb": 1000,
        "dict": words,
        "artifact_prefix": f"{folder}/failed-",
        "print_final_stats": 1,
    }
    spelt = [f"-{name}={value}" for name, value in options.items()]
    atheris.Setup(
        ["fuzz", *spelt, str(folder / "corpus"), str(folder / "seeds")], run, custom_mutator=custom
    )
    atheris.Fuzz()
    return 0


def _hypothesis(target: str, folder: Path, seconds: float) -> int:
    from hypothesis import HealthCheck, given, settings
    from hypothesis import strategies as st

    guard, mutate, pool = _parts(target, folder)
    end = monotonic() + seconds
    failed: list[bytes] = []

    @settings(
        max_examples=_TOGETHER,
        database=None,
        deadline=None,
        suppress_health_check=[*HealthCheck],
    )
    @given(st.sampled_from(pool), st.sampled_from(pool), st.integers(0, 2**32))
    def run(data: bytes, other: bytes, seed: int) -> None:
        if monotonic() > end and not failed:
            return
        changed = mutate(data, other, Random(seed))
        try:
            guard(changed)
        except Exception:
            failed.append(changed)
            raise

    try:
        while monotonic() < end:
            run()
    except Exception:
        traceback.print_exc()
        # What hypothesis tries last is the smallest that it has found.
        (folder / f"failed-{sha256(failed[-1]).hexdigest()[:40]}").write_bytes(failed[-1])
        return 1
    finally:
        guard.note()
    return 0


def _parts(
    target: str, folder: Path
) -> tuple[Guard, Callable[[bytes, bytes, Random], bytes], list[bytes]]:
    from fuzz.guard import Guard
    from fuzz.mutating import mutated
    from fuzz.targets import TARGETS

    pool = [path.read_bytes() for path in sorted((folder / "seeds").iterdir())]
    return Guard(TARGETS[target], folder / "figures.json"), mutated, pool


def _import_all(package: str) -> None:
    """Import every module of a package, for those imported later are not instrumented."""
    import importlib

    for module in pkgutil.walk_packages(importlib.import_module(package).__path__, f"{package}."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)


def _dictionary() -> list[bytes]:
    from fuzz.mutating import words

    return [word for word in words() if 0 < len(word) <= 64]


def _spelt(word: bytes) -> str:
    return "".join(f"\\x{byte:02x}" for byte in word)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
