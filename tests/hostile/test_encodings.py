"""Encodings and line ends: none moves a finding, and what can't be read says how to save it."""

from __future__ import annotations

import codecs

import pytest

from linter.engine import lint_bytes
from linter.result import FileResult
from linter.settings import Settings

SETTINGS = Settings()

MISTAKEN = {
    "x.yaml": (
        "# Grüße\ntype: chat_prompt\nname: greeting\nml_repo: support\nmetadata: {a: NO}\n"
        "messages:\n- role: user\n  content: |\n    Hello {{ who }}\n    {{x-y}} 😀 {{ z }}\n"
        "- role: usr\n  contnet: 'a\n\n    b'\n"
    ),
    "x.json": (
        '{\n  "type": "chat_prompt", "name": "größe", "ml_repo": "support",\n'
        '  "metadata": {}, "vresion": 1,\n'
        '  "messages": [{"role": "usr", "content": "😀 {{ x }}"}]\n}\n'
    ),
}


def linted(name: str, data: bytes) -> FileResult:
    return lint_bytes(name, data, SETTINGS)


def told(name: str, data: bytes) -> list[tuple[object, ...]]:
    """Return the findings without their fixes, whose texts have the line ends of the file."""
    return [
        (each.rule, each.place, each.pointer, each.message) for each in linted(name, data).findings
    ]


@pytest.mark.parametrize("name", MISTAKEN)
@pytest.mark.parametrize("mark", [b"", codecs.BOM_UTF8], ids=["", "byte order mark"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
def test_line_ends_and_marks_change_nothing(end: str, mark: bytes, name: str) -> None:
    text = MISTAKEN[name]
    expected = told(name, text.encode())
    assert len(expected) >= 3
    assert told(name, mark + text.replace("\n", end).encode()) == expected


@pytest.mark.parametrize("name", MISTAKEN)
@pytest.mark.parametrize("char", ["\u2028", "\u2029", "\x85"])
def test_what_only_unicode_calls_a_line_break_moves_no_finding(char: str, name: str) -> None:
    """PyYAML counts lines by these characters, too; no editor does."""
    text = MISTAKEN[name].replace("support", f'"sup{char}port"' if name == "x.yaml" else f"s{char}")
    lines = {each.rule: each.place.line for each in linted(name, text.encode()).findings}
    plain = {each.rule: each.place.line for each in linted(name, MISTAKEN[name].encode()).findings}
    assert {rule: line for rule, line in lines.items() if rule in plain} == plain


@pytest.mark.parametrize("name", MISTAKEN)
@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le"])
def test_wide_encodings_are_one_finding_that_names_them(encoding: str, name: str) -> None:
    text = "type: chat_prompt\n" if name == "x.yaml" else '{"type": "chat_prompt"}'
    (finding,) = linted(name, text.encode(encoding)).findings
    assert (finding.rule, finding.place[:2]) == ("encoding", (1, 1))
    assert finding.message.startswith(encoding[:6].upper())


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252", "cp437", "gbk", "shift_jis"])
def test_other_encodings_are_one_finding_at_the_byte(encoding: str) -> None:
    char = {"gbk": "你", "shift_jis": "日"}.get(encoding, "ü")
    data = f"type: chat_prompt\nname: {char}\n".encode(encoding)
    (finding,) = linted("x.yaml", data).findings
    assert (finding.rule, finding.place[:2]) == ("encoding", (2, 7))
    assert f"0x{char.encode(encoding)[0]:02X}" in finding.message


@pytest.mark.parametrize("data", [b"", codecs.BOM_UTF8, b"\n", b"\r", b"\0", b"\xff", b"---\n"])
@pytest.mark.parametrize("name", MISTAKEN)
def test_files_of_next_to_nothing_are_passed_over(name: str, data: bytes) -> None:
    result = linted(name, data)
    assert (result.findings, result.skipped) == ([], True)


@pytest.mark.parametrize("data", [b"\xe2\x82", b"\xf0\x9f\x98", b"\xc3"])
def test_a_character_that_is_cut_off_at_the_end(data: bytes) -> None:
    (finding,) = linted("x.yaml", b"type: chat_prompt\n" + data).findings
    assert (finding.rule, finding.place[:2]) == ("encoding", (2, 1))


@pytest.mark.parametrize("text", ['"\\ud83d"', '"\\ude00 x"', '"\\ud83d\\ud83d"'])
@pytest.mark.parametrize("form", ['{{"type": "chat_prompt", "x": {}}}', "type: chat_prompt\nx: {}"])
def test_half_a_surrogate_pair_is_no_character(form: str, text: str) -> None:
    name = "x.json" if form[0] == "{" else "x.yaml"
    found = [each.rule for each in linted(name, form.format(text).encode()).findings]
    assert found.count("encoding") == 1
