"""Routing: the weights of targets, their retries and the status codes that lead to these."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from linter.finding import At, Problem, Severity
from linter.rules import retries, targets, usual_routing
from linter.rules.base import reported_elsewhere, rule
from linter.rules.weights import FULL, all_zero, is_weighted, may_be_off, odd_groups, shares
from linter.rules.words import number, short

if TYPE_CHECKING:
    from linter.finding import Path
    from linter.manifest import Manifest
    from linter.settings import Settings

_TARGETS: Path = ("routing_config", "load_balance_targets")


@rule("routing-weights", Severity.ERROR, needs="routing_config", when=may_be_off)
def routing_weights(manifest: Manifest, _settings: Settings) -> Iterator[Problem]:
    """A weight is outside of 0 to 100, or every weight is 0.

    Why:
        The models take any whole number, but the gateway shares traffic by weights from 0 to
        100. A weight of 0 keeps a target for fallbacks; where all are 0, none gets a request.

    Bad:
        routing_config:
          type: weight-based-routing
          load_balance_targets:
            - target: openai-main/gpt-4o
              weight: 150
            - target: azure-eu/gpt-4o
              weight: -50

    Good:
        routing_config:
          type: weight-based-routing
          load_balance_targets:
            - target: openai-main/gpt-4o
              weight: 100
            - target: azure-eu/gpt-4o
              weight: 0

    Sources:
        The vendor's documentation page 'Load balancing overview' of its AI gateway. The models
        of the vendor's package `truefoundry` 0.17.5 have no bounds.

    How sure:
        The range is documented for the gateway's load balancing; that it holds for a prompt, whose
        targets are built alike, is an inference. What the gateway does with a weight outside of it
        was not tried.
    """
    for path, target in manifest.targets if is_weighted(manifest) else ():
        weight = target.get("weight")
        if type(weight) is int and not 0 <= weight <= FULL:
            bound = "below 0" if weight < 0 else f"above {FULL}"
            yield Problem(
                (*path, "weight"), f"a weight of {number(weight)} is {bound}: write 0 to {FULL}"
            )
    if is_weighted(manifest) and all_zero(manifest):
        yield Problem(_TARGETS, "every weight is 0: give one target a weight above 0", at=At.KEY)


@rule(
    "routing-weights-sum", Severity.WARNING, needs="routing_config", when=may_be_off, fixes="unsafe"
)
def routing_weights_sum(manifest: Manifest, _settings: Settings) -> Iterator[Problem]:
    """The weights of targets do not add up to 100.

    Why:
        Traffic is shared in proportion to the weights, so with another sum none of them is the
        percentage it looks like. Usually one was changed and the others forgotten. Targets with
        different conditions (`metadata_match`) are added up apart; those without a condition that
        all have 0 are there for fallbacks.

    Bad:
        routing_config:
          type: weight-based-routing
          load_balance_targets:
            - target: openai-main/gpt-4o
              weight: 60
            - target: azure-eu/gpt-4o
              weight: 50

    Good:
        routing_config:
          type: weight-based-routing
          load_balance_targets:
            - target: openai-main/gpt-4o
              weight: 60
            - target: azure-eu/gpt-4o
              weight: 40

    Sources:
        The vendor's documentation page 'Load balancing overview' says that weights should sum
        to 100; the API reference page 'List prompts' calls them relative.

    How sure:
        The sources differ: one asks for a sum of 100, the other for proportions. Whether the server
        refuses another sum is not known, so it is a warning.
    """
    for group in odd_groups(manifest):
        from linter.rules.scaling import remedy_of

        where = ", ".join(f'"{short(key)}" is "{short(value)}"' for key, value in group.condition)
        yield Problem(
            _TARGETS,
            f"weights{where and ' where ' + where} add up to {group.total}, not {FULL}:"
            f" {shares(group)}",
            at=At.KEY,
            remedy=remedy_of(group),
        )


@rule(
    "duplicate-target", Severity.WARNING, needs="routing_config", when=usual_routing.may_be_unusual
)
def duplicate_target(manifest: Manifest, _settings: Settings) -> Iterator[Problem]:
    """A target is listed twice under the same conditions.

    Why:
        Its weights add up, a fallback from it may lead back to it, and the model that was meant
        in one of the two places gets no request. Usually a copied entry was not changed. Targets
        that differ in `metadata_match`, `override_params` or `headers_override` are not the same.

    Bad:
        routing_config:
          type: weight-based-routing
          load_balance_targets:
            - target: openai-main/gpt-4o
              weight: 60
            - target: openai-main/gpt-4o
              weight: 40

    Good:
        routing_config:
          type: weight-based-routing
          load_balance_targets:
            - target: openai-main/gpt-4o
              weight: 60
            - target: azure-eu/gpt-4o
              weight: 40

    Mend:
        Name the other model, remove one of the two, or give each its own `metadata_match`.

    Sources:
        No source forbids it for the routing of prompts. For routing by complexity, which
        virtual models have, the package `truefoundry-sdk` 0.6.0 allows each model once.

    How sure:
        That it is accepted is certain; what the gateway does with it is not documented.
    """
    return targets.repeated(manifest)


@rule("target-format", Severity.WARNING, needs="routing_config", when=usual_routing.may_be_unusual)
def target_format(manifest: Manifest, _settings: Settings) -> Iterator[Problem]:
    """A target is not written as `provider-account/model`.

    Why:
        The gateway looks a target up by the account and the model's name in it. The manifest is
        applied with any text, and a request that is routed to a target that does not exist
        fails.

    Bad:
        routing_config:
          type: latency-based-routing
          load_balance_targets:
            - target: gpt-4o

    Good:
        routing_config:
          type: latency-based-routing
          load_balance_targets:
            - target: openai-main/gpt-4o

    Mend:
        Write the name of the provider account, a slash, and the name that the model has in it.

    Sources:
        The API reference page 'List prompts' builds the value from the names of the account and
        of the model. The field has no format in the vendor's package `truefoundry` 0.17.5.

    How sure:
        The form is documented, and neither name may hold a slash. Nothing documents what the
        gateway does with another text.
    """
    return targets.misnamed(manifest)


@rule("no-fallback", Severity.WARNING, needs="routing_config", when=usual_routing.may_be_unusual)
def no_fallback(manifest: Manifest, _settings: Settings) -> Iterator[Problem]:
    """There are several targets, and none may stand in for one that fails.

    Why:
        `fallback_candidate: false` keeps a target from taking over. Where every target has it, a
        failed request fails for good, however many other targets would have worked.

    Bad:
        routing_config:
          type: latency-based-routing
          load_balance_targets:
            - target: openai-main/gpt-4o
              fallback_candidate: false
            - target: azure-eu/gpt-4o
              fallback_candidate: false

    Good:
        routing_config:
          type: latency-based-routing
          load_balance_targets:
            - target: openai-main/gpt-4o
              fallback_candidate: false
            - target: azure-eu/gpt-4o

    Mend:
        Leave `fallback_candidate` out on the targets that may take over: it is true by default.

    Sources:
        The description of `fallback_candidate` on the API reference page 'List prompts'.

    How sure:
        What the field does is documented. Somebody may want no fallbacks at all, which is why it
        is a warning.
    """
    return targets.stranded(manifest)


@reported_elsewhere("retry-bounds", Severity.ERROR)
def retry_bounds() -> None:
    """Attempts are below 0, or a delay is not above 0.

    Why:
        The API refuses the manifest. For no retries, set `attempts` to 0 or leave
        `retry_config` out.

    Bad:
        routing_config:
          type: latency-based-routing
          load_balance_targets:
            - target: openai-main/gpt-4o
              retry_config:
                attempts: 2
                delay: 0

    Good:
        routing_config:
          type: latency-based-routing
          load_balance_targets:
            - target: openai-main/gpt-4o
              retry_config:
                attempts: 2
                delay: 100

    Sources:
        The bounds in the vendor's package `truefoundry` 0.17.5 and on the API reference page
        'List prompts'.

    How sure:
        Tried: one set of models of `truefoundry` 0.17.5 refuses these values. Its strict ones let
        any delay pass, and `truefoundry-sdk` has no bounds at all.
    """


@rule("retry-budget", Severity.WARNING, needs="routing_config", when=usual_routing.may_be_unusual)
def retry_budget(manifest: Manifest, settings: Settings) -> Iterator[Problem]:
    """Retries take longer than anyone waits, or a delay looks like seconds.

    Why:
        Retries go to the same target, one after another, while the caller waits and the other
        targets stay idle. Delays are milliseconds: one of a few units is next to none.

    Bad:
        routing_config:
          type: latency-based-routing
          load_balance_targets:
            - target: openai-main/gpt-4o
              retry_config:
                attempts: 3
                delay: 2

    Good:
        routing_config:
          type: latency-based-routing
          load_balance_targets:
            - target: openai-main/gpt-4o
              retry_config:
                attempts: 3
                delay: 2000

    Options:
        `max-retry-attempts` (10), `max-retry-delay-ms` (60 000) and `max-retry-wait-ms`
        (120 000, attempts times delay) under `limits` in the configuration.

    Sources:
        The API documents no maximum; the limits are this linter's own. That a delay counts
        milliseconds, 100 by default, stands on the API reference page 'List prompts'.

    How sure:
        An opinion: nothing refuses such retries. The limits are meant to be set to what your
        callers can wait.
    """
    return retries.over_budget(manifest, settings.limits)


@rule("status-code", Severity.ERROR, needs="routing_config", when=usual_routing.may_be_unusual)
def status_code(manifest: Manifest, _settings: Settings) -> Iterator[Problem]:
    """A status code is not an HTTP status, so the retry or fallback never happens.

    Why:
        The gateway compares codes as texts. The models take any text, and one such as "5xx"
        simply matches nothing.

    Bad:
        routing_config:
          type: latency-based-routing
          load_balance_targets:
            - target: openai-main/gpt-4o
              fallback_status_codes: ["429", "5xx"]

    Good:
        routing_config:
          type: latency-based-routing
          load_balance_targets:
            - target: openai-main/gpt-4o
              fallback_status_codes: ["429", "500", "502", "503"]

    Sources:
        RFC 9110 for the range from 100 to 599; the models of the vendor's package
        `truefoundry` 0.17.5 accept "5xx" and "999".

    How sure:
        Tried: all models accept such codes. That they match nothing follows from the documented
        lists of codes, which are texts of three digits; no source speaks of patterns, and no
        gateway was asked.
    """
    return retries.no_statuses(manifest)


@rule(
    "pointless-status-code",
    Severity.WARNING,
    needs="routing_config",
    when=usual_routing.may_be_unusual,
    fixes="safe",
)
def pointless_status_code(manifest: Manifest, _settings: Settings) -> Iterator[Problem]:
    """A retry or fallback on a status code brings nothing.

    Why:
        A success needs no second try. A request that is wrong stays wrong when it is sent to
        the same target again, while a fallback to another one may help. A code that is listed
        twice often stands for one that is missing.

    Bad:
        routing_config:
          type: latency-based-routing
          load_balance_targets:
            - target: openai-main/gpt-4o
              retry_config:
                attempts: 2
                on_status_codes: ["401", "429"]

    Good:
        routing_config:
          type: latency-based-routing
          load_balance_targets:
            - target: openai-main/gpt-4o
              retry_config:
                attempts: 2
                on_status_codes: ["429", "503"]
              fallback_status_codes: ["401", "429", "503"]

    Sources:
        RFC 9110. The defaults of the API retry 429, 500, 502 and 503, and fall back on 401, 403,
        404 and 408 as well (the vendor's package `truefoundry` 0.17.5).

    How sure:
        A judgement by what the codes mean. The API accepts every one of them, and a retry may help
        where a provider uses a code in its own way.
    """
    return retries.pointless_statuses(manifest)
