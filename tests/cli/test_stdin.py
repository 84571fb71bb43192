"""Standard input: what it is taken for, what it is called, where it stands among the paths."""

from __future__ import annotations

from tests.cli.samples import ERROR, ERROR_AT, GOOD_JSON, WARNING, Command, Folder


def test_standard_input_is_yaml_or_json_by_its_first_character(pmlint: Command) -> None:
    assert pmlint("-", stdin=ERROR.encode()).out == f"<stdin>:{ERROR_AT}\n"
    assert pmlint("-", stdin=GOOD_JSON.encode()).code == 0
    trailing_comma = GOOD_JSON.replace("}]}", "}],}")
    ran = pmlint("-", stdin=f"\n {trailing_comma}".encode())
    assert ran.out.startswith("<stdin>:2:")
    assert "syntax-error" in ran.out


def test_standard_input_may_be_given_a_name(pmlint: Command) -> None:
    named = pmlint("-", "--stdin-filename", "a/b.yaml", stdin=ERROR.encode())
    assert named.out == f"a/b.yaml:{ERROR_AT}\n"
    assert pmlint("--stdin-filename", "a/b.yaml", stdin=ERROR.encode()) == named
    as_json = pmlint("-", "--stdin-filename", "a/b.json", stdin=ERROR.encode())
    assert as_json.out.startswith("a/b.json:1:1: error syntax-error")
    by_its_text = pmlint("-", "--stdin-filename", "notes", stdin=ERROR.encode())
    assert by_its_text.files == ["notes"]


def test_standard_input_is_one_path_among_others(pmlint: Command, folder: Folder) -> None:
    folder.write(doubtful=WARNING)
    folder.put("-", "not what is meant by -")
    ran = pmlint("doubtful.yaml", "-", "-", stdin=ERROR.encode())
    assert ran.files == ["doubtful.yaml", "<stdin>"]


def test_a_name_without_standard_input_names_nothing(pmlint: Command, folder: Folder) -> None:
    folder.write(error=ERROR)
    ran = pmlint("error.yaml", "--stdin-filename", "x.yaml", stdin=ERROR.encode())
    assert ran.files == ["error.yaml"]


def test_empty_standard_input_holds_no_manifest(pmlint: Command) -> None:
    ran = pmlint("-")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == "0 manifests checked: no prompt manifest in 1 file\n"
