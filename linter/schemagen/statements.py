"""JSON Schema -> the statements of a function that return False unless a value conforms."""

from __future__ import annotations

import re
from itertools import count
from typing import NamedTuple

from linter.schemagen.form import (
    CONSTRAINTS,
    constants,
    definition,
    json_types,
    kinds_of,
    pin,
)
from linter.schemagen.model import Schema
from linter.schemagen.scalars import (
    breaks_bounds,
    is_not_type,
    is_type,
)


class Context(NamedTuple):
    """What all functions of a module share while they are written.

    ``shared`` names the definitions that become functions; ``tags`` the property of those that
    are only ever reached by it, so that it needs no second look. ``key_sets`` grows.
    """

    definitions: dict[str, Schema]
    shared: set[str]
    tags: dict[str, str]
    key_sets: dict[tuple[str, ...], str]
    numbers: count[int]

    def fresh(self) -> Context:
        """Return the context for one more function, in which names are counted anew."""
        return self._replace(numbers=count(1))

    def local(self, name: str) -> str:
        """Return a new name for a local variable."""
        return f"{identifier(name)}_{next(self.numbers)}"


def name_of(reference: Schema) -> str:
    """Return the name of the definition that a ``$ref`` leads to."""
    name: str = reference["$ref"]
    return name.removeprefix("#/$defs/")


def identifier(name: str) -> str:
    """Return a name with nothing in it that Python does not accept."""
    return re.sub(r"\W", "_", name)


def definition_function(name: str) -> str:
    """Return the name of the function for a definition."""
    words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", name)
    return "_" + identifier(words).lower()


def indent(lines: list[str]) -> list[str]:
    """Return lines one level further in."""
    return [f"    {line}" for line in lines]


def _return_if(condition: str) -> list[str]:
    return [f"if {condition}:", "    return False"]


def _accepts_anything(schema: Schema, context: Context) -> bool:
    if "$ref" in schema and not schema.get("x-manifest"):
        return _accepts_anything(definition(schema, context.definitions), context)
    return bool(schema.get("x-manifest")) or not schema.keys() & CONSTRAINTS


def _cases(schema: Schema, context: Context) -> list[tuple[str, Schema]]:
    """Return the JSON types that a schema accepts, each with the schema that is about it."""
    if "$ref" in schema:
        if name_of(schema) in context.shared:
            kinds = json_types(schema, context.definitions)
            return [(kind, schema) for kind in sorted(kinds)]
        return _cases(definition(schema, context.definitions), context)
    if "x-tag" in schema:
        return [("object", schema)]
    if "anyOf" in schema:
        return [case for one in schema["anyOf"] for case in _cases(one, context)]
    return [(kind, schema) for kind in kinds_of(schema) or ()]


def check(schema: Schema, var: str, context: Context, *, given: bool = False) -> list[str]:
    """Return statements that return False unless the variable conforms.

    With ``given`` it is known not to be None.
    """
    if _accepts_anything(schema, context):
        return []
    cases = _cases(schema, context)
    others = [(kind, one) for kind, one in cases if kind != "null"]
    if given:
        cases = others
    if len(others) != 1:
        return _check_several(cases, var, context)
    conditions, statements = _after_type(*others[0], var, context)
    kind, one = others[0]
    if kind == "string" and constants(one):
        # No value of another type equals a text, so the type needs no look of its own.
        reject = conditions[0]
    else:
        reject = " or ".join([is_not_type(kind, var), *conditions])
    if len(cases) == 1:
        return [*_return_if(reject), *statements]
    if not statements:
        inner = f"({reject})" if " or " in reject or " and " in reject else reject
        return _return_if(f"{var} is not None and {inner}")
    return [f"if {var} is not None:", *indent([*_return_if(reject), *statements])]


def _check_several(cases: list[tuple[str, Schema]], var: str, context: Context) -> list[str]:
    if not cases:
        return ["return False"]
    lines: list[str] = []
    bare = []
    for kind, schema in cases:
        conditions, statements = _after_type(kind, schema, var, context)
        if conditions:
            statements = [*_return_if(" or ".join(conditions)), *statements]
        if statements:
            word = "elif" if lines else "if"
            lines += [f"{word} {is_type(kind, var)}:", *indent(statements)]
        else:
            bare.append(is_not_type(kind, var))
    if bare:
        return [*lines, f"{'elif' if lines else 'if'} {' and '.join(bare)}:", "    return False"]
    return [*lines, "else:", "    return False"]


def _after_type(
    kind: str, schema: Schema, var: str, context: Context
) -> tuple[list[str], list[str]]:
    """Return what is left to check once the type is known: conditions to refuse, statements."""
    if "$ref" in schema:
        return [f"not {definition_function(name_of(schema))}({var})"], []
    if "x-tag" in schema:
        return [], check_tagged(schema, var, context)
    if kind == "object":
        return [], check_object(schema, var, context)
    conditions = breaks_bounds(kind, schema, var)
    if kind != "array":
        return conditions, []
    item = context.local("item")
    return conditions, _loop(item, var, check(schema.get("items", {}), item, context))


def _loop(item: str, values: str, statements: list[str]) -> list[str]:
    return [f"for {item} in {values}:", *indent(statements)] if statements else []


def check_tagged(schema: Schema, var: str, context: Context) -> list[str]:
    """Return statements about a dict that one branch of a tagged union has to accept."""
    tag = schema["x-tag"]
    local = context.local(tag)
    lines = [f"{local} = {var}.get({tag!r})"]
    for i, branch in enumerate(schema["anyOf"]):
        constant = pin(branch, tag, context.definitions)
        if name_of(branch) in context.shared:
            statements = _return_if(f"not {definition_function(name_of(branch))}({var})")
        else:
            statements = check_object(definition(branch, context.definitions), var, context, tag)
        word = "elif" if i else "if"
        lines += [f"{word} {local} == {constant!r}:", *indent(statements or ["pass"])]
    return [*lines, "else:", "    return False"]


def check_object(schema: Schema, var: str, context: Context, tag: str | None = None) -> list[str]:
    """Return statements about a dict, of which the tag is known to be right."""
    properties = schema.get("properties", {})
    required = schema.get("required", [])
    lines: list[str] = []
    others = schema.get("additionalProperties", {})
    for name in dict.fromkeys([*properties, *required]):
        if name != tag and (name in required or others is not False):
            lines += _property(name, properties.get(name, {}), name in required, var, context)
    if others is False:
        return [*lines, *_closed(properties, required, var, context)]
    if not properties:
        item = context.local("item")
        return [*lines, *_loop(item, f"{var}.values()", check(others, item, context))]
    return [*lines, *_others(others, list(properties), var, context)]


def _property(name: str, schema: Schema, required: bool, var: str, context: Context) -> list[str]:
    missing = _return_if(f"{name!r} not in {var}") if required else []
    if _accepts_anything(schema, context):
        return missing
    local = context.local(name)
    statements = check(schema, local, context)
    if "null" in json_types(schema, context.definitions):
        return [*missing, f"{local} = {var}.get({name!r})", *statements]
    if required:
        # A missing key reads as None, which the statements refuse.
        return [f"{local} = {var}.get({name!r})", *statements]
    return [f"if {name!r} in {var}:", *indent([f"{local} = {var}[{name!r}]", *statements])]


def _closed(
    properties: dict[str, Schema], required: list[str], var: str, context: Context
) -> list[str]:
    """Return statements about the optional keys, once the required ones are known to be there.

    Those that hold something are counted: a dict with that many keys has no unknown one, and one
    with as many as are required has none of the optional ones. A null is not counted, which costs
    no more than a second look.
    """
    if len(properties) == len(required):
        return _return_if(f"len({var}) != {len(required)}")
    known = context.local("known")
    lines = [f"{known} = {len(required)}"]
    for name, schema in properties.items():
        if name not in required:
            lines += _optional(name, schema, var, known, context)
    allowed = _key_set(list(properties), context)
    lines += _return_if(f"len({var}) != {known} and not {var}.keys() <= {allowed}")
    return [f"if len({var}) != {len(required)}:", *indent(lines)]


def _optional(name: str, schema: Schema, var: str, known: str, context: Context) -> list[str]:
    """Return statements about a key that may be absent, and that count it if it is there."""
    local = context.local(name)
    count_it = f"{known} += 1"
    if "null" in json_types(schema, context.definitions):
        statements = check(schema, local, context, given=True)
        looked_up = f"{local} = {var}.get({name!r})"
        return [looked_up, f"if {local} is not None:", *indent([count_it, *statements])]
    statements = check(schema, local, context)
    if statements:
        statements = [f"{local} = {var}[{name!r}]", *statements]
    return [f"if {name!r} in {var}:", *indent([count_it, *statements])]


def _others(schema: Schema, names: list[str], var: str, context: Context) -> list[str]:
    key, item = context.local("key"), context.local("item")
    statements = check(schema, item, context)
    if not statements:
        return []
    guard = f"if {key} not in {_key_set(names, context)}:"
    return [f"for {key}, {item} in {var}.items():", *indent([guard, *indent(statements)])]


def _key_set(names: list[str], context: Context) -> str:
    return context.key_sets.setdefault(tuple(names), f"_KEYS_{len(context.key_sets) + 1}")
