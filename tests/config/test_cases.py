"""Settings files in real folders: a folder a case, run as people run the command.

A case has a ``tree`` of files, the ``commands`` that are run in a copy of it, and what they print,
in ``expected``. The copy is a repository of its own: what git would have in ``.git`` is called
``dot-git`` here, for git keeps no repository in another one. The file that ``padded`` names is made
longer than a megabyte by a comment. A command may begin with the folder that it is run in, and end
with the file that is its standard input; ``ROOT`` is the copy.
"""

from __future__ import annotations

import io
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
    for placeholder in root.rglob("dot-git"):
        placeholder.rename(placeholder.with_name(".git"))
    padded = CASES / case / "padded"
    if padded.exists():
        with (root / padded.read_text("utf-8").strip()).open("a", encoding="utf-8") as file:
            file.write("#" * 1_000_001)
    commands = (CASES / case / "commands").read_text("utf-8").splitlines()
    told = []
    for command in commands:
        folder, _, rest = command.partition("$ ")
        words = shlex.split(rest.replace("ROOT", str(root)))
        with monkeypatch.context() as patch:
            patch.chdir(root / folder)
            if words[-2:-1] == ["<"]:
                data = Path(words[-1]).read_bytes()
                patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
                del words[-2:]
            code = run(words[1:])
        out, err = capsys.readouterr()
        told += [f"{folder}$ {rest}", *_printed(out, err, root), f"exit {code}", ""]
    golden(CASES / case / "expected", "\n".join(told))


def _printed(out: str, err: str, root: Path) -> Iterator[str]:
    """Yield the lines of both streams, those of standard error after an exclamation mark."""
    yield from out.replace(str(root), "ROOT").splitlines()
    yield from (f"! {line}" for line in err.replace(str(root), "ROOT").splitlines())
