"""Problems in the schemas that a prompt carries: of its tools, and of its structured answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

from linter.finding import At, Note, Path, Problem
from linter.nearest import nearest
from linter.rules import schema_refs
from linter.rules.schema_faults import faults
from linter.rules.schema_refs import IN_PLACE, Part, parts, resolve
from linter.rules.schema_wording import describe
from linter.rules.words import short
from linter.templates import has_unknown

_MOST_NOTES = 50
_MOST_LOOKS = 50_000
_MOST_COMPARED = 20_000
_OPEN = ("patternProperties", "additionalProperties", "unevaluatedProperties")
_REFERENCES = ("$ref", "$dynamicRef", "$recursiveRef")
_MOST_STEPS = 20
"""How many references in a row are followed to see what a schema is."""


Written: TypeAlias = Callable[[Path], "str | None"]
"""Returns an unquoted YAML scalar of a schema as it stands in the file; None for all else."""


def broken_schema(schema: dict[str, Any], written: Written) -> list[Problem]:
    """Return a problem for each place that breaks the meta-schema, or refers to nothing."""
    found = [
        Problem(fault.path, describe(fault, written(fault.path)))
        for fault in faults(schema)
        if _is_json(fault.value) and not _is_template(fault.value)
    ]
    return [*found, *schema_refs.dangling(schema)]


def broken_parameters(schema: dict[str, Any], is_strict: bool, written: Written) -> list[Problem]:
    """Return what is wrong with the parameters of a tool; the paths begin at the schema."""
    found = broken_schema(schema, written)
    told = {problem.path for problem in found}
    odd = [] if ("type",) in told else list(_not_object(schema, is_strict))
    # Where nothing says what the root is, what it requires is a consequence.
    lost = bool(odd) and "properties" not in schema
    if has_unknown(schema):
        return [*found, *odd]
    missing = [
        each
        for each in _not_there(schema)
        if each.path not in told and not (lost and len(each.path) == 2)
    ]
    return [*found, *odd, *missing]


def _is_json(value: Any) -> bool:
    """Whether JSON has a form for a value; another rule tells of the rest."""
    return value is None or isinstance(value, (dict, list, str, bool, int, float))


def _is_template(value: Any) -> bool:
    """Whether a text holds a placeholder, which another rule says is not replaced here."""
    return isinstance(value, str) and "{{" in value


def says_object(root: dict[str, Any]) -> bool:
    """Whether a schema, or what it refers to, has the type of an object."""
    schema: Any = root
    for _ in range(_MOST_STEPS):
        if not isinstance(schema, dict):
            return False
        if "type" in schema or "$ref" not in schema:
            return schema.get("type") == "object"
        target = resolve(root, schema["$ref"])
        if target is None:
            # It leads to another document, or nowhere, which is told by itself.
            return True
        schema = target[1]
    return True


def _not_object(schema: dict[str, Any], is_strict: bool) -> Iterator[Problem]:
    if says_object(schema) or (is_strict and "anyOf" in schema and "type" not in schema):
        return
    if "type" in schema:
        if not _is_template(schema["type"]) and _is_json(schema["type"]):
            yield Problem(("type",), "the parameters of a tool are an object: write type: object")
    elif wrong := nearest("type", [key for key in schema if _is_text(key, schema[key])]):
        yield Problem((wrong,), f'unknown key "{wrong}": did you mean "type"?', at=At.KEY)
    else:
        if not schema:
            advice = "write type: object, or leave parameters out"
        elif "properties" in schema:
            advice = "write type: object beside properties"
        elif schema.keys() & {"anyOf", "oneOf", "allOf", "$defs", "required"}:
            advice = "write type: object"
        else:
            advice = "write type: object, and put what the tool takes under properties"
        yield Problem((), f"the schema does not say that it is an object: {advice}", at=At.HOLDER)


def _is_text(*values: Any) -> bool:
    return all(isinstance(value, str) for value in values)


def _not_there(root: dict[str, Any]) -> Iterator[Problem]:
    """Yield a problem for each required property that is nowhere defined."""
    look = _Look(root)
    waiting: list[tuple[Part, frozenset[str] | None]] = [(Part("", (), root), frozenset())]
    while waiting:
        part, inherited = waiting.pop()
        below = list(parts(part.schema, part.path))
        known = None
        if inherited is not None and ("required" in part.schema or below):
            known = look.defined(part.schema)
        if known is not None and inherited is not None:
            known |= inherited
            yield from _undefined(part, known)
        for each in below:
            if each.keyword not in IN_PLACE:
                waiting.append((each, frozenset()))
            else:
                # What must not be there needs no definition.
                waiting.append((each, None if each.keyword == "not" else known))


def _undefined(part: Part, known: frozenset[str]) -> Iterator[Problem]:
    required = part.schema.get("required")
    listed = required if isinstance(required, list) else []
    missing = [
        (i, name)
        for i, name in enumerate(listed)
        if isinstance(name, str) and name not in known and "{{" not in name
    ]
    if not missing:
        return
    path = (*part.path, "required")
    if not known:
        first, *others = missing
        yield Problem(
            (*path, first[0]),
            f'"{short(first[1])}" is required, and no property is defined: add properties',
            notes=tuple(Note((*path, i), "required, too") for i, _ in others[:_MOST_NOTES]),
        )
        return
    budget = _MOST_COMPARED
    for i, name in missing:
        budget -= len(known)
        meant = nearest(name, known) if budget >= 0 else None
        advice = f'did you mean "{short(meant)}"?' if meant else "add it, or remove it here"
        yield Problem((*path, i), f'"{short(name)}" is required and not a property: {advice}')


class _Look:
    """Looks at a schema for what it defines; what costs too much is not looked at any more."""

    def __init__(self, root: dict[str, Any]) -> None:
        self._root = root
        self._left = _MOST_LOOKS

    def defined(self, schema: dict[str, Any]) -> frozenset[str] | None:
        """Return the properties that a schema defines for its value; None where it takes any."""
        names: set[str] = set()
        waiting, seen = [schema], set()
        while waiting:
            each = waiting.pop()
            if id(each) in seen:
                continue
            seen.add(id(each))
            self._left -= 1
            if self._left < 0 or any(each.get(key) and each[key] is not True for key in _OPEN):
                return None
            properties = each.get("properties")
            if isinstance(properties, dict):
                names.update(key for key in properties if isinstance(key, str))
            waiting += [part.schema for part in parts(each) if part.keyword in IN_PLACE]
            if any(key in each for key in _REFERENCES):
                target = resolve(self._root, each.get("$ref"))
                if target is None or not isinstance(target[1], dict):
                    return None
                waiting.append(target[1])
        return frozenset(names)
