"""An OpenAPI document as data: which version it is, and where its references lead."""

from __future__ import annotations

from typing import Any, NamedTuple

COMPONENTS = ("components", "schemas")
_LONGEST_SHOWN = 60


class OpenApiError(Exception):
    """A document of which no schema can be made; the message is one clause that says why."""

    def __init__(self, message: str, where: str = "") -> None:
        super().__init__(at(where, message))


class UnknownComponentError(OpenApiError):
    """A component asked for that the document does not have; ``known`` are those that it has."""

    def __init__(self, name: str, known: list[str]) -> None:
        super().__init__(f'unknown component "{shown(name)}"')
        self.name = name
        self.known = known


class Target(NamedTuple):
    """What a reference leads to, and the last step of the way there as its name."""

    schema: Any
    name: str


def check_version(root: Any) -> str:
    """Return the version of OpenAPI that a document is written in, if that is one we read."""
    if not isinstance(root, dict):
        raise OpenApiError("not an OpenAPI document: it is not a mapping")
    if "swagger" in root:
        raise OpenApiError("a document of Swagger 2.0: convert it to OpenAPI 3.0 or 3.1 first")
    if "openapi" not in root:
        raise OpenApiError('not an OpenAPI document: it has no key "openapi"')
    # YAML reads an unquoted 3.1 as a number.
    version = str(root["openapi"])
    if version.split(".")[:2] not in (["3", "0"], ["3", "1"]):
        raise OpenApiError(f"written in OpenAPI {shown(version)}: only 3.0 and 3.1 are read")
    return version


def components(root: dict[str, Any]) -> dict[str, Any]:
    """Return the schemas among the components by name, none where the document has none."""
    found: Any = root
    for step in COMPONENTS:
        found = found.get(step) if isinstance(found, dict) else None
    texts = found.items() if isinstance(found, dict) else ()
    return {key: each for key, each in texts if isinstance(key, str)}


def follow(root: dict[str, Any], reference: Any, where: str) -> Target:
    """Return what a ``$ref`` leads to; one that leads out of the document is never followed."""
    if not isinstance(reference, str):
        raise OpenApiError("a reference is not a text", where)
    if not reference.startswith("#"):
        raise OpenApiError(
            f'the reference "{shown(reference)}" leads out of the document, and nothing is '
            "fetched: bundle the documents into one first",
            where,
        )
    found: Any = root
    steps = [unescaped(step) for step in reference.removeprefix("#").split("/")[1:]]
    for step in steps:
        if isinstance(found, dict) and step in found:
            found = found[step]
        elif isinstance(found, list) and step.isdecimal() and int(step) < len(found):
            found = found[int(step)]
        else:
            steps = []
            break
    if not steps:
        raise OpenApiError(f'the reference "{shown(reference)}" leads nowhere', where)
    return Target(found, steps[-1])


def unescaped(step: str) -> str:
    """Return a step of a pointer in a URL fragment as the key that it stands for."""
    from urllib.parse import unquote

    return unquote(step).replace("~1", "/").replace("~0", "~")


def pointer(*steps: str) -> str:
    """Write a way from the root of the document as a reference."""
    return "#" + "".join("/" + step.replace("~", "~0").replace("/", "~1") for step in steps)


def at(where: str, message: str) -> str:
    """Say something of a place in the manifest, "" for the manifest itself."""
    return f"{shown(where)}: {message}" if where else message


def shown(text: str) -> str:
    """Return a text on one line and not too long, to be shown in a message."""
    line = text if text.isprintable() else ascii(text)[1:-1]
    return line if len(line) <= _LONGEST_SHOWN else line[: _LONGEST_SHOWN - 3] + "..."
