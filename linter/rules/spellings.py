"""What is wrong with a malformed placeholder, and what to write instead.

Prompts are full of braces that mean something else: JSON, code, formulas, templates for other
tools. So only plain names count on sight; richer expressions, and single braces, count where
they name a variable that the manifest declares.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from linter.finding import Note, Path, Problem, Remedy
from linter.nearest import fold
from linter.placeholders import MOST, Placeholder, repaired
from linter.remedies import spell
from linter.rules.markdown import code_ranges, within
from linter.rules.usage import Names, declared, guesses, intended, lookup, unnameable
from linter.rules.words import short

if TYPE_CHECKING:
    from linter.manifest import Manifest

_PLAIN = r"\w+(?:[-.]\w+)*"
_HEAD = r"[-~&$.]*\s*(\w+)\s*"
_FORMULA = r"(?:\\[A-Za-z]+\*?(?:\{[^{}]*\}|\[[^\[\]]*\])*|\^)\Z"
_LOOK_AROUND = 80

_GITHUB_CONTEXTS = ("env", "github", "inputs", "matrix", "needs", "secrets", "steps", "vars")
"""The roots of expressions in GitHub's workflow files, which prompts quote now and then."""


class Surroundings(NamedTuple):
    """What a complaint depends on.

    ``code`` are the stretches of the text that are code, ``unmatched`` the braces in it that
    nothing closes, ``names`` the declared variables, ``guesses`` the nearest of them to others.
    """

    text: str
    code: list[tuple[int, int]]
    unmatched: set[int]
    names: Names
    guesses: dict[str, str]


def malformed(
    manifest: Manifest, odd: list[tuple[Path, str, list[Placeholder]]]
) -> Iterator[Problem]:
    """Yield a problem for each malformed placeholder among what looks like one."""
    names = lookup(declared(manifest))
    unnamed = {fold(repaired(key)) for key in unnameable(manifest)}
    spelt = {repaired(found.inner): None for _, _, placeholders in odd for found in placeholders}
    near = guesses(manifest, spelt)
    for path, text, placeholders in odd:
        around = surroundings(text, names, near)
        for found in placeholders:
            # The name of the variable is at fault, and the placeholder only follows it.
            if unnamed and fold(repaired(found.inner)) in unnamed:
                continue
            message = complaint(found, around)
            if message is not None:
                notes: tuple[Note, ...] = ()
                if found.closing is not None:
                    notes = (Note(path, "the section ends here", chars=found.closing),)
                chars = (found.start, found.end)
                remedy = _remedy(path, found, around)
                yield Problem(path, message, chars=chars, notes=notes, remedy=remedy)


def _remedy(path: Path, found: Placeholder, around: Surroundings) -> Remedy | None:
    """Write ``{{ name }}`` without its blanks.

    A declared variable is all that it can mean, but for code, which may be an example of itself.
    """
    name = found.inner.strip()
    if found.form != "braced" or around.text[found.start] != "{" or name not in around.names.known:
        return None
    chars = (found.start, found.end)
    return spell(path, chars, "{{" + name + "}}", safe=not within(around.code, found.start))


def surroundings(text: str, names: Names, guesses: dict[str, str]) -> Surroundings:
    """Look a text over once, for all its placeholders."""
    waiting: list[int] = []
    for match in islice(re.finditer(r"[{}]", text), 2 * MOST):
        if match[0] == "{":
            waiting.append(match.start())
        elif waiting:
            waiting.pop()
    return Surroundings(text, code_ranges(text), set(waiting), names, guesses)


def complaint(found: Placeholder, around: Surroundings) -> str | None:
    """Return the message for what looks like a placeholder, None where it is something else."""
    inner = found.inner.strip()
    meant = intended(inner, around.names)
    if not meant and within(around.code, found.start):
        return None
    if found.form == "section":
        shown = short("{{" + inner + "}}")
        return f"sections such as {shown} are not rendered: pass the finished text as a variable"
    if found.form == "braced":
        return _braced(found, inner, around, meant)
    if found.form == "unclosed":
        return _unclosed(found, inner, around, meant)
    if inner not in meant:
        return None
    if found.form == "open" and _ends_there(found, around.text):
        return _not_closed("{{" + inner, inner)
    if found.form == "single" and not _in_formula(found, around.text):
        return _no_placeholder(around.text[found.start : found.end], inner)
    return None


def _braced(found: Placeholder, inner: str, around: Surroundings, meant: set[str]) -> str | None:
    dollar = "$" if around.text[found.start] == "$" else ""
    name: str | None
    if re.fullmatch(_PLAIN, inner):
        if not meant and (_is_number(inner) or (dollar and _is_github(inner))):
            return None
        name = _best(inner, around, meant)
    else:
        name = _of_expression(inner, around.names)
        if name is None:
            return None
    blank = "" if found.inner == inner else " "
    return _no_placeholder(dollar + "{{" + blank + inner + blank + "}}", name)


def _unclosed(found: Placeholder, inner: str, around: Surroundings, meant: set[str]) -> str | None:
    if not re.fullmatch(_PLAIN, inner):
        return None
    outer = found.start + (around.text[found.start] == "$")
    if not meant and (_is_number(inner) or outer not in around.unmatched):
        return None
    return _not_closed("{{" + inner + "}", _best(inner, around, meant))


def _no_placeholder(written: str, name: str) -> str:
    return f"{short(written)} is not a placeholder: write " + "{{" + short(name) + "}}"


def _not_closed(written: str, name: str) -> str:
    return f"{short(written)} is not closed: write " + "{{" + short(name) + "}}"


def _best(inner: str, around: Surroundings, meant: set[str]) -> str:
    """Return the variable that a plain name stands for: a declared one if there is one."""
    name = repaired(inner) or inner
    if name in meant:
        return name
    return around.names.folded.get(fold(name)) or around.guesses.get(name, name)


def _of_expression(inner: str, names: Names) -> str | None:
    """Return the declared variable of which an expression makes something, or which it spells."""
    head = re.match(_HEAD, inner)
    if head is not None and head[1] in names.known:
        rest = inner[head.end() :]
        if rest[:1] in ("", "|", "[", "(", ".") or rest in ("-", "~"):
            return head[1]
    if re.fullmatch(r"[\w .-]+", inner):
        return names.folded.get(fold(repaired(inner)))
    return None


def _ends_there(found: Placeholder, text: str) -> bool:
    """Whether ``{{x`` is followed by prose, not by code that closes its braces further on."""
    rest = text[found.end : found.end + _LOOK_AROUND].partition("\n")[0]
    return "}" not in rest and (not rest or rest[0].isspace() or rest[0] in ".,;!?)")


def _is_number(inner: str) -> bool:
    return not re.search(r"[^\W\d]", inner)


def _is_github(inner: str) -> bool:
    root, dot, _ = inner.partition(".")
    return bool(dot) and root in _GITHUB_CONTEXTS


def _in_formula(found: Placeholder, text: str) -> bool:
    r"""Whether single braces are an argument in TeX: ``\frac{x}{y}``, ``a^{n}``, ``a_{n}``."""
    before = text[max(0, found.start - _LOOK_AROUND) : found.start]
    return bool(re.search(_FORMULA, before)) or (before[-1:] == "_" and len(found.inner) == 1)
