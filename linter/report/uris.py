"""Files as URIs: relative to the repository if they stand in it, percent-encoded."""

from __future__ import annotations

import os

from linter.report.repository import below


def uri(file: str) -> str:
    """Return a file's URI, from GitHub's workspace or the folder of this run.

    A step of a workflow may run in a folder of the repository, and what reads its report does not
    know in which. A file elsewhere has an absolute URI, which alone has a colon in it.
    """
    from pathlib import Path
    from urllib.parse import quote

    place = below(file, os.environ.get("GITHUB_WORKSPACE") or os.curdir)
    return Path(os.path.abspath(file)).as_uri() if place is None else quote(_bytes(place))


def _bytes(path: str) -> bytes:
    """Return a path's bytes; those that were not UTF-8 stand in it as half surrogate pairs."""
    try:
        return path.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return path.encode("utf-8", "surrogatepass")
