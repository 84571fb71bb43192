"""Looks through a text that cost next to nothing where there is nothing to find."""

from __future__ import annotations

_FEW = 50


def stands_before(first: str, rests: tuple[str, ...], text: str) -> bool:
    """Whether a character stands right before one of some endings.

    Each place of the character is looked at by itself, so it should be rare; a text with many of
    them gives "yes", which costs a thorough look and no more.
    """
    at = text.find(first)
    left = _FEW
    while at >= 0:
        if not left or text.startswith(rests, at + 1):
            return True
        left -= 1
        at = text.find(first, at + 1)
    return False
