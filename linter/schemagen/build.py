"""Which files are generated, and what has to be in them."""

from __future__ import annotations

import json
import os

from linter.schemagen.compiler import compile_checks
from linter.schemagen.emit import emit
from linter.schemagen.model import Schema
from linter.schemagen.reference import read

PAGES = os.path.join("schemas", "reference")
COMPILED = os.path.join("linter", "conformance", "compiled.py")


def build(root: str) -> dict[str, str]:
    """Return the texts of all generated files by their paths below the root of a checkout."""
    documents = read_pages(os.path.join(root, PAGES))
    files = {
        os.path.join("schemas", f"{name}.schema.json"): json.dumps(
            document, indent=2, ensure_ascii=False
        )
        + "\n"
        for name, document in documents.items()
    }
    return {**files, COMPILED: compile_checks(documents)}


def differing(root: str, files: dict[str, str]) -> list[str]:
    """Return the paths whose files are missing or hold another text."""
    return [path for path, text in files.items() if _text(os.path.join(root, path)) != text]


def write(root: str, path: str, text: str) -> None:
    """Write one generated file."""
    os.makedirs(os.path.dirname(os.path.join(root, path)), exist_ok=True)
    with open(os.path.join(root, path), "w", encoding="utf-8", newline="\n") as file:
        file.write(text)


def read_pages(folder: str) -> dict[str, Schema]:
    """Return the schemas that the reference pages in a folder describe, by their names."""
    names = sorted(name for name in os.listdir(folder) if name.endswith(".md"))
    return emit(
        read((f"schemas/reference/{name}", _text(os.path.join(folder, name))) for name in names)
    )


def _text(path: str) -> str:
    if not os.path.exists(path):
        return ""
    with open(path, encoding="utf-8", newline="") as file:
        return file.read()
