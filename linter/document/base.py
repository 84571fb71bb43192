"""What both readers give: documents whose values are plain data and whose places are known."""

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any, NamedTuple

from linter.finding import At, Path, Remedy
from linter.source import Source, Span

if TYPE_CHECKING:
    from linter.document.layout import Layout


class Fault(NamedTuple):
    """What reading itself finds wrong: unlike a rule's problem it comes with its span.

    ``document`` is None where no document could be read. ``notes`` are other places involved, and
    ``remedy`` has paths from the root of the document.
    """

    rule: str
    span: Span
    message: str
    help: str | None = None
    document: int | None = None
    path: Path = ()
    notes: tuple[tuple[Span, str], ...] = ()
    remedy: Remedy | None = None


class Document(ABC):
    """One YAML document or one JSON text.

    ``value`` is plain data (dict, list, str, int, float, bool, None; what YAML 1.1 makes of a
    scalar besides: date, datetime, bytes, set). ``index`` counts the documents of a file from 0.
    ``has_unquoted`` says that values may be written without quotes, and otherwise than they read,
    ``has_comments`` that the format has comments, ``has_code_escapes`` that characters may be
    written by their numbers.
    """

    has_unquoted = True
    has_comments = True
    has_code_escapes = True

    def __init__(self, source: Source, index: int, value: Any) -> None:
        self.source = source
        self.index = index
        self.value = value
        self.empty_at: Span | None = None
        """Where an empty YAML document begins; None for one that holds something."""
        self.unknown: list[Path] = []
        """Where in the value stands something of which nothing is known."""
        self.unusual = False
        """Whether a scalar is spelt as only YAML 1.1 has it: ``NO``, ``010``, ``1:30``."""

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
    def layout(self, path: Path) -> "Layout | None":
        """Return how the list or mapping at a path is written.

        None for anything else, and where the text is too unusual to be edited.
        """

    @abstractmethod
    def quotation_mark(self, path: Path) -> str:
        """Return the mark with which the file would quote a text at a path."""

    @abstractmethod
    def odd_values(self) -> list[tuple[Path, At, Any]]:
        """Return what JSON has no form for: values, and keys that are not text."""

    @property
    @abstractmethod
    def fatal(self) -> list[Fault]:
        """What keeps the document's value from being built: unknown tags, lists as keys."""

    @abstractmethod
    def duplicate_keys(self) -> list[Fault]:
        """Return a fault for each key that repeats an earlier one of its mapping."""


class Reading(NamedTuple):
    """What a text gave: its documents up to the first fault that stops the reader."""

    documents: list[Document]
    faults: list[Fault]
