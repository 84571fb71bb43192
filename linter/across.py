"""What shows only when the files of a run are seen together: prompts of one name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from linter.document import Document, is_json, read
from linter.document.encoding import decode
from linter.document.mark import may_suppress
from linter.files import read as read_bytes
from linter.finding import Finding, Place, Related, json_pointer
from linter.result import FileResult, NamedPrompt
from linter.rules import RULES
from linter.rules.identity import clashes
from linter.settings import Settings
from linter.settle import settle
from linter.source import Source

RULE = "duplicate-prompt"
_START = Place(1, 1, 1, 1)


class Text(NamedTuple):
    """A file read again for its places; ``source`` is None where that did not work out."""

    source: Source | None
    documents: Sequence[Document]

    def place(self, prompt: NamedPrompt) -> Place:
        """Return where a prompt's name stands, the start of the file if that can't be told."""
        if self.source is None or prompt.document >= len(self.documents):
            return _START
        return self.source.place(self.documents[prompt.document].span(prompt.path))


def across(results: list[FileResult], settings_for: Callable[[str], Settings]) -> list[FileResult]:
    """Add to each file's result what clashes with another file of the run.

    Each file has the settings that ``settings_for`` gives it by its name.
    """
    prompts = [prompt for result in results for prompt in result.prompts]
    pairs = [pair for pair in clashes(prompts) if pair[0].file != pair[1].file]
    if not pairs:
        return results
    texts = {
        name: _read_again(name, settings_for(name))
        for pair in pairs
        for name in (pair[0].file, pair[1].file)
    }
    found: dict[str, list[Finding]] = {}
    for later, first in pairs:
        finding = clash(later, texts[later.file], first, texts[first.file])
        found.setdefault(later.file, []).append(finding)
    return [
        _with(result, found[result.name], texts[result.name], settings_for(result.name))
        if result.name in found
        else result
        for result in results
    ]


def _with(result: FileResult, found: list[Finding], text: Text, settings: Settings) -> FileResult:
    """Add findings to a file's result, or to what its comments suppress."""
    kept, suppressed = settle(found, settings), result.suppressed
    if text.source is not None and may_suppress(text.source.text) and not is_json(text.source):
        from linter.suppressions import silence

        kept, silenced = silence(text.source, text.documents, kept)
        suppressed += silenced
    return result._replace(
        source=result.source or text.source,
        findings=settle([*result.findings, *kept], settings),
        suppressed=suppressed,
    )


def clash(later: NamedPrompt, text: Text, first: NamedPrompt, first_text: Text) -> Finding:
    """Report a prompt whose name an earlier one has taken."""
    first_place = first_text.place(first)
    where = f"on line {first_place.line}"
    if later.file != first.file:
        where = f"in {first.file}, line {first_place.line}"
    return Finding(
        file=later.file,
        document=later.document,
        pointer=json_pointer(later.path),
        place=text.place(later),
        rule=RULE,
        severity=RULES[RULE].severity,
        message=f'prompt name "{later.name}" is taken already {where}: '
        "tfy apply drops the first one",
        related=(Related(first.file, first_place, "first used here"),),
    )


def _read_again(name: str, settings: Settings) -> Text:
    data = read_bytes(name, settings.limits.max_file_size_mb)
    if not isinstance(data, bytes):
        return Text(None, ())
    source, fault = decode(name, data)
    return Text(source, () if fault else read(source, settings.limits).documents)
