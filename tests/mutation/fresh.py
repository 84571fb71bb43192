"""A mutant in a process of its own, for what runs while modules are imported.

``python -m tests.mutation.fresh MODULE FILE [ARGUMENT]...`` runs pytest, the source of a module
taken from a file.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.util import spec_from_file_location
from types import ModuleType

import pytest


class Substitute(MetaPathFinder):
    """Finds one module in another file."""

    def __init__(self, module: str, file: str) -> None:
        self.module = module
        self.file = file

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Return where the module is, None for any other."""
        del target
        if fullname != self.module:
            return None
        inside = [os.path.join(path[0], fullname.rpartition(".")[2])] if path else []
        package = inside if inside and os.path.isdir(inside[0]) else None
        return spec_from_file_location(fullname, self.file, submodule_search_locations=package)


def main(arguments: list[str]) -> int:
    """Run pytest; its exit code is ours."""
    module, file, *others = arguments
    sys.meta_path.insert(0, Substitute(module, file))
    return int(pytest.main(others))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
