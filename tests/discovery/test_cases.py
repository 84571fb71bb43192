"""Which files are linted, and what is said of the others: a file a case.

A case describes a tree of files, indented, and shows commands and what they print there. A file
of the tree is a manifest with one mistake, if nothing else is said of it after a colon: ``clean``,
``other`` (no manifest), ``blank``, or its lines, with bars between them. ``a -> b`` is a link,
``a/`` a folder. A command may begin with the folder that it is run in, and end with its standard
input.

A finding of that one mistake is shown as its file alone; lines of standard error begin with
``!``, and the last one is the exit code.
"""

from __future__ import annotations

import io
import shlex
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from linter.__main__ import run
from tests.cli.samples import ERROR, ERROR_AT, GOOD, OTHER

CASES = Path(__file__).parent / "cases"
KINDS = {"clean": GOOD, "other": OTHER, "blank": " \n"}


@pytest.mark.parametrize("case", sorted(path.stem for path in CASES.iterdir()))
def test_case(
    case: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    golden: Callable[[Path, str], None],
) -> None:
    file = CASES / f"{case}.txt"
    head, *runs = file.read_text("utf-8").split("\n\n")
    at = next(index for index, block in enumerate(runs) if "$ pmlint" in block)
    root = tmp_path / "root"
    root.mkdir()
    for block in runs[:at]:
        for line in block.splitlines():
            make(root, line.strip())
    told = [head, *runs[:at]]
    for block in runs[at:]:
        command = block.splitlines()[0]
        folder, _, rest = command.partition("$ ")
        words = shlex.split(rest.replace("ROOT", str(root)))
        with monkeypatch.context() as patch:
            patch.chdir(root / folder)
            if words[-2:-1] == ["<"]:
                text = words.pop().encode().decode("unicode_escape")
                words.pop()
                data = {"mistake": ERROR}.get(text, text).encode()
                patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
            code = run(words[1:])
        out, err = capsys.readouterr()
        printed = shown(out.replace(str(root), "ROOT"), err.replace(str(root), "ROOT"))
        told.append("\n".join([command, *printed, f"exit {code}"]))
    golden(file, "\n\n".join(told) + "\n")


def make(root: Path, line: str) -> None:
    """Make one entry of a tree."""
    name, arrow, target = line.partition(" -> ")
    if arrow:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).symlink_to(target)
        return
    name, _, text = line.partition(": ")
    path = root / name
    if name.endswith("/"):
        path.mkdir(parents=True, exist_ok=True)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    if not text:
        path.write_text(ERROR.replace("name: wrong", f"name: p-{name.encode().hex()}"), "utf-8")
    else:
        path.write_text(KINDS.get(text) or text.replace(" | ", "\n") + "\n", "utf-8")


def shown(out: str, err: str) -> Iterator[str]:
    """Yield the lines of both streams."""
    yield from (line.removesuffix(f":{ERROR_AT}") for line in out.splitlines())
    yield from (f"! {line}" for line in err.splitlines())
