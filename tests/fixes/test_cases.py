"""Each fix in block YAML, flow YAML and JSON: a file before, and the file after."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from linter.document.encoding import decode
from linter.fixing import mend
from linter.rewrite import encoded
from linter.rules import RULES
from linter.source import Source
from tests.fixes.oracle import SETTINGS, check

CASES = Path(__file__).parent / "cases"

FIXES = {
    "safe": {
        "duplicate-entry": "duplicate-entry",
        "duplicate-status-code": "pointless-status-code",
        "empty-document": "empty-document",
        "near-miss-tag": "invalid-choice",
        "placeholder-blanks": "malformed-placeholder",
        "quote-for-json": "not-json",
        "quote-name": "wrong-type",
        "quote-status-code": "wrong-type",
        "quote-variable-value": "wrong-type",
        "quote-version-alias": "wrong-type",
        "unused-suppression": "unused-suppression",
    },
    "unsafe": {
        "declare-variable": "undeclared-variable",
        "fractional-weights": "wrong-type",
        "misplaced-parameter": "unknown-field",
        "missing-metadata": "missing-field",
        "misspelt-key": "unknown-field missing-field",
        "placeholder-in-code": "malformed-placeholder",
        "remove-variable": "unused-variable",
        "version-alias-v": "version-alias",
        "weights-to-100": "routing-weights-sum",
    },
}
"""The fixes, each with the rules whose findings it takes away."""

NOT_IN_JSON = {
    "empty-document": "a JSON text is one document",
    "quote-for-json": "every key and value of JSON has a form in JSON",
    "unused-suppression": "JSON has no comments",
}


class Case(NamedTuple):
    """One file of a fix, and how safe the fix is."""

    how: str
    fix: str
    name: str

    def read(self, when: str) -> bytes:
        """Return the file as it is before or after."""
        return (CASES / self.how / self.fix / when / self.name).read_bytes()

    @property
    def rules(self) -> set[str]:
        """The rules that the fix is for."""
        return set(FIXES[self.how][self.fix].split())


def cases() -> Iterator[Case]:
    """Yield every file there is to mend."""
    for path in sorted(CASES.glob("*/*/before/*")):
        how, fix, _, name = path.relative_to(CASES).parts
        yield Case(how, fix, name)


ALL = list(cases())
IDS = ["-".join(case) for case in ALL]
everywhere = pytest.mark.parametrize("case", ALL, ids=IDS)


def mended(case: Case, data: bytes) -> bytes:
    """Return bytes with the fixes of a case applied, each of which has to be for its rules."""
    source, fault = decode(case.name, data)
    assert fault is None
    done = mend(source, SETTINGS, unsafe=case.how == "unsafe")
    assert {finding.rule for finding in done.fixed} <= case.rules
    return encoded(done.text, data)


def test_every_fix_has_its_files() -> None:
    found: dict[tuple[str, str], set[str]] = {}
    for case in ALL:
        found.setdefault((case.how, case.fix), set()).add(case.name)
    assert set(found) == {(how, fix) for how, fixes in FIXES.items() for fix in fixes}
    for (_, fix), names in found.items():
        json = set() if fix in NOT_IN_JSON else {"manifest.json"}
        assert {"block.yaml", "flow.yaml"} | json <= names, fix


@everywhere
def test_before_and_after(case: Case) -> None:
    assert mended(case, case.read("before")) == case.read("after")


@everywhere
def test_all_of_it_is_the_fix_in_question(case: Case) -> None:
    """Safe fixes leave an unsafe case alone; of no case a finding of its rules is left."""
    source = Source(case.name, case.read("before").decode())
    safe = mend(source, SETTINGS, unsafe=False)
    assert (safe.text == source.text) == (case.how == "unsafe")
    after = mend(source, SETTINGS, unsafe=True).result.findings
    assert [finding for finding in after if finding.rule in case.rules] == []


@everywhere
@pytest.mark.parametrize("newline", ["\r\n", "\r"], ids=["crlf", "cr"])
def test_other_line_ends(case: Case, newline: str) -> None:
    def converted(when: str) -> bytes:
        return case.read(when).replace(b"\n", newline.encode())

    assert mended(case, converted("before")) == converted("after")


@everywhere
def test_a_byte_order_mark(case: Case) -> None:
    mark = b"\xef\xbb\xbf"
    assert mended(case, mark + case.read("before")) == mark + case.read("after")


@everywhere
def test_no_line_end_at_the_end(case: Case) -> None:
    before, after = (case.read(when).removesuffix(b"\n") for when in ("before", "after"))
    assert mended(case, before) == after


@everywhere
def test_promises(case: Case) -> None:
    check(case.name, case.read("before").decode())


def test_the_rules_say_what_the_cases_show() -> None:
    shown: dict[str, set[str]] = {}
    for how, fixes in FIXES.items():
        for rules in fixes.values():
            for rule in rules.split():
                shown.setdefault(rule, set()).add(how)
    said = {name: rule.fixes for name, rule in RULES.items() if rule.fixes != "no"}
    assert said == {rule: "both" if len(hows) == 2 else min(hows) for rule, hows in shown.items()}
