"""The building blocks of a generated manifest: messages, tools, routing and the rest."""

from __future__ import annotations

import json
from collections.abc import Iterator
from random import Random
from typing import Any

from benchmarks import prose

Mapping = dict[str, Any]

VARIABLES = (
    "customer_name", "account_tier", "locale", "today", "product_line", "order_reference",
    "region", "tone_of_voice", "knowledge_base", "escalation_contact", "currency", "plan_limits",
)  # fmt: skip
MODELS = (
    ("openai-main", "gpt-4o"), ("openai-main", "gpt-4o-mini"), ("azure-eu", "gpt-4.1"),
    ("anthropic-prod", "claude-sonnet-4"), ("vertex-ai", "gemini-2.0-flash"),
    ("bedrock-us", "llama-3.3-70b"), ("mistral-eu", "mistral-large"),
)  # fmt: skip
_SECTIONS = ("Goals", "Ground rules", "Tone", "When to use tools", "Escalation", "Privacy", "Steps")
_SUBJECTS = ("order", "invoice", "booking", "ticket", "policy", "article", "shipment", "service")
_ACTIONS = ("search", "get", "update", "cancel", "list", "compare")
_FIELDS: tuple[tuple[str, Mapping], ...] = (
    ("query", {"type": "string", "description": "words to look for, in any order"}),
    ("limit", {"type": "integer", "minimum": 1, "maximum": 50, "description": "how many to give"}),
    ("status", {"type": "string", "enum": ["open", "pending", "closed"]}),
    ("tags", {"type": "array", "items": {"type": "string"}, "description": "all of them must fit"}),
    ("include_history", {"type": "boolean", "description": "earlier states as well"}),
    ("amount", {"type": "number", "minimum": 0, "description": "in the account's currency"}),
    ("since", {"type": "string", "format": "date", "description": "the first day that counts"}),
    ("sort", {"type": "string", "enum": ["newest", "oldest", "relevance"]}),
)
_RETRIED = ("408", "429", "500", "502", "503", "504")
_FALLBACK = ("401", "403", "404", "408", "429", "500", "502", "503")


def metadata(random: Random) -> Mapping:
    """Return what teams note down: owners, tickets, flags and numbers."""
    notes: tuple[tuple[str, Any], ...] = (
        ("reviewed", True),
        ("tier", random.randint(1, 3)),
        ("ticket", f"PROMPT-{random.randint(100, 999)}"),
        ("channels", random.sample(("web", "email", "phone", "chat"), 2)),
        ("evaluation", {"suite": "golden-set", "passing_score": 0.85}),
        ("cost_center", f"cc-{random.randint(1000, 9999)}"),
    )
    chosen = random.sample(notes, random.randint(2, 5))
    return {"owner": f"team-{random.randint(1, 20)}", **dict(chosen)}


def system_text(random: Random, variables: list[str], json_answer: bool) -> str:
    """Return the long instruction at the head of a manifest; it uses every variable."""
    sections = [
        prose.section(random, title)
        for title in random.sample(_SECTIONS, random.choice((1, 1, 2, 2, 3, 3, 4)))
    ]
    sections.insert(random.randrange(len(sections) + 1), prose.context(variables))
    if json_answer:
        sections.append(prose.output_example(random))
    opening = f"You are a {random.choice(prose.ROLES)} at {random.choice(prose.COMPANIES)}.\n"
    return "\n".join([opening, *sections])


def few_shots(random: Random, count: int) -> Iterator[Mapping]:
    """Yield pairs of a question and an answer."""
    for _ in range(count):
        yield {"role": "user", "content": prose.paragraph(random, random.randint(1, 2))}
        answer = "\n\n".join(prose.paragraph(random, 2) for _ in range(random.randint(1, 3)))
        yield {"role": "assistant", "content": answer}


def tool(random: Random, name: str) -> Mapping:
    """Return a function; now and then a strict one, which keeps to the strict subset."""
    strict = random.random() < 0.25
    fields = dict(random.sample(_FIELDS, random.randint(2, 5)))
    if strict:
        fields = {key: _strict(value) for key, value in fields.items()}
    parameters: Mapping = {"type": "object", "properties": fields}
    parameters["required"] = list(fields) if strict else [next(iter(fields))]
    if strict:
        parameters["additionalProperties"] = False
    function = {
        "name": name,
        "description": prose.sentence(random),
        "parameters": parameters,
        "strict": strict,
    }
    return {"type": "function", "function": function}


def _strict(schema: Mapping) -> Mapping:
    kept = ("type", "enum", "items", "description")
    return {key: schema[key] for key in kept if key in schema}


def tools(random: Random) -> list[Mapping]:
    """Return one to four functions of different names."""
    names = [f"{action}_{subject}" for action in _ACTIONS for subject in _SUBJECTS]
    return [tool(random, name) for name in random.sample(names, random.choice((2, 2, 3, 3, 4, 5)))]


def tool_exchange(random: Random, function: str) -> Iterator[Mapping]:
    """Yield a question, the call of a tool, its result and the answer."""
    call = f"call_{random.randrange(16**8):08x}"
    arguments = json.dumps({"query": prose.sentence(random), "limit": random.randint(1, 20)})
    result = json.dumps({"hits": random.randint(0, 9), "note": prose.sentence(random)})
    yield {"role": "user", "content": prose.sentence(random)}
    yield {
        "role": "assistant",
        "tool_calls": [
            {"id": call, "type": "function", "function": {"name": function, "arguments": arguments}}
        ],
    }
    yield {"role": "tool", "tool_call_id": call, "content": result}
    yield {"role": "assistant", "content": prose.paragraph(random, 2)}


def picture_question(random: Random) -> Mapping:
    """Return a message of two parts, one of them an image."""
    url = f"https://assets.example.com/intake/{random.randrange(10**6):06d}.png"
    return {
        "role": "user",
        "content": [
            {"type": "text", "text": prose.paragraph(random, 2)},
            {"type": "image_url", "image_url": {"url": url, "detail": "auto"}},
        ],
    }


def model_configuration(random: Random) -> Mapping:
    """Return a model with parameters, and sometimes more that only its provider knows."""
    provider, model = random.choice(MODELS)
    parameters: Mapping = {
        "temperature": random.choice((0, 0.2, 0.3, 0.7, 1.0)),
        "max_tokens": random.choice((256, 512, 1024, 2048, 4096)),
    }
    if random.random() < 0.3:
        parameters["top_p"] = random.choice((0.9, 0.95, 1))
    if random.random() < 0.2:
        parameters["stop"] = ["###", "END"]
    configuration: Mapping = {"provider": provider, "model": model, "parameters": parameters}
    if random.random() < 0.25:
        configuration["extra_parameters"] = {"frequency_penalty": 0.2, "user": "batch-jobs"}
    return configuration


def routing(random: Random, kind: str) -> Mapping:
    """Return one of the three kinds of routing over two to four different targets."""
    chosen = random.sample(MODELS, random.randint(2, 4))
    targets = [_target(random, f"{provider}/{model}") for provider, model in chosen]
    targets[0]["fallback_candidate"] = True
    config: Mapping = {"type": kind, "load_balance_targets": targets}
    if kind == "weight-based-routing":
        shares = {2: (70, 30), 3: (50, 30, 20), 4: (40, 30, 20, 10)}[len(targets)]
        for target, weight in zip(targets, shares, strict=True):
            target["weight"] = weight
        if random.random() < 0.3:
            identifiers = [{"source": "headers", "key": "x-session-id"}]
            config["sticky_routing"] = {"ttl_seconds": 3600, "session_identifiers": identifiers}
    elif kind == "priority-based-routing":
        for priority, target in enumerate(targets):
            target["priority"] = priority
    return config


def _target(random: Random, name: str) -> Mapping:
    target: Mapping = {"target": name}
    if random.random() < 0.7:
        codes = sorted(random.sample(_RETRIED, random.randint(2, 4)))
        target["retry_config"] = {
            "attempts": random.randint(1, 3),
            "delay": random.choice((100, 250, 500, 1000)),
            "on_status_codes": codes,
        }
    if random.random() < 0.5:
        target["fallback_status_codes"] = sorted(random.sample(_FALLBACK, random.randint(3, 6)))
    if random.random() < 0.2:
        target["fallback_candidate"] = False
    if random.random() < 0.2:
        target["override_params"] = {"temperature": 0.1}
    return target


def answer_schema(random: Random) -> Mapping:
    """Return a structured answer of two to four fields."""
    fields = dict(random.sample(_FIELDS, random.randint(2, 5)))
    schema = {
        "type": "object",
        "properties": {key: _strict(field) for key, field in fields.items()},
        "required": list(fields),
        "additionalProperties": False,
    }
    return {"type": "json_schema", "json_schema": {"name": "answer", "schema": schema}}


def extras(random: Random) -> Mapping:
    """Return the parts that only some manifests have: servers, guardrails, cache, logging."""
    found: Mapping = {}
    if random.random() < 0.2:
        found["mcp_servers"] = [
            {
                "type": "mcp-server-fqn",
                "integration_fqn": "mcp-server:acme:github-mcp",
                "tools": [{"name": "search_issues"}, {"name": "get_file"}],
            },
            {
                "type": "mcp-server-url",
                "url": "https://mcp.example.com/v1",
                "headers": {"Authorization": "Bearer tfy-secret://acme:mcp-secrets:api-token"},
                "enable_all_tools": True,
            },
        ]
    if random.random() < 0.2:
        found["guardrails"] = {
            "input_guardrails": ["safety/prompt-injection"],
            "output_guardrails": ["safety/pii-redaction", "brand/tone"],
        }
    if random.random() < 0.15:
        found["cache_config"] = random.choice(
            (
                {"type": "semantic", "similarity_threshold": 0.92, "ttl": 3600},
                {"type": "exact-match", "namespace": "answers", "ttl": 600},
            )
        )
    if random.random() < 0.15:
        found["logging_config"] = {"enabled": random.random() < 0.5}
    if random.random() < 0.1:
        found["sub_agents"] = [{"name": "summariser"}, {"name": "translator"}]
    return found
