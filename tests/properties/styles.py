"""Manifests as YAML texts in every style that people and tools write."""

from __future__ import annotations

import re
from random import Random
from typing import Any

import yaml
from hypothesis import strategies as st
from yaml.reader import Reader

_RESOLVER = yaml.resolver.Resolver()
_STR = "tag:yaml.org,2002:str"
_PLAIN = re.compile(r"[^\W\d]\w*(?:[./-]\w+)*(?: \w+(?:[./-]\w+)*)*")
_LONGEST_KEY = 100
_COMMENTS = ("", "", "", "", '  # it\'s "one"', " # {{x}} [", " #", "\n\n# alone: - on a line")
_ESCAPED = re.compile('["\\\\\n\r\t\x85\u2028\u2029\ufeff]')

SEEDS = st.integers(0, 2**32)
"""What decides on the styles of a writer."""


def writer(seed: int, keep_types: bool = False, anchors: bool = True) -> YamlWriter:
    """Return a writer whose styles follow from a number."""
    return YamlWriter(Random(seed), keep_types, 15 if anchors else 0)


def dumped() -> st.SearchStrategy[dict[str, Any]]:
    """Return a strategy for the options of PyYAML's own writer."""
    return st.fixed_dictionaries(
        {
            "default_flow_style": st.sampled_from([None, True, False]),
            "default_style": st.sampled_from([None, "'", '"', "|", ">"]),
            "width": st.sampled_from([20, 40, 80, 10_000]),
            "indent": st.integers(2, 6),
            "allow_unicode": st.booleans(),
            "line_break": st.sampled_from(["\n", "\r\n", "\r"]),
            "explicit_start": st.booleans(),
        }
    )


class YamlWriter:
    """Writes plain data as YAML, each node in a style of its own, with comments and anchors.

    With ``keep_types`` no value but text is left unquoted, so that a message can't depend on how
    YAML reads it.
    """

    def __init__(self, random: Random, keep_types: bool, anchored: int) -> None:
        """Take what decides, and the percentage of nodes that get an anchor."""
        self._random = random
        self._keep_types = keep_types
        self._anchored = anchored
        self._anchors: dict[str, str] = {}
        self._named = 0

    def write(self, value: dict[str, Any]) -> str:
        """Return a mapping as the text of a document."""
        text = self._block(value, 0) if value else "{}\n"
        text = self._random.choice(["", "---\n", "# first\n--- # c\n", "%YAML 1.1\n---\n"]) + text
        return text.replace("\n", self._random.choice(["\n", "\n", "\r\n", "\r"]))

    def _chance(self, percent: int) -> bool:
        return self._random.random() * 100 < percent

    def _end(self) -> str:
        return self._random.choice(_COMMENTS) + "\n"

    def _block(self, value: Any, indent: int) -> str:
        blanks = " " * indent
        if isinstance(value, dict):
            return "".join(
                f"{blanks}{self._key(key, blanks)}:{self._after(inside, indent)}"
                for key, inside in value.items()
            )
        return "".join(f"{blanks}-{self._item(item, indent)}" for item in value)

    def _item(self, value: Any, indent: int) -> str:
        if isinstance(value, dict) and value and self._chance(60):
            return " " + self._block(value, indent + 2).lstrip(" ")
        return self._after(value, indent, in_list=True)

    def _after(self, value: Any, indent: int, in_list: bool = False) -> str:
        """Write a value behind a colon or a dash; ``indent`` is that of the line it stands on."""
        alias = self._anchors.get(repr(value))
        if alias is not None and self._chance(70):
            return f" *{alias}{self._end()}"
        name = self._name() if self._chance(self._anchored) else ""
        anchor = f" &{name}" if name else ""
        if not isinstance(value, (dict, list)):
            text = anchor + self._scalar(value, indent)
        elif not value or self._chance(25):
            text = f"{anchor} {self._flow(value, indent + 2)}{self._end()}"
        else:
            least = 0 if isinstance(value, list) and not in_list else 1
            text = (
                anchor + self._end() + self._block(value, indent + self._random.randint(least, 4))
            )
        if name:
            self._anchors[repr(value)] = name
        return text

    def _name(self) -> str:
        self._named += 1
        return f"a{self._named}"

    def _flow(self, value: Any, indent: int) -> str:
        wide = " " * indent
        if isinstance(value, dict):
            parts = [f"{self._key(k, wide)}: {self._flow(v, indent)}" for k, v in value.items()]
            return "{" + self._joined(parts, indent) + "}"
        if isinstance(value, list):
            return "[" + self._joined([self._flow(item, indent) for item in value], indent) + "]"
        return self._inline(value, indent) or "null"

    def _joined(self, parts: list[str], indent: int) -> str:
        wide = "\n" + " " * indent
        gap = self._random.choice([" ", "", wide, f" # in, here]{wide}"])
        return ("," + (gap or " ")).join(parts) + (gap if gap != " " else "")

    def _key(self, key: str, blanks: str) -> str:
        quoted = self._double(key, None)
        if key.isascii() and _is_plain(key) and self._chance(80):
            return key
        # A longer key would need a question mark before it.
        return quoted if len(quoted) <= _LONGEST_KEY else f"? {quoted}\n{blanks}"

    def _scalar(self, value: Any, indent: int) -> str:
        if isinstance(value, str) and _is_printable(value) and self._chance(50):
            block = (
                self._literal(value, indent) if self._chance(50) else self._folded(value, indent)
            )
            if block:
                return block
        text = self._inline(value, indent + self._random.randint(1, 3))
        return (f" {text}" if text else "") + self._end()

    def _inline(self, value: Any, indent: int) -> str:
        """Write a scalar that may stand in brackets too."""
        if isinstance(value, str):
            return self._text(value, indent)
        node = yaml.SafeDumper("").represent_data(value)  # type: ignore[arg-type]
        if self._keep_types:
            return f'!!{node.tag.rpartition(":")[2]} "{node.value}"'
        spellings = {None: ["null", "~", "", "Null"], True: ["true", "True"], False: ["false"]}
        if value is None or isinstance(value, bool):
            return self._random.choice(spellings[value])
        return str(node.value)

    def _text(self, text: str, indent: int) -> str:
        style = self._random.choice(["plain", "single", "double"])
        if style == "plain" and _is_plain(text):
            return self._folds(text, indent)
        if style == "single" and _is_printable(text) and "\n" not in text:
            return "'" + self._folds(text.replace("'", "''"), indent) + "'"
        return self._double(text, indent)

    def _double(self, text: str, indent: int | None) -> str:
        spelt = []
        for char, following in zip(text, text[1:] + " ", strict=False):
            if _ESCAPED.match(char) or Reader.NON_PRINTABLE.match(char) or self._chance(3):
                code = ord(char)
                spelt.append(
                    f"\\x{code:02x}" if code < 256 and self._chance(50) else f"\\U{code:08x}"
                )
            else:
                spelt.append(char)
                if indent is not None and following.isalnum() and self._chance(3):
                    spelt.append("\\\n" + " " * indent)
        joined = "".join(spelt)
        return '"' + (joined if indent is None else self._folds(joined, indent)) + '"'

    def _folds(self, text: str, indent: int) -> str:
        """Break lines at some of the single blanks between words."""
        wide = "\n" + " " * indent
        return re.sub(
            r"(?<=\w) (?=\w)", lambda _: wide if self._chance(20) else " ", text, flags=re.ASCII
        )

    def _literal(self, text: str, indent: int) -> str:
        body, more = text.rstrip("\n"), self._random.randint(1, 4)
        if not body:
            return ""
        blanks = " " * (indent + more)
        lines = [blanks + line if line else "" for line in body.split("\n")]
        breaks = len(text) - len(body)
        return f" |{self._header(text, more, breaks)}\n" + "\n".join(lines) + "\n" * max(breaks, 1)

    def _folded(self, text: str, indent: int) -> str:
        body, more = text.rstrip("\n"), self._random.randint(1, 4)
        if not body or "\n" in body or body != body.strip():
            return ""
        blanks = "\n" + " " * (indent + more)
        breaks = len(text) - len(body)
        spelt = re.sub(r"(?<=[^\s]) (?=[^\s])", lambda _: blanks if self._chance(30) else " ", body)
        return f" >{self._header(text, more, breaks)}{blanks}{spelt}" + "\n" * max(breaks, 1)

    def _header(self, text: str, more: int, breaks: int) -> str:
        chomping = {0: "-", 1: ""}.get(breaks, "+")
        explicit = text[0] in " \t\n" or self._chance(20)
        marks = [chomping, str(more) if explicit else ""]
        self._random.shuffle(marks)
        return "".join(marks) + self._random.choice(["", "", "  # kept", " "])


def _is_plain(text: str) -> bool:
    if not _PLAIN.fullmatch(text) or not _is_printable(text):
        return False
    tag = _RESOLVER.resolve(yaml.ScalarNode, text, (True, False))  # type: ignore[no-untyped-call]
    return bool(tag == _STR)


def _is_printable(text: str) -> bool:
    return not re.search("[\r\x85\u2028\u2029\ufeff]", text) and not Reader.NON_PRINTABLE.search(
        text
    )
