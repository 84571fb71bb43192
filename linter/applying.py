"""``--fix`` and ``--diff``: what becomes of the files of a run whose fixes are applied."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from linter.report.base import count
from linter.report.summary import summary_line
from linter.result import FileResult, Summary
from linter.rewrite import RewriteError, encoded, rewrite
from linter.source import Source

if TYPE_CHECKING:
    from linter.fixing import Mended
    from linter.settings import Settings


class Fixing:
    """Applies the fixes of one file after another, or shows what that would change.

    ``fixed`` counts the findings that are gone and ``files`` those that changed, ``more`` the
    unsafe fixes that would be left; ``diffs`` and ``refused`` are what there is to say in the end.
    """

    def __init__(
        self, *, unsafe: bool = False, diff: bool = False, exit_non_zero: bool = False
    ) -> None:
        self._unsafe = unsafe
        self._exit_non_zero = exit_non_zero
        self.diff = diff
        self.fixed = 0
        self.files = 0
        self.more = 0
        self.diffs: list[str] = []
        self.refused: list[str] = []
        self.passed_on: bytes | None = None
        """What came on standard input, with its fixes."""

    def apply(
        self,
        path: str | None,
        data: object,
        result: FileResult,
        settings: Settings,
        given: Sequence[str],
    ) -> FileResult:
        """Apply the fixes of a file and return the result of linting it then.

        ``path`` None is standard input, whose text is kept for standard output. ``given`` are the
        paths that the run was given.
        """
        if not isinstance(data, bytes):
            return result
        if path is None:
            self.passed_on = data
        fixable = [finding.fix for finding in result.findings if finding.fix is not None]
        if result.source is None or not any(self._unsafe or fix.safe for fix in fixable):
            self.more += 0 if self._unsafe else len(fixable)
            return result
        mended = _mended(Source(result.name, result.source.text), settings, self._unsafe)
        left = mended.result.findings
        if not self._unsafe:
            self.more += sum(each.fix is not None and not each.fix.safe for each in left)
        after = encoded(mended.text, data)
        if not mended.fixed:
            return mended.result
        if self.diff:
            self.diffs.append("".join(_unified(result.name, data.decode(), after.decode())))
        elif path is None:
            self.passed_on = after
        else:
            try:
                rewrite(path, after, given, before=data)
            except RewriteError as error:
                self.refused.append(f'can\'t write "{path}", so nothing in it is fixed: {error}')
                return result
        self.fixed += len(mended.fixed)
        self.files += 1
        return result if self.diff else mended.result

    def exit_code(self) -> int | None:
        """Return the exit code of the run, None where what remains decides on it."""
        if self.refused:
            return 2
        if self.diff or (self._exit_non_zero and self.fixed):
            return int(self.fixed > 0)
        return None

    def summary(self, summary: Summary, *, color: bool) -> str:
        """Say how much was fixed, or would be, and what is left."""
        done = "would fix" if self.diff else "fixed"
        what = f"{count(self.fixed, 'finding')} in {count(self.files, 'file')}"
        headline = f"{done} {what if self.fixed else 'nothing'}"
        # What came after the fixes, such as suppressions, may have taken some of them away.
        unsafe = 0 if self._unsafe else self.more if self.diff else summary.unsafe
        left = f"{unsafe} more fixable with --unsafe-fixes" if unsafe else ""
        if self.diff:
            return f"{headline} ({left})" if left else headline
        return f"{headline}; {summary_line(summary, color=color, left=left)}"


def _mended(source: Source, settings: Settings, unsafe: bool) -> Mended:
    from linter.engine import Defect
    from linter.fixing import mend

    try:
        return mend(source, settings, unsafe=unsafe)
    except Exception as error:
        raise Defect(source.name) from error


def _unified(name: str, before: str, after: str) -> Iterator[str]:
    """Yield the lines of a unified diff; credentials near a change are not shown."""
    from difflib import unified_diff

    from linter.credentials import redacted

    old, new = (_lines(redacted(text)) for text in (before, after))
    for line in unified_diff(old, new, name, name):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _lines(text: str) -> list[str]:
    r"""Part a text as other programs that read diffs do, at ``\n`` alone."""
    parts = text.split("\n")
    return [part + "\n" for part in parts[:-1]] + ([parts[-1]] if parts[-1] else [])
