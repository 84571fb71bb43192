"""How to look for files, and what settings say of a path: taken in, or left out."""

from collections.abc import Callable
from typing import NamedTuple

from linter.config import Configurations
from linter.globs import below, matcher
from linter.result import Skipped
from linter.settings import Configuration

SUFFIXES = (".yaml", ".yml", ".json")


class Search(NamedTuple):
    """How to look for files: the settings of each, where to note what is passed over.

    With ``note_all`` that is everything, else what settings and ``.gitignore`` files leave out,
    and named files of another kind. ``step`` is called for each folder.
    """

    configurations: Configurations
    skipped: list[Skipped]
    note_all: bool = False
    step: Callable[[], None] | None = None


def has_known_suffix(path: str) -> bool:
    """Whether a file is YAML or JSON by its name."""
    return path.lower().endswith(SUFFIXES)


def is_known(path: str, configurations: Configurations) -> bool:
    """Whether a named file is one to lint: by its name, or because its settings include it."""
    if has_known_suffix(path):
        return True
    configuration = configurations.for_path(path)
    return _match(configuration.include, path, configuration.folder)


def excluded_by(path: str, is_folder: bool, configurations: Configurations) -> str | None:
    """Return the settings file that excludes a path, as people read it, or None."""
    look = configurations.for_folder if is_folder else configurations.for_path
    configuration = look(path)
    end = "/" if is_folder else ""
    if _match(configuration.exclude, path, configuration.folder, end):
        return shown(configuration)
    return None


def shown(configuration: Configuration) -> str:
    """Return the settings file of a configuration as people read it."""
    from linter.config.file import displayed

    return displayed(configuration.file or "")


def _match(patterns: tuple[str, ...], path: str, folder: str, end: str = "") -> bool:
    if not patterns:
        return False
    relative = below(path, folder)
    return relative is not None and matcher(patterns)(relative + end)
