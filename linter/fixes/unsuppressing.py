"""Taking a suppression out of its comment: the one fix that changes no value."""

from __future__ import annotations

from collections.abc import Sequence

from linter.finding import Edit, Fix
from linter.source import Source, Span

_BLANKS = " \t"


def unsuppressing(
    source: Source, comment: Span, directive: Span, names: Sequence[Span], number: int
) -> Fix:
    """Remove one of the names of a directive, or with the only one the directive.

    What else the comment says stays, and with nothing left of it the comment goes, too.
    """
    if len(names) > 1:
        name = names[number]
        start = names[number - 1].end if number else name.start
        end = name.end if number else names[1].start
        return _fix(source, f'remove "{source.text[name.start : name.end]}"', Span(start, end), "")
    return _fix(source, "remove the comment", *_without(source.text, comment, directive))


def _without(text: str, comment: Span, directive: Span) -> tuple[Span, str]:
    """Return what to take out of a text for a directive to be gone, and what to put there."""
    start, end = directive
    rest = text[end : comment.end].lstrip(_BLANKS)
    if start > comment.start or not rest:
        before = len(text[:start].rstrip(_BLANKS))
        if start > comment.start or text[before - 1 : before] not in ("", "\n", "\r"):
            return Span(before, end), ""
        # The comment has its line for itself.
        end = comment.end
        if end == len(text):
            return Span(len(text[:before].removesuffix("\n").removesuffix("\r")), end), ""
        return Span(before, end + (2 if text.startswith("\r\n", end) else 1)), ""
    return Span(start, comment.end - len(rest)), "" if rest.startswith("#") else "# "


def _fix(source: Source, message: str, span: Span, text: str) -> Fix:
    return Fix(message, (Edit(source.place(span), text),), safe=True)
