"""Files near the limits that are as unpleasant to a linter as their size allows."""

from __future__ import annotations

import json
import os
from collections.abc import Callable

LIMIT = 15_900_000
"""Bytes: just within the limit for a file."""

SIZE = int(os.environ.get("GIANT_BYTES", LIMIT // 5))
"""Bytes of most giants; ``make giants`` has them all as large as a file may be."""

_HEAD = "type: chat_prompt\nname: giant\nml_repo: support\nmetadata: {}\n"
_MESSAGE = "messages:\n- role: user\n  content: "


def _yaml(body: str) -> str:
    return _HEAD + body


def _text(unit: str, style: str = "|\n    ") -> str:
    return _yaml(_MESSAGE + style + unit * (SIZE // len(unit)) + "\n")


def _quoted(unit: str) -> str:
    return _yaml(_MESSAGE + '"' + unit * (SIZE // len(unit)) + '"\n')


def _json(**values: object) -> str:
    manifest = {"type": "chat_prompt", "name": "giant", "ml_repo": "support", "metadata": {}}
    message = {"role": "user", "content": "Hello"}
    return json.dumps(manifest | {"messages": [message]} | values)


def _bomb(line: str) -> str:
    lines = ["a0: &a0 {k: 1}"]
    lines += [line.format(i, *[f"*a{i - 1}"] * 9) for i in range(1, 12)]
    return _yaml("metadata2:\n  " + "\n  ".join(lines) + "\n" + _MESSAGE + "Hello\n")


def _variables(written: str, number: int) -> str:
    """Return a manifest whose one text has many findings, each with a fix."""
    text = " ".join(written.format(i) for i in range(number))
    declared = "".join(f"  v{i}: x\n" for i in range(number))
    return _yaml(f"{_MESSAGE}'{text}'\nvariables:\n{declared}")


GIANTS: dict[str, Callable[[], str]] = {
    "lines.yaml": lambda: _text("ab cd\n    "),
    "one-line.yaml": lambda: _text("word ", ""),
    "blank-lines.yaml": lambda: _text("\n"),
    "placeholders.yaml": lambda: _text("{{a}} "),
    "open-braces.yaml": lambda: _text("{{"),
    "near-placeholders.yaml": lambda: _text("{{ a-b }}"),
    "placeholders-with-blanks.yaml": lambda: _variables("{{{{ v{} }}}}", SIZE // 800),
    "misspelt-variables.yaml": lambda: _variables("{{{{v{}x}}}}", SIZE // 1600),
    "misspelt-variables.json": lambda: _json(
        messages=[
            {"role": "user", "content": " ".join(f"{{{{v{i}x}}}}" for i in range(SIZE // 1600))}
        ],
        variables={f"v{i}": "x" for i in range(SIZE // 1600)},
    ),
    "sections.yaml": lambda: _text("{{#a}} "),
    "backticks.yaml": lambda: _text("```\n    "),
    "almost-secrets.yaml": lambda: _text("sk-proj-abc Bearer xyz "),
    "escapes.yaml": lambda: _quoted("\\x41"),
    "folded-quotes.yaml": lambda: _quoted("a\n  "),
    "comments.yaml": lambda: _yaml("# a comment\n" * (SIZE // 12) + _MESSAGE + "Hello\n"),
    "items.yaml": lambda: _yaml(_MESSAGE + "Hello\nstop:\n" + "- a\n" * (SIZE // 4)),
    "keys.yaml": lambda: _yaml(
        "".join(f"key{i}: 1\n" for i in range(SIZE // 115)) + _MESSAGE + "a\n"
    ),
    "number-keys.yaml": lambda: _yaml(
        "metadata2:\n" + "".join(f"  {i}: a\n" for i in range(SIZE // 640)) + _MESSAGE + "a\n"
    ),
    "same-key.yaml": lambda: _yaml("key: 1\n" * (SIZE // 115) + _MESSAGE + "a\n"),
    "documents.yaml": lambda: (_HEAD + _MESSAGE + "a\n") + "---\n" * (SIZE // 4),
    "deep-flow.yaml": lambda: _yaml("metadata2: " + "[" * (SIZE - 200)),
    "deep-block.yaml": lambda: _yaml("metadata2:\n  " + "- " * (SIZE // 2 - 200)),
    "alias-bomb.yaml": lambda: _bomb("a{0}: &a{0} [{1},{2},{3},{4},{5},{6},{7},{8},{9}]"),
    "merge-bomb.yaml": lambda: _bomb(
        "a{0}: &a{0} {{<<: [{1},{2},{3}], x{0}: [{4},{5},{6},{7},{8},{9}]}}"
    ),
    "wrong-items.yaml": lambda: _yaml(
        _MESSAGE + "a\nmcp_servers: [" + "5, " * (SIZE // 64) + "]\n"
    ),
    "lines.json": lambda: _json(messages=[{"role": "user", "content": "ab\n" * (SIZE // 4)}]),
    "keys.json": lambda: _json(**{f"key{i}": 1 for i in range(SIZE // 115)}),
    "same-key.json": lambda: _json()[:-1] + ', "key": 1' * (SIZE // 115) + "}",
    "deep.json": lambda: '{"type": "chat_prompt", "x": ' + "[" * (SIZE - 200),
    "wrong-items.json": lambda: _json(mcp_servers=[5] * (SIZE // 64)),
    "open-quote.json": lambda: '{"type": "chat_prompt", "x": "' + '\\"' * (SIZE // 2),
    "braces.json": lambda: '{"type": "chat_prompt", "x": [' + "{}," * (SIZE // 3),
}
