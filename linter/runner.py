"""From paths to results: each file once, standard input too, then what shows across files."""

from __future__ import annotations

from collections.abc import Sequence

from linter.config import Configurations
from linter.engine import lint_data
from linter.files import STDIN, discover, read, read_stdin
from linter.result import FileResult

STDIN_NAME = "<stdin>"


def lint_paths(
    paths: Sequence[str], configurations: Configurations, stdin_name: str, passed_over: list[str]
) -> list[FileResult]:
    """Lint files, folders and standard input (``-``), each file by its own settings.

    Named files that are neither YAML nor JSON are added to ``passed_over``.
    """
    results = []
    for path in discover(paths, passed_over):
        if path == STDIN:
            settings = configurations.settings_for(stdin_name)
            result = lint_data(stdin_name, read_stdin(settings.limits.max_file_size_mb), settings)
            # An editor's unsaved text is no file of its own, beside the saved one.
            results.append(result._replace(prompts=()))
        else:
            settings = configurations.settings_for(path)
            data = read(path, settings.limits.max_file_size_mb)
            results.append(lint_data(path, data, settings))
    if len(results) < 2:
        return results
    from linter.across import across

    return across(results, configurations.settings_for)
