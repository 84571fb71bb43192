"""``python -m tools.picture``: a picture of the command's real output, or with ``--check`` compare.

The output is asked for with colours and drawn as text on a grid of characters, as a terminal
would: where a font is wider or narrower than most, each piece is stretched to its columns.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import escape

ROOT = Path(__file__).resolve().parents[1]
PICTURE = ROOT / "docs" / "images" / "full.svg"
ARGUMENTS = ("greet.yaml",)
_AS_ON_A_TERMINAL = ("--isolated", "--format=full", "--color=always")

COLUMNS = 112
WIDTH, HEIGHT, SIZE = 7.8, 18, 13
"""Of a character and of a line, and of the font, in pixels."""
MARGIN, BAR = 18, 34

_INKS = {"": "text", "1": "bold", "1;34": "blue", "1;33": "yellow", "1;31": "red"}

_FONTS = "ui-monospace, SFMono-Regular, Menlo, Consolas, DejaVu Sans Mono, monospace"
_STYLE = """\
text { fill: #d0d7de; white-space: pre; }
.bold { font-weight: bold; fill: #ffffff; }
.blue { font-weight: bold; fill: #6cb6ff; }
.yellow { font-weight: bold; fill: #e3b341; }
.red { font-weight: bold; fill: #ff7b72; }
.panel { fill: #161b22; stroke: #444c56; }
.button { fill: #444c56; }
@media (prefers-color-scheme: light) {
text { fill: #24292f; }
.bold { fill: #000000; }
.blue { fill: #0550ae; }
.yellow { fill: #7d4e00; }
.red { fill: #b3121d; }
.panel { fill: #f6f8fa; stroke: #afb8c1; }
.button { fill: #afb8c1; }
}"""


class Piece(NamedTuple):
    """A stretch of a line in one ink, and the column it begins at."""

    column: int
    text: str
    ink: str


def output() -> str:
    """Return what a terminal shows of the command: its line, the findings, the summary."""
    ran = subprocess.run(
        [
            sys.executable,
            "-m",
            "linter",
            "--isolated",
            "--format=full",
            "--color=always",
            *ARGUMENTS,
        ],
        cwd=PICTURE.parent,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    if ran.returncode != 1:
        raise RuntimeError(f"there should be findings to show, not: {ran.stdout}")
    return f"$ pmlint {' '.join(ARGUMENTS)}\n{ran.stdout}"


def lines(text: str) -> Iterator[list[Piece]]:
    """Yield the lines of a coloured text in pieces, the long ones wrapped as terminals do."""
    for line in text.splitlines():
        pieces: list[Piece] = []
        column = 0
        ink = ""
        for part in re.split(r"(\x1b\[[0-9;]*m)", line):
            if part.startswith("\x1b"):
                ink = part[2:-1] if part != "\x1b[0m" else ""
                continue
            while part:
                room = COLUMNS - column
                if not room:
                    yield pieces
                    pieces, column, room = [], 0, COLUMNS
                pieces.append(Piece(column, part[:room], ink))
                column += len(part[:room])
                part = part[room:]
        yield pieces


def draw(text: str) -> str:
    """Return a coloured text as SVG, in a window that is readable on light and dark pages."""
    rows = list(lines(text))
    width = round(COLUMNS * WIDTH + 2 * MARGIN)
    height = BAR + len(rows) * HEIGHT + MARGIN
    drawn = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}" font-family="{_FONTS}" font-size="{SIZE}" '
        'role="img" aria-label="What pmlint prints">',
        f"<style>\n{_STYLE}\n</style>",
        f'<rect class="panel" x="0.5" y="0.5" width="{width - 1}" height="{height - 1}" rx="8"/>',
        *(f'<circle class="button" cx="{20 + 18 * i}" cy="17" r="5.5"/>' for i in range(3)),
    ]
    for number, row in enumerate(rows):
        y = BAR + number * HEIGHT + SIZE
        drawn += [_text(piece, y) for piece in row if piece.text.strip()]
    return "\n".join([*drawn, "</svg>"]) + "\n"


def _text(piece: Piece, y: int) -> str:
    shown = piece.text.strip()
    column = piece.column + piece.text.index(shown)
    return (
        f'<text class="{_INKS[piece.ink]}" x="{MARGIN + column * WIDTH:g}" y="{y}" '
        f'textLength="{len(shown) * WIDTH:g}" xml:space="preserve">{escape(shown)}</text>'
    )


def main(argv: Sequence[str] | None = None) -> int:
    """Return 0, or 1 if ``--check`` finds that the picture is not what the command prints."""
    parser = argparse.ArgumentParser(
        prog="python -m tools.picture", description="Draw what pmlint prints, for the README."
    )
    parser.add_argument("--check", action="store_true", help="write nothing, compare")
    options = parser.parse_args(argv)
    picture = draw(output()).encode()
    name = PICTURE.relative_to(ROOT).as_posix()
    if PICTURE.exists() and PICTURE.read_bytes() == picture:
        return 0
    if not options.check:
        PICTURE.write_bytes(picture)
    print(f"{name} {'shows what pmlint no longer prints' if options.check else 'drawn'}")
    return int(options.check)


if __name__ == "__main__":
    raise SystemExit(main())
