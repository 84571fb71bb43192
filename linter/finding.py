"""The words everyone shares: severities, problems in paths, findings with a place."""

from enum import Enum
from typing import Any, Literal, NamedTuple, TypeAlias

Path: TypeAlias = tuple[str | int, ...]
"""Keys and list indices from a root down to a value, e.g. ``("messages", 2, "content")``."""


class Severity(Enum):
    """How bad a finding is; what each level means is a promise of the documentation."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


SEVERITIES = (Severity.INFO, Severity.WARNING, Severity.ERROR)
"""All severities, the mildest first."""


class At(Enum):
    """Which part of the entry at a path a problem points to."""

    VALUE = "value"
    KEY = "key"
    HOLDER = "holder"
    """The key that holds the mapping at the path; its first key where no key does."""


class Note(NamedTuple):
    """Another place that a problem involves, in the same document."""

    path: Path
    message: str
    at: At = At.VALUE
    chars: tuple[int, int] | None = None


Act: TypeAlias = Literal["quote", "write", "spell", "rename", "remove", "insert", "move", "drop"]


class Change(NamedTuple):
    """One thing to do to a document, in terms of paths; ``linter/remedies.py`` has a maker of each.

    ``quote`` makes the scalar at ``path`` the text that is written there. ``write`` puts ``value``
    in its place, ``spell`` puts it in the place of the characters ``chars`` of a text. ``rename``
    calls the key at ``path`` ``key``, ``remove`` takes the entry out, ``insert`` gives the mapping
    at ``path`` one more, ``key`` with ``value``, below the leading run of keys in ``below`` or else
    at the end; without a key, all entries of ``value``. ``move`` takes the entry to the mapping at
    ``to``; with ``value`` true, that one may yet have to be made in one that is there. ``drop``
    takes out the whole document, an empty one.
    """

    act: Act
    path: Path
    value: Any = None
    key: Any = None
    chars: tuple[int, int] | None = None
    to: Path = ()
    below: tuple[str, ...] = ()


class Remedy(NamedTuple):
    """How a problem can be mended mechanically, in symbolic terms; see Fix."""

    message: str
    changes: tuple[Change, ...]
    safe: bool


class Problem(NamedTuple):
    """What a rule has to say, in symbolic terms: a path, never a line.

    ``chars`` is a half-open range of code points inside the text at ``path``. ``severity``
    overrides the rule's own. ``remedy`` has paths that begin where ``path`` does.
    """

    path: Path
    message: str
    help: str | None = None
    at: At = At.VALUE
    chars: tuple[int, int] | None = None
    notes: tuple[Note, ...] = ()
    severity: Severity | None = None
    remedy: Remedy | None = None


class Place(NamedTuple):
    """A stretch of a file: 1-based lines and columns in code points, the end exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


class Related(NamedTuple):
    """Another place that a finding involves, made concrete."""

    file: str
    place: Place
    message: str


class Edit(NamedTuple):
    """A stretch of a file and the text to put in its place; an empty stretch is an insertion."""

    place: Place
    text: str


class Fix(NamedTuple):
    """How to mend a finding mechanically, in edits of its own file that do not overlap.

    ``message`` is an order, such as ``quote the value``. A fix is safe if what ``tfy apply``
    sends changes only as the finding says is right, and nobody could have meant the other.
    ``changes`` are what the edits do to the value of the finding's document.
    """

    message: str
    edits: tuple[Edit, ...]
    safe: bool
    changes: tuple[Change, ...] = ()


class Finding(NamedTuple):
    """A problem with its place, rule and severity: what reports show.

    ``document`` (0-based) and ``pointer`` (a JSON Pointer from the root of the document) are
    None where the file could not be read.
    """

    file: str
    document: int | None
    pointer: str | None
    place: Place
    rule: str
    severity: Severity
    message: str
    help: str | None = None
    url: str | None = None
    related: tuple[Related, ...] = ()
    fix: Fix | None = None


def json_pointer(path: Path) -> str:
    """Write a path as an RFC 6901 JSON Pointer."""
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in path)
