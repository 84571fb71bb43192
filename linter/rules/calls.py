"""Tool calls: whether their arguments are JSON, and whether the tools that they name exist."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from linter.finding import Note, Path, Problem
from linter.nearest import nearest
from linter.rules.words import short

if TYPE_CHECKING:
    from linter.manifest import Manifest

_MOST_NOTES = 50
_MOST_CHOICES = 8
_MOST_COMPARED = 20_000
"""How many pairs of names are compared at most, about a tenth of a second's work."""

_MAPPING = "tool_call_to_mcp_mapping"
_PLACEHOLDER = r"\{\{\s*[\w.-]+\s*\}\}"
_PYTHON = {"True": "true", "False": "false", "None": "null"}
_ADVICE = (
    ("Unterminated", "close the string that begins"),
    ("Invalid control", "write \\n, \\r or \\t for what stands"),
    ("Invalid", "write \\\\ for the backslash"),
    ("Expecting property", "write a key in double quotes"),
    ("Expecting value", "write a value"),
    ("Expecting ':'", "write a colon"),
    ("Extra", "remove what follows the object"),
)
"""What to do about the reasons that Python gives, by how they begin."""

_COMMA = "write a comma, or close what is open,"

# A string that is not closed is one match to the end, not a search from each of its quotes.
_STRING = r'"[^"\\]*(?:\\.[^"\\]*)*"?'


class Function(NamedTuple):
    """The function of a tool call, with its path; ``call_id`` is None where it is no text."""

    path: Path
    value: dict[str, Any]
    call_id: str | None


def functions(manifest: Manifest) -> Iterator[Function]:
    """Yield the functions that messages call, in order."""
    for path, message in manifest.messages:
        calls = message.get("tool_calls")
        for i, call in enumerate(calls if isinstance(calls, list) else ()):
            function = call.get("function") if isinstance(call, dict) else None
            if isinstance(function, dict):
                call_id = call.get("id")
                known = call_id if isinstance(call_id, str) else None
                yield Function((*path, "tool_calls", i, "function"), function, known)


def called(manifest: Manifest) -> dict[str, Path]:
    """Return the names of the functions that messages call, each with its first call."""
    first: dict[str, Path] = {}
    for path, function, _ in functions(manifest):
        name = function.get("name")
        if isinstance(name, str):
            first.setdefault(name, path)
    return first


def broken_arguments(manifest: Manifest) -> Iterator[Problem]:
    """Yield a problem for each text of arguments that is not that of a JSON object."""
    for path, function, _ in functions(manifest):
        arguments = function.get("arguments")
        if isinstance(arguments, str) and (fault := _fault(arguments)):
            yield Problem((*path, "arguments"), fault)


def _fault(text: str) -> str | None:
    """Say what keeps a text from being a JSON object, whatever its placeholders stand for."""
    if not text.strip():
        return "arguments are empty: write '{}' for none"
    if "{{" in text:
        if re.fullmatch(rf"\s*{_PLACEHOLDER}\s*", text):
            return None
        text = re.sub(f"{_STRING}|{_PLACEHOLDER}", _filled, text, flags=re.DOTALL)
    # Only this rule asks for it, and a prompt with tool calls is rare.
    from json import JSONDecodeError

    try:
        value = _decode()(text)
    except JSONDecodeError as error:
        return f"arguments are not JSON: {_mend(text, error.pos, error.msg)}"
    except _NoNumber:
        return "arguments are not JSON: write null for NaN and Infinity"
    except RecursionError:
        return "arguments are nested too deep: write an object of a few levels"
    if isinstance(value, dict):
        return None
    return f"arguments are {_kind(value)}, not a JSON object: write them between {{ and }}"


@cache
def _decode() -> Callable[[str], Any]:
    from json import JSONDecoder

    # Python refuses to build huge whole numbers; what matters here is that it is a number.
    return JSONDecoder(parse_int=float, parse_constant=_refuse).decode


def _filled(match: re.Match[str]) -> str:
    """Put a string for a placeholder outside of strings, which may be a key or a value.

    It is as long, so that places in the text stay what they are.
    """
    found = match[0]
    return found if found.startswith('"') else f'"{"_" * (len(found) - 2)}"'


class _NoNumber(Exception):  # noqa: N818
    """JSON has no form for it."""


def _refuse(_constant: str) -> None:
    raise _NoNumber


def _mend(text: str, at: int, reason: str) -> str:
    """Say what to write where JSON can't go on, as far as people usually go wrong there."""
    before, rest = text[:at].rstrip(), text[at:].lstrip()
    if not rest:
        return "close what is open at the end"
    if not before and rest[0] != "{":
        return "write an object, between { and }"
    if rest[0] == "'":
        return "write \" for each '"
    if before == "{" and rest[0] == "{":
        return "write { and } once"
    # Versions of Python differ in whether they place this at the comma or behind it.
    following = rest[1:].lstrip() if rest[0] == "," else rest if before.endswith(",") else ""
    if following[:1] in ("}", "]"):
        return f"remove the comma before {following[0]}"
    word = re.match(r"\w+", rest)
    if word is not None and word[0] in _PYTHON:
        return f"write {_PYTHON[word[0]]} for {word[0]}"
    advice = next((advice for start, advice in _ADVICE if reason.startswith(start)), _COMMA)
    line = text.count("\n", 0, at) + 1
    column = at - text.rfind("\n", 0, at)
    where = f"line {line}, character {column}" if "\n" in text.strip() else f"character {column}"
    return f"{advice} at {where}"


def _kind(value: Any) -> str:
    kinds = {list: "a list", str: "a string", float: "a number", bool: "true or false"}
    return kinds.get(type(value), "null")


def unknown_tools(manifest: Manifest) -> Iterator[Problem]:
    """Yield a problem for each name that calls use and nothing offers, at its first use."""
    tools = _declared(manifest)
    if not tools or manifest.value.get("sub_agents") or (_MAPPING,) in manifest.unknown:
        return
    offered = _offered(manifest)
    if offered is None:
        return
    mapped = manifest.mapping(_MAPPING)
    uses: dict[str, list[Path]] = {}
    for path, function, call_id in functions(manifest):
        name = function.get("name")
        if not isinstance(name, str) or name in tools or "{{" in name:
            continue
        if call_id not in mapped and name not in mapped and not name.endswith(offered):
            uses.setdefault(name, []).append((*path, "name"))
    left = _MOST_COMPARED
    for name, (first, *others) in uses.items():
        left -= len(tools)
        meant = nearest(name, tools) if left >= 0 else None
        yield Problem(
            first,
            f'tool "{short(name)}" is not declared under tools: {_advice(meant, tools)}',
            notes=tuple(Note(path, "called here too") for path in others[:_MOST_NOTES]),
        )


def _advice(meant: str | None, tools: set[str]) -> str:
    if meant is not None:
        return f'did you mean "{short(meant)}"?'
    if len(tools) > _MOST_CHOICES:
        return "declare it there"
    return f"declare it there, or call {' or '.join(sorted(map(short, tools)))}"


def _declared(manifest: Manifest) -> set[str]:
    """Return the names of the declared tools; none at all where one of them has no name."""
    items = manifest.value.get("tools")
    names = set()
    for item in items if isinstance(items, list) else ():
        function = item.get("function") if isinstance(item, dict) else None
        name = function.get("name") if isinstance(function, dict) else None
        if not isinstance(name, str):
            return set()
        names.add(name)
    return names


def _offered(manifest: Manifest) -> tuple[str, ...] | None:
    """Return the tools that MCP servers offer; None where a server may offer any.

    How the gateway names such a tool for the model is not documented, other than that its own
    name is a part of it.
    """
    servers = manifest.value.get("mcp_servers")
    names: list[str] = []
    for server in servers if isinstance(servers, list) else ():
        listed = server.get("tools") if isinstance(server, dict) else None
        if not isinstance(listed, list) or not listed or server.get("enable_all_tools", False):
            return None
        for item in listed:
            name = item.get("name") if isinstance(item, dict) else None
            if not isinstance(name, str):
                return None
            names.append(name)
    if servers and not isinstance(servers, list):
        return None
    return tuple(names)
