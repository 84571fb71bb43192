"""Old repositories, a folder a case: commands run one after another, and what each prints.

A case has the files of a ``tree``, the ``commands`` that are run in a copy of it, and what they
print, in ``expected``: lines of standard error stand behind an exclamation mark. Besides pmlint
there are a few commands of a shell, ``cat``, ``cp``, ``rm``, ``mkdir`` and ``echo TEXT >> FILE``; a
command may begin with the folder that it is run in. ``ROOT`` is the copy.
"""

from __future__ import annotations

import io
import os
import shlex
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from linter.__main__ import run

CASES = Path(__file__).parent / "cases"


@pytest.mark.parametrize("case", sorted(path.name for path in CASES.iterdir()))
def test_case(
    case: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    golden: Callable[[Path, str], None],
) -> None:
    root = tmp_path / "root"
    shutil.copytree(CASES / case / "tree", root)
    (root / ".git").mkdir()
    told = []
    for command in (CASES / case / "commands").read_text("utf-8").splitlines():
        folder, _, rest = command.partition("$ ")
        words = shlex.split(rest.replace("ROOT", str(root)))
        with monkeypatch.context() as patch:
            patch.chdir(root / folder)
            if words[-2:-1] == ["<"]:
                data = Path(words[-1]).read_bytes()
                patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
                del words[-2:]
            code = execute(words)
        out, err = capsys.readouterr()
        told += [f"{folder}$ {rest}", *printed(out, err, root)]
        if code is not None:
            told.append(f"exit {code}")
        told.append("")
    golden(CASES / case / "expected", "\n".join(told))


def execute(words: list[str]) -> int | None:
    """Run a command; return an exit code of pmlint's, None for that of a shell's command."""
    name, *arguments = words
    if name == "pmlint":
        return run(arguments)
    if name == "echo":
        text, _, file = arguments
        with Path(file).open("a", encoding="utf-8") as target:
            target.write(text + "\n")
    elif name == "cat":
        print(Path(arguments[0]).read_text("utf-8"), end="")
    elif name == "mkdir":
        Path(arguments[0]).mkdir()
    elif name == "rm":
        Path(arguments[0]).unlink()
    else:
        assert name == "cp", f"the cases know no command {name}"
        shutil.copy(*arguments)
    return None


def printed(out: str, err: str, root: Path) -> Iterator[str]:
    """Yield the lines of both streams, those of standard error after an exclamation mark."""
    yield from portable(out, root).splitlines()
    yield from (f"! {line}" for line in portable(err, root).splitlines())


def portable(text: str, root: Path) -> str:
    """Return what was printed as it is on every system."""
    return text.replace(str(root), "ROOT").replace(os.sep, "/")
