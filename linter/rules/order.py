"""The quick look at a conversation: whether every tool call is surely answered in its place."""

from __future__ import annotations

from typing import Any

USUAL = frozenset(("role", "content", "name", "tool_calls"))
"""The keys of messages that make no calls in another way."""


def is_in_order(messages: list[dict[str, Any]]) -> bool:
    """Whether every call has an id of its own and is answered in its exchange: a quick look.

    What is in order here gives nothing in the walk of ``conversation``; anything unusual is left
    to that.
    """
    known: set[str] = set()
    waiting: set[str] = set()
    for message in messages:
        role = message.get("role")
        if role == "tool":
            answered = message.get("tool_call_id")
            if "tool_calls" in message or not isinstance(answered, str) or answered not in waiting:
                return False
            waiting.remove(answered)
            continue
        if waiting or not message.keys() <= USUAL:
            return False
        listed = message.get("tool_calls")
        if listed is not None and not isinstance(listed, list):
            return False
        for call in listed or ():
            made = call.get("id") if isinstance(call, dict) else None
            if not isinstance(made, str) or made in known or role != "assistant":
                return False
            known.add(made)
            waiting.add(made)
    return True
