"""The shape of a manifest: what the schema says, in the words of its diagnosis."""

from __future__ import annotations

from linter.finding import Severity
from linter.rules.base import reported_elsewhere


@reported_elsewhere("missing-field", Severity.ERROR, fixes="unsafe")
def missing_field() -> None:
    """A required key is missing, or misspelt.

    Why:
        The API refuses the manifest. `metadata` is the one most often forgotten: it has to be
        there, and `{}` is enough.

    Bad:
        messages:
          - role: user

    Good:
        messages:
          - role: user
            content: Hello

    Sources:
        The required fields of the models in the vendor's packages `truefoundry` 0.17.5 and
        `truefoundry-sdk` 0.6.0; they agree on all but `name` and `ml_repo`, which are optional
        here and reported by unnamed-prompt.

    How sure:
        The vendor's models were run on such manifests and refuse them. On `type` and `role` they
        disagree: `truefoundry-sdk` fills these in, `truefoundry` demands them, and `tfy apply`
        needs the `type` of the manifest. Nothing was tried against a live server.
    """


@reported_elsewhere("unknown-field", Severity.WARNING, fixes="unsafe")
def unknown_field() -> None:
    """The API does not know a key and drops it without a word.

    Why:
        A misspelt or misplaced optional key looks as if it had an effect. Parameters of the
        model at the top level, as in older snippets, are the classic.

    Bad:
        temperature: 0.2

    Good:
        model_configuration:
          provider: openai-main
          model: gpt-4o
          parameters:
            temperature: 0.2

    Options:
        `known-fields` in the configuration lists paths of keys to accept, for what a newer
        version of the API knows.

    Sources:
        Every model of the vendor's package `truefoundry` 0.17.5 ignores unknown keys; those of
        `truefoundry-sdk` 0.6.0 carry them along.

    How sure:
        Tried: no model of the vendor's refuses an unknown key, and the client's drop it. What the
        server does with one is not documented. A field newer than `truefoundry-sdk` 0.6.0 would be
        reported wrongly, which is what `known-fields` is for.
    """


@reported_elsewhere("wrong-type", Severity.ERROR, fixes="both")
def wrong_type() -> None:
    """A value is of another type than the API takes.

    Why:
        YAML guesses types: 1.0 is a number, NO is false, and a date is no text. The strict
        models refuse what they are not declared to take, `null` for a field with a default too.

    Bad:
        routing_config:
          type: latency-based-routing
          load_balance_targets:
            - target: openai-main/gpt-4o
              fallback_status_codes: [429]
            - target: azure-eu/gpt-4o

    Good:
        routing_config:
          type: latency-based-routing
          load_balance_targets:
            - target: openai-main/gpt-4o
              fallback_status_codes: ["429"]
            - target: azure-eu/gpt-4o

    Sources:
        The client's models in the vendor's package `truefoundry` 0.17.5, which are strict, and
        PyYAML's reading of YAML 1.1, which is that of `tfy apply`.

    How sure:
        Tried: the client's strict models and `truefoundry-sdk` refuse most of these values, while
        other models of `truefoundry` turn some into the declared type, such as 429 into "429". On
        `null` in place of a default they disagree. The server was not tried; the messages that
        users quote look like those of a validator that converts nothing.
    """


@reported_elsewhere("invalid-choice", Severity.ERROR, fixes="safe")
def invalid_choice() -> None:
    """A value is not one of those allowed.

    Why:
        Roles, types and the like are closed lists, and the API refuses anything else.

    Bad:
        messages:
          - role: human
            content: Hello

    Good:
        messages:
          - role: user
            content: Hello

    Sources:
        The enumerations and unions of the vendor's package `truefoundry` 0.17.5.

    How sure:
        Tried: all of the vendor's models refuse an unknown role or type. For `mime_type` alone
        `truefoundry-sdk` takes any text. A `complexity-based-routing` exists for virtual models,
        not for prompts.
    """


@reported_elsewhere("invalid-format", Severity.ERROR)
def invalid_format() -> None:
    """A text is not written the way its field demands.

    Why:
        Names, repositories, models and addresses have a pattern each, and the API refuses what
        does not match. `model` takes the name that the gateway knows, not `provider/model`. The
        address of an image can't hold a placeholder.

    Bad:
        model_configuration:
          provider: openai-main
          model: openai/gpt-4o

    Good:
        model_configuration:
          provider: openai-main
          model: gpt-4o

    Sources:
        The patterns in the vendor's package `truefoundry` 0.17.5.

    How sure:
        The patterns are the vendor's own and were run on these cases; `truefoundry-sdk` has none of
        them, and the server was not tried. Versions of `truefoundry` up to 0.13.14 wanted a `model`
        without dots, from 3 to 32 characters. In the address of an image the client would replace a
        placeholder, but its models refuse the manifest before that.
    """


@reported_elsewhere("out-of-range", Severity.ERROR)
def out_of_range() -> None:
    """A number is outside of its bounds.

    Why:
        The API refuses the manifest.

    Bad:
        cache_config:
          type: semantic
          similarity_threshold: 90

    Good:
        cache_config:
          type: semantic
          similarity_threshold: 0.9

    Sources:
        The bounds in the vendor's package `truefoundry` 0.17.5 and on the API reference page
        'List prompts'.

    How sure:
        Tried: the models that have the bounds refuse the manifest. Those of `truefoundry-sdk` 0.6.0
        have none, so it takes the server or `tfy apply` to notice.
    """


@reported_elsewhere("wrong-length", Severity.ERROR)
def wrong_length() -> None:
    """A text or a list is too long, too short, or empty where it must not be.

    Why:
        The API refuses a text above its limit. A prompt without messages, or a routing without
        targets, passes the models and can't be run.

    Bad:
        messages: []

    Good:
        messages:
          - role: user
            content: Hello

    Sources:
        The limits in the vendor's package `truefoundry` 0.17.5; that `messages` must not be
        empty stands in the description of the field alone.

    How sure:
        The lengths of texts are limits of the vendor's models, which refuse what exceeds them.
        Empty `messages` and `load_balance_targets` pass all of them; whether the server refuses
        these is an open question.
    """
