"""The folder to lint in, as the tests of the command have it."""

from __future__ import annotations

from tests.cli.conftest import folder

__all__ = ["folder"]
