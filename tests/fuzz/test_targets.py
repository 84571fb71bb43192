"""What is fuzzed outside of the tests holds of a few inputs, and would be noticed if it did not."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from random import Random
from typing import Any

import pytest

import fuzz.__main__
from fuzz import targets
from fuzz.guard import Guard, TooMuch
from fuzz.mutating import mutated
from fuzz.seeds import ROOT, seeds
from fuzz.targets import TARGETS
from linter import engine
from linter.document import Reading
from linter.engine import lint_bytes
from linter.result import FileResult
from linter.silencing import Silenced, silenced
from tests.cli.samples import environment
from tests.document import plain
from tests.fixes import oracle

pytestmark = pytest.mark.checkout

FOUND = Path(__file__).with_name("found")
PROMPT = (
    b"type: chat_prompt\nname: a\nml_repo: support\nmetadata: {}\n"
    b"messages: [{role: user, content: Hello}]\nvresion_alias: v1\n"
)


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize("path", sorted(FOUND.iterdir()), ids=lambda path: path.stem)
def test_what_fuzzing_once_found(path: Path, target: str) -> None:
    """Each input, kept small, broke a promise or was thought to."""
    TARGETS[target](path.read_bytes())


def test_an_escape_beyond_an_integer_is_a_finding() -> None:
    """chr() raises another error for eight hexadecimal digits than for seven."""
    name = "escape-beyond-an-integer.yaml"
    (finding,) = lint_bytes(name, (FOUND / name).read_bytes(), targets.DEFAULTS).findings
    assert (finding.rule, finding.place[:2]) == ("syntax-error", (2, 5))


def _nothing_found(name: str, _data: bytes, _settings: Any) -> FileResult:
    result = lint_bytes(name, PROMPT, targets.DEFAULTS)
    return result._replace(source=None)


def _commented_out(source: Any, found: Any, limits: Any) -> Silenced:
    outcome = silenced(source, found, limits)
    assert isinstance(outcome, Silenced)
    return outcome._replace(text=outcome.text.replace("metadata", "# metadata"))


@pytest.mark.parametrize(
    ("target", "module", "name", "broken"),
    [
        ("reader", plain, "read_plain", lambda *_: [{"a": 1}]),
        ("reader", targets, "read_json", lambda *_: Reading([], [])),
        ("conformance", targets, "conforms", lambda *_: True),
        ("conformance", targets, "diagnose", lambda *_: iter(())),
        ("whole", engine, "lint_bytes", _nothing_found),
        ("whole", targets, "hidden", lambda *_: ["unused-variable"]),
        ("suppressions", targets, "silenced", _commented_out),
        ("fixes", oracle, "applied", lambda text, _edits: text),
    ],
)
def test_a_defect_is_noticed(
    target: str, module: Any, name: str, broken: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = b'{"a": [1, 2]} x' if name == "read_json" else PROMPT
    TARGETS[target](data)
    monkeypatch.setattr(module, name, broken)
    with pytest.raises((AssertionError, ValueError)):
        TARGETS[target](data)


def test_inputs_are_many_and_change() -> None:
    begun = seeds()
    assert len(begun) > 400
    random = Random(1)
    changed = [mutated(random.choice(begun), random.choice(begun), random) for _ in range(300)]
    assert len({*changed} - {*begun}) > 250
    assert max(map(len, changed)) <= 12_000


@pytest.mark.skipif(sys.platform == "win32", reason="no such alarms, and nobody tells the peak")
def test_an_input_that_takes_too_long_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("fuzz.guard.SECONDS", 0.05)

    def busy(data: bytes) -> None:
        while data:
            pass

    guard = Guard(busy, tmp_path / "figures.json")
    guard(b"")
    with pytest.raises(TooMuch, match="seconds"):
        guard(b"x")
    assert guard.runs == 2
    assert (tmp_path / "figures.json").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="nobody tells the peak")
def test_an_input_that_takes_too_much_memory_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("fuzz.guard.peak", iter([100.0, 100.0, 280.0, 301.0, 301.0]).__next__)
    guard = Guard(len, tmp_path / "figures.json")  # type: ignore[arg-type]
    guard._noted = float("inf")
    guard(b"x")
    with pytest.raises(TooMuch, match="301 MiB"):
        guard(b"xx")


def test_the_command_prints_figures(tmp_path: Path) -> None:
    ran = subprocess.run(
        [
            *(sys.executable, "-m", "fuzz", "conformance", "--engine", "hypothesis"),
            *("--minutes", "0.01", "--folder", str(tmp_path)),
        ],
        cwd=ROOT,
        env=environment(PYTHONPATH=str(ROOT)),
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    (row,) = [line for line in ran.stdout.splitlines() if line.startswith("| conformance")]
    assert int(row.split("|")[2].replace(",", "")) > 0


def test_an_unknown_target_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        fuzz.__main__.main(["raeder"])
    assert "a target is one of reader" in capsys.readouterr().err
