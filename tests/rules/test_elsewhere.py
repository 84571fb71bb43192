"""What reading and the schema report under a rule's name: each case marks the place it points to.

Cases of ``FIRING`` give that rule and nothing else; those of ``SILENT`` nearly make the same
mistake and give nothing at all.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from linter.config import Configurations
from linter.engine import lint_bytes
from linter.finding import Finding
from linter.runner import lint_paths
from linter.settings import Limits, Settings
from linter.source import Source, Span
from tests.document.marks import unmark
from tests.rules.manifests import complete

SETTINGS = Settings(limits=Limits(max_depth=6, max_nodes=60))

ROUTING = "routing_config:\n  type: {kind}\n  load_balance_targets:\n    - target: a/b\n"
LATENCY = ROUTING.format(kind="latency-based-routing")
MODEL = "model_configuration:\n  provider: openai-main\n"
JSON = (
    '{"type": "chat_prompt", "name": "a", "ml_repo": "abc", "metadata": {},'
    ' "messages": [{"role": "user", "content": "Hi"}]'
)
SECOND = (
    "---\ntype: chat_prompt\nml_repo: support\nmetadata: {}\nmessages: [{role: user, content: A}]\n"
)

FIRING = [
    ("syntax-error", "description: «{{x}} y»\n"),
    ("syntax-error", "description: «'»a\n"),
    ("syntax-error", JSON + "«,»}"),
    ("encoding", 'description: "a«\x07»"\n'),
    ("encoding", JSON + ', "description": "a«\\ud83d»"}'),
    ("unreadable-file", "missing.yaml"),
    ("unreadable-file", "dangling.yaml"),
    ("too-complex", "metadata: {a: [[[[«[»1]]]]]}\n"),
    ("too-complex", f"metadata: {{a: «&»a [{'1, ' * 20}1], b: *a, c: *a}}\n"),
    ("duplicate-key", "name: a\n«name»: b\n"),
    ("duplicate-key", "metadata: {a: 1, b: {c: 1, «c»: 1}}\n"),
    ("duplicate-key", JSON + ', "description": "a", «"description"»: "a"}'),
    ("empty-document", "name: a\n«---»\n"),
    ("empty-document", "name: a\n«---»\n# a comment\n---\nkind: Service\n"),
    ("missing-field", "messages:\n  - «role»: user\n"),
    ("missing-field", f"{MODEL}  «modle»: gpt-4o\n"),
    ("missing-field", "«cache_config»:\n  type: semantic\n"),
    ("unknown-field", "«descripton»: Greets\n"),
    ("unknown-field", f"{LATENCY}      «weight»: 50\n"),
    ("wrong-type", f"{LATENCY}      fallback_status_codes: [«429»]\n"),
    ("wrong-type", "description: «NO»\n"),
    ("wrong-type", f"{LATENCY}      fallback_candidate: «null»\n"),
    ("wrong-type", "version: «1.0»\n"),
    ("invalid-choice", "messages: [{role: «sytem», content: Hi}]\n"),
    ("invalid-choice", ROUTING.format(kind="«round-robin»")),
    ("invalid-format", f"{MODEL}  model: «openai/gpt-4o»\n"),
    ("invalid-format", "name: «my prompt»\n"),
    ("out-of-range", "version: «0»\n"),
    ("out-of-range", "cache_config: {type: exact-match, ttl: «259201»}\n"),
    ("wrong-length", "messages: «[]»\n"),
    ("wrong-length", f"description: «{'x' * 513}»\n"),
    ("version-alias", "version_alias: «latest»\n"),
    ("version-alias", "version_alias: «v1.»\n"),
    ("duplicate-prompt", f"name: a\n{SECOND}name: «a»\n"),
    ("duplicate-prompt", f"name: a\nml_repo: one\n{SECOND.replace('support', 'two')}name: «a»\n"),
    ("retry-bounds", f"{LATENCY}      retry_config: {{attempts: «-1»}}\n"),
    ("retry-bounds", f"{LATENCY}      retry_config: {{attempts: 1, delay: «0»}}\n"),
    ("unused-suppression", "description: Greets  # pmlint: ignore[«wrong-type»]\n"),
    ("unused-suppression", "# pmlint: ignore[«unknown-field»] moved\ndescription: Greets\n"),
    ("invalid-suppression", "description: Greets  «# pmlint: ignore[wrong-tpye] quoted»\n"),
    ("invalid-suppression", "«# pmlint: ignore»\ndescription: Greets\n"),
]

SILENT = [
    ("syntax-error", 'description: "{x} y"\n'),
    ("syntax-error", 'description: "a"\n'),
    ("syntax-error", JSON + "}"),
    ("encoding", 'description: "a\\x07"\n'),
    ("encoding", JSON + ', "description": "a\\ud83d\\ude00"}'),
    ("encoding", "\ufeffdescription: é\n"),
    ("unreadable-file", "present.yaml"),
    ("unreadable-file", "empty.yaml"),
    ("too-complex", "metadata: {a: [[[[1]]]]}\n"),
    ("too-complex", f"metadata: {{a: &a [{'1, ' * 10}1], b: *a}}\n"),
    ("duplicate-key", "metadata: {a: 1, b: {a: 1}}\n"),
    ("duplicate-key", "metadata: {a: &a {b: 1}, c: {<<: *a, b: 2}}\n"),
    ("empty-document", "name: a\n---\nkind: Service\n"),
    ("empty-document", "name: a\n...\n"),
    ("missing-field", "messages:\n  - role: assistant\n"),
    ("missing-field", "metadata: {}\ncache_config: {type: exact-match}\n"),
    ("unknown-field", "metadata: {descripton: Greets}\n"),
    ("unknown-field", f"{ROUTING.format(kind='weight-based-routing')}      weight: 100\n"),
    ("wrong-type", f'{LATENCY}      fallback_status_codes: ["429"]\n'),
    ("wrong-type", "description: null\nversion: 1\n"),
    ("invalid-choice", "messages: [{role: developer, content: Hi}]\n"),
    ("invalid-choice", ROUTING.format(kind="priority-based-routing")),
    ("invalid-format", f"{MODEL}  model: gpt-4o.1\n"),
    ("invalid-format", "name: my_prompt-1\n"),
    ("out-of-range", "version: 1\n"),
    ("out-of-range", "cache_config: {type: exact-match, ttl: 259200}\n"),
    ("wrong-length", f"description: {'x' * 512}\n"),
    ("wrong-length", "tools: []\n"),
    ("version-alias", "version_alias: v1.0.0-rc.1\n"),
    ("version-alias", "version_alias: null\n"),
    ("duplicate-prompt", f"name: a\n{SECOND}name: A\n"),
    ("duplicate-prompt", f"name: a\n{SECOND.replace('chat_prompt', 'service')}name: a\n"),
    ("retry-bounds", f"{LATENCY}      retry_config: {{attempts: 0}}\n"),
    ("retry-bounds", f"{LATENCY}      retry_config: {{attempts: 1, delay: 10}}\n"),
    ("unused-suppression", "metadata: {a: NO}  # pmlint: ignore[surprising-scalar]\n"),
    ("unused-suppression", "description: |\n  # pmlint: ignore[wrong-type]\n"),
    ("invalid-suppression", "# pmlint ignores drafts\ndescription: Greets\n"),
    ("invalid-suppression", "description: 'a  # pmlint: ignore'\n"),
]


def findings(text: str, folder: Path) -> list[Finding]:
    """Lint a text, completed if it is YAML, or the file that a lone name means."""
    if text.endswith(".yaml"):
        (folder / "dangling.yaml").symlink_to("nowhere")
        (folder / "present.yaml").write_text(complete("name: a\n"), "utf-8")
        (folder / "empty.yaml").write_text("", "utf-8")
        [result] = lint_paths([str(folder / text)], Configurations.fixed(SETTINGS), "<stdin>", [])
        return result.findings
    source = source_of(text)
    return lint_bytes(source.name, source.text.encode(), SETTINGS).findings


def source_of(text: str) -> Source:
    """Return a text as the file that is linted; what completes it stands before it."""
    if text.startswith("{"):
        return Source("prompt.json", text)
    return Source("prompt.yaml", whole(text))


def whole(snippet: str) -> str:
    """Complete a snippet's first document, behind a byte order mark if it has one."""
    first, mark, rest = snippet.partition("---\n")
    bom = "\ufeff" * first.startswith("\ufeff")
    return bom + complete(first.lstrip("\ufeff")) + mark + rest


@pytest.mark.parametrize(("rule", "text"), FIRING)
def test_firing(rule: str, text: str, tmp_path: Path) -> None:
    [finding] = findings(text.replace("«", "").replace("»", ""), tmp_path)
    assert finding.rule == rule
    if "«" not in text:
        assert finding.place == (1, 1, 1, 1)
        return
    plain, span = unmark(text)
    source = source_of(plain)
    before = len(source.text) - len(plain)
    assert finding.place == source.place(Span(span.start + before, span.end + before))


@pytest.mark.parametrize(("rule", "text"), SILENT)
def test_silent(rule: str, text: str, tmp_path: Path) -> None:
    del rule
    assert findings(text, tmp_path) == []


def test_bytes_of_another_encoding() -> None:
    plain, span = unmark(complete("description: «é»\n"))
    [finding] = lint_bytes("prompt.yaml", plain.encode("latin-1"), SETTINGS).findings
    assert finding.rule == "encoding"
    assert finding.place == Source("prompt.yaml", plain).place(span)
