"""What both readers give: documents whose values are plain data and whose places are known."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from typing import Any

from linter.finding import At, Path
from linter.source import Span


class Document(ABC):
    """One YAML document or one JSON text.

    ``value`` is plain data (dict, list, str, int, float, bool, None; what YAML 1.1 makes of a
    scalar besides: date, datetime, bytes, set). ``index`` counts the documents of a file from 0.
    """

    def __init__(self, index: int, value: Any) -> None:
        self.index = index
        self.value = value

    @abstractmethod
    def span(self, path: Path, at: At = At.VALUE, chars: tuple[int, int] | None = None) -> Span:
        """Return where the entry at a path stands in the text.

        ``chars`` narrows a text to a range of its characters. A path that leads nowhere gives
        the span of the deepest entry on its way that exists.
        """

    @abstractmethod
    def written(self, path: Path) -> str | None:
        """Return an unquoted YAML scalar as it is written in the file; None for all else."""

    @abstractmethod
    def plain_scalars(self, path: Path) -> Iterator[tuple[Path, str]]:
        """Yield each unquoted YAML scalar value at or below a path, as written; none in JSON."""
