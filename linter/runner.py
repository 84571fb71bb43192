"""From paths to results: each file once, standard input too, then what shows across files."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from linter.engine import lint_bytes, lint_file
from linter.files import STDIN, discover
from linter.result import FileResult
from linter.settings import Settings

STDIN_NAME = "<stdin>"


def lint_paths(
    paths: Sequence[str], settings: Settings, stdin_name: str, passed_over: list[str]
) -> list[FileResult]:
    """Lint files, folders and standard input (``-``).

    Named files that are neither YAML nor JSON are added to ``passed_over``.
    """
    results = []
    for path in discover(paths, passed_over):
        if path == STDIN:
            data = sys.stdin.buffer.read()
            results.append(lint_bytes(stdin_name, data, settings))
        else:
            results.append(lint_file(path, settings))
    if len(results) < 2:
        return results
    from linter.across import across

    return across(results, settings)
