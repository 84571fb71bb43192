"""Values that conform, of every schema, which together hold every field."""

from __future__ import annotations

from typing import Any

BLOB = {"type": "blob-storage", "path": "prompts/1.txt", "mime_type": "text/plain"}
RETRY = {"attempts": 2, "delay": 100, "on_status_codes": ["429"]}
TARGET: dict[str, Any] = {
    "target": "openai-main/gpt-4o",
    "retry_config": RETRY,
    "fallback_status_codes": ["500"],
    "fallback_candidate": False,
    "override_params": {"temperature": 0},
    "headers_override": {"remove": ["x-a"], "set": {"x-b": "1"}},
    "metadata_match": {"tier": "gold"},
}
SMALLEST: dict[str, Any] = {
    "type": "chat_prompt",
    "metadata": {},
    "messages": [{"role": "user", "content": "Hello"}],
}
FULL: dict[str, Any] = {
    "type": "chat_prompt",
    "name": "support-reply",
    "ml_repo": "my-prompts",
    "description": "Answers customers",
    "metadata": {"team": "support", "rating": 4.5, "nested": [None, {"a": True}]},
    "version": 3,
    "version_alias": "v1.0.0",
    "messages": [
        {"role": "system", "content": "Be {{tone}}.", "name": "operator"},
        {"role": "developer", "content": "Answer briefly.", "name": "developer"},
        {"role": "user", "content": "Hello", "name": "ann"},
        {
            "role": "user",
            "content": [
                {"type": "text", "text": "Look at this:"},
                {
                    "type": "image_url",
                    "image_url": {"url": "https://example.com/cat.png", "detail": "low"},
                },
                {"type": "image_url", "image_url": {"url": BLOB}},
                {"type": "text", "text": BLOB},
            ],
        },
        {
            "role": "assistant",
            "content": [
                {"type": "text", "text": "Let me see."},
                {"type": "refusal", "refusal": "I would rather not."},
            ],
            "tool_calls": [
                {
                    "type": "function",
                    "id": "call_1",
                    "function": {"name": "look_up", "arguments": '{"id": 1}'},
                }
            ],
            "name": "bot",
        },
        {"role": "tool", "content": "Found.", "tool_call_id": "call_1"},
        {"role": "system", "content": BLOB},
        {"role": "assistant", "content": ""},
        {"role": "assistant"},
    ],
    "variables": {"tone": "polite", "unset": None},
    "model_configuration": {
        "provider": "openai-main",
        "model": "gpt-4o",
        "parameters": {
            "max_tokens": 100,
            "temperature": 0.5,
            "top_k": 40,
            "top_p": 1,
            "stop": ["END"],
        },
        "extra_parameters": {"seed": 1},
    },
    "tools": [
        {
            "type": "function",
            "function": {
                "name": "look_up",
                "description": "Looks something up",
                "parameters": {"type": "object"},
                "strict": False,
            },
        }
    ],
    "mcp_servers": [
        {
            "type": "mcp-server-fqn",
            "integration_fqn": "mcp-server:my-org:github",
            "enable_all_tools": False,
            "tools": [{"name": "search"}],
        },
        {
            "type": "mcp-server-url",
            "url": "https://mcp.example.com/sse",
            "headers": {"Authorization": "Bearer tfy-secret://my-org:mcp:token"},
            "enable_all_tools": True,
            "tools": None,
        },
    ],
    "guardrails": {"input_guardrails": ["main/pii"], "output_guardrails": ["main/tone"]},
    "response_format": {
        "type": "json_schema",
        "json_schema": {"name": "reply", "schema": {"type": "object"}},
    },
    "routing_config": {
        "type": "weight-based-routing",
        "load_balance_targets": [{**TARGET, "weight": 100}],
        "sticky_routing": {
            "ttl_seconds": 3600,
            "session_identifiers": [{"source": "headers", "key": "x-session-id"}],
        },
    },
    "cache_config": {
        "type": "semantic",
        "similarity_threshold": 0.9,
        "namespace": "support",
        "ttl": 600,
    },
    "tool_call_to_mcp_mapping": {
        "call_1": {"mcp_server_integration_id": "abc", "tool_name": "search"}
    },
    "logging_config": {"enabled": True, "tracing_project_fqn": "tracing:my-org:prompts"},
    "sub_agents": [{"name": "researcher"}],
}
OTHER_KINDS: dict[str, Any] = {
    **SMALLEST,
    "response_format": {"type": "json_object"},
    "routing_config": {
        "type": "priority-based-routing",
        "load_balance_targets": [
            {
                **TARGET,
                "priority": 0,
                "sla_cutoff": {"time_per_output_token_ms": 50, "time_to_first_token_ms": 900},
            }
        ],
    },
    "cache_config": {"type": "exact-match", "namespace": None, "ttl": 0.5},
    "model_configuration": {"provider": "", "model": "o3", "parameters": {"stop": "END"}},
}
LATENCY: dict[str, Any] = {
    **SMALLEST,
    "routing_config": {"type": "latency-based-routing", "load_balance_targets": [TARGET]},
}
SUBJECT = {
    "subjectId": "1",
    "subjectType": "user",
    "subjectSlug": "ann@example.com",
    "subjectDisplayName": "Ann",
}
VERSION: dict[str, Any] = {
    "id": "1",
    "fqn": "chat_prompt:org/my-prompts/support-reply:3",
    "created_by_subject": SUBJECT,
    "created_at": "2026-01-01T00:00:00Z",
    "updated_at": None,
    "manifest": SMALLEST,
    "ml_repo_id": "2",
    "prompt_id": "3",
    "tags": ["prod"],
    "usage_code_snippet": "print(1)",
    "usage_code_snippets": [
        {
            "display_name": "Python",
            "language": "python",
            "code": "print(1)",
            "libraries": ["openai"],
            "icon": None,
        }
    ],
    "something": "new",
}
PROMPT: dict[str, Any] = {
    "id": "3",
    "ml_repo_id": "2",
    "type": "chat_prompt",
    "name": "support-reply",
    "fqn": "chat_prompt:org/my-prompts/support-reply",
    "created_by_subject": SUBJECT,
    "created_at": None,
    "updated_at": "2026-01-01T00:00:00Z",
    "latest_version": VERSION,
    "run_steps": [1, 2.5],
}
PAGINATION = {"total": 100, "offset": 0, "limit": 10}

VALID: list[tuple[str, Any]] = [
    ("chat-prompt", SMALLEST),
    ("chat-prompt", FULL),
    ("chat-prompt", OTHER_KINDS),
    ("chat-prompt", LATENCY),
    ("create-or-update-request", {"manifest": SMALLEST, "dryRun": True}),
    ("get-version-response", {"data": VERSION}),
    ("get-prompt-response", {"data": PROMPT}),
    ("list-prompts-response", {"data": [PROMPT], "pagination": PAGINATION}),
    ("list-versions-response", {"data": [VERSION], "pagination": PAGINATION}),
]
