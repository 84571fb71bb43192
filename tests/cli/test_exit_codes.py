"""Exit codes: 0 clean, 1 findings at or above --fail-on, 2 trouble; and which rules count."""

from __future__ import annotations

import pytest

from linter import engine
from linter.manifest import Manifest
from linter.settings import Settings
from tests.cli.samples import ERROR, GOOD, INFO, WARNING, Command, Folder

BROKEN = "type: chat_prompt\nmessages: [\n"
LATIN = "type: chat_prompt\nname: caf\xe9\n".encode("latin-1")


@pytest.fixture(autouse=True)
def _files(folder: Folder) -> None:
    folder.write(good=GOOD, error=ERROR, warning=WARNING, info=INFO, broken=BROKEN, empty="")
    folder.put("latin.yaml", LATIN)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ("good", 0),
        ("empty", 0),
        ("info", 0),
        ("warning", 1),
        ("error", 1),
        ("good error", 1),
        ("broken", 1),
        ("latin", 1),
        ("absent", 1),
        ("error --fail-on error", 1),
        ("warning --fail-on error", 0),
        ("info --fail-on error", 0),
        ("error --fail-on warning", 1),
        ("warning --fail-on warning", 1),
        ("info --fail-on warning", 0),
        ("warning --fail-on info", 1),
        ("info --fail-on info", 1),
        ("good --fail-on info", 0),
        ("error --fail-on never", 0),
        ("absent --fail-on never", 0),
    ],
)
def test_the_worst_finding_decides(pmlint: Command, arguments: str, code: int) -> None:
    words = arguments.split()
    at = words.index("--fail-on") if "--fail-on" in words else len(words)
    names = [f"{word}.yaml" for word in words[:at]]
    ran = pmlint(*names, *words[at:])
    assert ran.code == code
    assert (ran.out == "") == (set(names) <= {"good.yaml", "empty.yaml"})


def test_check_is_what_happens_without_a_command(pmlint: Command) -> None:
    assert pmlint("check", "error.yaml") == pmlint("error.yaml")
    assert pmlint("--quiet", "error.yaml") == pmlint("check", "--quiet", "error.yaml")


@pytest.mark.parametrize(
    ("options", "rules"),
    [
        ("", ["missing-field", "unknown-field"]),
        ("--select unknown-field", ["unknown-field"]),
        ("--select shape", ["missing-field", "unknown-field"]),
        ("--select missing-field,unknown-field", ["missing-field", "unknown-field"]),
        ("--select missing-field --select unknown-field", ["missing-field", "unknown-field"]),
        ("--select variables", []),
        ("--select variables,identity --select unknown-field", ["unknown-field"]),
        ("--ignore unknown-field", ["missing-field"]),
        ("--ignore shape", []),
        ("--ignore missing-field,unknown-field", []),
        ("--ignore missing-field --ignore unknown-field", []),
        ("--select shape --ignore missing-field", ["unknown-field"]),
        ("--select missing-field --ignore shape", []),
    ],
)
def test_rules_are_selected_and_ignored(pmlint: Command, options: str, rules: list[str]) -> None:
    ran = pmlint("error.yaml", "warning.yaml", *options.split())
    assert [line.split(": ")[1].split(" ")[1] for line in ran.out.splitlines()] == rules
    assert ran.code == int(bool(rules))


@pytest.mark.parametrize("option", ["--select", "--ignore"])
@pytest.mark.parametrize("value", ["", " ", ",", " , "])
def test_no_name_is_wrong_usage(pmlint: Command, option: str, value: str) -> None:
    ran = pmlint("error.yaml", option, value)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == f"pmlint: {option}: it is empty: list a rule, or leave the option out\n"


def test_blanks_between_names_are_passed_over(pmlint: Command) -> None:
    assert pmlint("error.yaml", "--ignore", " missing-field , identity,").code == 0


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        ("--fromat json", 'unknown option "--fromat": did you mean "--format"?'),
        ("--ignroe shape", 'unknown option "--ignroe": did you mean "--ignore"?'),
        (
            "--format jsno good.yaml",
            '--format: unknown format "jsno": did you mean "json"?',
        ),
        (
            "--format xml good.yaml",
            '--format: unknown format "xml": use one of full, concise, json, sarif, ',
        ),
        (
            "--select unkown-field good.yaml",
            '--select: unknown rule "unkown-field": did you mean "unknown-field"?',
        ),
        (
            "--ignore unknown-field,variabels good.yaml",
            '--ignore: unknown rule "variabels": did you mean "variables"?',
        ),
        (
            "--select nonsense good.yaml",
            '--select: unknown rule "nonsense": "pmlint rules" lists them all',
        ),
        ("--fail-on eror", '--fail-on: unknown severity "eror": did you mean "error"?'),
        (
            "--fail-on fatal",
            '--fail-on: unknown severity "fatal": use one of error, warning, info, never',
        ),
        ("--color alwys", '--color: unknown color mode "alwys": did you mean "always"?'),
        (
            "--output jsn=report.json good.yaml",
            '--output: unknown format "jsn": did you mean "json"?',
        ),
        ("chekc good.yaml", 'unknown command "chekc": did you mean "check"?'),
        ("rule", 'unknown command "rule": did you mean "rules"?'),
        ("schemas", 'unknown command "schemas": did you mean "schema"?'),
        ("explain unkown-field", 'unknown rule "unkown-field": did you mean "unknown-field"?'),
        ("explain shape", 'unknown rule "shape": "pmlint rules" lists them all'),
        ("explain", "missing argument 'RULE'"),
        ("schema chat-promt", 'unknown schema "chat-promt": did you mean "chat-prompt"?'),
        ("rules --format jsn", '--format: unknown format "jsn": did you mean "json"?'),
        ("rules all", "got unexpected extra argument (all)"),
        ("--format", "option '--format' requires an argument"),
        ("--output nowhere/out.txt good.yaml", 'can\'t write "nowhere/out.txt": no such file'),
    ],
)
def test_wrong_usage_is_answered_with_one_line(
    pmlint: Command, arguments: str, complaint: str
) -> None:
    ran = pmlint(*arguments.split())
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"pmlint: {complaint}")
    assert ran.err.count("\n") == 1


@pytest.mark.parametrize(
    "option",
    [
        "--jobs=2",
    ],
)
def test_what_a_later_version_has_does_not_exist_yet(
    pmlint: Command, folder: Folder, option: str
) -> None:
    before = sorted(folder.path.iterdir())
    ran = pmlint(option, "good.yaml")
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert sorted(folder.path.iterdir()) == before


def test_a_folder_called_nearly_like_a_command_is_a_path(pmlint: Command, folder: Folder) -> None:
    folder.put("checks/error.yaml", ERROR)
    assert pmlint("checks").files == ["checks/error.yaml"]


def test_a_word_that_is_nearly_a_command_after_a_path_is_a_path(pmlint: Command) -> None:
    ran = pmlint("good.yaml", "chekc")
    assert (ran.code, ran.files) == (1, ["chekc"])


def _defective(manifest: Manifest, settings: Settings) -> list[None]:
    raise ZeroDivisionError("secret\ndetails")


@pytest.fixture
def _defect(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        engine, "_checks", lambda _: [(None, [(None, [("routing-weights", _defective)])])]
    )


@pytest.mark.usefixtures("_defect")
def test_a_defect_is_one_line_that_names_the_file(pmlint: Command) -> None:
    ran = pmlint("empty.yaml", "good.yaml")
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert "a defect of pmlint on good.yaml: ZeroDivisionError" in ran.err
    assert "secret" not in ran.err


@pytest.mark.usefixtures("_defect")
def test_a_defect_shows_its_traceback_on_request(
    pmlint: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    pmlint("empty.yaml")
    monkeypatch.setenv("PMLINT_TRACEBACK", "1")
    with pytest.raises(engine.Defect, match=r"good\.yaml"):
        pmlint("good.yaml")
