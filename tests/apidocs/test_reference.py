"""The reference explains everything that it has beyond the API reference pages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from linter import schemas
from linter.apidocs.places import fields, root, shown
from tests.schemagen.test_api_pages import LATER, MANIFEST, PAGES

REFERENCE = Path(__file__).parents[2] / "schemas" / "reference" / "README.md"
HEADING = "## What the API reference pages do not show"

OLDER = {
    "create-or-update-request": MANIFEST,
    "get-version-response": [
        *MANIFEST,
        *(path for path in PAGES["get-version-response"] if "manifest." not in path),
    ],
}
NEWER = {
    "create-or-update-request": [*MANIFEST, *LATER],
    "list-prompts-response": [
        *MANIFEST,
        *LATER,
        *(path for path in PAGES["list-prompts-response"] if "manifest." not in path),
    ],
}


def steps(path: str) -> list[str]:
    """Return a path and all paths that lead to it."""
    parts = re.findall(r"\[\]|[^.\[\]]+|\*", path)
    return [shown(tuple(parts[: i + 1])) for i in range(len(parts))]


def lacking(name: str, on_page: list[str]) -> set[str]:
    """Return the fields of a schema that a page does not show, what is below them aside."""
    known = {step for path in on_page for step in steps(path)} | {"manifest", "data.manifest"}
    known |= {"data[].latest_version.manifest"}
    found = set()
    for path in fields(root(schemas.load(name)), root(schemas.load("chat-prompt"))):
        found |= {next((step for step in steps(shown(path)) if step not in known), "")}
    return found - {""}


@pytest.mark.checkout
@pytest.mark.parametrize("pages", [OLDER, NEWER], ids=["older", "newer"])
def test_every_field_that_the_pages_lack_is_explained(pages: dict[str, list[str]]) -> None:
    section = REFERENCE.read_text("utf-8").partition(HEADING)[2]
    told = set(re.findall(r"`([^`]+)`", section))
    for name, on_page in pages.items():
        missing = lacking(name, on_page)
        assert missing
        around = {
            path.removeprefix("data[].latest_version.").removeprefix("data.") for path in missing
        }
        assert around - told == set()
