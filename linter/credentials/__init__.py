"""Credentials in a text, by the formats that providers gave them so that they can be told.

A format is a fixed beginning and so many characters of an alphabet. Randomness alone is never
enough, and what stands in for a credential in a manual is none. Every pattern takes time in
proportion to the text, whatever it holds: it begins with fixed characters where a word begins, and
a repetition is followed by nothing, or by a character that it can't hold.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import NamedTuple

from linter.credentials.stand_ins import is_reference, is_stand_in, login

_FORMATS: tuple[tuple[tuple[str, ...], str, str], ...] = (
    (
        ("ghp_", "gho_", "ghu_", "ghs_", "ghr_"),
        "a GitHub token",
        r"gh(?<![A-Za-z0-9]gh)[pousr]_[A-Za-z0-9]{36,}",
    ),
    (("github_pat_",), "a GitHub token", r"github(?<![A-Za-z0-9]github)_pat_[A-Za-z0-9_]{36,}"),
    (
        ("glpat-", "gldt-", "glrt-", "glptt-", "glcbt-", "glsoat-"),
        "a GitLab token",
        r"gl(?<![A-Za-z0-9]gl)(?:pat|dt|rt|ptt|cbt|soat)-[A-Za-z0-9_-]{20,}",
    ),
    (
        ("AKIA", "ASIA"),
        "an AWS access key",
        r"A(?<![A-Za-z0-9]A)(?:KIA|SIA)[A-Z0-9]{16}(?![A-Za-z0-9])",
    ),
    (("ABSK",), "an Amazon Bedrock key", r"ABSK(?<![A-Za-z0-9]ABSK)[A-Za-z0-9+/]{30,}={0,2}"),
    (("AIza",), "a Google API key", r"AIza(?<![A-Za-z0-9]AIza)[A-Za-z0-9_-]{35,}"),
    (("GOCSPX-",), "a Google client secret", r"GOCSPX-(?<![A-Za-z0-9]GOCSPX-)[A-Za-z0-9_-]{24,}"),
    (
        ("xox", "xapp-"),
        "a Slack token",
        r"x(?<![A-Za-z0-9]x)(?:ox[abeprs]|app)-[A-Za-z0-9-]{16,}",
    ),
    (
        ("sk_live_", "sk_test_"),
        "a Stripe key",
        r"sk_(?<![A-Za-z0-9]sk_)(?:live|test)_[A-Za-z0-9]{16,}",
    ),
    (
        ("rk_live_", "rk_test_"),
        "a Stripe key",
        r"rk_(?<![A-Za-z0-9]rk_)(?:live|test)_[A-Za-z0-9]{16,}",
    ),
    (("hf_",), "a Hugging Face token", r"hf_(?<![A-Za-z0-9]hf_)[A-Za-z0-9]{30,}"),
    (("AccountKey",), "an Azure key", r"AccountKey=([A-Za-z0-9+/]{30,}={0,2})"),
    (("AccessKey",), "an Azure key", r"AccessKey=([A-Za-z0-9+/]{30,}={0,2})"),
)
"""What must occur for a pattern to be tried, what it finds, and the pattern.

What is found is the whole match, or the group where there is one. A pattern begins with literal
characters, for which texts are searched fast, and then looks back at the character before them.
"""

_SHARED = r"sk-(?<![A-Za-z0-9]sk-)[A-Za-z0-9_-]{20,}"
_COMPANIES = (("sk-ant-", "an Anthropic key"), ("sk-or-", "an OpenRouter key"))
"""Several companies took OpenAI's beginning over; words with it, such as names of styles, exist."""
_RANDOM_RUN = 12

_AZURE_SIGNATURE = r"J(?<=[A-Za-z0-9]{40}J)QQJ99[A-Za-z0-9]{20,60}"
_AZURE_LONGEST = 60
_JWT = r"eyJ(?<![\w-]eyJ)[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}"
_BEARER = r"Bearer\s{1,99}([A-Za-z0-9._~+/-]{16,}=*)"
_BASIC = r"Basic\s{1,99}([A-Za-z0-9+/]{12,}={0,2})"
_KEY_BLOCK = r"-----BEGIN (?:[A-Z0-9]+ ){0,4}PRIVATE KEY(?: BLOCK)?-----"
_BODY_LOOK = 400
_LINE_LEAST = 40

_AUTHORIZATION = ("authorization", "proxy-authorization")
_KEY_HEADERS = (
    *("api-key", "apikey", "x-api-key", "x-goog-api-key", "ocp-apim-subscription-key"),
    *("private-token", "x-auth-token", "x-access-token", "x-functions-key"),
)
_LEAST_AUTHORIZATION = 6
_LEAST_KEY = 16


class Credential(NamedTuple):
    """A stretch of a text that holds a credential, and what it is in words."""

    start: int
    end: int
    kind: str


def find(text: str) -> list[Credential]:
    """Return the credentials in a text that their format gives away, in order."""
    found = list(_by_format(text))
    if "PRIVATE KEY" in text:
        found += _key_blocks(text)
    if "JQQJ99" in text:
        found += _azure_keys(text)
    if "Bearer" in text:
        found += _matches(_BEARER, text, "a bearer token", _is_mixed)
    if "Basic" in text:
        found += _matches(_BASIC, text, "a password in Base64", _is_login)
    return _apart(found)


def find_in_header(name: str, text: str) -> list[Credential]:
    """Return the credentials in the value of an HTTP header, whose name tells of more of them."""
    found = find(text)
    if "eyJ" in text:
        found = _apart([*found, *_matches(_JWT, text, "a JWT", _is_mixed)])
    if found:
        return found
    name = name.strip().lower()
    if name in _AUTHORIZATION:
        return _literal(text, 2, _LEAST_AUTHORIZATION, "a literal Authorization value")
    if name in _KEY_HEADERS:
        whole = _literal(text, 1, _LEAST_KEY, "a literal key")
        return whole if _is_mixed(text) else []
    return []


@lru_cache(maxsize=1024)
def redacted(text: str) -> str:
    """Return a text with asterisks in place of the credentials in it.

    Words that hold one with other punctuation are blanked too: a suggestion how to write it.
    """
    found = find(text)
    cores = [_core(text[start:end]) for start, end, _ in found]
    for start, end, _ in found:
        text = text[:start] + "*" * (end - start) + text[end:]
    if not found:
        return text
    return re.sub(
        r"[\w.+/=-]{12,}",
        lambda word: "*" * len(word[0]) if any(c in _core(word[0]) for c in cores) else word[0],
        text,
    )


def _core(token: str) -> str:
    return "".join(filter(str.isalnum, token)).lower()


def _by_format(text: str) -> Iterator[Credential]:
    if "sk-" in text:
        for found in _matches(_SHARED, text, "an OpenAI key", _has_random_run):
            token = text[found.start : found.end]
            kinds = [kind for beginning, kind in _COMPANIES if token.startswith(beginning)]
            yield found._replace(kind=kinds[0]) if kinds else found
    for marks, kind, pattern in _FORMATS:
        if any(mark in text for mark in marks):
            yield from _matches(pattern, text, kind)


def _matches(
    pattern: str, text: str, kind: str, fits: Callable[[str], bool] | None = None
) -> Iterator[Credential]:
    """Yield what a pattern finds, where it fits and is no stand-in."""
    for match in re.finditer(pattern, text):
        start, end = match.span(match.lastindex or 0)
        token = text[start:end]
        if (fits is None or fits(token)) and not is_stand_in(token):
            yield Credential(start, end, kind)


def _apart(found: list[Credential]) -> list[Credential]:
    """Return credentials in order; of overlapping ones the first, and the one told first."""
    kept: list[Credential] = []
    for credential in sorted(found, key=lambda credential: credential.start):
        if not kept or credential.start >= kept[-1].end:
            kept.append(credential)
    return kept


def _literal(text: str, most_words: int, least: int, kind: str) -> list[Credential]:
    """Return the last word of a text, unless it is short, a stand-in or a reference.

    More words than a scheme and its credentials are prose.
    """
    words = text.split(None, most_words)
    if not words or len(words) > most_words:
        return []
    token = words[-1]
    if len(token) < least or not re.fullmatch(r"[A-Za-z0-9._~+/=:-]*", token):
        return []
    if is_stand_in(token) or is_reference(token):
        return []
    start = text.rindex(token)
    return [Credential(start, start + len(token), kind)]


def _azure_keys(text: str) -> Iterator[Credential]:
    for match in re.finditer(_AZURE_SIGNATURE, text):
        start = match.start()
        floor = max(0, start - _AZURE_LONGEST)
        while start > floor and text[start - 1].isascii() and text[start - 1].isalnum():
            start -= 1
        if not is_stand_in(text[start : match.end()]):
            yield Credential(start, match.end(), "an Azure key")


def _key_blocks(text: str) -> Iterator[Credential]:
    """Yield blocks of private keys; the line alone, as in a rule about them, is none."""
    end = 0
    for match in re.finditer(_KEY_BLOCK, text):
        start = match.start()
        if start < end:
            continue
        body = text[match.end() : match.end() + _BODY_LOOK].partition("-----")[0]
        line = next(iter(re.sub(r"(?m)\\[nr]|^[A-Za-z-]+:.*$", " ", body).split()), "")
        if len(line) < _LINE_LEAST or not re.fullmatch(r"[A-Za-z0-9+/=]*", line):
            continue
        if is_stand_in(line):
            continue
        closing = text.find("-----END", match.end())
        if closing < 0:
            end = len(text)
        else:
            last = text.find("-----", closing + len("-----END"))
            end = last + len("-----") if last >= 0 else len(text)
        yield Credential(start, end, "a private key")


def _has_random_run(token: str) -> bool:
    runs = token.replace("_", "-").split("-")
    return any(len(run) >= _RANDOM_RUN and _is_mixed(run) for run in runs)


def _is_mixed(token: str) -> bool:
    return any(map(str.isdigit, token)) and any(map(str.isalpha, token))


def _is_login(token: str) -> bool:
    # Words of prose have any length, what somebody encoded is padded.
    return len(token) % 4 == 0 and login(token) is not None
