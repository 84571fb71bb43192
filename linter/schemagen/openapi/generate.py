"""An OpenAPI document and our schema in, the schema of its chat prompt manifest out."""

from __future__ import annotations

from typing import Any, NamedTuple

from linter.schemagen.compiler import compiled_check
from linter.schemagen.emit import MANIFEST, META_SCHEMA, reachable
from linter.schemagen.form import FormError
from linter.schemagen.model import Schema
from linter.schemagen.openapi.agree import part_for
from linter.schemagen.openapi.branches import NULL
from linter.schemagen.openapi.document import OpenApiError, check_version
from linter.schemagen.openapi.find import TYPE, find_manifest
from linter.schemagen.openapi.translate import Translation


class Generated(NamedTuple):
    """A schema; ``notes`` say what of the document it could not keep, a clause each."""

    schema: Schema
    notes: list[str]


def generate(root: Any, component: str | None, ours: Schema) -> Generated:
    """Make the manifest's schema of a document; raises OpenApiError where that can't be done.

    ``ours`` is the shipped schema of the manifest: where the two agree, its words are kept.
    """
    version = check_version(root)
    translation = Translation(root, ours)
    found = find_manifest(root, component, Translation(root, ours).branches)
    [branch] = [one for one in translation.branches.of(found.schema, "") if one is not NULL]
    name = found.name.rpartition("/")[2]
    own = part_for(ours, "object", ours["$defs"])
    start = translation.definition(branch._replace(name=name), own, "", ("type", TYPE))
    definitions = translation.definitions
    schema = {
        "$schema": META_SCHEMA,
        "$id": f"urn:pmlint:schema:openapi:{_quoted(name)}",
        "title": ours["title"],
        **_source(root, version),
        **start,
        "$defs": {each: definitions[each] for each in reachable(start["$ref"], definitions)},
    }
    try:
        compiled_check(MANIFEST, schema)
    except FormError as error:
        raise OpenApiError(str(error)) from error
    return Generated(schema, list(dict.fromkeys(translation.notes)))


def _source(root: dict[str, Any], version: str) -> Schema:
    info = root.get("info")
    said = [info.get(key) for key in ("title", "version")] if isinstance(info, dict) else []
    api = " ".join(" ".join(str(each).split()) for each in said if each is not None)
    return {
        "description": f"A prompt manifest as {api or 'an API'} describes it.",
        "x-facts": {"api": api, "openapi": version},
    }


def _quoted(name: str) -> str:
    from urllib.parse import quote

    return quote(name, safe="")
