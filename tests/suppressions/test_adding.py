"""Comments written for today's findings: they suppress them all, and change nothing else."""

from __future__ import annotations

import re

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from linter.directives import UNREAD
from linter.document.encoding import decode
from linter.engine import lint
from linter.finding import Finding
from linter.settings import Settings
from linter.silencing import Left, Silenced, silenced
from linter.source import Source
from tests.properties.mutations import KINDS, mistakes
from tests.properties.profile import examples
from tests.properties.styles import SEEDS, writer
from tests.rules.manifests import complete
from tests.test_corpus import CORPUS, files

SETTINGS = Settings()
BAD = [name for name in files("bad") if not name.endswith(".json")]
ADDED = re.compile(r" *# pmlint: ignore\[[a-z, -]+\]")


def findings(text: str) -> list[Finding]:
    return lint(Source("prompt.yaml", text), SETTINGS).findings


def add(text: str) -> Silenced | Left:
    return silenced(Source("prompt.yaml", text), findings(text), SETTINGS.limits)


def added(text: str) -> str:
    """Return a text with comments for all its findings."""
    outcome = add(text)
    assert isinstance(outcome, Silenced)
    return outcome.text


def loaded(text: str) -> str:
    return repr(list(yaml.load_all(text, yaml.SafeLoader)))


def holds(before: str, after: str) -> None:
    """Hold that comments have been added to a text, and nothing else."""
    assert findings(after) == []
    assert add_again(after) == after
    left = iter(after)
    assert all(char in left for char in before)


def add_again(text: str) -> str:
    return silenced_text(text, findings(text))


def silenced_text(text: str, found: list[Finding]) -> str:
    outcome = silenced(Source("prompt.yaml", text), found, SETTINGS.limits)
    assert isinstance(outcome, Silenced)
    return outcome.text


@pytest.mark.parametrize("name", BAD)
def test_the_corpus_of_mistakes(name: str) -> None:
    source, fault = decode(name, (CORPUS / "bad" / name).read_bytes())
    if fault is not None or any(finding.rule in UNREAD for finding in findings(source.text)):
        assert fault is not None or isinstance(add(source.text), Left)
        return
    after = added(source.text)
    holds(source.text, after)
    if "pmlint" not in source.text:
        without = [ADDED.sub("", line) for line in after.splitlines(keepends=True)]
        before = source.text.splitlines(keepends=True)
        # A comment on a line of its own leaves an empty one.
        assert [line for line in without if line.strip()] == [x for x in before if x.strip()]


@pytest.mark.parametrize("kind", KINDS)
@examples(25)
@given(SEEDS, st.data())
def test_mistakes_in_every_style_of_yaml(kind: str, seed: int, data: st.DataObject) -> None:
    text = writer(seed).write(data.draw(mistakes(kind)).manifest)
    after = added(text)
    holds(text, after)
    assert loaded(after) == loaded(text)


PLACES = [
    ("a short line", "vresion: 1\n", "vresion: 1  # pmlint: ignore[unknown-field]\n"),
    (
        "several rules and findings of one line",
        "metadata: {a: NO, b: on, 1: c}\n",
        "metadata: {a: NO, b: on, 1: c}  # pmlint: ignore[not-json, surprising-scalar]\n",
    ),
    (
        "a long line",
        f"lables: [{'a, ' * 20}a]\n",
        f"# pmlint: ignore[unknown-field]\nlables: [{'a, ' * 20}a]\n",
    ),
    (
        "a comment of somebody else",
        "metadata:\n  a: NO  # Norway\n",
        "metadata:\n  # pmlint: ignore[surprising-scalar]\n  a: NO  # Norway\n",
    ),
    (
        "a suppression behind the value",
        "vresion: NO  # pmlint: ignore[wrong-type, unused-suppression] why\n",
        "vresion: NO  # pmlint: ignore[wrong-type, unused-suppression, unknown-field] why\n",
    ),
    (
        "a suppression above",
        "# pmlint: ignore[wrong-type, unused-suppression]\n# more\nvresion: 1\n",
        "# pmlint: ignore[wrong-type, unused-suppression, unknown-field]\n# more\nvresion: 1\n",
    ),
    (
        "a block of text",
        "description: |\n  {{ x }}\n\n  {{x}} {{x}}\n",
        "description: |  # pmlint: ignore[unrendered-placeholder]\n  {{ x }}\n\n  {{x}} {{x}}\n",
    ),
    (
        "a text of several lines",
        'description: "a\n  {{x}}\n  b"\n',
        '# pmlint: ignore[unrendered-placeholder]\ndescription: "a\n  {{x}}\n  b"\n',
    ),
    (
        "a text of several lines behind another on its line",
        'metadata: {a: "1\n  2", b: "3\n  {{x}}"}\n',
        '# pmlint: ignore[unrendered-placeholder]\nmetadata: {a: "1\n  2", b: "3\n  {{x}}"}\n',
    ),
    (
        "items of a list, and what is in one",
        "messages:\n- role: usr\n  content: ''\n- {role: user, content: ''}\n",
        "messages:\n- role: usr  # pmlint: ignore[invalid-choice]\n"
        "  content: ''\n"
        "- {role: user, content: ''}  # pmlint: ignore[blank-content]\n",
    ),
    (
        "what a comment covers already",
        "messages:\n- content: ''\n  role: user\n  tool_calls:\n  - function: {arguments: x}\n",
        None,
    ),
    ("no line break at the end", "vresion: 1", "vresion: 1  # pmlint: ignore[unknown-field]"),
    (
        "Windows line ends",
        f"lables: [{'a, ' * 20}a]\r\n",
        f"# pmlint: ignore[unknown-field]\r\nlables: [{'a, ' * 20}a]\r\n",
    ),
    (
        "blanks at the end of a line",
        "vresion: 1 \nlables: 1   \n",
        "vresion: 1 # pmlint: ignore[unknown-field]\nlables: 1   # pmlint: ignore[unknown-field]\n",
    ),
    (
        "an anchor",
        "metadata: {a: &a {b: NO}, c: *a}\n",
        "metadata: {a: &a {b: NO}, c: *a}  # pmlint: ignore[surprising-scalar]\n",
    ),
    (
        "an empty document",
        "name: a\n---\n",
        "name: a\n---  # pmlint: ignore[empty-document]\n",
    ),
    (
        "a suppression that suppresses nothing",
        "name: a  # pmlint: ignore[wrong-type]\n",
        "name: a  # pmlint: ignore[wrong-type, unused-suppression]\n",
    ),
    (
        "a suppression that is none",
        "  # pmlint: ignore\nname: a\n",
        "  # pmlint: ignore[invalid-suppression]\n  # pmlint: ignore\nname: a\n",
    ),
    (
        "a suppression that is none behind a text of several lines",
        'name: a\nmetadata: {a: "1\n  2"}  # pmlint: ignore\n',
        "name: a\n# pmlint: ignore[invalid-suppression]\n"
        'metadata: {a: "1\n  2"}  # pmlint: ignore\n',
    ),
    (
        "an unused suppression behind a text of several lines",
        'metadata: {a: "1\n  2"}  # pmlint: ignore[not-json]\n',
        'metadata: {a: "1\n  2"}  # pmlint: ignore[not-json, unused-suppression]\n',
    ),
    (
        "a comment and the line below it",
        "# pmlint: ignore[wrong-type]  # pmlint: ignroe\nvresion: 1\n",
        "# pmlint: ignore[wrong-type, unknown-field, unused-suppression, invalid-suppression]"
        "  # pmlint: ignroe\nvresion: 1\n",
    ),
]


@pytest.mark.parametrize(
    ("before", "after"), [row[1:] for row in PLACES], ids=[r[0] for r in PLACES]
)
def test_where_a_comment_is_put(before: str, after: str | None) -> None:
    base = complete(before).removesuffix(before)
    if "\r" in before:
        base = base.replace("\n", "\r\n")
    found = added(base + before)
    holds(base + before, found)
    if after is not None:
        assert found == base + after


def test_counts() -> None:
    outcome = add(complete("metadata: {a: NO, b: on}\nvresion: 1\n"))
    assert isinstance(outcome, Silenced)
    assert (outcome.comments, outcome.findings) == (2, 3)


@pytest.mark.parametrize("text", ["name: {{x}\n", "name: a\n---\nb: [\n", "metadata: !x 1\n"])
def test_what_cannot_be_read_to_its_end_gets_no_comment(text: str) -> None:
    outcome = add(complete(text))
    assert isinstance(outcome, Left)
    assert outcome.reason.startswith("a file that can't be read")


def test_json_gets_no_comment() -> None:
    source = Source("prompt.json", '{"type": "chat_prompt", "vresion": 1}')
    outcome = silenced(source, lint(source, SETTINGS).findings, SETTINGS.limits)
    assert isinstance(outcome, Left)
    assert outcome.reason.startswith("there are no comments in JSON")
