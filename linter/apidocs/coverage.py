"""A saved page of the API reference held against a schema: what either has beyond the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from linter.apidocs import agreement, wording
from linter.apidocs.bodies import find_bodies
from linter.apidocs.examples import Field, has_type, is_placeholder, page_fields, takes
from linter.apidocs.matching import described, match
from linter.apidocs.notes import read_notes
from linter.apidocs.places import DocumentError, Path, Place, Schema, fields, kind_of, root, shown
from linter.apidocs.verdicts import Verdict, judge
from linter.manifest import Envelope
from linter.source import Source


class Difference(NamedTuple):
    """Something that the page knows and the schema does not, with the line of the page.

    ``kind`` is ``missing-field``, ``type``, ``value``, ``choices`` or ``bound``.
    """

    kind: str
    path: str
    line: int
    message: str


class Remark(NamedTuple):
    """Something worth knowing that asks for nothing.

    ``kind`` is ``field``, ``bound`` or ``choices`` for what the schema has and the page does not,
    ``unplaced`` for a bound of the page of which the field can't be told.
    """

    kind: str
    path: str | None
    line: int | None
    message: str


class Coverage(NamedTuple):
    """What was compared of a page, and how the two differ."""

    page: str
    schemas: tuple[str, ...]
    bodies: int
    fields: list[Field]
    differences: list[Difference]
    remarks: list[Remark]


def cover(page: Source, schemas: dict[Envelope, Schema]) -> Coverage:
    """Compare a page with the schemas of the envelopes, that of the manifest itself among them.

    Raises DocumentError for a page that shows no prompt manifest.
    """
    bodies, text = find_bodies(page)
    if not bodies:
        raise DocumentError(f"{page.name}: {_no_bodies(page.text)}")
    manifest = root(schemas[Envelope.NONE])
    envelopes = {body.envelope: root(schemas[body.envelope]) for body in bodies}
    known: dict[Path, Place] = {}
    for place in envelopes.values():
        known.update(fields(place, manifest))
    found = [
        field._replace(wide=known.get(field.path))
        for field in page_fields([(body, envelopes[body.envelope]) for body in bodies], manifest)
    ]
    notes = read_notes(text, frozenset(_texts(found)))
    matches = match(notes, found)
    verdicts = judge(notes, found, matches)
    differences = [*_of_fields(found), *_of_bounds(verdicts)]
    return Coverage(
        page=page.name,
        schemas=tuple(envelope.value for envelope in envelopes),
        bodies=len(bodies),
        fields=found,
        differences=sorted(differences, key=lambda one: (one.line, one.path)),
        remarks=[
            *_missing_fields(found, known),
            *_of_verdicts(verdicts),
            *_missing_bounds(verdicts, [found[i] for i in described(matches)]),
        ],
    )


def _no_bodies(text: str) -> str:
    if text.lstrip()[:9].lower() in ("<!doctype", "<html>", "<html lan"):
        return "this is HTML: save the page as plain text or Markdown"
    if "openapi:" in text or '"openapi"' in text:
        return "an OpenAPI document, not a page: give it to pmlint schema generate --openapi"
    return "no example body with a chat prompt manifest: is it a page about prompts, saved in full?"


def _texts(found: Sequence[Field]) -> Iterator[str]:
    for field in found:
        for value, _ in field.values:
            if isinstance(value, str) and not is_placeholder(value):
                yield value


def _of_fields(found: Sequence[Field]) -> Iterator[Difference]:
    """Yield fields that the schema lacks, those below them aside, and examples it would refuse."""
    missing: set[Path] = set()
    for field in found:
        path = shown(field.path)
        if field.place is None:
            above = field.path[:-1]
            missing.add(field.path)
            if above in missing:
                continue
            message = f"not in the schema: the page shows {wording.kinds(field.kinds)}"
            yield Difference("missing-field", path, field.line, message)
            continue
        for value, line in field.values:
            difference = _of_value(value, field.place)
            if difference:
                yield Difference(difference[0], path, line, difference[1])


def _of_value(value: Any, place: Place) -> tuple[str, str] | None:
    if not has_type(value, place):
        page = wording.kinds([kind_of(value)])
        return "type", f"{page} on the page, {wording.place_kinds(place)} in the schema"
    if is_placeholder(value) or takes(value, place):
        return None
    page = wording.scalar(value) or "a long text"
    return "value", f"{page} on the page, {wording.limits(place)} in the schema"


def _of_bounds(verdicts: Sequence[Verdict]) -> Iterator[Difference]:
    for field, bound, agrees, schema in verdicts:
        if agrees or field is None:
            continue
        kind = "choices" if bound.keyword == "enum" else "bound"
        message = f"{agreement.on_page(bound)} on the page, {schema} in the schema"
        yield Difference(kind, shown(field.path), bound.line, message)


def _missing_fields(found: Sequence[Field], known: dict[Path, Place]) -> Iterator[Remark]:
    """Yield the fields of the schemas that the page does not show, what is below them aside."""
    on_page: set[Path] = set()
    for field in found:
        on_page |= {field.path[:i] for i in range(1, len(field.path) + 1)}
    told: set[Path] = set()
    for path in known:
        top = next((path[:i] for i in range(1, len(path) + 1) if path[:i] not in on_page), None)
        if top is not None and top not in told:
            told.add(top)
            kinds = wording.place_kinds(known[top]) if top in known else "an object"
            yield Remark("field", shown(top), None, f"{kinds} in the schema, not on the page")


def _of_verdicts(verdicts: Sequence[Verdict]) -> Iterator[Remark]:
    """Yield what the page leaves open, and the choices of the schema that it does not name."""
    for field, bound, agrees, _ in verdicts:
        if field is None:
            said = f"{agreement.on_page(bound)} on the page, of a field that pmlint can't make out"
            yield Remark("unplaced", None, bound.line, said)
        elif agrees and (more := agreement.further_choices(bound, field)):
            said = f"{wording.listed(more)} in the schema, too"
            yield Remark("choices", shown(field.path), None, said)


def _missing_bounds(verdicts: Sequence[Verdict], noted: Sequence[Field]) -> Iterator[Remark]:
    """Yield bounds of the schema on fields that the page describes, without giving these.

    A page that gives no bounds at all is not one that leaves some out.
    """
    if all(bound.keyword == "enum" for _, bound, _, _ in verdicts):
        return
    given = {(id(field), agreement.side(bound.keyword)) for field, bound, _, _ in verdicts if field}
    told: dict[Remark, None] = {}
    for field in noted:
        for leaf in field.place.leaves if field.place else ():
            for keyword in wording.BOUNDS:
                if keyword in leaf.schema and (id(field), agreement.side(keyword)) not in given:
                    said = wording.bound(keyword, leaf.schema[keyword])
                    said = f"{said} in the schema, no such bound on the page"
                    told[Remark("bound", shown(field.path), None, said)] = None
    yield from told
