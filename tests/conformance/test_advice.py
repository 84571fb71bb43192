"""Where a misplaced key belongs: said only where it is sure, and never of what is there already."""

from __future__ import annotations

import pytest

from linter.fixing import mend
from linter.source import Source
from tests.conformance.test_voice import HEAD, said_of
from tests.fixes.oracle import SETTINGS

MODEL = "model_configuration:\n  provider: openai-main\n  model: gpt-4o\n"
SERVER = "mcp_servers:\n  - type: mcp-server-fqn\n    integration_fqn: acme:github\n"
TARGETS = "routing_config:\n  type: latency-based-routing\n  load_balance_targets:\n"
TARGET = TARGETS + "    - target: openai-main/gpt-4o\n"


def dropped(key: str) -> str:
    return f'unknown key "{key}": the API does not know it and drops it'


def messages(text: str) -> list[str]:
    return [message for _, _, message in said_of(HEAD + text)]


def mended(text: str) -> str:
    """Apply all fixes to what follows the head of a manifest."""
    done = mend(Source("prompt.yaml", HEAD + text), SETTINGS, unsafe=True)
    return done.text.removeprefix(HEAD)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        # A word for many things: logging_config knows it, and the cache is not logged.
        ("cache_config: {type: exact-match, enabled: false}\n", dropped("enabled")),
        (MODEL + "  version: 2\n", dropped("version")),
        (MODEL + "  description: cheap\n", dropped("description")),
        (MODEL + "  metadata: {}\n", dropped("metadata")),
        # What an item of a list says is about that item.
        ("    id: m1\n", dropped("id")),
        ("    weight: 1\n", dropped("weight")),
        ("sub_agents:\n  - name: billing\n    description: Sends bills.\n", dropped("description")),
        ("sub_agents:\n  - name: billing\n    temperature: 0\n", dropped("temperature")),
        ("sub_agents:\n  - name: billing\n    temprature: 0\n", dropped("temprature")),
        (TARGET + "      description: fast\n", dropped("description")),
        (TARGET + "      version_alias: v1\n", dropped("version_alias")),
        # In which item of the list?
        ("sla_cutoff: {}\n", dropped("sla_cutoff")),
        ("mcp_server_integration_id: x\n", dropped("mcp_server_integration_id")),
        # Sure, by its telling name.
        (
            "cache_config: {type: exact-match, version_alias: v1}\n",
            '"version_alias" does not belong here: move it to the top level',
        ),
        (
            "cache_config: {type: exact-match, tracing_project_fqn: x}\n",
            '"tracing_project_fqn" does not belong here: move it to logging_config',
        ),
        (
            MODEL + "  variables: {tone: warm}\n",
            '"variables" does not belong here: move it to the top level',
        ),
        # Sure, for it is only indented too far; in the list's very item here.
        (
            MODEL + "  parameters:\n    extra_parameters: {}\n",
            '"extra_parameters" does not belong here: move it to model_configuration',
        ),
        (
            TARGET + "      retry_config:\n        attempts: 1\n        fallback_candidate: true\n",
            '"fallback_candidate" does not belong here:'
            " move it to routing_config.load_balance_targets[]",
        ),
    ],
)
def test_a_place_is_named_only_where_it_is_sure(text: str, message: str) -> None:
    assert messages(text) == [message]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("    text: Hi\n", 'unknown key "text", remove it: content is there already'),
        (
            SERVER + "    name: github\n",
            'unknown key "name", remove it: integration_fqn is there already',
        ),
        (
            "cache_config: {type: semantic, similarity_threshold: 0.9, threshold: 0.8}\n",
            'unknown key "threshold", remove it: similarity_threshold is there already',
        ),
        (
            "cache_config: {type: exact-match, ttl: 60, ttl_seconds: 60}\n",
            'unknown key "ttl_seconds", remove it: ttl is there already',
        ),
        (
            TARGET + "  targets: []\n",
            'unknown key "targets", remove it: load_balance_targets is there already',
        ),
        (
            TARGET + "      override_params: {seed: 1}\n      parameters: {seed: 2}\n",
            'unknown key "parameters", remove it: override_params is there already',
        ),
        (
            TARGET + "      model: gpt-4o\n",
            '"model" does not belong here, remove it: target is there already',
        ),
        (
            MODEL + "  parameters: {temperature: 1}\ntemperature: 0\n",
            '"temperature" does not belong here, remove it:'
            " model_configuration.parameters.temperature is there already",
        ),
        (
            MODEL + "  parameters: {temperature: 1}\n  temperature: 0\n",
            '"temperature" does not belong here, remove it:'
            " parameters.temperature is there already",
        ),
        (
            MODEL + "  parameters: {temperature: 1}\ntemprature: 0\n",
            dropped("temprature"),
        ),
        (
            MODEL + "  parameters: {extra_parameters: {}}\n  extra_parameters: {seed: 1}\n",
            '"extra_parameters" does not belong here, remove it:'
            " model_configuration.extra_parameters is there already",
        ),
        (
            MODEL + "model_fqn: openai-main/gpt-4o\n",
            '"model_fqn" does not belong here, remove it: model_configuration.provider and'
            " model_configuration.model are there already",
        ),
        (
            MODEL + "  tools: []\ntools: []\n",
            '"tools" does not belong here, remove it: it is at the top level already',
        ),
    ],
)
def test_nothing_is_to_be_written_twice(text: str, message: str) -> None:
    assert messages(text) == [message]
    assert mended(text) == text


@pytest.mark.parametrize(
    "text",
    [
        # Something else than a mapping is where the other key would be.
        MODEL + "  parameters: null\ntemperature: 0\n",
        MODEL + "  parameters: [temperature]\ntemperature: 0\n",
        MODEL + "  parameters: temperature\ntemperature: 0\n",
        "model_configuration: null\ntemperature: 0\n",
    ],
)
def test_a_key_is_not_there_already_if_it_is_no_key_there(text: str) -> None:
    moved = '"temperature" does not belong here: move it to model_configuration.parameters'
    assert moved in messages(text)


def test_logging_is_not_switched_off_by_a_fix() -> None:
    text = "cache_config:\n  type: exact-match\n  enabled: false\nlogging_config:\n  namespace: x\n"
    assert mended(text) == text


def test_only_parameters_are_moved_without_a_hint() -> None:
    text = "cache_config: {type: exact-match, tracing_project_fqn: x}\nlogging_config: {}\n"
    assert mended(text) == text


def test_parameters_of_a_target_belong_in_its_own_override() -> None:
    text = MODEL + TARGET + "      temperature: 0.1\n      seed: 3\n"
    assert messages(text) == [
        '"temperature" does not belong here: move it to override_params',
        '"seed" does not belong here: move it to override_params',
    ]
    assert mended(text) == (
        MODEL + TARGET + "      override_params:\n        temperature: 0.1\n        seed: 3\n"
    )


def test_a_misspelt_parameter_of_a_target_belongs_there_too() -> None:
    text = MODEL + TARGET + "      temprature: 0.1\n"
    assert messages(text) == [
        'unknown key "temprature": did you mean "temperature", which belongs in override_params?'
    ]


@pytest.mark.parametrize("override", ["{}", "{seed: 1}"])
def test_an_override_of_a_target_is_kept(override: str) -> None:
    text = f"{TARGETS}    - {{target: a/gpt-4o, override_params: {override}, temperature: 0}}\n"
    more = "seed: 1, temperature: 0" if "seed" in override else "temperature: 0"
    assert mended(text) == f"{TARGETS}    - {{target: a/gpt-4o, override_params: {{{more}}}}}\n"


def test_an_override_that_is_there_already_is_left_as_it_is() -> None:
    text = TARGET + "      temperature: 0\n      override_params: {temperature: 1}\n"
    assert messages(text) == [
        '"temperature" does not belong here, remove it:'
        " override_params.temperature is there already"
    ]
    assert mended(text) == text


def test_provider_and_model_instead_of_a_target_are_one_problem() -> None:
    text = TARGETS + "    - provider: openai-main\n      model: gpt-4o\n"
    assert said_of(HEAD + text) == [
        (
            "missing-field",
            "/routing_config/load_balance_targets/0",
            '"target" is missing: name "provider" and "model" in it, as provider/model',
        )
    ]


def test_a_model_alone_belongs_in_the_target() -> None:
    assert said_of(HEAD + TARGETS + "    - model: openai-main/gpt-4o\n") == [
        (
            "missing-field",
            "/routing_config/load_balance_targets/0/model",
            '"model" does not belong here: name it in target, as provider/model',
        )
    ]
