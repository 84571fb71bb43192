"""Findings that a repository has already: counted in a file, so that only new ones show.

The file has a line for each kind of finding in each file, sorted, so that it merges like source.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from typing import Any, NamedTuple

from linter.config.file import displayed
from linter.files import read_beside, why_not
from linter.fingerprint import fingerprint
from linter.result import FileResult, Suppressed
from linter.rewrite import RewriteError, rewrite
from linter.settings import ConfigError

VERSION = 1
_MAX_SIZE_MB = 100
_WRITE = "pmlint --write-baseline"
_NO_BASELINE = f'this file is no baseline: "{_WRITE} FILE" writes one'

_NEVER = "unreadable-file"
"""Where there is no text, there is nothing that tells an old finding from a new one."""

_STOPS_READING = ("syntax-error", "encoding", "too-complex", _NEVER)


class Key(NamedTuple):
    """A kind of finding: its file (relative to the baseline's folder, with ``/``), rule, digest."""

    file: str
    rule: str
    fingerprint: str


class Baseline:
    """The findings that are passed over, and what a run found of them.

    ``path`` is absolute or relative to the current folder.
    """

    def __init__(self, path: str, counts: Mapping[Key, int]) -> None:
        self.path = path
        self.counts = counts
        self._found: Counter[Key] = Counter()
        self._looked_at: dict[str, Collection[str]] = {}
        self._folder = os.path.realpath(os.path.dirname(path))
        self._folders: dict[str, str] = {}

    def pass_over(self, result: FileResult, active: Collection[str]) -> FileResult:
        """Return a result without the findings that the baseline has; each of them counts once.

        ``active`` are the names of the rules in force for the file.
        """
        file = self._name(result.name)
        everything = [*result.findings, *(one.finding for one in result.suppressed)]
        unread = any(finding.rule in _STOPS_READING for finding in everything)
        self._looked_at[file] = () if unread else active
        kept = []
        hidden = []
        for finding in result.findings:
            key = Key(file, finding.rule, fingerprint(finding, result.source))
            if finding.rule == _NEVER:
                kept.append(finding)
                continue
            self._found[key] += 1
            if self._found[key] <= self.counts.get(key, 0):
                hidden.append(Suppressed(finding, "baseline"))
            else:
                kept.append(finding)
        return result._replace(findings=kept, suppressed=(*result.suppressed, *hidden))

    @property
    def excess(self) -> int:
        """How many findings it holds that are there no more, as far as the run can tell."""
        return sum(self.counts.values()) - sum(self._pruned().values())

    def prune(self) -> None:
        """Write it without the findings that are there no more, if there are any."""
        if self.excess:
            _write(self.path, self._pruned())

    def renew(self) -> None:
        """Write it with all that the run found, and what it had of what the run did not look at."""
        unseen = {key: count for key, count in self.counts.items() if not self._tells(key)}
        _write(self.path, unseen | self._found)

    def _pruned(self) -> dict[Key, int]:
        found = {
            key: min(count, self._found[key]) if self._tells(key) else count
            for key, count in self.counts.items()
        }
        return {key: count for key, count in found.items() if count}

    def _tells(self, key: Key) -> bool:
        """Whether the run says how many findings of a kind there are."""
        if key.file in self._looked_at:
            return key.rule in self._looked_at[key.file]
        return not os.path.lexists(os.path.join(self._folder, key.file))

    def _name(self, path: str) -> str:
        folder, name = os.path.split(path)
        if folder not in self._folders:
            self._folders[folder] = self._relative(os.path.realpath(folder))
        return self._folders[folder] + name

    def _relative(self, folder: str) -> str:
        try:
            relative = os.path.relpath(folder, self._folder)
        except ValueError:
            # Another drive of Windows.
            relative = folder
        return "" if relative == os.curdir else relative.replace(os.sep, "/") + "/"


def read_baseline(path: str) -> Baseline:
    """Read a baseline. Raises ConfigError where there is none, or not a whole one."""
    import json

    shown = displayed(path)
    text = read_beside(path, _MAX_SIZE_MB)
    if not isinstance(text, bytes):
        if not os.path.lexists(path):
            raise ConfigError(f'{shown}: no such baseline: "{_WRITE} {shown}" writes it')
        raise ConfigError(f"{shown}: can't be read: {why_not(text, _MAX_SIZE_MB)}")
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        if b'"fingerprint"' not in text:
            raise ConfigError(f"{shown}: {_NO_BASELINE}") from error
        where = f"{shown}:{error.lineno}:{error.colno}"
        raise ConfigError(f"{where}: not JSON: mend what a merge or an editor left") from error
    except (ValueError, RecursionError) as error:
        raise ConfigError(f"{shown}: {_NO_BASELINE}") from error
    counts: dict[Key, int] = {}
    for key, count in _entries(shown, data):
        # A merge may leave a line on both sides.
        counts[key] = max(count, counts.get(key, 0))
    return Baseline(path, counts)


def begin_baseline(path: str) -> Baseline:
    """Return the baseline at a path, an empty one where there is none yet."""
    return read_baseline(path) if os.path.lexists(path) else Baseline(path, {})


def _entries(shown: str, data: Any) -> Iterable[tuple[Key, int]]:
    """Yield what a baseline's data says. Raises ConfigError where it is none."""
    if not isinstance(data, dict) or not isinstance(data.get("findings"), list):
        raise ConfigError(f"{shown}: {_NO_BASELINE}")
    if data.get("version") != VERSION:
        raise ConfigError(f"{shown}: a baseline of another version of pmlint")
    for number, entry in enumerate(data["findings"], 1):
        texts = [entry.get(name) for name in Key._fields] if isinstance(entry, dict) else [None]
        count = entry.get("count") if isinstance(entry, dict) else None
        # True is an int, too.
        if not all(isinstance(text, str) for text in texts) or type(count) is not int or count < 1:
            fields = ", ".join((*Key._fields, "count"))
            raise ConfigError(f"{shown}: finding {number} is not one with {fields}")
        yield Key(*texts), count


def _write(path: str, counts: Mapping[Key, int]) -> None:
    data = _text(counts).encode()
    try:
        if os.path.lexists(path):
            rewrite(path, data)
        else:
            with open(path, "xb") as file:
                file.write(data)
    except RewriteError as error:
        raise ConfigError(f"{displayed(path)}: can't be written: {error}") from error
    except OSError as error:
        raise ConfigError(f"{displayed(path)}: can't be written: {_reason(error)}") from error


def _text(counts: Mapping[Key, int]) -> str:
    """Return a baseline as JSON, one line for each kind of finding."""
    lines = [_dump({**key._asdict(), "count": counts[key]}) for key in sorted(counts)]
    inside = "".join(f"\n    {line}," for line in lines).removesuffix(",")
    return f'{{\n  "version": {VERSION},\n  "findings": [{inside}\n  ]\n}}\n'


def _dump(value: dict[str, Any]) -> str:
    import json

    # Names of files may hold bytes that are not UTF-8.
    text = json.dumps(value, ensure_ascii=False)
    return re.sub("[\ud800-\udfff]", lambda match: f"\\u{ord(match[0]):04x}", text)


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
