"""One settings file: its text, its data, and errors that point into it."""

from __future__ import annotations

import os
from typing import Any, NamedTuple

from linter.config.places import locate
from linter.config.toml import TomlError, parse
from linter.files import read_beside, why_not
from linter.finding import Path
from linter.settings import ConfigError
from linter.source import Source

_AMONG_OTHERS = "pyproject.toml"
_TABLE = ("tool", "pmlint")
_MAX_SIZE_MB = 16


class SettingsFile(NamedTuple):
    """A settings file. ``table`` is the path to the settings in it, ``data`` the settings."""

    path: str
    source: Source
    table: Path
    data: dict[str, Any]

    def line(self, path: Path) -> int:
        """Return the line of a setting."""
        return self._position(path, at_key=True)[0]

    def wrong(self, path: Path, message: str, at_key: bool = False) -> ConfigError:
        """Return an error that points to a setting, or to its key."""
        line, column = self._position(path, at_key)
        return ConfigError(f"{self.source.name}:{line}:{column}: {message}")

    def offset(self, path: Path, at_key: bool) -> int:
        """Return where in the text a setting or its key stands."""
        places = locate(self.source.text)
        path = (*self.table, *path)
        keys = [places.keys, places.values] if at_key else [places.values, places.keys]
        return next(place[path] for place in keys if path in place)

    def _position(self, path: Path, at_key: bool) -> tuple[int, int]:
        return self.source.position(self.offset(path, at_key))


def read_settings(path: str) -> SettingsFile | None:
    """Return the settings in a file; None for a ``pyproject.toml`` that has none.

    Raises ConfigError for a file that can't be read or is no TOML.
    """
    shown = displayed(path)
    data = read_beside(path, _MAX_SIZE_MB)
    if not isinstance(data, bytes):
        raise ConfigError(f"{shown}: can't be read: {why_not(data, _MAX_SIZE_MB)}")
    source = Source(shown, _decoded(data, shown))
    try:
        settings: Any = parse(source.text)
    except TomlError as error:
        where = f":{error.line}:{error.column}" if error.line else ""
        raise ConfigError(f"{shown}{where}: not TOML: {error}") from error
    if os.path.basename(path) != _AMONG_OTHERS:
        return SettingsFile(path, source, (), settings)
    tool = settings.get("tool")
    if not isinstance(tool, dict) or "pmlint" not in tool:
        return None
    found = SettingsFile(path, source, _TABLE, tool["pmlint"])
    if not isinstance(found.data, dict):
        raise found.wrong((), "[tool.pmlint] must be a table")
    return found


def displayed(path: str) -> str:
    """Return a path as people read it: from here if that leads straight down or up."""
    here, there = os.getcwd(), os.path.abspath(path)
    folder = os.path.dirname(there)
    down, up = (start.rstrip(os.sep) + os.sep for start in (here, folder))
    return os.path.relpath(there, here) if down.startswith(up) or up.startswith(down) else path


def _decoded(data: bytes, shown: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise ConfigError(f"{shown}:{line}:1: not UTF-8: save the file as UTF-8") from error
