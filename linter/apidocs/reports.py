"""What the comparisons found, as text, JSON or Markdown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from linter.apidocs.coverage import Coverage
from linter.apidocs.diff_values import Change, Effect
from linter.apidocs.examples import Field, is_placeholder
from linter.apidocs.places import Schema, shown
from linter.apidocs.wording import scalar

VERSION = 1
_HEADINGS = {
    Effect.NARROWING: "narrowed",
    Effect.WIDENING: "widened",
    Effect.NEUTRAL: "changed otherwise",
}


def coverage_as_text(pages: Sequence[Coverage]) -> str:
    """Return a line for each difference, then what the pages lack, a line for each kind."""
    lines = []
    for page in pages:
        for one in page.differences:
            lines.append(f'{page.page}:{one.line}: "{one.path}" is {one.message}')
        for remark in page.remarks:
            if remark.line is not None:
                lines.append(f"{page.page}:{remark.line}: info: {remark.message}")
            elif remark.kind != "field":
                lines.append(f'{page.page}: info: "{remark.path}" is {remark.message}')
        fields = [str(remark.path) for remark in page.remarks if remark.kind == "field"]
        if fields:
            lines.append(f"{page.page}: info: not on the page: {', '.join(fields)}")
    return "".join(f"{_one_line(line)}\n" for line in lines)


def coverage_summary(pages: Sequence[Coverage]) -> str:
    """Return one line that counts what is to be done."""
    found = sum(len(page.differences) for page in pages)
    fields = sum(len(page.fields) for page in pages)
    where = f"{_count(fields, 'field')} of {_count(len(pages), 'page')}"
    if not found:
        return f"the schema knows all {where}"
    return f"{_count(found, 'difference')} to follow in {where}"


def coverage_as_json(pages: Sequence[Coverage], tool: dict[str, str]) -> str:
    """Return all that is known of the pages, for programs."""
    return _dump(
        {
            "version": VERSION,
            "tool": tool,
            "summary": {
                "pages": len(pages),
                "differences": sum(len(page.differences) for page in pages),
                "remarks": sum(len(page.remarks) for page in pages),
            },
            "pages": [
                {
                    "page": page.page,
                    "schemas": list(page.schemas),
                    "bodies": page.bodies,
                    "fields": [_field(field) for field in page.fields],
                    "differences": [one._asdict() for one in page.differences],
                    "remarks": [one._asdict() for one in page.remarks],
                }
                for page in pages
            ],
        }
    )


def diff_as_text(changes: Sequence[Change]) -> str:
    """Return the changes under a heading for each effect, the narrowing ones first."""
    lines = []
    for effect, found in _by_effect(changes):
        lines += [_HEADINGS[effect], *(f"  {_place(one)}: {one.message}" for one in found)]
    return "".join(f"{_one_line(line)}\n" for line in lines) or "no difference\n"


def diff_as_markdown(changes: Sequence[Change], old: Schema, new: Schema) -> str:
    """Return the changes as a section for a change log or a pull request."""
    lines = [f"## {_title(old, new)}", ""]
    for effect, found in _by_effect(changes):
        lines += [f"### {_HEADINGS[effect].capitalize()}", ""]
        for one in found:
            kinds = f" ({', '.join(one.kinds)})" if one.kinds else ""
            place = f"`{one.path}`" if one.path else "The whole"
            lines.append(_one_line(f"- {place}{kinds}: {one.message}"))
        lines.append("")
    if not changes:
        lines += ["No difference.", ""]
    return "\n".join(lines)


def diff_as_json(changes: Sequence[Change], old: Schema, new: Schema, tool: dict[str, str]) -> str:
    """Return the changes for programs."""
    return _dump(
        {
            "version": VERSION,
            "tool": tool,
            "old": old.get("x-facts"),
            "new": new.get("x-facts"),
            "summary": {
                effect.value: sum(one.effect is effect for one in changes) for effect in Effect
            },
            "changes": [
                {**one._asdict(), "effect": one.effect.value, "kinds": list(one.kinds)}
                for one in changes
            ],
        }
    )


def _by_effect(changes: Sequence[Change]) -> list[tuple[Effect, list[Change]]]:
    groups = [(effect, [one for one in changes if one.effect is effect]) for effect in Effect]
    return [(effect, found) for effect, found in groups if found]


def _place(change: Change) -> str:
    kinds = f" ({', '.join(change.kinds)})" if change.kinds else ""
    return f"{change.path or 'the whole'}{kinds}"


def _title(old: Schema, new: Schema) -> str:
    """Name both sides by the API that they describe, or by the date of their facts."""
    title = str(new.get("title", "Schema"))
    for fact in ("api", "date"):
        before, after = (one.get("x-facts", {}).get(fact) for one in (old, new))
        if before and after and before != after:
            return f"{title}: from {before} to {after}"
    return title


def _field(field: Field) -> dict[str, Any]:
    examples = [value for value, _ in field.values if not is_placeholder(value) and scalar(value)]
    return {
        "path": shown(field.path),
        "line": field.line,
        "types": field.kinds,
        "examples": examples,
        "in_schema": field.place is not None,
    }


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def _one_line(text: str) -> str:
    from linter.report.cells import visible

    return visible(text)


def _dump(value: dict[str, Any]) -> str:
    import json

    return json.dumps(value, indent=2) + "\n"
