"""From paths to results: each file once, standard input too, then what shows across files."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from linter.config import Configurations
from linter.discovery import discover
from linter.discovery.scope import Search
from linter.engine import lint_data
from linter.files import STDIN, read, read_stdin
from linter.result import FileResult, Skipped
from linter.rules.identity import clashes

if TYPE_CHECKING:
    from linter.applying import Fixing
    from linter.progress import Progress

STDIN_NAME = "<stdin>"


def lint_paths(
    paths: Sequence[str],
    configurations: Configurations,
    stdin_name: str,
    skipped: list[Skipped],
    *,
    note_all: bool = False,
    progress: Progress | None = None,
    fixing: Fixing | None = None,
) -> list[FileResult]:
    """Lint files, folders and standard input (``-``), each file by its own settings.

    What is passed over is added to ``skipped``, with ``note_all`` everything. With ``fixing`` the
    fixes of each file are applied, and what it holds then is linted.
    """
    search = Search(configurations, skipped, note_all, progress.looking if progress else None)
    files = discover(paths, search, None if stdin_name == STDIN_NAME else stdin_name)
    results = []
    for path in progress.through(files) if progress else files:
        if path == STDIN:
            settings = configurations.settings_for(stdin_name)
            data = read_stdin(settings.limits.max_file_size_mb)
            result = lint_data(stdin_name, data, settings)
            if fixing is not None:
                result = fixing.apply(None, data, result, settings, paths)
            # An editor's unsaved text is no file of its own, beside the saved one.
            results.append(result._replace(prompts=()))
        else:
            settings = configurations.settings_for(path)
            data = read(path, settings.limits.max_file_size_mb)
            result = lint_data(path, data, settings)
            if fixing is not None:
                result = fixing.apply(path, data, result, settings, paths)
            results.append(result)
    if not any(clashes([prompt for result in results for prompt in result.prompts])):
        return results
    from linter.across import across

    return across(results, configurations.settings_for)
