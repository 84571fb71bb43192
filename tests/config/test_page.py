"""The page on settings: every key is on it, and every example can be used."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from linter.cli import run
from linter.config import FILES, Configurations
from linter.config.check import wrongs
from linter.config.inforce import toml
from linter.config.table import KEYS, TABLES, Key
from linter.config.toml import parse

PAGE = (Path(__file__).parents[2] / "docs" / "configuration.md").read_text("utf-8")
EXAMPLES = re.findall(r"^```toml\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
SECTIONS = dict(re.findall(r"^### `(.*?)`\n(.*?)(?=^##)", PAGE, re.MULTILINE | re.DOTALL))

pytestmark = pytest.mark.checkout


def test_every_setting_has_its_section_in_order() -> None:
    assert list(SECTIONS) == [key.name for key in KEYS]
    assert set(re.findall(r"^## `(.*?)`$", PAGE, re.MULTILINE)) == set(TABLES)


@pytest.mark.parametrize("key", KEYS, ids=lambda key: key.name)
def test_sections_name_the_default_and_show_an_example(key: Key) -> None:
    section = " ".join(SECTIONS[key.name].split())
    if key.default is None:
        assert "Not set by default" in section
    else:
        shown = "{}" if key.default == {} else toml(key.default)
        assert f"Default: `{shown}`." in section
    [example] = re.findall(r"^```toml\n(.*?)^```$", SECTIONS[key.name], re.MULTILINE | re.DOTALL)
    data = parse(example)
    assert key.name in (data if key.table is None else data[key.table])


@pytest.mark.parametrize("example", EXAMPLES)
def test_examples_can_be_used(example: str, tmp_path: Path) -> None:
    data = parse(example)
    name = "pyproject.toml" if "tool" in data else "pmlint.toml"
    (tmp_path / name).write_text(example, "utf-8")
    data = data["tool"]["pmlint"] if "tool" in data else data
    assert list(wrongs(data)) == []
    if "schema" not in data:
        assert Configurations().for_path(str(tmp_path / "a.yaml")).file == str(tmp_path / name)


def test_the_mistake_that_is_shown_is_told_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "prompts").mkdir()
    (tmp_path / "prompts" / "a.yaml").write_text("{}", "utf-8")
    (tmp_path / "pmlint.toml").write_text('# one\n# two\nselct = ["all"]\n', "utf-8")
    assert run(["prompts"]) == 2
    assert f"$ pmlint prompts\n{capsys.readouterr().err}" in PAGE


def test_the_order_of_the_files_is_told() -> None:
    first, second = FILES
    text = " ".join(PAGE.split())
    assert f"`{first}` comes before `{second}`, and that before `pyproject.toml`" in text
