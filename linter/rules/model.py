"""The model's parameters: values that providers refuse, and values that never count."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from linter.finding import At, Note, Problem, Severity
from linter.rules.base import rule
from linter.rules.words import number

if TYPE_CHECKING:
    from linter.finding import Path
    from linter.manifest import Manifest
    from linter.settings import Settings
    from linter.survey import Survey

_PARAMETERS: Path = ("model_configuration", "parameters")
_EXTRA: Path = ("model_configuration", "extra_parameters")

_KNOWN = ("max_tokens", "temperature", "top_k", "top_p", "stop")
_RANGES = (("temperature", 2), ("top_p", 1))
"""Numbers from 0 up to another."""

_MOST_STOPS = 4

_USUAL = {
    **{key: (0, most) for key, most in _RANGES},
    "max_tokens": (1, 10**9),
    "top_k": (0, 10**9),
}
"""From where to where a parameter is fine in every place that has it."""


def _may_be_out_of_bounds(seen: Survey) -> bool:
    parameters = (seen.value.get("model_configuration") or {}).get("parameters")
    if not _is_usual(parameters or {}) or not _is_usual(seen.extra):
        return True
    for target in seen.targets:
        if "override_params" in target and not _is_usual(target["override_params"] or {}):
            return True
    return False


def _is_usual(values: dict[Any, Any]) -> bool:
    """Whether each parameter of a mapping is surely within its bounds."""
    for key, value in values.items():
        bounds = _USUAL.get(key)
        if bounds is not None:
            if value.__class__ not in (int, float) or not bounds[0] <= value <= bounds[1]:
                return False
        elif key == "stop" and (value.__class__ is not list or len(value) > _MOST_STOPS):
            return False
    return True


@rule("parameter-bounds", Severity.ERROR, when=_may_be_out_of_bounds)
def parameter_bounds(manifest: Manifest, _settings: Settings) -> Iterator[Problem]:
    """A parameter of the model is out of what providers accept.

    Why:
        The manifest is applied without a complaint, for its models have no bounds, and then
        every call fails with a status of 400. A `top_p` of 90 is a percentage, a `temperature`
        of 7 a scale of ten. The same keys in `extra_parameters` and in a target's
        `override_params` are looked at too, all but `top_k`, for some servers read -1 there as
        no limit.

    Bad:
        model_configuration:
          provider: openai-main
          model: gpt-4o
          parameters:
            temperature: 7

    Good:
        model_configuration:
          provider: openai-main
          model: gpt-4o
          parameters:
            temperature: 0.7
            top_p: 1
            max_tokens: 500
            stop: ["END"]

    Mend:
        Keep `temperature` within 0 to 2, `top_p` within 0 to 1, `max_tokens` at 1 or more and
        `top_k` at 0 or more, and give at most four `stop` sequences.

    Sources:
        The parameters of `chat.completions.create` in the package `openai` 3.52.0, for
        `temperature`, `top_p` and the four sequences. No field of `parameters` has a bound in the
        vendor's packages `truefoundry` 0.17.5 and `truefoundry-sdk` 0.6.0.

    How sure:
        The bounds of `temperature`, `top_p` and `stop` are documented by OpenAI, and others copy
        them; some providers are stricter, such as a `temperature` of at most 1, or refuse the
        parameter for their newer models. Those of `max_tokens` and `top_k` follow from what they
        count.
    """
    yield from _out_of_bounds(_PARAMETERS, manifest.mapping(*_PARAMETERS), free=False)
    yield from _out_of_bounds(_EXTRA, manifest.mapping(*_EXTRA), free=True)
    for path, target in manifest.targets:
        override = target.get("override_params")
        if isinstance(override, dict):
            yield from _out_of_bounds((*path, "override_params"), override, free=True)


@rule(
    "shadowed-parameter",
    Severity.WARNING,
    needs="model_configuration",
    when=lambda seen: not seen.extra.keys().isdisjoint(_KNOWN),
)
def shadowed_parameter(manifest: Manifest, _settings: Settings) -> Iterator[Problem]:
    """A key of `extra_parameters` overrides the same one of `parameters`.

    Why:
        Both are merged into one call and `extra_parameters` wins, so whoever changes the value
        under `parameters`, where one looks for it, changes nothing.

    Bad:
        model_configuration:
          provider: openai-main
          model: gpt-4o
          parameters:
            temperature: 0.2
          extra_parameters:
            temperature: 0.9

    Good:
        model_configuration:
          provider: openai-main
          model: gpt-4o
          parameters:
            temperature: 0.9
          extra_parameters:
            seed: 7

    Mend:
        Keep the value that is meant, under `parameters`, and remove the other.

    Sources:
        `render_prompt` in the vendor's package `truefoundry` 0.17.5 (`ml/prompt_utils.py`) merges
        the two with `extra_parameters` last.

    How sure:
        Tried with the client package. How the gateway merges them when it renders a prompt
        itself is not documented.
    """
    extra = manifest.mapping(*_EXTRA)
    if not extra:
        return
    parameters = manifest.mapping(*_PARAMETERS)
    for key in _KNOWN:
        if key in extra and parameters.get(key) is not None:
            yield Problem(
                (*_EXTRA, key),
                f'"{key}" overrides the one under parameters: remove one of the two',
                at=At.KEY,
                notes=(Note((*_PARAMETERS, key), "overridden here", at=At.KEY),),
            )


def _out_of_bounds(path: Path, values: dict[str, Any], *, free: bool) -> Iterator[Problem]:
    """Yield a problem for each value out of bounds; ``free``: the place may hold anything."""
    if not values:
        return
    for key, most in _RANGES:
        value = _number(values.get(key))
        if value is not None and not 0 <= value <= most:
            bound = "at least 0" if value < 0 else f"at most {most}"
            yield Problem(
                (*path, key), f"{key} {number(value)} is outside of 0 to {most}: write {bound}"
            )
    tokens = _number(values.get("max_tokens"))
    if isinstance(tokens, int) and tokens < 1:
        yield Problem(
            (*path, "max_tokens"),
            f"max_tokens {number(tokens)} is below 1: write at least 1, or leave it out",
        )
    top_k = None if free else _number(values.get("top_k"))
    if top_k is not None and top_k < 0:
        yield Problem(
            (*path, "top_k"),
            f"top_k {number(top_k)} is below 0: write at least 0, or leave it out",
        )
    stop = values.get("stop")
    if isinstance(stop, list) and len(stop) > _MOST_STOPS:
        yield Problem(
            (*path, "stop"), f"{len(stop)} stop sequences are too many: keep at most {_MOST_STOPS}"
        )


def _number(value: Any) -> int | float | None:
    """Return a number that JSON can write; anything else is reported by itself."""
    if type(value) is int:
        return value
    if isinstance(value, float) and abs(value) < float("inf"):
        return value
    return None
