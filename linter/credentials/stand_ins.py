"""What stands in a manual or a manifest in place of a credential: no secret, whatever its form."""

from __future__ import annotations

import re

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
)
"""Known from manuals: of Stripe, of Azure's emulators, of jwt.io."""

_USERS = ("aladdin", "user", "username", "admin")
_PASSWORDS = ("pass", "passwd", "password", "secret", "changeme", "opensesame")
"""Whom the manuals of basic authentication log in, RFC 7617 and its like, and with what."""

_LONGEST_LOGIN = 48

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
        or _is_login_of_a_manual(token)
    )


def login(token: str) -> tuple[str, str] | None:
    """Return the user and the password that a text is in Base64, as basic authentication has them.

    None where it is something else. The padding may be left out.
    """
    from base64 import b64decode

    try:
        both = b64decode(token + "=" * (-len(token) % 4), validate=True).decode()
    except ValueError:
        return None
    user, colon, password = both.partition(":")
    return (user, password) if user and colon and password and both.isprintable() else None


def _is_login_of_a_manual(token: str) -> bool:
    named = login(token) if len(token) <= _LONGEST_LOGIN else None
    if named is None:
        return False
    user, password = (re.sub(r"[\s_-]", "", word).lower() for word in named)
    return user in _USERS and password in _PASSWORDS


def is_reference(token: str) -> bool:
    """Whether a text names a credential that is kept elsewhere."""
    lowered = token.lower()
    if "://" in token or lowered.startswith(_REFERENCES) or lowered in _NAMES:
        return True
    return "_" in token and token.replace("_", "").isalnum() and token.isupper()
