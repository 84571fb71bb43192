"""The configuration of each path: looked up once a folder, and cheap where there is none."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from linter import rules
from linter.config import Configurations, overridden
from linter.finding import Severity
from linter.rules.base import Rule
from linter.settings import ConfigError, Overrides, Settings
from linter.settle import active_rules
from tests.cli.samples import GOOD, process


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_one_object_for_one_outcome(root: Path) -> None:
    write(
        root / "pmlint.toml",
        'assume-prompts = ["p/"]\n'
        '[per-file-ignores]\n"a*.yaml" = ["shape"]\n"*1.yaml" = ["shape"]\n',
    )
    found = Configurations()
    plain = found.settings_for("x.yaml")
    assert plain is found.settings_for("sub/deep/y.yaml") is found.for_path("z.yaml").settings
    without_shape = found.settings_for("a.yaml")
    assert without_shape.ignore == {"shape"}
    assert without_shape is found.settings_for(str(root / "sub" / "x1.yaml"))
    assumed = found.settings_for("p/x.yaml")
    assert (assumed.assume_prompt, assumed.ignore) == (True, frozenset())
    assert assumed is found.settings_for("q/../p/y.json")
    assert found.settings_for("p/a.yaml") == assumed._replace(ignore=frozenset({"shape"}))


def test_the_defaults_are_one_object(root: Path) -> None:
    found = Configurations()
    assert found.settings_for("a.yaml") is found.settings_for("/b.yaml")
    assert found.for_path("a.yaml").file is None
    assert found.for_path("a.yaml").folder == str(root)


def test_a_file_is_read_once(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(root / "pmlint.toml", 'fail-on = "error"\n')
    found = Configurations()
    found.for_path("a/b/c.yaml")
    write(root / "pmlint.toml", "broken = = \n")
    for path in ("x.yaml", "a/x.yaml", "a/b/x.yaml", "a/d/e/x.yaml", str(root / "f.yaml")):
        assert found.for_path(path).settings.fail_on is Severity.ERROR
    with pytest.raises(ConfigError):
        Configurations().for_path("x.yaml")


def test_paths_are_absolute_whatever_is_asked(root: Path) -> None:
    write(root / "a" / "pmlint.toml", 'baseline = "../old.json"\nexclude = ["x"]\n')
    found = Configurations().for_path("a/b.yaml")
    assert found.folder == str(root / "a")
    assert found.file == str(root / "a" / "pmlint.toml")
    assert found.baseline == str(root / "old.json")
    assert found.exclude == ("x",)
    assert found.include == ()


def test_with_one_file_for_all_globs_are_relative_to_the_current_folder(root: Path) -> None:
    write(
        root / "ci" / "p.toml", 'baseline = "old.json"\n[per-file-ignores]\n"/a.yaml" = ["all"]\n'
    )
    found = Configurations(config="ci/p.toml")
    assert found.for_path("/elsewhere/x.yaml").folder == str(root)
    assert found.for_path("x.yaml").baseline == str(root / "ci" / "old.json")
    assert found.settings_for("a.yaml").ignore == {"all"}
    assert found.settings_for("ci/a.yaml").ignore == frozenset()
    assert found.settings_for(str(root.parent / "a.yaml")).ignore == frozenset()


def test_links_count_where_they_stand(root: Path) -> None:
    write(root / "a" / "pmlint.toml", 'fail-on = "error"\n')
    write(root / "b" / "x.yaml", GOOD)
    (root / "a" / "link.yaml").symlink_to(root / "b" / "x.yaml")
    (root / "c").symlink_to(root / "a", target_is_directory=True)
    found = Configurations()
    assert found.settings_for("a/link.yaml").fail_on is Severity.ERROR
    assert found.settings_for("b/x.yaml").fail_on is Severity.WARNING
    assert found.settings_for("c/link.yaml").fail_on is Severity.ERROR


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads anything")
def test_a_file_that_may_not_be_read_is_a_mistake(root: Path) -> None:
    write(root / "pmlint.toml", "")
    (root / "pmlint.toml").chmod(0)
    with pytest.raises(ConfigError, match=r"pmlint\.toml: can't be read: permission denied"):
        Configurations().for_path("a.yaml")


def test_a_path_of_a_thousand_folders(root: Path) -> None:
    assert Configurations().for_path("a/" * 1_500 + "x.yaml").file is None


def test_a_settings_file_that_nests_too_deep_is_one_line(root: Path) -> None:
    write(root / "pmlint.toml", "a = " + "[" * 5_000 + "]" * 5_000 + "\n")
    with pytest.raises(ConfigError, match=r"^pmlint\.toml: not TOML: it nests too deep$"):
        Configurations().for_path("a.yaml")


def test_the_deepest_limit_can_be_reached(root: Path) -> None:
    write(root / "pmlint.toml", "[limits]\nmax-depth = 200\n")
    nested = "{a: " * 198 + "1" + "}" * 198
    write(root / "deep.yaml", GOOD.replace("metadata: {}", f"metadata: {nested}"))
    write(root / "deeper.yaml", GOOD.replace("metadata: {}", f"metadata: {{a: {{a: {nested}}}}}"))
    assert process("deep.yaml", cwd=root).returncode == 0
    ran = process("deeper.yaml", cwd=root)
    assert "too-complex: nested deeper than 200 levels" in ran.stdout


@pytest.mark.parametrize(
    ("overrides", "expected"),
    [
        (Overrides(), ({"shape"}, {"unknown-field"}, Severity.ERROR)),
        (Overrides(select=frozenset({"model"})), ({"model"}, set(), Severity.ERROR)),
        (
            Overrides(ignore=frozenset({"model"})),
            ({"shape"}, {"unknown-field", "model"}, Severity.ERROR),
        ),
        (
            Overrides(select=frozenset({"all"}), ignore=frozenset({"model"}), fail_on="never"),
            ({"all"}, {"model"}, None),
        ),
        (Overrides(fail_on="info"), ({"shape"}, {"unknown-field"}, Severity.INFO)),
    ],
)
def test_the_command_line_goes_over_the_file(
    overrides: Overrides, expected: tuple[set[str], set[str], Severity | None]
) -> None:
    file = Settings(
        select=frozenset({"shape"}), ignore=frozenset({"unknown-field"}), fail_on=Severity.ERROR
    )
    settings = overridden(file, overrides)
    assert (set(settings.select), set(settings.ignore), settings.fail_on) == expected


@pytest.mark.parametrize(
    ("select", "ignore", "expected"),
    [
        ("", "", False),
        ("all", "", False),
        ("model", "", False),
        ("shiny", "", True),
        ("all shiny", "", True),
        ("shiny", "model", False),
        ("shiny", "all", False),
    ],
)
def test_a_rule_that_is_off_by_default_has_to_be_named(
    monkeypatch: pytest.MonkeyPatch, select: str, ignore: str, expected: bool
) -> None:
    shiny = Rule("shiny", Severity.INFO, "model", "", None, opt_in=True)
    monkeypatch.setitem(rules.RULES, "shiny", shiny)
    settings = Settings(select=frozenset(select.split()), ignore=frozenset(ignore.split()))
    assert ("shiny" in active_rules(settings)) is expected


def test_all_is_every_other_rule() -> None:
    assert active_rules(Settings(select=frozenset({"all"}))) == active_rules(Settings())
    assert active_rules(Settings(ignore=frozenset({"all"}))) == {}


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({}, set()),
        ({"pyproject.toml": "[project]\ndependencies = ['pmlint']\n"}, set()),
        ({"pyproject.toml": "[project.scripts]\npmlint = 'x:y'\n[tool.x]\na = 'pmlint'\n"}, set()),
        ({"pyproject.toml": "[tool.pmlint]\nignore = ['shape']\n"}, {"toml"}),
        ({"pyproject.toml": "[ tool . 'pmlint' ]\nignore = ['shape']\n"}, {"toml"}),
        ({"pyproject.toml": "[tool]\npmlint.ignore = ['shape']\n"}, {"toml"}),
        ({"pyproject.toml": "tool.pmlint = {ignore = ['shape']}\n"}, {"toml"}),
        ({"pyproject.toml": "tool = {pmlint = {ignore = ['shape']}}\n"}, {"toml"}),
        ({"pmlint.toml": "ignore = ['shape']\n"}, {"toml"}),
        ({"pmlint.toml": "exclude = ['nothing']\n"}, {"toml", "globs"}),
    ],
)
def test_what_is_loaded(root: Path, files: dict[str, str], expected: set[str]) -> None:
    for name, text in files.items():
        write(root / name, text)
    code = (
        "import sys; from linter.config import Configurations\n"
        "found = Configurations().for_path('a.yaml')\n"
        "loaded = {'toml': {'tomllib', 'tomli'}, 'globs': {'pathspec'}}\n"
        "print(*[name for name, of in loaded.items() if of & set(sys.modules)])\n"
        "print(*found.settings.ignore)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded, ignored = ran.stdout.splitlines()
    assert set(loaded.split()) == expected
    assert ignored == ("shape" if "shape" in "".join(files.values()) else "")
