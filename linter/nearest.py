"""The nearest name to a misspelt one, and what is said of one that nobody knows."""

from __future__ import annotations

from collections.abc import Iterable


def fold(name: str) -> str:
    """Drop what people vary without meaning to: case, ``_``, ``-`` and blanks."""
    return name.casefold().replace("_", "").replace("-", "").replace(" ", "")


def distance(a: str, b: str, limit: int) -> int:
    """Count insertions, deletions, replacements and swaps of neighbours; above limit, limit + 1."""
    if abs(len(a) - len(b)) > limit:
        return limit + 1
    before: list[int] = []
    previous = list(range(len(b) + 1))
    for i, left in enumerate(a, 1):
        current = [i]
        for j, right in enumerate(b, 1):
            cost = min(previous[j] + 1, current[j - 1] + 1, previous[j - 1] + (left != right))
            if i > 1 and j > 1 and left == b[j - 2] and a[i - 2] == right:
                cost = min(cost, before[j - 2] + 1)
            current.append(cost)
        if min(current) > limit:
            return limit + 1
        before, previous = previous, current
    return min(previous[-1], limit + 1)


def nearest(name: str, candidates: Iterable[str]) -> str | None:
    """Return the best candidate within about a third of the name's length, or None.

    Ties go to the candidate that shares the longest beginning, then to alphabetical order, so
    the order of the candidates never matters.
    """
    folded = fold(name)
    limit = min(3, max(1, len(folded) // 3)) if len(folded) > 1 else 0
    best: tuple[int, int, str] | None = None
    for candidate in candidates:
        other = fold(candidate)
        # Most candidates are told by their length, which costs nothing.
        if abs(len(other) - len(folded)) > limit:
            continue
        steps = distance(folded, other, limit)
        if steps > limit:
            continue
        shared = 0
        for left, right in zip(folded, other, strict=False):
            if left != right:
                break
            shared += 1
        rank = (steps, -shared, candidate)
        if best is None or rank < best:
            best = rank
    return best[2] if best else None


def unknown(
    kind: str, name: str, known: Iterable[str], otherwise: str = '"pmlint rules" lists them all'
) -> str:
    """Say that a name is unknown, with the nearest known one or all of a few."""
    choices = list(known)
    near = nearest(name, choices)
    if near is not None:
        return f'unknown {kind} "{name}": did you mean "{near}"?'
    if len(choices) <= 8:
        return f'unknown {kind} "{name}": use one of {", ".join(choices)}'
    return f'unknown {kind} "{name}": {otherwise}'
