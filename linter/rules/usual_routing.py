"""The quick look at routing: whether every target is as targets usually are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.rules.retries import DEFAULT_DELAY, FALLEN_BACK_ON, RETRIED, SUSPICIOUS_DELAY
from linter.rules.targets import is_target

if TYPE_CHECKING:
    from linter.survey import Survey


def may_be_unusual(seen: Survey) -> bool:
    """Whether a target may give the rules on targets, retries and status codes something to say.

    One walk for all of them, because going through the targets is most of what each would cost.
    """
    limits = seen.settings.limits
    names = set()
    may_stand_in = False
    for target in seen.targets:
        name = target["target"]
        if not is_target(name):
            return True
        names.add(name)
        if target.get("fallback_candidate") is not False:
            may_stand_in = True
        retry = target.get("retry_config")
        if retry:
            attempts = retry["attempts"]
            delay = retry.get("delay", DEFAULT_DELAY)
            if (
                attempts > limits.max_retry_attempts
                or not SUSPICIOUS_DELAY <= delay <= limits.max_retry_delay_ms
                or attempts * delay > limits.max_retry_wait_ms
            ):
                return True
            codes = retry.get("on_status_codes")
            if codes and (not RETRIED.issuperset(codes) or len(set(codes)) != len(codes)):
                return True
        codes = target.get("fallback_status_codes")
        if codes and (not FALLEN_BACK_ON.issuperset(codes) or len(set(codes)) != len(codes)):
            return True
    return not may_stand_in or len(names) != len(seen.targets)
