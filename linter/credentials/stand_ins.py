"""What stands in a manual or a manifest in place of a credential: no secret, whatever its form."""

from __future__ import annotations

_STAND_INS = (
    *("example", "placeholder", "redacted", "changeme", "change-me", "change_me", "dummy"),
    *("your-", "your_", "yourkey", "yourtoken", "yoursecret", "yourapi", "insert-", "insert_"),
    *("replace-", "replace_", "-here", "_here", "xxxx", "...", "****"),
)
"""Words that say that a reader is to put the real thing there."""

_EXAMPLES = (
    *("4eC39HqLyjWDarjtT1zdp7dc", "BQokikJOvBiI2HlWgH4olfQ2", "tR3PYbcVNZZ796tH88S4VQ2u"),
    *("Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsu", "C2y6yDjf5/R+ob0N8A7Cgv30VRDJIWEHLM"),
    "eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9l",
    *("QWxhZGRpbjpvcGVuIHNlc2FtZQ", "QWxhZGRpbjpPcGVuU2VzYW1l", "dXNlcm5hbWU6cGFzc3dvcmQ"),
    "dXNlcjpwYXNzd29yZA",
)
"""Known from manuals: of Stripe, of Azure's emulators, of jwt.io, of RFC 7617 and its like."""

_FEWEST_CHARACTERS = 5
_TAIL = 16
"""A credential's last characters vary; ``0000`` and the like fill a gap."""

_REFERENCES = ("env.", "env:", "secrets.", "secret.", "process.env", "os.environ", "vault:")
_NAMES = (
    *("secret", "api-key", "api_key", "apikey", "password", "access-token", "access_token"),
    *("auth-token", "auth_token", "api-token", "api_token", "my-token", "my_token"),
    *("bearer", "basic", "digest", "negotiate"),
)


def is_stand_in(token: str) -> bool:
    """Whether a text with the form of a credential is one that manuals or templates show."""
    lowered = token.lower()
    return (
        any(word in lowered for word in _STAND_INS)
        or any(example in token for example in _EXAMPLES)
        or len(set(token.rstrip("=")[-_TAIL:])) < _FEWEST_CHARACTERS
    )


def is_reference(token: str) -> bool:
    """Whether a text names a credential that is kept elsewhere."""
    lowered = token.lower()
    if "://" in token or lowered.startswith(_REFERENCES) or lowered in _NAMES:
        return True
    return "_" in token and token.replace("_", "").isalnum() and token.isupper()
