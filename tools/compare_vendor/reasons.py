"""Why the linter and the vendor's models disagree, where they do so for a known reason."""

from __future__ import annotations

import re

STRICTER: tuple[tuple[str, str, str], ...] = (
    ("blank-content", "", "the provider refuses white space alone; the model wants a character"),
    ("invalid-format", " holds a line break", "Python's $ lets a pattern end before a line break"),
    ("version-alias", " holds a line break", "Python's $ lets a pattern end before a line break"),
    ("invalid-variable-name", "", "the models take any key; none but \\w+ can be rendered"),
    ("orphan-tool-message", "", "between messages, which no model looks at; providers refuse it"),
    ("duplicate-tool-call", "", "between messages, which no model looks at; providers refuse it"),
    ("invalid-tool-arguments", "", "a text to the models; providers refuse what is not an object"),
    ("duplicate-tool", "", "the models do not compare tools; providers refuse two of one name"),
    ("tool-name", "", "any text to the models; providers have a pattern"),
    ("tool-parameters", "", "any object to the models; providers want a JSON Schema"),
    ("response-schema", "", "any object to the models; providers want a JSON Schema"),
    ("parameter-bounds", "", "any number to the models; providers have bounds"),
    ("routing-weights", "", "any integer to the models; the documentation says 0 to 100"),
    ("status-code", "", "any text to the models; what is no status never matches"),
    ("wrong-length", "messages must not be empty", "documented, and no model looks at it"),
    (
        "wrong-type",
        " must be a whole number",
        "Python takes true for 1, and 1.0 too; JSON does not",
    ),
    ("wrong-type", " must be a number, not a boolean", "Python takes true for 1; JSON does not"),
    ("wrong-type", " must be true or false", "Python takes 0 and 1.0 for booleans; JSON does not"),
    ("hardcoded-secret", "", "any text to the models"),
)
"""The rule, what its message holds, and why none of the models says so."""

LAXER: tuple[tuple[str, str, str], ...] = (
    (
        "client",
        r"variables/.*: none is not an allowed value",
        "the entity and the SDK take null, which stands for no default",
    ),
    (
        "client",
        r"model_configuration/parameters/stop: value is not a valid dict",
        "the generated client reads no value at all there, neither text nor list",
    ),
    (
        "entity client sdk",
        r"type: .*",
        "another type, or none, is no prompt manifest: the file is skipped",
    ),
    (
        "client sdk entity",
        r"messages/.*: (?:field required|Field required)",
        "without a type and messages beside a key of prompts it is no prompt manifest: skipped",
    ),
)
"""The models, a pattern of what they say, and why the linter reports no error."""


def stricter(rule: str, message: str) -> str | None:
    """Return why an error is reported that no model reports, None where nobody knows."""
    return next((why for name, part, why in STRICTER if name == rule and part in message), None)


def laxer(model: str, said: str) -> str | None:
    """Return why no error is reported though a model refuses a manifest."""
    return next(
        (why for names, part, why in LAXER if model in names.split() and re.fullmatch(part, said)),
        None,
    )
