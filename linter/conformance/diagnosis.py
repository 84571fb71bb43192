"""Why a value does not conform: one walk over schema and value, the cause where it stands."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from linter.conformance import keys, mending, wording
from linter.conformance.advice import Site
from linter.conformance.misfits import Misfit
from linter.conformance.places import ENTRY, ITEM, Book, Spot, Tag
from linter.conformance.shapes import Schema, Shape, Shapes, choices, fits, kind_of
from linter.conformance.unions import known_keys, meant_for_list, tag_of, tagged, wrapping_key
from linter.conformance.wording_formats import BY_RULE, text_format
from linter.conformance.wording_statuses import is_lost
from linter.conformance.wording_types import not_that_mapping, wrong_type
from linter.finding import Path, Problem
from linter.nearest import nearest
from linter.templates import Unknown

if TYPE_CHECKING:
    from linter.document.base import Document

Found: TypeAlias = tuple[str, Problem]

RULES = {
    "const": "invalid-choice",
    "enum": "invalid-choice",
    "minLength": "wrong-length",
    "maxLength": "wrong-length",
    "minItems": "wrong-length",
    "pattern": "invalid-format",
    "minimum": "out-of-range",
    "exclusiveMinimum": "out-of-range",
    "maximum": "out-of-range",
    "exclusiveMaximum": "out-of-range",
}
"""Which rule reports a failure of which keyword, unless the schema's ``x-rules`` name another.

In the order in which they are asked: a value is reported for the first one that it breaks.
"""


class Where(NamedTuple):
    """Where the walk stands: in the value, in the schema, and whether a key there is required."""

    path: Path
    spot: Spot
    required: bool


class Walk(NamedTuple):
    """What stays the same during a walk; ``root`` is the whole value.

    ``written`` gives the unquoted YAML scalar at a path of the value as it stands in the file.
    """

    book: Book
    shapes: Shapes
    written: Callable[[Path], str | None]
    known_fields: tuple[str, ...]
    root: Any


_books: dict[int, Book] = {}
_MOST_BOOKS = 8


def problems(
    schema: Schema,
    value: Any,
    document: Document,
    path: Path,
    known_fields: tuple[str, ...] = (),
) -> Iterator[Found]:
    """Yield the rules that a value breaks, each with a problem whose path begins at the value."""
    book = _book(schema)
    walk = Walk(
        book, book.shapes, lambda below: document.written(path + below), known_fields, value
    )
    return _value(walk, schema, value, Where((), (), required=True))


def _book(schema: Schema) -> Book:
    """Return the book of a schema by its identity, which it keeps while the book holds it."""
    book = _books.get(id(schema))
    if book is None:
        if len(_books) >= _MOST_BOOKS:
            _books.clear()
        book = _books[id(schema)] = Book(schema)
    return book


def _value(walk: Walk, schema: Schema, value: Any, where: Where) -> Iterator[Found]:
    shape = walk.shapes.of(schema)
    keywords = shape.keywords
    if "x-manifest" in keywords or isinstance(value, Unknown):
        return
    if not fits(value, shape.kinds):
        yield _misfit(walk, shape, value, where)
    elif shape.branches:
        yield from _union(walk, shape, value, where)
    elif isinstance(value, dict):
        yield from _mapping(walk, shape, value, where)
    else:
        broken = next((word for word in RULES if _breaks(word, keywords, value)), None)
        if broken is not None:
            yield _reported(broken, keywords, value, where.path)
        if isinstance(value, list) and "items" in keywords:
            for index, item in enumerate(value):
                inside = Where((*where.path, index), (*where.spot, ITEM), required=False)
                yield from _value(walk, keywords["items"], item, inside)


def _mapping(walk: Walk, shape: Shape, value: dict[Any, Any], where: Where) -> Iterator[Found]:
    keywords = shape.keywords
    path, spot = where.path, where.spot
    site = Site(walk.root, value, path, spot)
    yield from keys.key_problems(walk.book, shape, site, walk.known_fields)
    properties = keywords.get("properties", {})
    required = keywords.get("required", ())
    others = keywords.get("additionalProperties")
    for key, inside in value.items():
        if not isinstance(key, str):
            continue
        if key in properties:
            below = Where((*path, key), (*spot, key), key in required)
            yield from _value(walk, properties[key], inside, below)
        elif isinstance(others, dict):
            below = Where((*path, key), (*spot, ENTRY), required=False)
            yield from _value(walk, others, inside, below)


def _union(walk: Walk, shape: Shape, value: Any, where: Where) -> Iterator[Found]:
    """Go on with the branch that is meant: by its tag, or by the type of the value."""
    fitting = [each for each in shape.branches if fits(value, walk.shapes.of(each).kinds)]
    tag = tag_of(walk.shapes, shape) if isinstance(value, dict) else None
    if tag is not None:
        named = value.get(tag)
        if isinstance(named, Unknown):
            return
        branches = tagged(walk.shapes, shape, tag)
        fitting = [each for of, each in branches if of == named and kind_of(of) == kind_of(named)]
        if not fitting:
            yield _untold(walk, shape, tag, value, where)
            return
        if "x-tag" in shape.keywords:
            where = where._replace(spot=(*where.spot, Tag(tag, str(named))))
    if len(fitting) == 1:
        yield from _value(walk, fitting[0], value, where)
    else:
        yield from min((list(_value(walk, each, value, where)) for each in fitting), key=len)


def _untold(walk: Walk, shape: Shape, tag: str, value: dict[Any, Any], where: Where) -> Found:
    """Report a mapping whose tag is missing or selects no branch: nothing else is known of it."""
    if meant_for_list(walk.shapes, shape, value):
        return _misfit(walk, shape._replace(kinds=("array",)), value, where)
    allowed = list(dict.fromkeys(of for of, _ in tagged(walk.shapes, shape, tag)))
    if "x-tag" not in shape.keywords and not _meant_for(walk, shape, tag, value):
        message = not_that_mapping(where.path, shape.kinds, tag, allowed[0])
        return "wrong-type", Problem(where.path, message)
    if tag not in value:
        known = {key for each in shape.branches for key in known_keys(walk.shapes, each)}
        problem = keys.missing_tag(tag, allowed, known, value, where.path)
        return "missing-field", problem
    keywords = {"enum": allowed}
    told = Where((*where.path, tag), (*where.spot, tag), required=True)
    kinds = tuple(dict.fromkeys(kind for kind in map(kind_of, allowed) if kind))
    if fits(value[tag], kinds):
        return _reported("enum", keywords, value[tag], told.path)
    return _misfit(walk, Shape(keywords, kinds, ()), value[tag], told)


def _meant_for(walk: Walk, shape: Shape, tag: str, value: dict[Any, Any]) -> bool:
    """Whether a mapping looks like the only one that a union allows beside other types."""
    named = value.get(tag)
    pinned = [str(of) for of, _ in tagged(walk.shapes, shape, tag)]
    if isinstance(named, str) and nearest(named, pinned):
        return True
    known = {key for each in shape.branches for key in known_keys(walk.shapes, each)}
    return bool(value.keys() & known - {tag})


def _misfit(walk: Walk, shape: Shape, value: Any, where: Where) -> Found:
    misfit = Misfit(
        where.path,
        value,
        shape.kinds,
        shape.keywords,
        walk.written(where.path),
        where.required,
        wrapping_key(walk.shapes, shape, value),
    )
    rule = shape.keywords.get("x-rules", {}).get("type", "wrong-type")
    remedy = None if is_lost(misfit) else mending.quoting(misfit)
    return rule, Problem(where.path, wrong_type(misfit), remedy=remedy)


def _breaks(keyword: str, keywords: dict[str, Any], value: Any) -> bool:
    """Whether a value breaks one keyword; those for other types never apply to it."""
    if keyword not in keywords:
        return False
    bound = keywords[keyword]
    if keyword in ("const", "enum"):
        allowed = choices(keywords)
        return not any(value == each and kind_of(value) == kind_of(each) for each in allowed)
    if keyword == "pattern":
        return isinstance(value, str) and re.fullmatch(bound, value) is None
    if keyword in ("minLength", "maxLength"):
        return isinstance(value, str) and not _within(keyword, len(value), bound)
    if keyword == "minItems":
        return isinstance(value, list) and len(value) < bound
    return kind_of(value) in ("integer", "number") and not _within(keyword, value, bound)


def _within(keyword: str, number: float, bound: float) -> bool:
    if keyword.startswith("exclusive"):
        return number > bound if keyword == "exclusiveMinimum" else number < bound
    return number >= bound if keyword.startswith("min") else number <= bound


def _reported(keyword: str, keywords: dict[str, Any], value: Any, path: Path) -> Found:
    rule = keywords.get("x-rules", {}).get(keyword, RULES[keyword])
    remedy = None
    if keyword in ("const", "enum"):
        message = wording.choice(path, value, choices(keywords))
        remedy = mending.near_miss(path, value, choices(keywords))
    elif keyword == "pattern":
        message = BY_RULE.get(rule, text_format)(path, value, keywords)
        remedy = mending.version_alias(path, value, keywords) if rule == "version-alias" else None
    elif RULES[keyword] == "wrong-length":
        message = wording.length(path, value, keywords)
    else:
        message = wording.bounds(path, value, keywords)
    return rule, Problem(path, message, remedy=remedy)
