"""What a shell offers for a word that is begun: names, lists of names, files."""

from __future__ import annotations

from collections.abc import Iterable

from click.shell_completion import CompletionItem


def names(choices: Iterable[str], incomplete: str) -> list[CompletionItem]:
    """Complete one of a few names."""
    return [CompletionItem(name) for name in choices if name.startswith(incomplete)]


def lists(choices: Iterable[str], incomplete: str) -> list[CompletionItem]:
    """Complete the last of several names that are separated by commas, none of them twice."""
    before, comma, last = incomplete.rpartition(",")
    left = (name for name in choices if name not in before.split(","))
    return [CompletionItem(before + comma + item.value) for item in names(left, last)]


def files(incomplete: str) -> list[CompletionItem]:
    """Leave a word to the shell, which completes files and folders."""
    return [CompletionItem(incomplete, type="file")]


def reports(formats: Iterable[str], incomplete: str) -> list[CompletionItem]:
    """Complete ``FORMAT=FILE`` up to the sign, and what may be a file alone."""
    found = names([f"{name}=" for name in formats], incomplete) if incomplete else []
    return found or files(incomplete)
