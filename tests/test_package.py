"""The package: what is in the wheel, that it agrees with itself, and that it works alone."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from zipfile import ZipFile

import pytest

import linter
from linter import schemas

ROOT = Path(__file__).parents[1]

pytestmark = pytest.mark.checkout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel, by way of the source distribution: that one must hold all of it, too."""
    folder = tmp_path_factory.mktemp("dist")
    here = ["--no-isolation"] if find_spec("hatchling") else []
    done = subprocess.run(
        [sys.executable, "-m", "build", *here, "--outdir", str(folder), str(ROOT)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    [path] = folder.glob("*.whl")
    return path


def pyproject(key: str) -> str:
    """Return a text of the project's description; Python 3.10 has no reader of TOML."""
    found = re.search(rf'^{key} = "(.*)"$', (ROOT / "pyproject.toml").read_text("utf-8"), re.M)
    assert found is not None
    return found[1]


def files(folder: Path) -> set[str]:
    """Return the files under a folder, compiled ones aside, relative to it."""
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and path.suffix != ".pyc"
    }


def test_the_version_is_the_same_everywhere(wheel: Path) -> None:
    version = pyproject("version")
    assert linter.__version__ == version
    assert wheel.name == f"pmlint-{version}-py3-none-any.whl"
    with ZipFile(wheel) as archive:
        metadata = archive.read(f"pmlint-{version}.dist-info/METADATA").decode()
    assert f"\nVersion: {version}\n" in metadata
    assert "\nName: pmlint\n" in metadata


def test_the_wheel_needs_few_libraries(wheel: Path) -> None:
    with ZipFile(wheel) as archive:
        [name] = [name for name in archive.namelist() if name.endswith("/METADATA")]
        needs = re.findall(r"^Requires-Dist: (.*)$", archive.read(name).decode(), re.M)
    always = sorted(need for need in needs if "extra ==" not in need)
    assert [re.split(r"\W", need)[0] for need in always] == ["click", "pathspec", "pyyaml", "tomli"]


def test_the_wheel_holds_the_package_and_nothing_else(wheel: Path) -> None:
    with ZipFile(wheel) as archive:
        names = set(archive.namelist())
    info = f"pmlint-{linter.__version__}.dist-info"
    assert {name.split("/")[0] for name in names} == {"linter", info}
    package = {f"linter/{name}" for name in files(ROOT / "linter")}
    shipped = {f"linter/_schemas/{name}" for name in files(ROOT / "schemas")}
    assert {name for name in names if name.startswith("linter/")} == package | shipped
    assert f"{info}/licenses/LICENSE" in names


def test_the_wheel_ships_the_schemas_of_the_checkout(wheel: Path) -> None:
    with ZipFile(wheel) as archive:
        for name in schemas.NAMES:
            path = ROOT / "schemas" / f"{name}.schema.json"
            assert archive.read(f"linter/_schemas/{name}.schema.json") == path.read_bytes()
            assert schemas.load(name) == json.loads(path.read_bytes())


def test_the_wheel_installs_the_command(wheel: Path) -> None:
    with ZipFile(wheel) as archive:
        [name] = [name for name in archive.namelist() if name.endswith("/entry_points.txt")]
        assert archive.read(name).decode().strip() == (
            "[console_scripts]\npmlint = linter.__main__:main"
        )


def test_the_wheel_works_away_from_the_checkout(wheel: Path, tmp_path: Path) -> None:
    with ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "site")
    (tmp_path / "bad.yaml").write_text("type: chat_prompt\nmetadata: []\nmessages: []\n")
    code = "import linter, sys; print(linter.__file__); from linter.cli import run; "
    code += "run(['schema']); sys.exit(run(['bad.yaml']))"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path / "site")},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 1, done.stderr
    place, _, rest = done.stdout.partition("\n")
    assert place == str(tmp_path / "site" / "linter" / "__init__.py")
    assert rest.startswith(schemas.text("chat-prompt"))
    assert "bad.yaml:2:11: error wrong-type" in rest
