"""One table of settings: the check and the published schema say the same, and all is shown."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from linter import schemas
from linter.config import Configurations, inforce
from linter.config.__main__ import main
from linter.config.check import wrongs
from linter.config.schema import as_text, schema
from linter.config.table import KEYS, TABLES, Key
from linter.config.toml import parse
from linter.rules import GROUPS, RULES
from linter.settings import Gateway, Limits
from tests.config.test_cases import CASES
from tests.properties.profile import examples
from tests.schemagen.strict import validator

ROOT = Path(__file__).parents[2]
SCHEMA = schema()
PUBLISHED = validator(SCHEMA)


def as_toml(key: Key) -> str:
    """Write a key with its example as a settings file."""
    table = f"[{key.table}]\n" if key.table else ""
    if not isinstance(key.example, dict):
        return f"{table}{key.name} = {inforce.toml(key.example)}\n"
    pairs = [f"{inforce.toml(name)} = {inforce.toml(key.example[name])}" for name in key.example]
    return "\n".join([f"[{key.name}]", *pairs, ""])


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.checkout
def test_the_schema_in_its_file_is_that_of_the_table() -> None:
    path = ROOT / "schemas" / "settings.schema.json"
    assert path.read_text("utf-8") == as_text(), "run make generate"


def test_the_shipped_schema_is_printed() -> None:
    assert schemas.text(schemas.SETTINGS) == as_text()


def test_every_setting_has_its_place_in_the_settings() -> None:
    tables = {"limits": Limits._fields, "gateway": Gateway._fields}
    for table, fields in tables.items():
        names = [key.name.replace("-", "_") for key in KEYS if key.table == table]
        assert tuple(names) == fields
    assert {key.table for key in KEYS} == {None, *tables} == {None, *TABLES}


@pytest.mark.parametrize("key", KEYS, ids=lambda key: ".".join(key.path))
def test_examples_and_defaults_are_valid(key: Key, tmp_path: Path) -> None:
    file = tmp_path / "pmlint.toml"
    data = parse(as_toml(key))
    assert list(wrongs(data)) == []
    assert PUBLISHED.is_valid(data)
    if key.name != "schema":
        file.write_text(as_toml(key), "utf-8")
        found = Configurations().for_path(str(tmp_path / "a.yaml"))
        assert found != Configurations(isolated=True).for_path(str(tmp_path / "a.yaml"))
    if key.default is not None:
        default = {key.name: key.default}
        assert list(wrongs({key.table: default} if key.table else default)) == []


def test_every_setting_has_a_case() -> None:
    cases = {path.name for path in CASES.iterdir()}
    named = {key.path: "key-" + "-".join(key.path) for key in KEYS}
    without = {path for path, name in named.items() if name not in cases}
    assert without == {("include",), ("exclude",)}


def test_every_description_is_a_sentence() -> None:
    meanings = [*(key.meaning for key in KEYS), *TABLES.values()]
    assert [text for text in meanings if not re.fullmatch(r"[A-Z].*\.", text)] == []


def test_names_of_rules_come_with_what_they_report() -> None:
    rules = SCHEMA["$defs"]["rules"]
    assert rules["enum"] == ["all", *GROUPS, *RULES]
    lines = dict(zip(rules["enum"], rules["x-taplo"]["docs"]["enumValues"], strict=True))
    assert lines["unused-variable"] == "A declared variable is used by no message."
    assert lines == dict(zip(rules["enum"], rules["enumDescriptions"], strict=True))


NAMES = st.sampled_from(
    [*(key.name for key in KEYS), *TABLES, "selct", "all", "shape", "missing-field", "off", ""]
)
SCALARS = st.one_of(
    st.sampled_from(["error", "never", "a.b[].c", "a..b", "x/y", "*", "", "off", "all", "gateway"]),
    NAMES,
    st.integers(-1, 300),
    st.sampled_from([0.5, 1.0, True, False, 10**30]),
    st.text(max_size=3),
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3),
    max_leaves=6,
)
EXAMPLES = st.sampled_from(KEYS).map(lambda key: (key.path, key.example))


@st.composite
def settings(draw: st.DrawFn) -> dict[str, Any]:
    """Draw settings: examples, some of them changed, and things of any kind."""
    data: dict[str, Any] = {}
    for path, example in draw(st.lists(EXAMPLES, max_size=5)):
        holder = data.setdefault(path[0], {}) if len(path) == 2 else data
        value = example if draw(st.booleans()) else draw(VALUES)
        if isinstance(value, list) and draw(st.booleans()):
            value = [*value, draw(VALUES)]
        if isinstance(holder, dict):
            holder[path[-1]] = value
    return data | draw(st.dictionaries(NAMES, VALUES, max_size=1))


@examples(300)
@given(settings())
def test_the_check_and_the_schema_agree(data: dict[str, Any]) -> None:
    assert (list(wrongs(data)) == []) == PUBLISHED.is_valid(data)


@examples(300)
@given(settings())
def test_every_complaint_points_to_something_that_is_there(data: dict[str, Any]) -> None:
    for wrong in wrongs(data):
        value: Any = data
        for step in wrong.path:
            value = value[step]
        assert wrong.message == wrong.message.strip()
        assert not wrong.message.endswith(".")


def test_what_is_in_force_is_a_settings_file_again(tmp_path: Path) -> None:
    first = tmp_path / "first"
    again = tmp_path / "again"
    for folder in (first, again):
        folder.mkdir()
    tables: dict[str | None, str] = {}
    for key in KEYS:
        if key.name != "schema":
            text = as_toml(key)
            head = text.splitlines()[0] if text.startswith("[") else None
            tables[head] = tables.get(head, "") + text.removeprefix(f"{head}\n")
    text = tables.pop(None) + "".join(f"{head}\n{body}" for head, body in tables.items())
    (first / "pmlint.toml").write_text(text, "utf-8")
    printed = inforce.as_text(inforce.in_force(Configurations(), str(first / "a.yaml")))
    (again / "pmlint.toml").write_text(printed, "utf-8")
    one, other = (Configurations().for_path(str(folder / "a.yaml")) for folder in (first, again))
    assert one.settings == other.settings
    assert one.per_file_ignores == other.per_file_ignores
    assert (one.include, one.exclude) == (other.include, other.exclude)
    assert one.assume_prompts == other.assume_prompts


def test_write_check_and_write_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = ["--root", str(tmp_path)]
    assert main(root) == 2
    (tmp_path / "schemas").mkdir()
    assert main([*root, "--check"]) == 1
    assert list((tmp_path / "schemas").iterdir()) == []
    assert main(root) == 0
    assert main([*root, "--check"]) == 0
    written = json.loads((tmp_path / "schemas" / "settings.schema.json").read_text("utf-8"))
    assert written == SCHEMA
    assert "run make generate" in capsys.readouterr().out
