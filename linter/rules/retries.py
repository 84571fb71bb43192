"""Retries and fallbacks: how long they take, and the status codes that lead to them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from linter.finding import At, Note, Problem
from linter.rules.words import number, short

if TYPE_CHECKING:
    from linter.finding import Path
    from linter.manifest import Manifest
    from linter.settings import Limits

DEFAULT_DELAY = 100
SUSPICIOUS_DELAY = 10
_DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")

_PERMANENT = {
    "400": "a bad request",
    "401": "missing credentials",
    "403": "a refusal",
    "404": "a missing resource",
    "422": "invalid input",
}
"""Statuses that the same request to the same target gets again."""

RETRIED = frozenset(("408", "409", "425", "429", "500", "502", "503", "504", "529"))
FALLEN_BACK_ON = RETRIED.union(_PERMANENT)
"""The statuses that people list, each fine where it stands."""


def over_budget(manifest: Manifest, limits: Limits) -> Iterator[Problem]:
    """Yield a problem for each retry that takes more than a limit, or waits next to nothing."""
    for path, target in manifest.targets:
        retry = target.get("retry_config")
        if isinstance(retry, dict):
            below = (*path, "retry_config")
            attempts = _whole(retry.get("attempts"))
            delay = _whole(retry.get("delay", DEFAULT_DELAY))
            yield from _attempts_and_delay(below, attempts, delay, limits)


def _attempts_and_delay(
    path: Path, attempts: int | None, delay: int | None, limits: Limits
) -> Iterator[Problem]:
    fine = True
    if attempts is not None and attempts > limits.max_retry_attempts:
        fine = False
        yield Problem(
            (*path, "attempts"),
            f"{number(attempts)} attempts are too many: write at most {limits.max_retry_attempts}",
            help="max-retry-attempts in the configuration sets the limit",
        )
    if delay is not None and delay > limits.max_retry_delay_ms:
        fine = False
        yield Problem(
            (*path, "delay"),
            f"a delay of {number(delay)} ms is too long: write at most {limits.max_retry_delay_ms}",
            help="max-retry-delay-ms in the configuration sets the limit",
        )
    elif delay is not None and 0 < delay < SUSPICIOUS_DELAY and attempts != 0:
        s = "" if delay == 1 else "s"
        yield Problem(
            (*path, "delay"),
            f"a delay of {delay} is {delay} millisecond{s}:"
            f" write {delay}000 for {_DIGITS[delay]} second{s}",
        )
    if not fine or attempts is None or delay is None:
        return
    wait = attempts * delay
    if wait > limits.max_retry_wait_ms:
        yield Problem(
            path,
            f"{attempts} attempts with a delay of {delay} ms wait up to {wait} ms:"
            f" keep them within {limits.max_retry_wait_ms} ms",
            help="max-retry-wait-ms in the configuration sets the limit",
            at=At.KEY,
        )


def _whole(value: Any) -> int | None:
    """Return a whole number that is one in JSON too; another type is reported by itself."""
    return value if type(value) is int else None


def no_statuses(manifest: Manifest) -> Iterator[Problem]:
    """Yield a problem for each code that is a text and not an HTTP status."""
    for path, codes, _ in _code_lists(manifest):
        for i, code in enumerate(codes):
            if isinstance(code, str) and not _is_status(code):
                known = code[:1] in ("1", "2", "3", "4", "5") and code[1:].lower() == "xx"
                advice = "list each code by itself" if known else 'write "100" to "599"'
                yield Problem(
                    (*path, i), f'"{short(code)}" is not an HTTP status and never matches: {advice}'
                )


def pointless_statuses(manifest: Manifest) -> Iterator[Problem]:
    """Yield a problem for each code that comes twice, or brings nothing."""
    for path, codes, is_retry in _code_lists(manifest):
        first: dict[str, int] = {}
        for i, code in enumerate(codes):
            if not isinstance(code, str) or not _is_status(code):
                continue
            if code in first:
                note = Note((*path, first[code]), "first listed here")
                from linter.remedies import remove

                yield Problem(
                    (*path, i),
                    f'"{code}" is listed twice: remove one',
                    notes=(note,),
                    remedy=remove((*path, i), f'the second "{code}"', safe=True),
                )
                continue
            first[code] = i
            what = "retry" if is_retry else "fallback"
            if code[0] in "23":
                kind = "success" if code[0] == "2" else "redirect"
                yield Problem((*path, i), f'"{code}" is a {kind} and needs no {what}: remove it')
            elif is_retry and code in _PERMANENT:
                yield Problem(
                    (*path, i), f'a retry does not mend {_PERMANENT[code]}: remove "{code}"'
                )


def _code_lists(manifest: Manifest) -> Iterator[tuple[Path, list[Any], bool]]:
    """Yield the lists of status codes, and whether they are for retries."""
    for path, target in manifest.targets:
        retry = target.get("retry_config")
        codes = retry.get("on_status_codes") if isinstance(retry, dict) else None
        if isinstance(codes, list):
            yield (*path, "retry_config", "on_status_codes"), codes, True
        codes = target.get("fallback_status_codes")
        if isinstance(codes, list):
            yield (*path, "fallback_status_codes"), codes, False


def _is_status(code: str) -> bool:
    return len(code) == 3 and code.isascii() and code.isdigit() and "100" <= code <= "599"
