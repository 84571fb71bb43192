"""A rule's page: its docstring, taken apart for readers, the documentation and the tests.

The first line is the summary. A section is a title with a colon on a line of its own, and what
is indented below it. The bodies of ``Bad`` and ``Good`` are examples: the top-level keys of a
manifest that matter, in YAML.
"""

from __future__ import annotations

import re
from inspect import cleandoc
from textwrap import dedent
from typing import NamedTuple

EXAMPLES = ("Bad", "Good")
SECTIONS = ("Why", *EXAMPLES, "Mend", "Options", "Sources", "How sure")
"""The sections that a page may have, in their order; pairs of examples may repeat."""


class Section(NamedTuple):
    """A titled part of a page: prose, or an example."""

    title: str
    body: str

    @property
    def is_example(self) -> bool:
        """Whether the body is a manifest's YAML, not prose."""
        return self.title in EXAMPLES


class Page(NamedTuple):
    """A rule's documentation."""

    summary: str
    sections: tuple[Section, ...]

    def examples(self, title: str) -> list[str]:
        """Return the bodies of all sections ``Bad`` or ``Good``, in order."""
        return [section.body for section in self.sections if section.title == title]


def parse(text: str) -> Page:
    """Take a docstring apart. Raises ValueError where it is not a page."""
    summary, _, rest = cleandoc(text).partition("\n")
    sections: list[Section] = []
    title: str | None = None
    body: list[str] = []
    for line in [*rest.splitlines(), "End:"]:
        heading = re.fullmatch(r"(\w+(?: \w+)*):", line)
        if heading is None:
            if line.strip() and (title is None or not line.startswith(" ")):
                raise ValueError(f"text outside of a section: {line}")
            body.append(line)
            continue
        if title is not None:
            sections.append(Section(title, dedent("\n".join(body)).strip("\n") + "\n"))
        title, body = heading[1], []
        if title not in (*SECTIONS, "End"):
            raise ValueError(f"no such section: {title}")
    return Page(summary, tuple(sections))


def paragraphs(prose: str) -> list[str]:
    """Return the paragraphs of a prose body, each as one line."""
    return [" ".join(text.split()) for text in re.split(r"\n\s*\n", prose.strip())]


def escaped(text: str) -> str:
    """Return prose with what Markdown would take for its own made harmless, code left alone."""
    # Odd pieces stand between backquotes, where nothing needs an escape.
    pieces = text.split("`")
    pieces[::2] = [re.sub(r"([*<\\])", r"\\\1", piece) for piece in pieces[::2]]
    return "`".join(pieces)


def fenced(body: str) -> str:
    """Return an example as a block of Markdown, in a fence that is longer than any within it."""
    longest = max((len(run) for run in re.findall("`+", body)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}yaml\n{body}{fence}"
