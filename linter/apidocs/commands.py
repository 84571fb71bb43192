"""The bodies of ``pmlint schema coverage`` and ``pmlint schema diff``."""

from __future__ import annotations

from collections.abc import Sequence

from linter import __version__
from linter.apidocs import reports
from linter.apidocs.coverage import Coverage, cover
from linter.apidocs.diff import differences
from linter.apidocs.diff_values import Effect
from linter.apidocs.load import load_page, load_schema
from linter.apidocs.places import DocumentError, keys, root
from linter.manifest import Envelope
from linter.output import say, show
from linter.trouble import EXIT_CLEAN, EXIT_FINDINGS, complain

_TOOL = {"name": "pmlint", "version": __version__}


def coverage(pages: Sequence[str], schema: str | None, format_name: str) -> int:
    """Compare saved pages with the shipped schemas; ``schema`` stands in for the manifest's."""
    from linter import schemas

    try:
        compared = {envelope: schemas.load(envelope.value) for envelope in Envelope}
        if schema is not None:
            compared[Envelope.NONE] = load_schema(schema)
            if "messages" not in keys(root(compared[Envelope.NONE])):
                raise DocumentError(f"{schema}: not the schema of a manifest: it has no messages")
        found: list[Coverage] = [cover(load_page(page), compared) for page in pages]
    except DocumentError as error:
        return complain(str(error))
    if format_name == "json":
        show(reports.coverage_as_json(found, _TOOL))
    else:
        show(reports.coverage_as_text(found))
        say(reports.coverage_summary(found))
    return EXIT_FINDINGS if any(page.differences for page in found) else EXIT_CLEAN


def diff(old: str, new: str, format_name: str) -> int:
    """Compare two schemas, given as files or by the names of shipped ones."""
    try:
        before, after = load_schema(old), load_schema(new)
        changes = differences(before, after)
    except DocumentError as error:
        return complain(str(error))
    if format_name == "json":
        show(reports.diff_as_json(changes, before, after, _TOOL))
    elif format_name == "markdown":
        show(reports.diff_as_markdown(changes, before, after))
    else:
        show(reports.diff_as_text(changes))
    narrowing = any(change.effect is Effect.NARROWING for change in changes)
    return EXIT_FINDINGS if narrowing else EXIT_CLEAN
