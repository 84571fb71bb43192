"""A schema in the form of the generated ones: small, but with every keyword and every union."""

from __future__ import annotations

from typing import Any

TEXT = {
    "type": "string",
    "pattern": r"^[^\n\r\u2028\u2029][\s\S]*$",
    "x-format": "text that is not empty and does not begin with a line break",
    "x-rules": {"pattern": "blank-content"},
}
NAME = {"type": ["string", "null"]}
CODES = {"type": "array", "items": {"type": "string"}, "default": ["429", "500"]}


def ref(name: str) -> dict[str, Any]:
    return {"$ref": f"#/$defs/{name}"}


def nullable(name: str) -> dict[str, Any]:
    return {"anyOf": [ref(name), {"type": "null"}]}


def closed(required: str = "", hints: dict[str, str] | None = None, **keys: Any) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "type": "object",
        "properties": keys,
        "required": required.split(),
        "additionalProperties": False,
    }
    if hints:
        schema["x-hints"] = hints
    return schema


def union(tag: str, *names: str) -> dict[str, Any]:
    return {"x-tag": tag, "anyOf": [ref(name) for name in names]}


def target(required: str, **keys: Any) -> dict[str, Any]:
    return closed(
        f"target {required}",
        target={"type": "string"},
        **keys,
        retry_config=nullable("Retry"),
        fallback_status_codes=CODES,
        fallback_candidate={"type": "boolean", "default": True},
        override_params={"type": ["object", "null"], "x-free-form": True},
    )


def routing(kind: str, target: str, **keys: Any) -> dict[str, Any]:
    return closed(
        "type load_balance_targets",
        type={"const": kind},
        load_balance_targets={"type": "array", "items": ref(target)},
        **keys,
    )


DEFS: dict[str, Any] = {
    "Manifest": closed(
        "type metadata messages",
        hints={
            "tags": "remove it: tags are set on a version through the API",
            "system_prompt": "write it as the first of messages, with role system",
        },
        type={"const": "chat_prompt"},
        name={
            "type": ["string", "null"],
            "maxLength": 256,
            "pattern": "^[A-Za-z0-9_-]+$",
            "x-format": "letters, digits, _ and -",
        },
        ml_repo={
            "type": ["string", "null"],
            "pattern": "^[a-zA-Z][a-zA-Z0-9-]{1,98}[a-zA-Z0-9]$",
            "x-format": "3 to 100 letters, digits and -, with a letter first and no - at the end",
        },
        description={"type": ["string", "null"], "maxLength": 512},
        metadata={"type": "object", "x-free-form": True},
        version={"type": ["integer", "null"], "minimum": 1},
        version_alias={
            "type": ["string", "null"],
            "maxLength": 128,
            "pattern": "^v[a-zA-Z0-9.-]*[a-zA-Z0-9]$",
            "x-format": "v, then letters, digits, . and -, with a letter or digit at the end",
            "x-rules": {"pattern": "version-alias"},
        },
        messages={"type": "array", "minItems": 1, "items": ref("Message")},
        variables={
            "type": ["object", "null"],
            "additionalProperties": {"type": ["string", "null"]},
        },
        model_configuration=nullable("Model"),
        tools={"type": ["array", "null"], "items": ref("Tool")},
        mcp_servers={"type": ["array", "null"], "items": ref("McpServer")},
        guardrails=nullable("Guardrails"),
        response_format=nullable("ResponseFormat"),
        routing_config=nullable("Routing"),
        tool_call_to_mcp_mapping={
            "type": ["object", "null"],
            "additionalProperties": ref("McpCall"),
        },
    ),
    "Message": union("role", "System", "Developer", "User", "Assistant", "ToolMessage"),
    "System": closed(
        "role content",
        role={"const": "system"},
        content={"anyOf": [TEXT, ref("Blob")]},
        name=NAME,
    ),
    "Developer": closed(
        "role content",
        role={"const": "developer"},
        content={"anyOf": [TEXT, ref("Blob")]},
        name=NAME,
    ),
    "User": closed(
        "role content",
        hints={"text": "call it content"},
        role={"const": "user"},
        content={"anyOf": [TEXT, {"type": "array", "items": ref("UserPart")}, ref("Blob")]},
        name=NAME,
    ),
    "Assistant": closed(
        "role",
        role={"const": "assistant"},
        content={
            "anyOf": [
                {"type": "string"},
                {"type": "array", "items": ref("AssistantPart")},
                ref("Blob"),
                {"type": "null"},
            ]
        },
        tool_calls={"type": ["array", "null"], "items": ref("ToolCall")},
        name=NAME,
    ),
    "ToolMessage": closed(
        "role content tool_call_id",
        role={"const": "tool"},
        content={"anyOf": [TEXT, ref("Blob")]},
        tool_call_id={"type": "string"},
    ),
    "UserPart": union("type", "TextPart", "ImagePart"),
    "AssistantPart": union("type", "TextPart", "RefusalPart"),
    "TextPart": closed("type text", type={"const": "text"}, text={"anyOf": [TEXT, ref("Blob")]}),
    "ImagePart": closed("type image_url", type={"const": "image_url"}, image_url=ref("Image")),
    "Image": closed(
        "url",
        url={
            "type": "string",
            "pattern": r"^https?://[-\w.:/?=&@]+$",
            "x-format": "a web address without spaces, commas or placeholders",
        },
        detail=NAME,
    ),
    "RefusalPart": closed("type refusal", type={"const": "refusal"}, refusal={"type": "string"}),
    "Blob": closed(
        "type path mime_type",
        type={"const": "blob-storage"},
        path={"type": "string", "minLength": 1},
        mime_type={"enum": ["text/plain", "application/json", "image/png"]},
    ),
    "ToolCall": closed(
        "type id function",
        type={"const": "function"},
        id={"type": "string"},
        function=ref("Called"),
    ),
    "Called": closed("name arguments", name={"type": "string"}, arguments={"type": "string"}),
    "Model": closed(
        "provider model",
        provider={"type": "string"},
        model={
            "type": "string",
            "pattern": "^[a-zA-Z][a-zA-Z0-9.-]{0,60}[a-zA-Z0-9]$",
            "x-format": "2 to 62 letters, digits, . and -, with a letter first",
        },
        parameters=nullable("Parameters"),
        extra_parameters={"type": ["object", "null"], "x-free-form": True},
    ),
    "Parameters": closed(
        hints={"seed": "move it to extra_parameters"},
        max_tokens={"type": ["integer", "null"]},
        temperature={"type": ["number", "null"]},
        top_p={"type": ["number", "null"], "minimum": 0, "maximum": 1},
        stop={"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]},
    ),
    "Tool": closed("type function", type={"const": "function"}, function=ref("Function")),
    "Function": closed(
        "name",
        name={"type": "string", "pattern": "^[a-zA-Z0-9_-]{1,64}$", "x-format": "up to 64 letters"},
        description=NAME,
        parameters={"type": ["object", "null"], "x-free-form": True},
        strict={"type": "boolean", "default": False},
    ),
    "McpServer": union("type", "McpFqn", "McpUrl"),
    "McpFqn": closed(
        "type integration_fqn",
        type={"const": "mcp-server-fqn"},
        integration_fqn={"type": "string"},
        tools={"type": ["array", "null"], "items": ref("McpTool")},
    ),
    "McpUrl": closed(
        "type url",
        type={"const": "mcp-server-url"},
        url={
            "type": "string",
            "pattern": "^https?://.+$",
            "x-format": "a URL that starts with http:// or https://",
        },
        headers={"type": ["object", "null"], "additionalProperties": {"type": "string"}},
    ),
    "McpTool": closed("name", name={"type": "string"}),
    "McpCall": closed("server_id", server_id={"type": "string"}),
    "Guardrails": closed(input_guardrails={"type": ["array", "null"], "items": {"type": "string"}}),
    "ResponseFormat": union("type", "JsonObject", "JsonSchema"),
    "JsonObject": closed("type", type={"const": "json_object"}),
    "JsonSchema": closed(
        "type json_schema", type={"const": "json_schema"}, json_schema=ref("ResponseSchema")
    ),
    "ResponseSchema": closed(
        "name schema", name={"type": "string"}, schema={"type": "object", "x-free-form": True}
    ),
    "Routing": union("type", "ByWeight", "ByLatency", "ByPriority"),
    "ByWeight": routing(
        "weight-based-routing", "WeightedTarget", sticky_routing=nullable("Sticky")
    ),
    "ByLatency": routing("latency-based-routing", "LatencyTarget"),
    "ByPriority": routing("priority-based-routing", "PriorityTarget"),
    "WeightedTarget": target("weight", weight={"type": "integer"}),
    "LatencyTarget": target(""),
    "PriorityTarget": target("", priority={"type": "integer", "minimum": 0, "default": 0}),
    "Sticky": closed(
        "ttl_seconds", ttl_seconds={"type": "integer", "minimum": 1800, "maximum": 86400}
    ),
    "Retry": closed(
        "attempts",
        hints={"max_retries": "call it attempts"},
        attempts={"type": "integer", "minimum": 0, "x-rules": {"minimum": "retry-bounds"}},
        delay={
            "type": "integer",
            "exclusiveMinimum": 0,
            "default": 100,
            "x-rules": {"exclusiveMinimum": "retry-bounds"},
        },
        on_status_codes=CODES,
    ),
}

SCHEMA: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "urn:pmlint:schema:small",
    "$ref": "#/$defs/Manifest",
    "$defs": DEFS,
}

REQUEST: dict[str, Any] = {
    "$id": "urn:pmlint:schema:small-request",
    "$ref": "#/$defs/Request",
    "$defs": {
        **DEFS,
        "Request": closed(
            "manifest",
            manifest={**ref("Manifest"), "x-manifest": True},
            dryRun={"type": "boolean", "default": False},
        ),
    },
}

RESPONSE: dict[str, Any] = {
    "$id": "urn:pmlint:schema:small-response",
    "$ref": "#/$defs/Response",
    "$defs": {
        "Response": {
            "type": "object",
            "properties": {"id": {"type": "string"}, "tags": {"type": "array", "items": NAME}},
            "required": ["id"],
        }
    },
}

VALID: dict[str, Any] = {
    "type": "chat_prompt",
    "name": "support-reply",
    "ml_repo": "my-prompts",
    "description": None,
    "metadata": {"any": [1, 2.5, None, {"thing": True}]},
    "version": 3,
    "version_alias": "v1.0",
    "variables": {"customer": "Jane", "empty": None},
    "messages": [
        {"role": "system", "content": "Be brief."},
        {
            "role": "developer",
            "content": {"type": "blob-storage", "path": "x", "mime_type": "text/plain"},
        },
        {
            "role": "user",
            "content": [
                {"type": "text", "text": "Hello {{customer}}"},
                {"type": "image_url", "image_url": {"url": "https://example.com/cat.png"}},
            ],
        },
        {
            "role": "assistant",
            "content": None,
            "tool_calls": [
                {"type": "function", "id": "1", "function": {"name": "look", "arguments": "{}"}}
            ],
        },
        {"role": "tool", "content": "found", "tool_call_id": "1"},
        {"role": "assistant", "content": [{"type": "refusal", "refusal": "no"}], "name": "bot"},
    ],
    "model_configuration": {
        "provider": "openai-main",
        "model": "gpt-4o",
        "parameters": {"max_tokens": 100, "temperature": 0.5, "top_p": 1, "stop": ["END"]},
        "extra_parameters": {"seed": 1},
    },
    "tools": [
        {
            "type": "function",
            "function": {"name": "look", "parameters": {"type": "object"}, "strict": True},
        }
    ],
    "mcp_servers": [
        {"type": "mcp-server-fqn", "integration_fqn": "a:b", "tools": [{"name": "search"}]},
        {"type": "mcp-server-url", "url": "https://mcp.example.com", "headers": {"X": "y"}},
    ],
    "guardrails": {"input_guardrails": ["pii/mask"]},
    "response_format": {"type": "json_schema", "json_schema": {"name": "n", "schema": {}}},
    "routing_config": {
        "type": "weight-based-routing",
        "sticky_routing": {"ttl_seconds": 1800},
        "load_balance_targets": [
            {
                "target": "openai-main/gpt-4o",
                "weight": 70,
                "retry_config": {"attempts": 0, "delay": 1, "on_status_codes": ["429"]},
                "fallback_candidate": False,
            },
            {"target": "azure/gpt-4o", "weight": 30, "override_params": {"a": 1}},
        ],
    },
    "tool_call_to_mcp_mapping": {"call": {"server_id": "s"}},
}
