"""From paths to results: each file once, standard input too, then what shows across files."""

from __future__ import annotations

from collections.abc import Sequence

from linter.engine import lint_data
from linter.files import STDIN, discover, read, read_stdin
from linter.result import FileResult
from linter.settings import Settings

STDIN_NAME = "<stdin>"


def lint_paths(
    paths: Sequence[str], settings: Settings, stdin_name: str, passed_over: list[str]
) -> list[FileResult]:
    """Lint files, folders and standard input (``-``).

    Named files that are neither YAML nor JSON are added to ``passed_over``.
    """
    limit = settings.limits.max_file_size_mb
    results = []
    for path in discover(paths, passed_over):
        if path == STDIN:
            result = lint_data(stdin_name, read_stdin(limit), settings)
            # An editor's unsaved text is no file of its own, beside the saved one.
            results.append(result._replace(prompts=()))
        else:
            results.append(lint_data(path, read(path, limit), settings))
    if len(results) < 2:
        return results
    from linter.across import across

    return across(results, settings)
