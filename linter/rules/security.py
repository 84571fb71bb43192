"""Credentials in manifests."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from linter.finding import Problem, Severity
from linter.rules.base import rule
from linter.rules.looks import stands_before

if TYPE_CHECKING:
    from linter.finding import Path
    from linter.manifest import Manifest
    from linter.settings import Settings
    from linter.source import Source
    from linter.survey import Survey

# Each begins with one fixed character that prose seldom has, for which a search is fast; what makes
# it a mark stands before or behind it. The two characters before it rule out most places at once.
_MARKS = (
    r"_(?<=[ahrs][fkoprstu]_)(?:(?<=\bgh[opsur]_)|(?<=github_pat_)|(?<=\b[rs]k_)(?:live|test)_"
    r"|(?<=\bhf_))",
    r"-(?<=[abdprstxP-][abekprstX-]-)(?:(?<=\bsk-)|(?<=\bxox[abeprs]-)|(?<=\bxapp-)|(?<=GOCSPX-)"
    r"|(?<=\bglpat-)|(?<=\bgl[dr]t-)|(?<=\bgl(?:ptt|cbt)-)|(?<=\bglsoat-)|(?<=-----)BEGIN )",
)

# These begin with a capital letter, of which most texts have so few that it is faster to look at
# each of them first.
_CAPITAL_MARKS = (
    (
        "A",
        ("KIA", "SIA", "BSK", "Iza", "ccountKey", "ccessKey"),
        r"A(?:KIA|SIA|BSK|Iza|ccountKey|ccessKey)",
    ),
    (
        "B",
        ("earer", "asic"),
        r"B(?:earer\s{1,99}[A-Za-z0-9._~+/-]{16}|asic\s{1,99}[A-Za-z0-9+/]{12})",
    ),
    ("J", ("QQJ99",), "JQQJ99"),
)

_SENT_AS_HEADERS = frozenset(("extra_headers", "headers"))
"""Keys of free-form parameters that clients turn into headers."""

_TELLING = ("auth", "key", "token")
"""What the names of headers with credentials have in them."""

_REFERENCES = ("tfy-secret://", "{{", "${", "<")

_MOST = 1_000
"""How many credentials of a manifest are told; a file with more is not mended one by one."""


def _may_hold_one(seen: Survey) -> bool:
    source = seen.document.source
    is_first = not seen.manifest.path and not seen.document.index
    # Remembering costs something, and most files have but one manifest.
    if _shows_a_mark(source.text) if is_first else _is_marked(source):
        return True
    for headers in _header_maps(seen):
        for name, text in headers.items():
            if _may_be_literal(str(name), str(text)):
                return True
    return False


def _header_maps(seen: Survey) -> list[dict[Any, Any]]:
    """Return the maps of headers; see _headers, which knows their paths too."""
    maps = []
    for server in seen.servers:
        if "headers" in server:
            maps.append(server["headers"])
    free_form = [seen.extra] if seen.extra else []
    for target in seen.targets:
        if "headers_override" in target:
            maps.append((target["headers_override"] or {}).get("set"))
        if "override_params" in target:
            free_form.append(target["override_params"])
    for parameters in free_form:
        maps += [parameters[key] for key in _SENT_AS_HEADERS if key in (parameters or ())]
    return [headers for headers in maps if isinstance(headers, dict)] if maps else maps


@rule("hardcoded-secret", Severity.ERROR, when=_may_hold_one)
def hardcoded_secret(manifest: Manifest, _settings: Settings) -> Iterator[Problem]:
    """A credential stands in the manifest.

    Why:
        Everybody who can read the repository has it, in every clone and every old revision, and
        so has everybody who can see the prompt in the gateway; what stands in a message is sent
        to the model provider with each call. No message of this linter repeats it.

    Bad:
        mcp_servers:
          - type: mcp-server-url
            url: https://mcp.example.com/sse
            enable_all_tools: true
            headers:
              Authorization: Bearer 5f2b9c81-not-a-real-one-77d0

    Good:
        mcp_servers:
          - type: mcp-server-url
            url: https://mcp.example.com/sse
            enable_all_tools: true
            headers:
              Authorization: Bearer tfy-secret://acme:mcp-secrets:wiki

    Mend:
        Revoke the credential, for removing it from the file does not remove it from the history.
        Keep the new one as a secret of the platform, and write its address in the header:
        `tfy-secret://tenant:group:key`.

    Sources:
        The formats are those that the providers document for secret scanners: keys of OpenAI,
        Anthropic, Amazon Bedrock, Google, Azure and Hugging Face, access keys of AWS, tokens of
        GitHub, GitLab and Slack, keys of Stripe, private key blocks (RFC 7468), JWTs in headers
        (RFC 7519), bearer tokens (RFC 6750) and passwords of basic authentication (RFC 7617).

    How sure:
        A format tells that a text was made as a credential, not that it still works. Texts of
        another format are not found, for randomness alone proves nothing. Placeholders,
        references to secrets and variables of the environment, and the examples of well-known
        manuals are passed over.
    """
    left = _MOST
    for path, text, header in _suspects(manifest):
        from linter.credentials import find, find_in_header

        credentials = find(text) if header is None else find_in_header(header, text)
        for found in credentials[:left]:
            yield Problem(
                path,
                f"{found.kind} in the manifest: revoke it, and {_advice(header)}",
                chars=(found.start, found.end),
            )
        left -= len(credentials)
        if left <= 0:
            return


def _advice(header: str | None) -> str:
    if header is None:
        return "remove it from the text"
    return "write tfy-secret://tenant:group:key in its place"


def _suspects(manifest: Manifest) -> Iterator[tuple[Path, str, str | None]]:
    """Yield the texts worth a look, and the header that each is the value of."""
    marked = _is_marked(manifest.document.source)
    known = set()
    for path, values in _headers(manifest):
        known.add(path)
        for name, text in values.items():
            if not isinstance(name, str) or not isinstance(text, str):
                continue
            if marked or _may_be_literal(name, text):
                yield (*path, name), text, name
    if marked:
        for path, text in _texts((), manifest.value):
            if path[:-1] not in known:
                yield path, text, None


def _headers(manifest: Manifest) -> Iterator[tuple[Path, dict[Any, Any]]]:
    """Yield the maps of headers with their paths."""
    value = manifest.value
    if "mcp_servers" in value:
        for path, server in manifest.mappings("mcp_servers"):
            yield from _mapping(path, server, "headers")
    if "model_configuration" in value:
        configuration = manifest.mapping("model_configuration")
        for path, extra in _mapping(("model_configuration",), configuration, "extra_parameters"):
            yield from _sent(path, extra)
    if "routing_config" in value:
        for path, target in manifest.targets:
            for below, override in _mapping(path, target, "headers_override"):
                yield from _mapping(below, override, "set")
            for below, parameters in _mapping(path, target, "override_params"):
                yield from _sent(below, parameters)


def _sent(path: Path, parameters: dict[Any, Any]) -> Iterator[tuple[Path, dict[Any, Any]]]:
    """Yield the headers among free-form parameters."""
    for key in _SENT_AS_HEADERS:
        yield from _mapping(path, parameters, key)


def _mapping(path: Path, holder: dict[Any, Any], key: str) -> list[tuple[Path, dict[Any, Any]]]:
    """Return the mapping under a key with its path, nothing where there is none."""
    value = holder.get(key)
    return [((*path, key), value)] if isinstance(value, dict) else []


def _may_be_literal(name: str, text: str) -> bool:
    """Whether a header may hold a credential of no known format: a look without a pattern."""
    lowered = name.lower()
    if "eyJ" not in text and not any(part in lowered for part in _TELLING):
        return False
    return not any(reference in text for reference in _REFERENCES)


@lru_cache(maxsize=1)
def _is_marked(source: Source) -> bool:
    """Whether a file's text has the beginning of a credential, remembered for all its manifests."""
    return _shows_a_mark(source.text)


def _shows_a_mark(text: str) -> bool:
    for search in _searches():
        if search(text):
            return True
    for first, rests, mark in _CAPITAL_MARKS:
        if first in text and stands_before(first, rests, text) and re.search(mark, text):
            return True
    return False


@cache
def _searches() -> tuple[Callable[[str], object], ...]:
    return tuple(re.compile(mark).search for mark in _MARKS)


def _texts(path: Path, value: Any) -> Iterator[tuple[Path, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _texts((*path, key), item)
    elif isinstance(value, list):
        for i, item in enumerate(value):
            yield from _texts((*path, i), item)
