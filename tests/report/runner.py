"""What GitHub's runner obeys in a log: its two forms of commands, and how they are stopped.

After ``src/Runner.Common/ActionCommand.cs`` and ``src/Runner.Worker/ActionCommandManager.cs`` of
github.com/actions/runner. It knows every command that the runner does.
"""

from __future__ import annotations

import re
from typing import NamedTuple

COMMANDS = frozenset(
    {
        *("add-mask", "add-matcher", "add-path", "debug", "echo", "endgroup", "error", "group"),
        *("notice", "remove-matcher", "save-state", "set-env", "set-output", "stop-commands"),
        "warning",
    }
)


class Command(NamedTuple):
    """A command that the runner obeys."""

    name: str
    properties: dict[str, str]
    data: str


def obeyed(log: str) -> list[Command]:
    """Return the commands of a log that the runner would obey, that which resumes them aside."""
    found: list[Command] = []
    token: str | None = None
    # .NET's ReadLine, unlike splitlines.
    for line in re.split(r"\r\n|\n|\r", log):
        known = COMMANDS | ({token} if token else set())
        command = _double_colon(line, known) or _bracket(line, known)
        if command is None:
            continue
        if token is not None:
            if command.name == token:
                token = None
        else:
            found.append(command)
            if command.name == "stop-commands":
                token = command.data.lower()
    assert token is None, "commands stay stopped"
    return found


def unescaped(text: str) -> str:
    """Undo the escapes of a property or of data."""
    for escape, char in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(escape, char)
    return text


def _double_colon(line: str, known: frozenset[str]) -> Command | None:
    """Read ``::name key=value,key=value::data``, at the beginning of a line only."""
    match = re.match(r"\s*::(.*?)::(.*)$", line, re.DOTALL)
    return _command(match[1], ",", match[2], known) if match else None


def _bracket(line: str, known: frozenset[str]) -> Command | None:
    """Read ``##[name key=value;key=value]data``, the old form, anywhere in a line."""
    match = re.search(r"##\[(.*?)\](.*)$", line, re.DOTALL)
    return _command(match[1], ";", match[2], known) if match else None


def _command(head: str, between: str, data: str, known: frozenset[str]) -> Command | None:
    name, _, rest = head.partition(" ")
    if name.lower() not in known:
        return None
    pairs = [pair.partition("=") for pair in rest.strip().split(between) if pair]
    properties = {key: unescaped(value) for key, equals, value in pairs if equals and value}
    return Command(name.lower(), properties, unescaped(data))
