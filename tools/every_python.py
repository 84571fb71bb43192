"""``python -m tools.every_python``: run the tests under every supported Python that is installed.

Looks for them on the path and where pyenv keeps them. Each gets an environment with the newest
libraries; the oldest Python also one with the oldest that are supported. Says what it did not find.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VERSIONS = ("3.10", "3.11", "3.12", "3.13", "3.14")
OLDEST = ("click==8.1.0", "PyYAML==6.0", "pathspec==1.0.0", "tomli==2.0.0")
TESTING = ("pytest", "pytest-xdist", "hypothesis", "hypothesis-jsonschema", "jsonschema")


ELSEWHERE = ("tests/test_package.py", "tests/test_hook.py")
"""They try what is installed rather than Python, and need more tools; ``make test`` runs them."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the tests; the exit code is 1 where some failed, or no Python was found."""
    parser = argparse.ArgumentParser(prog="python -m tools.every_python")
    parser.add_argument("--only", choices=VERSIONS, help="one version")
    parser.add_argument("pytest", nargs="*", help="arguments for pytest, after --")
    told = parser.parse_args(arguments)
    wanted = (told.only,) if told.only else VERSIONS
    found = {version: python for version in wanted if (python := _python(version))}
    outcomes: list[str] = []
    failed = not found
    for version, python in found.items():
        kinds = [("newest", ()), ("oldest", OLDEST)] if version == VERSIONS[0] else [("newest", ())]
        for kind, pins in kinds:
            environment = ROOT / "build" / "pythons" / f"{version}-{kind}"
            passed = _passes(python, environment, pins, told.pytest)
            failed |= not passed
            outcomes.append(f"{version}, {kind} libraries: {'passed' if passed else 'failed'}")
    outcomes += [f"{version}: not found" for version in wanted if version not in found]
    print("\n".join(["", *outcomes]))
    return int(failed)


def _python(version: str) -> str | None:
    """Return the interpreter of a version, None where there is none."""
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    places = (*sorted(pyenv.glob(f"{version}.*/bin/python"), reverse=True),)
    for candidate in (shutil.which(f"python{version}"), *map(str, places)):
        if candidate is None:
            continue
        asked = [candidate, "-c", "import sys; print('%d.%d' % sys.version_info[:2])"]
        # A shim on the path may stand for a version that is not active.
        ran = subprocess.run(asked, capture_output=True, text=True, check=False)
        if ran.stdout.strip() == version:
            return candidate
    return None


def _passes(python: str, folder: Path, pins: Sequence[str], arguments: Sequence[str]) -> bool:
    print(f"\n{folder.name}", flush=True)
    if not (folder / "pyvenv.cfg").exists():
        subprocess.run([python, "-m", "venv", str(folder)], check=True)
    own = str(folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python"))
    install = [own, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    steps = [[*install, "-e", str(ROOT), *TESTING, *pins], [own, "-m", "pytest", "-n", "2"]]
    steps[1] += [f"--ignore={path}" for path in ELSEWHERE]
    steps[1] += ["-p", "no:cacheprovider", *arguments]
    return all(subprocess.run(step, cwd=ROOT, check=False).returncode == 0 for step in steps)


if __name__ == "__main__":
    sys.exit(main())
