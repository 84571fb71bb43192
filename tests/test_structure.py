"""The house stays in order: imports run one way, and a clean file loads only what it needs."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import linter

PACKAGE = Path(linter.__file__).parent

ROOMS = (
    "finding",
    "nearest",
    "placeholders",
    "source",
    "settings",
    "document",
    "manifest",
    "schemas",
    "conformance",
    "rules",
    "result",
    "files",
    "settle",
    "across",
    "engine",
    "runner",
    "report",
    "output",
    "catalog",
    "arguments",
    "cli",
    "__main__",
)
"""Modules and packages in the order of the way through: each knows only those before it."""

MAY_KNOW = {
    "finding": set[str](),
    "nearest": set[str](),
    "placeholders": set[str](),
    "source": {"finding"},
    "settings": {"finding"},
    "document": {"finding", "settings", "source"},
    "conformance": {"document", "finding", "nearest"},
    "rules": {"finding", "manifest", "nearest", "placeholders", "settings"},
    "result": {"finding", "source"},
    "report": {"finding", "result", "source"},
    "schemagen": set[str](),
}
"""What must not grow without thought: rules never read files, reports never lint."""

LATE_HALVES = {("linter.document.yaml_document", "linter.document.yaml_faults")}
"""A class and the half of its methods that only a finding needs, imported when they are called."""


def modules() -> dict[str, Path]:
    """Return the package's modules by their dotted names."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        found[".".join(("linter", *parts)).removesuffix(".__init__")] = path
    return found


MODULES = modules()


def statements(body: list[ast.stmt], kind: str) -> Iterator[tuple[str, ast.stmt]]:
    """Yield imports with their kind: of the module, lazy (in a function), or for types only."""
    for node in body:
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield kind, node
        inner = kind
        if kind == "module" and isinstance(node, ast.FunctionDef):
            inner = "lazy"
        elif isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            yield from statements(node.body, "types")
            yield from statements(node.orelse, kind)
            continue
        for _, value in ast.iter_fields(node):
            if (
                isinstance(value, list)
                and value
                and isinstance(value[0], ast.stmt | ast.ExceptHandler)
            ):
                yield from statements(value, inner)


@cache
def imports(module: str) -> frozenset[tuple[str, str]]:
    """Return the modules that a module imports, each with the kind of the import."""
    found = set()
    for kind, node in statements(ast.parse(MODULES[module].read_text("utf-8")).body, "module"):
        if isinstance(node, ast.Import):
            found |= {(kind, alias.name) for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module} imports relatively"
            assert node.module is not None
            for alias in node.names:
                full = f"{node.module}.{alias.name}"
                found.add((kind, full if full in MODULES else node.module))
    return frozenset(found)


def graph(*kinds: str) -> dict[str, set[str]]:
    """Return for each module the others of the package that it imports in these ways."""
    return {
        module: {name for kind, name in imports(module) if kind in kinds and name in MODULES}
        for module in MODULES
    }


def circular(known: dict[str, set[str]]) -> set[str]:
    """Return the modules on circles, or between them: what is left when no leaf is."""
    left = {module: set(others) for module, others in known.items()}
    while leaves := {module for module, others in left.items() if not others & left.keys()}:
        left = {module: others for module, others in left.items() if module not in leaves}
    return set(left)


def room(module: str) -> str:
    return module.split(".")[1] if "." in module else ""


@pytest.mark.parametrize("kind", ["module", "lazy"])
def test_imports_have_no_circle(kind: str) -> None:
    assert circular(graph(kind)) == set()


def test_all_imports_together_have_no_circle_but_of_known_halves() -> None:
    known = graph("module", "lazy")
    for module, half in LATE_HALVES:
        assert half in known[module], "the two may be taken off the list"
        known[module].remove(half)
    assert circular(known) == set()


def test_a_circle_would_be_found() -> None:
    assert circular({"a": {"b"}, "b": {"c"}, "c": {"b"}, "d": {"a"}, "e": set()}) == {
        "a",
        "b",
        "c",
        "d",
    }


def test_every_room_has_its_place_in_the_order() -> None:
    assert {room(module) for module in MODULES} == {"", "schemagen", *ROOMS}


@pytest.mark.parametrize("module", [name for name in MODULES if room(name) in ROOMS])
def test_imports_run_one_way(module: str) -> None:
    own = room(module)
    allowed = MAY_KNOW.get(own, set(ROOMS[: ROOMS.index(own)]))
    known = {room(name) for name in graph("module", "lazy", "types")[module]}
    assert known - {own, ""} <= allowed


def test_the_schema_generator_stands_apart() -> None:
    for module, others in graph("module", "lazy", "types").items():
        apart = {
            name for name in others if (room(name) == "schemagen") != (room(module) == "schemagen")
        }
        assert apart == set(), module


@pytest.mark.parametrize("module", MODULES)
def test_only_two_libraries_are_used(module: str) -> None:
    names = {name.split(".")[0] for _, name in imports(module)}
    allowed = {"click", "yaml", "linter", "__future__"} | sys.stdlib_module_names
    assert names <= allowed


@pytest.mark.parametrize("module", MODULES)
def test_libraries_stay_in_their_rooms(module: str) -> None:
    names = {name.split(".")[0] for _, name in imports(module)}
    if "click" in names:
        assert room(module) in ("arguments", "cli")
    if "yaml" in names:
        assert module.startswith("linter.document.yaml_")


SLOW = {
    "argparse",
    "concurrent",
    "dataclasses",
    "difflib",
    "importlib.metadata",
    "importlib.resources",
    "jsonschema",
    "logging",
    "multiprocessing",
    "pathlib",
    "pathspec",
    "subprocess",
    "tempfile",
    "tomllib",
    "unicodedata",
    "urllib",
}
FOR_FINDINGS = {
    "linter.across",
    "linter.catalog",
    "linter.conformance.diagnosis",
    "linter.conformance.wording",
    "linter.document.yaml_faults",
    "linter.document.yaml_quirks",
    "linter.document.yaml_spans",
    "linter.report.excerpt",
    "linter.report.full",
    "linter.report.json",
    "linter.rules.page",
    "linter.rules.spellings",
    "linter.schemagen",
    "linter.schemas",
}
MANIFEST = {
    "type": "chat_prompt",
    "name": "greeting",
    "ml_repo": "support",
    "metadata": {"owner": "support"},
    "variables": {"who": "there"},
    "messages": [{"role": "user", "content": "Hello, {{who}}"}],
}


def loaded(name: str, folder: Path) -> set[str]:
    """Return the modules that linting a clean file imports, in a process of its own."""
    # JSON is YAML, too: only the reader that its name asks for differs.
    (folder / name).write_text(json.dumps(MANIFEST))
    code = (
        "import sys; before = set(sys.modules)\n"
        "from linter.cli import run\n"
        f"assert run([{name!r}]) == 0\n"
        "print(*sorted(set(sys.modules) - before))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
        env={key: value for key, value in os.environ.items() if not key.startswith("COV")},
    )
    assert ran.stderr == "no findings in 1 manifest\n"
    return set(ran.stdout.split())


@pytest.mark.parametrize("name", ["clean.yaml", "clean.json"])
def test_a_clean_file_loads_nothing_that_only_findings_need(tmp_path: Path, name: str) -> None:
    modules = loaded(name, tmp_path)
    assert "linter.conformance.compiled" in modules
    assert modules & SLOW == set()
    assert modules & FOR_FINDINGS == set()


def test_json_never_loads_the_yaml_reader(tmp_path: Path) -> None:
    modules = loaded("clean.json", tmp_path)
    assert "linter.document.json_reader" in modules
    assert {name for name in modules if "yaml" in name} == set()


def test_yaml_never_loads_the_json_reader(tmp_path: Path) -> None:
    modules = loaded("clean.yaml", tmp_path)
    assert "linter.document.yaml_reader" in modules
    assert {name for name in modules if "json" in name} == set()


def test_what_is_looked_for_exists() -> None:
    assert {name for name in FOR_FINDINGS if name not in MODULES} == set()


@pytest.mark.parametrize("module", MODULES)
def test_modules_say_what_they_are_for(module: str) -> None:
    assert ast.get_docstring(ast.parse(MODULES[module].read_text("utf-8")))
