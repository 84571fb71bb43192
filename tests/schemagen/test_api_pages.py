"""Every field that the example bodies of the API reference pages show is in the schemas."""

from __future__ import annotations

from typing import Any

import pytest

from linter import schemas

# By hand from the pages "Delete prompt version", "Get prompt version" and "List prompts".
MANIFEST = [
    "name",
    "description",
    "metadata",
    "version_alias",
    "ml_repo",
    "version",
    "type",
    "messages[].role",
    "messages[].content",
    "messages[].name",
    "variables",
    "model_configuration.provider",
    "model_configuration.model",
    "model_configuration.parameters.max_tokens",
    "model_configuration.parameters.temperature",
    "model_configuration.parameters.top_k",
    "model_configuration.parameters.top_p",
    "model_configuration.parameters.stop[]",
    "model_configuration.extra_parameters",
    "tools[].type",
    "tools[].function.name",
    "tools[].function.description",
    "tools[].function.parameters",
    "tools[].function.strict",
]
LATER = [
    "mcp_servers[].type",
    "mcp_servers[].integration_fqn",
    "mcp_servers[].enable_all_tools",
    "mcp_servers[].tools[].name",
    "guardrails.input_guardrails[]",
    "guardrails.output_guardrails[]",
    "response_format.type",
    "routing_config.type",
    "routing_config.load_balance_targets[].target",
    "routing_config.load_balance_targets[].weight",
    "routing_config.load_balance_targets[].retry_config.attempts",
    "routing_config.load_balance_targets[].retry_config.delay",
    "routing_config.load_balance_targets[].retry_config.on_status_codes[]",
    "routing_config.load_balance_targets[].fallback_status_codes[]",
    "routing_config.load_balance_targets[].fallback_candidate",
    "routing_config.load_balance_targets[].override_params",
    "tool_call_to_mcp_mapping",
]
SUBJECT = ["subjectId", "subjectType", "subjectSlug", "subjectDisplayName"]
VERSION = [
    *("id", "fqn", "created_at", "updated_at", "usage_code_snippet", "ml_repo_id", "prompt_id"),
    *(f"created_by_subject.{key}" for key in SUBJECT),
    *(f"manifest.{path}" for path in MANIFEST),
]
PROMPT = [
    *("id", "ml_repo_id", "type", "name", "fqn", "created_at", "updated_at", "run_steps[]"),
    *(f"created_by_subject.{key}" for key in SUBJECT),
    *(f"latest_version.{path}" for path in VERSION),
    *(f"latest_version.manifest.{path}" for path in LATER),
    *("latest_version.tags[]", "latest_version.usage_code_snippets[].display_name"),
    *(f"latest_version.usage_code_snippets[].{key}" for key in ("language", "code")),
    "latest_version.usage_code_snippets[].libraries[]",
]
PAGES = {
    "chat-prompt": [*MANIFEST, *LATER],
    "create-or-update-request": [f"manifest.{path}" for path in [*MANIFEST, *LATER]],
    "get-version-response": [f"data.{path}" for path in VERSION],
    "get-prompt-response": [f"data.{path}" for path in PROMPT],
    "list-prompts-response": [
        *(f"data[].{path}" for path in PROMPT),
        *("pagination.total", "pagination.offset", "pagination.limit"),
    ],
    "list-versions-response": [f"data[].{path}" for path in VERSION],
}


def options(document: dict[str, Any], schema: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the alternatives of a schema, without references and unions."""
    if "$ref" in schema:
        return options(document, document["$defs"][schema["$ref"].removeprefix("#/$defs/")])
    if "anyOf" in schema:
        return [one for branch in schema["anyOf"] for one in options(document, branch)]
    return [schema]


def exists(document: dict[str, Any], path: str) -> bool:
    reached = options(document, {"$ref": document["$ref"]})
    for step in path.replace("[]", ".[]").split("."):
        if step == "[]":
            below = [one["items"] for one in reached if "items" in one]
        else:
            below = [
                one["properties"][step] for one in reached if step in one.get("properties", {})
            ]
        reached = [one for schema in below for one in options(document, schema)]
    return bool(reached)


@pytest.mark.parametrize("name", PAGES)
def test_every_path_exists(name: str) -> None:
    document = schemas.load(name)
    assert [path for path in PAGES[name] if not exists(document, path)] == []
    assert not exists(document, "no_such_field")
