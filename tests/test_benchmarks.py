"""The benchmark measures what it says: realistic files, honest timings, whole processes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from statistics import median

import pytest
import yaml

from benchmarks import corpus, run
from benchmarks.measure import Command, FailedError, environment, interleave, peak_memory
from benchmarks.mistakes import MISTAKES
from benchmarks.rows import ROWS, Bench, Measured

ROOT = Path(__file__).resolve().parent.parent


def python(code: str, exit_code: int = 0) -> Command:
    return Command("python", [sys.executable, "-c", code], exit_code)


def contents(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_the_same_seed_gives_the_same_files(tmp_path: Path) -> None:
    corpus.write(tmp_path / "here", 60, broken_share=0.1)
    code = "import sys; from pathlib import Path; from benchmarks import corpus; "
    code += "corpus.write(Path(sys.argv[1]), 60, broken_share=0.1)"
    arguments = [sys.executable, "-c", code, str(tmp_path / "there")]
    # Another hash seed: the order of a set would show.
    subprocess.run(arguments, check=True, cwd=ROOT, env={**environment(), "PYTHONHASHSEED": "7"})
    assert contents(tmp_path / "here") == contents(tmp_path / "there")
    assert len(contents(tmp_path / "here")) == 60


def test_another_seed_gives_other_files() -> None:
    assert corpus.entry(0, seed=1).value != corpus.entry(0, seed=2).value


def test_sizes_are_those_of_real_manifests() -> None:
    sizes = [len(corpus.to_yaml(item.value).encode()) for item in corpus.entries(300)]
    assert 4000 <= median(sizes) <= 5000
    assert min(sizes) < 2000
    assert max(sizes) > 9000


def test_yaml_and_json_hold_what_was_generated() -> None:
    for item in corpus.entries(40, broken_share=0.25):
        assert yaml.safe_load(corpus.to_yaml(item.value)) == item.value
        assert json.loads(corpus.to_json(item.value)) == item.value


def test_names_are_unique() -> None:
    assert len({item.name for item in corpus.entries(300)}) == 300


def test_the_broken_share_is_kept() -> None:
    rules = [item.rule for item in corpus.entries(200, broken_share=0.05)]
    assert sum(rule is not None for rule in rules) == 10


def test_every_mistake_changes_a_manifest_and_is_made_somewhere() -> None:
    made = set()
    for index in range(100):
        item = corpus.entry(index, broken=True)
        assert item.value != corpus.entry(index).value
        made.add(item.rule)
    assert made == {mistake.rule for mistake in MISTAKES}


def test_a_grown_manifest_has_about_the_size_asked_for() -> None:
    text = corpus.grown_to(200_000)
    assert 190_000 < len(text.encode()) < 210_000
    assert yaml.load(text, Loader=yaml.CSafeLoader)["type"] == "chat_prompt"


def pmlint(folder: Path) -> subprocess.CompletedProcess[str]:
    arguments = [sys.executable, "-m", "linter", "--format", "concise", "."]
    return subprocess.run(arguments, cwd=folder, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("suffix", [".yaml", ".json"])
def test_clean_manifests_have_no_finding(tmp_path: Path, suffix: str) -> None:
    corpus.write(tmp_path, 30, suffix)
    done = pmlint(tmp_path)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr


@pytest.mark.parametrize("suffix", [".yaml", ".json"])
def test_each_broken_manifest_has_the_one_finding_meant(tmp_path: Path, suffix: str) -> None:
    meant = corpus.write(tmp_path, 40, suffix, broken_share=1.0)
    done = pmlint(tmp_path)
    assert done.returncode == 1, done.stderr
    found: dict[Path, list[str]] = {}
    for line in done.stdout.splitlines():
        name, _, finding = line.partition(": ")
        path = tmp_path / name.rsplit(":", 2)[0]
        found.setdefault(path, []).append(finding.split(": ")[0].split(" ")[1])
    assert found == {path: [rule] for path, rule in meant.items()}


def test_two_commands_are_timed_apart() -> None:
    slow, quick = interleave(python("import time; time.sleep(0.2)"), python("pass"), rounds=3)
    assert slow > 0.2 > quick


def test_a_command_that_fails_is_not_timed() -> None:
    with pytest.raises(FailedError, match="ended with 3 instead of 0: out of order"):
        interleave(python("import sys; print('out of order'); sys.exit(3)"), rounds=1)


def test_peak_memory_is_that_of_the_process_alone() -> None:
    weight = bytearray(b"x") * (200 * 2**20)
    assert peak_memory(python("pass")) < 60
    assert 100 < peak_memory(python("bytearray(b'x') * (100 * 2**20)")) < 160
    assert len(weight) == 200 * 2**20


def test_compiled_modules_are_not_turned_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    assert not any(key.startswith("PYTHON") for key in environment())


@pytest.mark.parametrize(
    ("value", "at_least", "verdict"),
    [
        (1.0, False, "aim reached"),
        (1.5, False, "ok"),
        (2.004, False, "ok"),
        (2.01, False, "MISSED"),
        (1.0, True, "MISSED"),
        (2.0, True, "aim reached"),
        (3.0, True, "aim reached"),
    ],
)
def test_verdicts(tmp_path: Path, value: float, at_least: bool, verdict: str) -> None:
    row = ROWS[0]._replace(
        must=2.0,
        aim=2.0 if at_least else 1.0,
        at_least=at_least,
        measure=lambda _bench: Measured(value, "as said"),
    )
    assert run.result_of(row, Bench(tmp_path, quick=True))["verdict"] == verdict
