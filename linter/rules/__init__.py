"""The registry: every rule by its name, in the order in which they are documented."""

from __future__ import annotations

from linter.rules import (
    gateway,
    identity,
    integrations,
    messages,
    model,
    reading,
    routing,
    security,
    shape,
    variables,
)
from linter.rules.base import Rule

_ORDER = (
    reading.syntax_error,
    reading.encoding,
    reading.unreadable_file,
    reading.too_complex,
    reading.duplicate_key,
    reading.not_json,
    reading.empty_document,
    reading.surprising_scalar,
    shape.missing_field,
    shape.unknown_field,
    shape.wrong_type,
    shape.invalid_choice,
    shape.invalid_format,
    shape.out_of_range,
    shape.wrong_length,
    identity.version_alias,
    identity.version_alias_style,
    identity.unnamed_prompt,
    identity.duplicate_prompt,
    variables.undeclared_variable,
    variables.unused_variable,
    variables.malformed_placeholder,
    variables.unrendered_placeholder,
    variables.invalid_variable_name,
    messages.blank_content,
    model.parameter_bounds,
    model.shadowed_parameter,
    routing.routing_weights,
    routing.routing_weights_sum,
    routing.duplicate_target,
    routing.target_format,
    routing.no_fallback,
    routing.retry_bounds,
    routing.retry_budget,
    routing.status_code,
    routing.pointless_status_code,
    integrations.mcp_no_tools,
    integrations.mcp_tools_ignored,
    integrations.insecure_url,
    integrations.duplicate_entry,
    security.hardcoded_secret,
    gateway.unknown_gateway_entity,
)

RULES: dict[str, Rule] = {rule.name: rule for rule in _ORDER}

GROUPS: dict[str, str] = {
    "reading": "Reading the file",
    "shape": "The shape",
    "identity": "Identity",
    "variables": "Variables",
    "messages": "Messages",
    "model": "Model",
    "routing": "Routing and retries",
    "integrations": "MCP servers, guardrails, sub agents",
    "security": "Security",
    "gateway": "The gateway's inventory",
}
"""The titles of the groups; a rule's group is the name of its module."""
