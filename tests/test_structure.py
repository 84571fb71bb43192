"""The house stays in order: imports run one way, libraries stay in their rooms."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import linter

PACKAGE = Path(linter.__file__).parent

ROOMS = (
    "finding",
    "templates",
    "remedies",
    "nearest",
    "globs",
    "placeholders",
    "credentials",
    "source",
    "settings",
    "document",
    "fixes",
    "manifest",
    "survey",
    "schemas",
    "conformance",
    "rules",
    "result",
    "fingerprint",
    "files",
    "rewrite",
    "settle",
    "directives",
    "suppressions",
    "silencing",
    "across",
    "engine",
    "fixing",
    "report",
    "applying",
    "output",
    "trouble",
    "apidocs",
    "custom_schema",
    "config",
    "discovery",
    "progress",
    "baseline",
    "adoption",
    "runner",
    "notes",
    "checking",
    "catalog",
    "rulesdocs",
    "openapi_file",
    "generating",
    "completion",
    "arguments",
    "options",
    "default_command",
    "config_command",
    "schema_commands",
    "cli",
    "__main__",
)
"""Modules and packages in the order of the way through: each knows only those before it."""

MAY_KNOW = {
    "finding": set[str](),
    "templates": {"finding"},
    "nearest": set[str](),
    "globs": set[str](),
    "placeholders": set[str](),
    "credentials": set[str](),
    "source": {"finding"},
    "settings": {"finding"},
    "document": {"finding", "settings", "source"},
    "remedies": {"finding"},
    "fixes": {"credentials", "document", "finding", "source", "templates"},
    "conformance": {"document", "finding", "nearest", "remedies", "templates"},
    "rules": {
        *("credentials", "finding", "manifest", "nearest", "placeholders", "remedies", "settings"),
        *("source", "survey", "templates"),
    },
    "result": {"finding", "source"},
    "fingerprint": {"credentials", "finding", "source"},
    "report": {"credentials", "finding", "fingerprint", "result", "rules", "source"},
    "rewrite": set[str](),
    "apidocs": {
        *("document", "files", "finding", "manifest", "output", "report", "schemas", "settings"),
        *("source", "trouble"),
    },
    "schemagen": set[str](),
}
"""What must not grow without thought: rules never read files, reports never lint."""

_DOORS = {
    *("completion", "arguments", "options", "default_command"),
    *("config_command", "schema_commands", "cli"),
}
"""Who may know how a command line is taken apart."""

GENERATORS = {"schemagen", "custom_schema", "generating"}
"""Who may know how schemas are made: a check with the shipped ones never does."""


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


def test_imports_have_no_circle_even_those_made_when_they_are_needed() -> None:
    assert circular(graph("module", "lazy")) == set()


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
    makers = {"schemagen"} if own in GENERATORS else set()
    assert known - {own, "", *makers} <= allowed


def test_the_schema_generator_stands_apart() -> None:
    for module, others in graph("module", "lazy", "types").items():
        if room(module) not in GENERATORS:
            assert {name for name in others if room(name) == "schemagen"} == set(), module
        elif room(module) == "schemagen":
            assert {name for name in others if room(name) != "schemagen"} == set(), module


@pytest.mark.parametrize("module", MODULES)
def test_only_the_libraries_that_the_package_names_are_used(module: str) -> None:
    names = {name.split(".")[0] for _, name in imports(module)}
    allowed = {"click", "pathspec", "tomli", "tomllib", "yaml", "linter", "__future__"}
    allowed |= sys.stdlib_module_names
    assert names <= allowed


@pytest.mark.parametrize("module", MODULES)
def test_libraries_stay_in_their_rooms(module: str) -> None:
    names = {name.split(".")[0] for _, name in imports(module)}
    if "click" in names:
        assert room(module) in _DOORS
    if "yaml" in names:
        assert module.startswith("linter.document.yaml_")
    if "pathspec" in names:
        assert room(module) == "globs"


@pytest.mark.parametrize("module", MODULES)
def test_modules_say_what_they_are_for(module: str) -> None:
    assert ast.get_docstring(ast.parse(MODULES[module].read_text("utf-8")))
