"""Reading a file: its bytes, its syntax, and what YAML makes of its scalars."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from linter.finding import At, Path, Problem, Remedy, Severity
from linter.rules import scalars
from linter.rules.base import reported_elsewhere, rule

if TYPE_CHECKING:
    from linter.manifest import Manifest
    from linter.settings import Settings


@reported_elsewhere("syntax-error", Severity.ERROR)
def syntax_error() -> None:
    """The file is not well-formed YAML or JSON.

    Why:
        `tfy apply` stops at it, and nothing else in the file can be checked. A value that
        starts with a placeholder needs quotes, for a brace opens a mapping in YAML.

    Bad:
        variables:
          name: Ann
        messages:
          - role: user
            content: {{name}}, hello

    Good:
        variables:
          name: Ann
        messages:
          - role: user
            content: "{{name}}, hello"

    Sources:
        YAML 1.1 as PyYAML reads it, and RFC 8259 for JSON.

    How sure:
        Certain for YAML: PyYAML, with which `tfy apply` reads every file, refuses it. As YAML it
        also takes some JSON that is none, such as a comma behind the last entry; readers of JSON,
        the API among them, do not.
    """


@reported_elsewhere("encoding", Severity.ERROR)
def encoding() -> None:
    """The file is not UTF-8, or holds characters that YAML or JSON forbids.

    Why:
        `tfy apply` opens files as text in the machine's own encoding, UTF-8 nearly everywhere,
        and can't read UTF-16 or Latin-1. A byte order mark at the start is fine. Half of a
        surrogate pair can't be sent as UTF-8.

    Mend:
        Save the file as UTF-8. Write a control character as an escape in double quotes.

    Sources:
        `deploy/lib/dao/apply.py` of the vendor's package `truefoundry` 0.17.5, and the set of
        printable characters of YAML 1.1.

    How sure:
        Certain where text is UTF-8 by default, as on Linux and macOS. A machine with another
        default reads other characters than were written, or stops as well.
    """


@reported_elsewhere("unreadable-file", Severity.ERROR)
def unreadable_file() -> None:
    """The file can't be opened or read.

    Why:
        A path that was named and does not exist, or may not be read, was not checked. Silence
        would look like success.

    Mend:
        Mend the path or the file's permissions, or leave it out of the run.

    Sources:
        The operating system's own reason is part of the message.

    How sure:
        Certain: it is what the operating system answered.
    """


@reported_elsewhere("too-complex", Severity.ERROR)
def too_complex() -> None:
    """The file is larger or nests deeper than the limits allow.

    Why:
        A few aliases can stand for billions of values, and deep nesting exhausts the readers'
        stacks. No prompt needs either, so they are refused before they cost time and memory.

    Options:
        `max-file-size-mb` (16), `max-depth` (100) and `max-nodes` (300 000 values in a
        document, aliases counted each time) under `limits` in the configuration.

    Sources:
        The limits are this linter's own; the API documents none.

    How sure:
        Certain that a limit is passed, and that PyYAML's fast reader can be crashed by nesting.
        That the API would refuse such a manifest is not known.
    """


@reported_elsewhere("duplicate-key", Severity.ERROR)
def duplicate_key() -> None:
    """A key stands twice in one mapping.

    Why:
        PyYAML and most readers of JSON keep the last value and drop the first without a word.
        Merge keys (`<<`) may repeat, and a key of its own may override a merged one.

    Bad:
        name: greeting
        name: farewell

    Good:
        name: farewell

    Sources:
        YAML 1.1 demands unique keys, and RFC 8259 leaves duplicates to chance.

    How sure:
        Tried: PyYAML and Python's reader of JSON keep the last value. That it was not meant is an
        inference, though nobody has named a use for it.
    """


@rule("not-json", Severity.ERROR, when=lambda seen: seen.document.odd_values(), fixes="safe")
def not_json(manifest: Manifest, _settings: Settings) -> Iterator[Problem]:
    """YAML makes something of a value or key that JSON has no form for.

    Why:
        The API speaks JSON. In free-form places such as `metadata` an unquoted date stops
        `tfy apply` with a TypeError, `.inf` and `.nan` become invalid JSON, and keys that are
        not text turn into other keys.

    Bad:
        metadata:
          reviewed: 2024-05-01

    Good:
        metadata:
          reviewed: "2024-05-01"

    Sources:
        `tfy apply` of the vendor's package `truefoundry` 0.17.5 on such manifests, and the
        types of YAML 1.1.

    How sure:
        Tried with the client: a date in `metadata` stops `tfy apply`, infinity and NaN are sent as
        invalid JSON. What the server answers to these two is not known.
    """
    depth = len(manifest.path)
    for path, at, value in manifest.document.odd_values():
        if path[:depth] == manifest.path:
            yield Problem(
                path[depth:], _no_json(value, at), at=at, remedy=_in_quotes(path[depth:], value, at)
            )


def _in_quotes(path: Path, value: object, at: At) -> Remedy | None:
    """Quote what can only be meant as text: a key, a date. Infinity may have been a number."""
    if at is not At.KEY and type(value).__name__ not in ("date", "datetime"):
        return None
    from linter.remedies import quote

    return quote(path, key=at is At.KEY)


def _no_json(value: object, at: At) -> str:
    if at is At.KEY:
        return f"a key that is read as {_kind(value)} can't stand in JSON: quote it"
    if isinstance(value, float):
        return "JSON has no infinity and no NaN: write a number, or quote it to keep the text"
    return f"this is read as {_kind(value)}, which JSON has no form for: quote it to keep the text"


def _kind(value: object) -> str:
    kinds = {
        "bool": "true or false",
        "NoneType": "null",
        "int": "a number",
        "float": "a number",
        "date": "a date",
        "datetime": "a date with a time",
        "bytes": "binary data",
        "set": "a set",
    }
    return kinds.get(type(value).__name__, "something else than text")


@reported_elsewhere("empty-document", Severity.ERROR, fixes="safe")
def empty_document() -> None:
    """A file with a prompt manifest also has an empty document.

    Why:
        `tfy apply` wants a mapping in every document and gives up on the whole command when it
        meets an empty one. A `---` at the end of the file, or comments behind it, suffice.

    Bad:
        name: greeting
        ---

    Good:
        name: greeting

    Sources:
        `deploy/lib/dao/apply.py` of the vendor's package `truefoundry` 0.17.5.

    How sure:
        Tried: `tfy apply` stops before anything is sent. A file that is empty as a whole has no
        document and does no harm.
    """


@rule("surprising-scalar", Severity.WARNING, when=scalars.may_surprise)
def surprising_scalar(manifest: Manifest, _settings: Settings) -> Iterator[Problem]:
    """YAML reads an unquoted value in another way than people do.

    Why:
        PyYAML follows YAML 1.1: `NO` and `on` are booleans, `010` is octal, `1:30` counts in
        sixties, and `1e-3` is a text. In places with types of their own that is a wrong-type;
        in `metadata`, `extra_parameters` and `override_params` nothing else would notice.

    Bad:
        metadata:
          country: NO

    Good:
        metadata:
          country: "NO"

    Bad:
        model_configuration:
          provider: openai-main
          model: gpt-4o
          extra_parameters:
            min_p: 1e-3

    Good:
        model_configuration:
          provider: openai-main
          model: gpt-4o
          extra_parameters:
            min_p: 0.001

    Sources:
        The resolver of PyYAML 6, which `tfy apply` reads files with.

    How sure:
        How PyYAML reads these values was tried. That something else was meant is a guess, so this
        is a warning.
    """
    return scalars.surprises(manifest)
