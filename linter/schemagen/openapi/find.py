"""Which schema of an OpenAPI document is that of the chat prompt manifest."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from linter.schemagen.openapi.branches import NULL, Branch, Branches, kinds_of
from linter.schemagen.openapi.document import (
    COMPONENTS,
    OpenApiError,
    UnknownComponentError,
    components,
    follow,
    pointer,
    shown,
)
from linter.schemagen.openapi.unions import pinned_values

TYPE = "chat_prompt"
_NAMES = ("chatpromptmanifest", "chatpromptmanifestinput", "chatprompt")
"""What the component is called, letters and digits alone, the best first."""
_MOST_SHOWN = 8


class Found(NamedTuple):
    """The manifest's schema: its component's name, or the way to it, and what it allows."""

    name: str
    schema: Any
    branch: Branch


def find_manifest(root: dict[str, Any], component: str | None, branches: Branches) -> Found:
    """Return the manifest's schema: the component asked for, else the one that looks like it."""
    if component is not None:
        return _asked_for(root, component, branches)
    named = components(root)
    found = [
        one
        for name, schema in named.items()
        for one in _manifests(name, schema, branches)
        if _type(one, branches) == (TYPE,)
    ]
    found += _by_discriminator(root, branches) if not found else []
    found = found or [
        one
        for name, schema in named.items()
        if _rank(name) < len(_NAMES)
        for one in _manifests(name, schema, branches)
        if _type(one, branches) == ()
    ]
    found = found or _inline(root, branches)
    for name, schema in named.items() if not found else ():
        if _rank(name) < len(_NAMES):
            # What is wrong with it says more than that there is none.
            branches.of(schema, name)
    return _the_only(found, root)


def _asked_for(root: dict[str, Any], component: str, branches: Branches) -> Found:
    if component.startswith("#"):
        schema, _ = follow(root, component, "--component")
    elif component in components(root):
        schema = components(root)[component]
    else:
        raise UnknownComponentError(component, list(components(root)))
    label = f'component "{shown(component)}"'
    others = [one for one in branches.of(schema, label) if one is not NULL]
    if len(others) != 1 or kinds_of(others[0]) != ["object"]:
        raise OpenApiError(f"{label} is not one kind of mapping")
    found = Found(component, schema, others[0])
    types = _type(found, branches)
    if types and TYPE not in types:
        raise OpenApiError(f"{label} is of type {shown(types[0])}, not {TYPE}")
    if "messages" not in _keys(found.branch):
        raise OpenApiError(f"{label} has no messages: it is not a chat prompt manifest")
    return found


def _the_only(found: list[Found], root: dict[str, Any]) -> Found:
    if not found:
        outside = next(_references_out(root), None)
        hint = "name it with --component"
        if outside is not None:
            hint = f'references such as "{shown(outside)}" lead out of it, and nothing is fetched'
        raise OpenApiError(f"no chat prompt manifest in the document: {hint}")
    best = min(_rank(one.name) for one in found)
    if best < len(_NAMES):
        found = [one for one in found if _rank(one.name) == best]
    first = found[0]
    if any(one.schema != first.schema for one in found[1:]):
        names = ", ".join(shown(one.name) for one in found[:_MOST_SHOWN])
        raise OpenApiError(f"several chat prompt manifests: name one of {names} with --component")
    return first


def _manifests(name: str, schema: Any, branches: Branches) -> Iterator[Found]:
    """Yield a schema if it is that of a mapping with messages; a broken one is none."""
    try:
        found = [one for one in branches.of(schema, name) if one is not NULL]
    except OpenApiError:
        return
    if [kinds_of(one) for one in found] == [["object"]] and "messages" in _keys(found[0]):
        yield Found(name, schema, found[0])


def _type(found: Found, branches: Branches) -> tuple[str, ...]:
    try:
        return pinned_values(found.branch, "type", branches, found.name)
    except OpenApiError:
        return ()


def _keys(branch: Branch) -> set[str]:
    return set(branch.keywords.get("properties", {}))


def _by_discriminator(root: dict[str, Any], branches: Branches) -> list[Found]:
    """Return what a discriminator anywhere in the document calls a chat prompt."""
    targets: dict[str, None] = {}
    for _, value in _mappings(root):
        discriminator = value.get("discriminator")
        mapping = discriminator.get("mapping") if isinstance(discriminator, dict) else None
        target = mapping.get(TYPE) if isinstance(mapping, dict) else None
        if isinstance(target, str):
            targets[target if "/" in target else pointer(*COMPONENTS, target)] = None
    found: list[Found] = []
    for target in targets:
        schema, name = follow(root, target, "discriminator")
        found += _manifests(name, schema, branches)
    return found


def _inline(root: dict[str, Any], branches: Branches) -> list[Found]:
    """Return the manifests that are written out where they are used."""
    return [
        one
        for where, value in _mappings(root)
        if "properties" in value or "allOf" in value
        for one in _manifests(where, value, branches)
        if _type(one, branches) == (TYPE,)
    ]


def _mappings(root: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every mapping of the document with the way to it, the outer ones first."""
    waiting: list[tuple[str, Any]] = [("#", root)]
    seen = set()
    for where, value in waiting:
        if id(value) in seen:
            continue
        seen.add(id(value))
        if isinstance(value, dict):
            yield where, value
        steps = value.items() if isinstance(value, dict) else enumerate(value)
        waiting += [
            (f"{where}{pointer(str(step))[1:]}", inside)
            for step, inside in steps
            if isinstance(inside, (dict, list))
        ]


def _references_out(root: dict[str, Any]) -> Iterator[str]:
    for _, value in _mappings(root):
        reference = value.get("$ref")
        if isinstance(reference, str) and not reference.startswith("#"):
            yield reference


def _rank(name: str) -> int:
    folded = re.sub(r"[^a-z0-9]", "", name.lower())
    return _NAMES.index(folded) if folded in _NAMES else len(_NAMES)
