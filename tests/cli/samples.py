"""Small files of every kind, and what a run of the command gave."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

GOOD = """\
type: chat_prompt
name: greeting
ml_repo: support
metadata: {}
messages: [{role: user, content: Hello}]
"""
ERROR = GOOD.replace("content", "contnet").replace("greeting", "wrong")
WARNING = GOOD.replace("metadata", "descripton: x\nmetadata").replace("greeting", "doubtful")
INFO = GOOD.replace("Hello", '"Hello {{who}}"').replace("greeting", "advice")
GOOD_JSON = (
    '{"type": "chat_prompt", "name": "parting", "ml_repo": "support", "metadata": {},'
    ' "messages": [{"role": "user", "content": "Bye"}]}\n'
)
OTHER = "kind: Service\nports: [80]\n"

ERROR_AT = '5:25: error missing-field: unknown key "contnet": did you mean "content"?'
WARNING_AT = '4:1: warning unknown-field: unknown key "descripton": did you mean "description"?'


class Ran(NamedTuple):
    """What a command line gave: its exit code and what it printed."""

    code: int
    out: str
    err: str

    @property
    def files(self) -> list[str]:
        """The files of the findings in a concise report, in order."""
        return [line.split(":")[0] for line in self.out.splitlines()]


Command: TypeAlias = Callable[..., Ran]


class Folder(NamedTuple):
    """A folder for files to lint."""

    path: Path

    def write(self, **files: str) -> None:
        """Write YAML files, each by its name without the suffix."""
        for name, text in files.items():
            (self.path / f"{name}.yaml").write_text(text, "utf-8")

    def put(self, name: str, content: str | bytes) -> Path:
        """Write one file under any name, in folders that are made for it."""
        path = self.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path


def environment(**changes: str) -> dict[str, str]:
    """Return an environment for a process, without what would colour or move its output."""
    unwanted = ("NO_COLOR", "FORCE_COLOR", "PYTHONIOENCODING", "PYTHONUTF8", "PMLINT_TRACEBACK")
    kept = {name: value for name, value in os.environ.items() if name not in unwanted}
    return kept | changes


def process(
    *arguments: str, env: dict[str, str] | None = None, **options: Any
) -> subprocess.CompletedProcess[str]:
    """Run the command as a process of its own; ``env`` is added to the environment."""
    streams: dict[str, Any] = {
        "stdin": subprocess.DEVNULL,
        "stdout": subprocess.PIPE,
        "stderr": subprocess.PIPE,
    }
    return subprocess.run(
        [sys.executable, "-m", "linter", *arguments],
        env=environment(**(env or {})),
        encoding="utf-8",
        errors="surrogateescape",
        timeout=60,
        check=False,
        **(streams | options),
    )
