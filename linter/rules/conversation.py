"""The turns of a conversation: which tool calls are made, which are answered, and which are not.

An exchange is a turn of the assistant with what follows it, up to the next message of somebody
else. Nothing is said of a turn whose calls can't be told, because something else is wrong with it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from linter.finding import At, Note, Path, Problem
from linter.nearest import nearest
from linter.rules.keys import misspelt
from linter.rules.order import USUAL, is_in_order
from linter.rules.words import short

if TYPE_CHECKING:
    from linter.manifest import Manifest

_OTHERS = ("user", "system", "developer")

_MOST_COMPARED = 20
"""How many open calls an answer is compared with; a turn that makes more is not a person's."""


class Call(NamedTuple):
    """A tool call that has an id; the path leads to the call."""

    path: Path
    id: str


class Stray(NamedTuple):
    """A tool message that answers no call of its exchange; the path leads to its id.

    ``meant`` is the open call that it probably answers, ``late`` the call of an earlier exchange.
    """

    path: Path
    id: str
    meant: Call | None
    late: Call | None


class Conversation(NamedTuple):
    """What does not fit together, in the order of the file.

    ``unanswered`` are calls, each with the turn that comes too early; ``repeated`` are calls, each
    with the first one of the same id.
    """

    strays: list[Stray]
    unanswered: list[tuple[Call, Path]]
    repeated: list[tuple[Call, Call]]


_NOTHING = Conversation([], [], [])


class Turn(NamedTuple):
    """The calls of a message; ``vague`` says that there may be more, whose ids are not known."""

    calls: list[Call]
    vague: bool


_SILENT = Turn([], vague=False)


@lru_cache(maxsize=1)
def conversation(manifest: Manifest) -> Conversation:
    """Return what does not fit; that of the last manifest is kept, for several rules ask."""
    items = manifest.value.get("messages")
    if not isinstance(items, list) or len(items) != len(manifest.messages):
        return _NOTHING
    if is_in_order([message for _, message in manifest.messages]):
        return _NOTHING
    return walk(manifest)


def walk(manifest: Manifest) -> Conversation:
    """Find what does not fit together, turn by turn."""
    found = Conversation([], [], [])
    first: dict[str, Call] = {}
    missed: dict[str, Call] = {}
    made: set[str] = set()
    waiting: dict[str, Call] = {}
    pending: list[Call] = []
    unknown = vague = False
    for path, message in manifest.messages:
        if _is_answer(message):
            answered = message.get("tool_call_id")
            if not isinstance(answered, str):
                unknown = True
            elif answered in waiting:
                del waiting[answered]
            elif answered not in made and not vague:
                pending.append(Call((*path, "tool_call_id"), answered))
            continue
        found.strays.extend(_strays(pending, waiting, missed))
        turn = _turn(path, message)
        if not unknown and not vague:
            found.unanswered.extend((call, path) for call in waiting.values())
            missed.update(waiting)
        if message.get("role") in _OTHERS and not turn.calls and not turn.vague:
            made.clear()
            vague = False
        pending, waiting, unknown, vague = [], {}, False, vague or turn.vague
        for call in turn.calls:
            if call.id in first:
                found.repeated.append((call, first[call.id]))
            first.setdefault(call.id, call)
            made.add(call.id)
            waiting[call.id] = call
    found.strays.extend(_strays(pending, waiting, missed))
    late = {stray.late for stray in found.strays}
    return found._replace(unanswered=[each for each in found.unanswered if each[0] not in late])


def _is_answer(message: dict[str, Any]) -> bool:
    """Whether a message is the answer of a tool, also where only one sign of it is right."""
    if message.get("tool_calls"):
        return False
    return "tool_call_id" in message or message.get("role") in ("tool", "function")


def _turn(path: Path, message: dict[str, Any]) -> Turn:
    listed = message.get("tool_calls")
    if listed is None:
        # Most messages have no other key, and then none of them has to be compared.
        unusual = message.keys() - USUAL
        named_otherwise = "function_call" in unusual or misspelt(unusual, "tool_calls")
        return Turn([], vague=named_otherwise) if unusual else _SILENT
    if not isinstance(listed, list):
        return Turn([], vague=True)
    calls = [
        Call((*path, "tool_calls", i), call["id"])
        for i, call in enumerate(listed)
        if isinstance(call, dict) and isinstance(call.get("id"), str)
    ]
    return Turn(calls, len(calls) != len(listed))


def _strays(pending: list[Call], waiting: dict[str, Call], missed: dict[str, Call]) -> list[Stray]:
    """Match the answers of a turn that name no call of it; each takes an open call with it.

    The call was meant to be answered, so that it is not told of twice.
    """
    strays = []
    for path, answered in pending:
        late = missed.get(answered)
        meant = None
        if late is None and waiting:
            few = len(waiting) <= _MOST_COMPARED
            name = nearest(answered, waiting) if few else None
            if name is None and len(waiting) == 1:
                name = next(iter(waiting))
            meant = waiting.pop(name) if name else None
            if meant is None:
                del waiting[next(iter(waiting))]
        strays.append(Stray(path, answered, meant, late))
    return strays


def orphans(manifest: Manifest) -> Iterator[Problem]:
    """Yield a problem for each answer to no call: which it should name, or where it belongs."""
    for path, answered, meant, late in conversation(manifest).strays:
        shown = short(answered)
        notes: tuple[Note, ...] = ()
        if late is not None:
            message = f'"{shown}" is answered too late: move this right behind the turn that calls'
            notes = (Note((*late.path, "id"), "the call"),)
        elif meant is not None:
            message = f'"{shown}" answers no tool call: did you mean "{short(meant.id)}"?'
            notes = (Note((*meant.path, "id"), "this call has no answer"),)
        else:
            message = f'"{shown}" answers no tool call: put the turn that makes it before this one'
        yield Problem(path, message, notes=notes)


def unanswered(manifest: Manifest) -> Iterator[Problem]:
    """Yield a problem for each call that has no answer when the next turn begins."""
    for call, following in conversation(manifest).unanswered:
        yield Problem(
            (*call.path, "id"),
            f'tool call "{short(call.id)}" has no answer:'
            " add a tool message with this tool_call_id before the next turn",
            notes=(Note(following, "the next turn", At.HOLDER),),
        )


def repeated(manifest: Manifest) -> Iterator[Problem]:
    """Yield a problem for each call whose id another one has taken."""
    for call, first in conversation(manifest).repeated:
        yield Problem(
            (*call.path, "id"),
            f'tool call id "{short(call.id)}" is used twice: give each call an id of its own',
            notes=(Note((*first.path, "id"), "first used here"),),
        )
