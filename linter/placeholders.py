"""Placeholders in a text, and what looks like one.

The vendor's client replaces ``{{name}}`` and nothing else: two braces, letters, digits and
underscores, two braces (package ``truefoundry`` 0.17.5, ``ml/prompt_utils.py``). There is no
escape, no section, and what is replaced is not looked at again.
"""

import re
from collections.abc import Callable
from functools import cache
from itertools import islice
from typing import Literal, NamedTuple, TypeAlias

Form: TypeAlias = Literal["whole", "braced", "unclosed", "open", "single", "section", "inside"]
"""How a placeholder is written.

``whole`` is one that is replaced. The others are not: ``braced`` is ``{{anything else}}``,
``unclosed`` is ``{{x}``, ``open`` is ``{{x`` before no brace, ``single`` is ``{x}``, ``section``
is the tag that opens a section, or a tag without its partner, and ``inside`` is whatever stands
in a section.
"""

MOST = 20_000
"""How many placeholders of a manifest are looked at; no prompt that a model can read has more."""

_LONGEST = 200
"""Braces that are further apart hold prose or code, not the name of anything."""

_TOKEN = r"\{(?:\{(?:(\w+)\}\}|([^{}]*)\}(\}?)|\s*(\w+))|(\w+)\})"
_ODD_TOKEN = r"\{(?:\{(?!\w+\}\})(?:[^{}]*\}|\s*\w)|(?<!\{\{)\w+\})"
_OPENING = r"\s*[#^]\s*(\w[\w-]*)(?:\s.*)?\Z"
_CLOSING = r"\s*/\s*(\w[\w-]*)\s*\Z"


class Placeholder(NamedTuple):
    """A placeholder or what looks like one; ``inner`` is what stands between the braces.

    ``start`` and ``end`` are code points of the text. ``closing`` is the range of the tag that
    closes a section.
    """

    start: int
    end: int
    inner: str
    form: Form
    closing: tuple[int, int] | None = None


def scan(text: str, most: int = MOST) -> list[Placeholder]:
    """Return what is written like a placeholder in a text, in order, and so many at most."""
    found: list[Placeholder] = []
    tagged = False
    for match in islice(re.finditer(_TOKEN, text), most):
        name, inner, second, opened, single = match.groups()
        if inner is not None and len(inner) > _LONGEST:
            continue
        start, end = match.span()
        if name is not None:
            found.append(Placeholder(start, end, name, "whole"))
            continue
        # ``$5{{x}}`` is money, but ``${{ x }}`` and ``${x}`` are placeholders of other tools.
        start -= text[start - 1 : start] == "$"
        if inner is not None:
            form: Form = "braced" if second else "unclosed"
            tagged = tagged or (form == "braced" and inner.lstrip()[:1] in ("#", "^", "/"))
            found.append(Placeholder(start, end, inner, form))
        elif opened is not None:
            found.append(Placeholder(start, end, opened, "open"))
        else:
            found.append(Placeholder(start, end, single, "single"))
    return _with_sections(found) if tagged else found


def may_hold_odd(text: str) -> bool:
    """Whether ``scan`` may give anything but whole placeholders: a quick look."""
    return "{" in text and _odd_token()(text) is not None


@cache
def _odd_token() -> Callable[[str], object]:
    return re.compile(_ODD_TOKEN).search


def holds_whole(text: str) -> bool:
    """Whether a text holds a placeholder that would be replaced in a message."""
    return "{{" in text and re.search(r"\{\{\w+\}\}", text) is not None


def is_name(text: str) -> bool:
    r"""Whether a placeholder can name a variable so: ``\w+``, without a regular expression."""
    return text.replace("_", "a").isalnum()


def repaired(text: str) -> str:
    """Return the name that a text would be if it were one; "" where nothing is left."""
    return re.sub(r"\W+", "_", text).strip("_")


def _with_sections(found: list[Placeholder]) -> list[Placeholder]:
    """Pair the tags of sections, and mark what stands between the outermost pairs."""
    partners: dict[int, int] = {}
    waiting: list[tuple[str, int]] = []
    names: dict[str, int] = {}
    tags: set[int] = set()
    for i, token in enumerate(found):
        if token.form != "braced":
            continue
        opening = re.match(_OPENING, token.inner, re.DOTALL)
        if opening is not None:
            tags.add(i)
            waiting.append((opening[1], i))
            names[opening[1]] = names.get(opening[1], 0) + 1
            continue
        closing = re.match(_CLOSING, token.inner)
        if closing is None:
            continue
        tags.add(i)
        while names.get(closing[1]):
            name, at = waiting.pop()
            names[name] -= 1
            if name == closing[1]:
                partners[at] = i
                break
    return _settled(found, tags, partners)


def _settled(
    found: list[Placeholder], tags: set[int], partners: dict[int, int]
) -> list[Placeholder]:
    settled: list[Placeholder] = []
    last = -1
    for i, token in enumerate(found):
        if i <= last:
            settled.append(token._replace(form="inside"))
        elif i in partners:
            last = partners[i]
            closing = found[last]
            settled.append(token._replace(form="section", closing=(closing.start, closing.end)))
        else:
            settled.append(token._replace(form="section") if i in tags else token)
    return settled
