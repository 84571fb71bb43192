"""The mark of comments that are meant for this linter: a cheap look, before anything is read."""

from __future__ import annotations

import re

MARK = r"#[ \t]*(?i:pmlint)"


def may_suppress(text: str) -> bool:
    """Whether a text may hold a suppression; a ``#`` in a prompt's text may look like one."""
    # Most texts have no such character at all, and looking for a single one is fastest.
    return "#" in text and re.search(MARK, text) is not None
