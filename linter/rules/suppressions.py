"""Comments that silence findings: those that silence none, and those that can't."""

from __future__ import annotations

from linter.finding import Severity
from linter.rules.base import reported_elsewhere


@reported_elsewhere("unused-suppression", Severity.WARNING, fixes="safe")
def unused_suppression() -> None:
    """A suppression names a rule of which there is no finding to suppress.

    Why:
        The mistake was mended, or the comment never stood where it works. Left behind, it hides
        the next mistake of this kind.

    Bad:
        # pmlint: ignore[wrong-type] the gateway quotes it
        description: Greets people

    Good:
        description: Greets people

    Bad:
        metadata:
          country: NO  # pmlint: ignore[surprising-scalar, wrong-type] Norway is meant

    Good:
        metadata:
          country: NO  # pmlint: ignore[surprising-scalar] Norway is meant

    Options:
        Nothing is said of rules that are not in force in the run, of duplicate-prompt, which
        depends on the other files of the run, or in a file that can't be read. A comment that
        names this rule, too, is kept whether it is needed or not.

    Sources:
        Suppressions are this linter's own.

    How sure:
        Certain: without the comment the findings would be the same.
    """


@reported_elsewhere("invalid-suppression", Severity.ERROR)
def invalid_suppression() -> None:
    """A comment is meant as a suppression and is none, or names no rule.

    Why:
        It suppresses nothing, whatever its author believes. A name that is misspelt, a group of
        rules, no name at all: what a comment silences is said rule by rule, so that it hides
        nothing that nobody thought of.

    Bad:
        # pmlint: ignore
        metadata:
          country: "NO"

    Good:
        # pmlint: ignore[surprising-scalar] Norway is meant
        metadata:
          country: NO

    Bad:
        description: Greets people  # pmlint: ignroe[wrong-length]

    Good:
        description: Greets people

    Mend:
        Write `# pmlint: ignore[rule]` behind a value, or alone on the line above, and
        `# pmlint: ignore-file[rule]` before the first key of a document. Several names are
        separated by commas; a reason may follow. What keeps a file from being read (syntax-error,
        encoding, unreadable-file, too-complex) can't be suppressed by a comment in it.

    Sources:
        Suppressions are this linter's own.

    How sure:
        Certain of what begins with `pmlint:`. Where the colon is missing, only words that are
        nearly a suppression count, so that a sentence about this linter is none.
    """
