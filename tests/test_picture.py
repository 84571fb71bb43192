"""The picture in the README: it is what the command prints, as text that can be read."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tools import picture

ROOT = Path(__file__).parents[1]
SVG = "{http://www.w3.org/2000/svg}"

pytestmark = pytest.mark.checkout


def drawn(text: str) -> list[tuple[float, float, str, str]]:
    """Return the texts of a picture with the column and row that they stand at, and their ink."""
    root = ElementTree.fromstring(picture.draw(text))
    found = [
        (
            round((float(at.attrib["x"]) - picture.MARGIN) / picture.WIDTH, 3),
            (float(at.attrib["y"]) - picture.BAR - picture.SIZE) / picture.HEIGHT,
            at.attrib["class"],
            at.text or "",
        )
        for at in root.iter(f"{SVG}text")
    ]
    assert root.attrib["viewBox"] == f"0 0 {root.attrib['width']} {root.attrib['height']}"
    return found


def test_the_picture_is_what_the_command_prints() -> None:
    assert picture.main(["--check"]) == 0


def test_a_picture_of_something_else_is_drift(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = picture.output()
    monkeypatch.setattr(picture, "output", lambda: shown.replace("greet", "meet"))
    monkeypatch.setattr(picture, "ROOT", tmp_path)
    monkeypatch.setattr(picture, "PICTURE", tmp_path / "full.svg")
    assert picture.main(["--check"]) == 1
    assert capsys.readouterr().out == "full.svg shows what pmlint no longer prints\n"
    assert not (tmp_path / "full.svg").exists()
    assert picture.main([]) == 0
    assert picture.main(["--check"]) == 0


def test_every_word_of_the_output_is_in_the_picture() -> None:
    plain = re.sub("\x1b\\[[0-9;]*m", "", picture.output())
    assert "greet.yaml:5:16: error wrong-type" in plain
    written = "".join("".join(text.split()) for *_, text in drawn(picture.output()))
    assert written == "".join(plain.split())


def test_text_stands_on_a_grid_in_its_colour() -> None:
    assert drawn("a  b\n\n\x1b[1;31m  red\x1b[0m <&> \x1b[1mbold\x1b[0m\n") == [
        (0, 0, "text", "a  b"),
        (2, 2, "red", "red"),
        (6, 2, "text", "<&>"),
        (10, 2, "bold", "bold"),
    ]


def test_a_long_line_is_wrapped_as_on_a_terminal() -> None:
    line = "\x1b[1m" + "a" * picture.COLUMNS + "b\x1b[0mc\n" + "d" * picture.COLUMNS + "\ne\n"
    assert [(column, row, text[0]) for column, row, _, text in drawn(line)] == [
        (0, 0, "a"),
        (0, 1, "b"),
        (1, 1, "c"),
        (0, 2, "d"),
        (0, 3, "e"),
    ]


def test_the_readme_shows_the_picture() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    assert "](docs/images/full.svg)" in readme
