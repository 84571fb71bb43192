"""The settings in force for each path: the command line over the nearest file over the defaults.

Most repositories have no settings file, so finding that out is all that is imported here.
"""

from __future__ import annotations

import os
import re

from linter.globs import below, matcher
from linter.settings import FAIL_ON, ConfigError, Configuration, Overrides, Settings

FILES = (".pmlint.toml", "pmlint.toml")
"""The names of settings files, the one that wins first; ``pyproject.toml`` comes after them."""

PYPROJECT = "pyproject.toml"

_OUR_TABLE = (
    rb"""(?m)tool["']?[ \t]*\.[ \t]*["']?pmlint"""
    rb"""|^[ \t]*\[?[ \t]*["']?tool["']?[ \t]*[]=]"""
)
"""What leads to it in TOML: ``tool.pmlint``, or ``tool`` by itself as a table or a key."""

_NOTHING_SAID = Overrides()


class Configurations:
    """The configuration of every path of a run; what a folder's is, is looked up once.

    ``config`` is the one settings file to use; its globs are relative to the current folder.
    ``isolated`` means none. Raises ConfigError for a file that can't be used, here or later.
    """

    def __init__(
        self,
        overrides: Overrides = _NOTHING_SAID,
        *,
        config: str | None = None,
        isolated: bool = False,
    ) -> None:
        self.overrides = overrides
        self._by_folder: dict[str, Configuration] = {}
        self._variants: dict[tuple[int, frozenset[str], bool], Settings] = {}
        self._default = Configuration(overridden(Settings(), overrides), os.getcwd())
        self._everywhere = self._default if isolated else None
        if config is not None:
            self._everywhere = self._loaded(config, os.getcwd())
            if self._everywhere is None:
                raise ConfigError(f"{config}: there is no [tool.pmlint] in it")

    @classmethod
    def fixed(cls, settings: Settings) -> Configurations:
        """Return the configurations of a run in which these settings are in force everywhere."""
        made = cls(isolated=True)
        made._everywhere = made._default._replace(settings=settings)
        return made

    def for_path(self, path: str) -> Configuration:
        """Return what is in force for a file, which need not exist."""
        return self.for_folder(_folder_of(path))

    def for_folder(self, folder: str) -> Configuration:
        """Return what is in force for the files of a folder."""
        if self._everywhere is not None:
            return self._everywhere
        found = self._by_folder.get(folder)
        if found is None:
            found = self._by_folder[folder] = self._nearest(os.path.abspath(folder))
        return found

    @property
    def have_baseline(self) -> bool:
        """Whether a settings file that was met so far names a baseline."""
        met = [self._everywhere] if self._everywhere else self._by_folder.values()
        return any(configuration.baseline is not None for configuration in met)

    def settings_for(self, path: str) -> Settings:
        """Return the settings of a file: the same object for the same outcome."""
        configuration = self.for_path(path)
        if not configuration.per_file_ignores and not configuration.assume_prompts:
            return configuration.settings
        ignored, assumed = for_this_file(configuration, path)
        if not ignored and not assumed:
            return configuration.settings
        variant = (id(configuration), ignored, assumed)
        if variant not in self._variants:
            settings = configuration.settings
            self._variants[variant] = settings._replace(
                ignore=settings.ignore | ignored, assume_prompt=assumed
            )
        return self._variants[variant]

    def _nearest(self, folder: str) -> Configuration:
        """Look upward from an absolute folder to the root of its repository."""
        passed = []
        while (found := self._by_folder.get(folder)) is None:
            passed.append(folder)
            found = self._in_folder(folder)
            if found is not None:
                break
            parent = os.path.dirname(folder)
            if parent == folder or os.access(os.path.join(folder, ".git"), os.F_OK):
                found = self._default
                break
            folder = parent
        self._by_folder.update(dict.fromkeys(passed, found))
        return found

    def _in_folder(self, folder: str) -> Configuration | None:
        for name in (*FILES, PYPROJECT):
            path = os.path.join(folder, name)
            # Cheaper than os.path.isfile where there is nothing, as nearly everywhere.
            if os.access(path, os.F_OK) and os.path.isfile(path):
                found = self._loaded(path, folder)
                if found is not None:
                    return found
        return None

    def _loaded(self, path: str, folder: str) -> Configuration | None:
        if os.path.basename(path) == PYPROJECT and not _may_set_anything(path):
            return None
        from linter.config.load import load

        found = load(path, folder)
        if found is None:
            return None
        return found._replace(settings=overridden(found.settings, self.overrides))


def _folder_of(path: str) -> str:
    """Return a path's folder, faster than os.path does where there is but one separator."""
    return os.path.dirname(path) if os.altsep else path[: path.rfind(os.sep) + 1]


def overridden(settings: Settings, overrides: Overrides) -> Settings:
    """Return settings with what the command line says put over them."""
    if overrides == _NOTHING_SAID:
        return settings
    select, ignore = settings.select, settings.ignore
    if overrides.select is not None:
        select, ignore = overrides.select, frozenset()
    return settings._replace(
        select=select,
        ignore=ignore | overrides.ignore,
        fail_on=settings.fail_on if overrides.fail_on is None else FAIL_ON[overrides.fail_on],
        schema=overrides.schema or settings.schema,
    )


def for_this_file(configuration: Configuration, path: str) -> tuple[frozenset[str], bool]:
    """Return the names that are ignored in one file, and whether it is assumed to hold prompts.

    A file that is not below the folder of the globs is matched by none.
    """
    relative = below(path, configuration.folder)
    if relative is None:
        return frozenset(), False
    ignored: frozenset[str] = frozenset()
    for glob, names in configuration.per_file_ignores:
        negated = glob.startswith("!")
        if matcher((glob.removeprefix("!"),))(relative) != negated:
            ignored |= names
    return ignored, matcher(configuration.assume_prompts)(relative)


def _may_set_anything(path: str) -> bool:
    """Whether a ``pyproject.toml`` may have our table; one that can't be read is told later.

    Nearly every other one is spared the reader of TOML.
    """
    try:
        with open(path, "rb") as file:
            return re.search(_OUR_TABLE, file.read()) is not None
    except OSError:
        return True
