"""Fingerprints: the same for a finding that moved, another for another mistake, never a secret."""

from __future__ import annotations

import re

import pytest

from linter.engine import lint
from linter.finding import Finding
from linter.fingerprint import fingerprint, identities
from linter.result import FileResult
from linter.settings import Settings
from linter.source import Source
from tests.rules.manifests import complete


def linted(text: str, name: str = "prompt.yaml") -> FileResult:
    return lint(Source(name, text), Settings())


def of(text: str, name: str = "prompt.yaml") -> list[str]:
    """Return the fingerprints of a text's findings, in order."""
    result = linted(text, name)
    return [fingerprint(finding, result.source) for finding in result.findings]


USER = "  - role: user\n    content: Hello, {{custmer}}\n"
ONE = complete(f"variables: {{customer: Ann}}\nmessages:\n{USER}")

SAME = [
    ("lines before it", "# a comment\n\n" + ONE),
    ("lines behind it", ONE + "description: Greets\n"),
    ("another place in the list", ONE.replace(USER, "  - {role: system, content: Hi}\n" + USER)),
    ("more indentation", re.sub(r"(?m)^  ", "      ", ONE)),
    ("Windows line ends", ONE.replace("\n", "\r\n")),
    ("another order of keys", complete(f"messages:\n{USER}variables: {{customer: Ann}}\n")),
    ("other text around it", ONE.replace("Hello", "Good morning")),
]


@pytest.mark.parametrize("text", [text for _, text in SAME], ids=[why for why, _ in SAME])
def test_what_does_not_change_it(text: str) -> None:
    assert of(text) == of(ONE)
    assert len(of(ONE)) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("version_alias: latest\n", "version_alias: newest\n"),
        ("descripton: a\n", "descritpion: a\n"),
        ("messages: [{role: user, content: ''}]\n", "messages: [{role: user, content: ' '}]\n"),
        ("version_alias: v.1\n", "version_alias: v.2\n"),
        ("metadata: {country: NO}\n", "metadata: {country: on}\n"),
    ],
)
def test_another_mistake_has_another(one: str, other: str) -> None:
    [first], [second] = of(complete(one)), of(complete(other))
    assert first != second


def test_it_is_hexadecimal_digits() -> None:
    [found] = of(ONE)
    assert re.fullmatch("[0-9a-f]{32}", found)


def test_numbers_of_lines_in_messages_do_not_count() -> None:
    twice = complete("name: a\nname: b\n")
    [found], [moved] = linted(twice).findings, linted("# moved\n" + twice).findings
    assert found.message != moved.message
    assert of(twice) == of("# moved\n" + twice)


def test_the_folder_of_the_run_does_not_count() -> None:
    def clash(folder: str) -> list[str]:
        from linter.across import Text, clash
        from linter.document import read

        sources = [Source(folder + name, ONE) for name in ("a.yaml", "b.yaml")]
        texts = [Text(source, read(source, Settings().limits).documents) for source in sources]
        first, later = (lint(source, Settings()).prompts[0] for source in sources)
        finding = clash(later, texts[1], first, texts[0])
        assert folder in finding.message
        return [fingerprint(finding, sources[1])]

    assert clash("/home/ann/prompts/") == clash("prompts/")


SERVER = """\
mcp_servers:
  - type: mcp-server-url
    url: https://mcp.example.com/sse
    enable_all_tools: true
    headers: {{Authorization: {}}}
"""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bearer 5f2b9c81-aaaa-4444-bbbb-77d0", "Bearer 0a1b2c3d-cccc-5555-dddd-88e1"),
        ("12345678", "87654321"),
    ],
)
def test_credentials_leave_no_trace(one: str, other: str) -> None:
    assert of(complete(SERVER.format(one))) == of(complete(SERVER.format(other))) != []


def test_what_stands_beside_a_credential_in_one_line_leaves_no_trace() -> None:
    inline = "mcp_servers: [{{type: mcp-server-url, url: https://a.com, headers: {{X-Key: {}}}}}]\n"
    rules = [finding.rule for finding in linted(complete(inline.format("a"))).findings]
    assert rules == ["mcp-no-tools"]
    assert of(complete(inline.format("hunter2"))) == of(complete(inline.format("swordfish")))


def test_the_header_of_a_credential_counts() -> None:
    text = complete(SERVER.format("Bearer 5f2b9c81-aaaa-4444-bbbb-77d0"))
    assert of(text) != of(text.replace("Authorization", "Proxy-Authorization"))


def test_a_finding_without_a_text_has_one() -> None:
    finding = linted(ONE).findings[0]._replace(pointer=None)
    assert fingerprint(finding, None) == fingerprint(finding, None)


def numbered(findings: list[Finding], source: Source | None) -> list[str]:
    return list(identities(findings, source))


def test_equal_findings_of_a_file_are_numbered() -> None:
    result = linted(complete("messages: [{role: user, content: ''}, {role: user, content: ''}]\n"))
    one, two = numbered(result.findings, result.source)
    assert len(set(of(result.source.text if result.source else ""))) == 1
    assert one != two
    assert numbered(result.findings[:1], result.source) == [one]


def test_findings_of_two_files_are_told_apart() -> None:
    here, there = linted(ONE, "a.yaml"), linted(ONE, "b.yaml")
    assert of(ONE, "a.yaml") == of(ONE, "b.yaml")
    assert numbered(here.findings, here.source) != numbered(there.findings, there.source)


@pytest.mark.parametrize("name", ["./prompts/a.yaml", r"prompts\a.yaml"])
def test_spellings_of_a_path_are_one(name: str) -> None:
    one, other = linted(ONE, "prompts/a.yaml"), linted(ONE, name)
    assert numbered(one.findings, one.source) == numbered(other.findings, other.source)


def test_a_name_that_is_not_utf_8_is_no_obstacle() -> None:
    result = linted(ONE, "caf\udce9.yaml")
    assert len(numbered(result.findings, result.source)) == 1
