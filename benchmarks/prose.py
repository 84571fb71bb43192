"""Prompt-like prose out of a few word lists: what long texts in manifests look like."""

from __future__ import annotations

from random import Random

ROLES = (
    "support agent", "research assistant", "claims reviewer", "code reviewer", "travel planner",
    "contract analyst", "data steward", "release manager", "nutrition coach", "hiring partner",
    "incident commander", "tax adviser",
)  # fmt: skip
COMPANIES = ("Northwind", "Aperture Travel", "Blue Harbor Bank", "Café Müller", "Contoso", "Zenit")
_VERBS = (
    "Check", "Summarise", "Compare", "Quote", "Confirm", "Rephrase", "Look up", "Rank", "Explain",
    "Collect", "Cross-check", "Translate", "Estimate", "List", "Reconcile", "Flag",
)  # fmt: skip
_OBJECTS = (
    "the open invoices", "every booking of the last quarter", "the relevant policy section",
    "the customer's earlier tickets", "two or three comparable cases", "the shipment status",
    "all amounts, with their currency", "the terms that changed since the last version",
    "the figures in the attached table", "any deadline that falls within fourteen days",
    "the failing test and its log", "the ingredients and possible allergens",
    "the candidate's stated experience", "the affected services", "the refund conditions",
)  # fmt: skip
_ENDINGS = (
    "before you answer", "and say which source you used", "in the language of the question",
    "unless the user asks for less", "without guessing at missing numbers", "in plain words",
    "and keep it under five sentences", "as a short list – never as a table",
    "even when the answer seems obvious", "and ask once if something is unclear",
    "while leaving personal data out", "so that a colleague could repeat it",
)  # fmt: skip
_ASIDES = (
    "Customers often write from a phone, so short paragraphs help.",
    "Antworte auf Deutsch, wenn die Frage auf Deutsch gestellt wird.",
    "日本語の質問には日本語で答えてください。",
    "If a tool fails, tell the user what you tried and what comes next.",
    "Nobody minds an honest “I don't know”; everybody minds an invented number.",
    "Escalate to a person when money above 1,000 € is at stake.",
    "The house style is friendly, direct and free of jargon.",
    "Times are in the user's own time zone unless a flight is involved.",
)


def sentence(random: Random) -> str:
    """Return an instruction of ten to twenty words."""
    return f"{random.choice(_VERBS)} {random.choice(_OBJECTS)} {random.choice(_ENDINGS)}."


def paragraph(random: Random, sentences: int) -> str:
    """Return sentences on one line, now and then with an aside between them."""
    parts = [sentence(random) for _ in range(sentences)]
    if random.random() < 0.4:
        parts.insert(random.randrange(len(parts) + 1), random.choice(_ASIDES))
    return " ".join(parts)


def section(random: Random, title: str) -> str:
    """Return a heading with a bulleted, a numbered or a running text below it."""
    kind = random.randrange(3)
    if kind == 0:
        return f"## {title}\n\n{paragraph(random, random.randint(2, 4))}\n"
    lines = [sentence(random) for _ in range(random.randint(2, 6))]
    marks = [f"{n}." for n in range(1, 7)] if kind == 1 else ["-"] * 6
    items = "\n".join(f"{mark} {line}" for mark, line in zip(marks, lines, strict=False))
    return f"## {title}\n\n{items}\n"


def context(variables: list[str]) -> str:
    """Return a section in which every variable is used once."""
    lines = [f"- {name.replace('_', ' ').capitalize()}: {{{{{name}}}}}" for name in variables]
    return "## Context\n\n" + "\n".join(lines) + "\n"


def output_example(random: Random) -> str:
    """Return a section that shows the JSON the model should write."""
    confidence = random.randint(50, 99) / 100
    return (
        "## Output\n\nAnswer with a single JSON object and nothing around it:\n\n```json\n"
        f'{{\n  "verdict": "approve",\n  "confidence": {confidence},\n'
        f'  "reasons": ["{random.choice(_OBJECTS)}", "{random.choice(_ENDINGS)}"]\n}}\n```\n'
    )
