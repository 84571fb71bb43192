"""The targets of routing: how they are named, which come twice, and who may stand in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from linter.finding import At, Note, Path, Problem
from linter.placeholders import holds_whole
from linter.rules.words import short

if TYPE_CHECKING:
    from linter.manifest import Manifest

_APART = ("metadata_match", "override_params", "headers_override")
"""What makes two targets of one name different: when they are taken, and what they are sent."""

_MOST_COMPARED = 50
"""How many targets of one name are told apart; nobody has more on purpose."""

_MOST_NOTES = 8


def is_target(name: str) -> bool:
    """Whether a name is an account and a model, with one slash between them."""
    if name.count("/") != 1 or name[0] == "/" or name[-1] == "/":
        return False
    return not _has_blank(name)


def misnamed(manifest: Manifest) -> Iterator[Problem]:
    """Yield a problem for each target that is not ``provider-account/model``."""
    for path, target in manifest.targets:
        name = target.get("target")
        # A placeholder in a name is told by the rule on texts that are not rendered.
        if isinstance(name, str) and not is_target(name) and not holds_whole(name):
            yield Problem((*path, "target"), _advice(name))


def _advice(name: str) -> str:
    if not name.strip():
        return "the target is empty: write provider-account/model"
    shown = f'target "{short(name)}"'
    if _has_blank(name):
        whole = name.strip()
        advice = short(whole) if is_target(whole) else "provider-account/model"
        return f"{shown} has blanks in it: write {advice}"
    account, slash, model = name.partition("/")
    if is_target(name.replace(":", "/", 1)):
        return f'{shown} has ":" for "/": write {short(name.replace(":", "/", 1))}'
    if not slash:
        return f"{shown} names no provider account: write provider-account/{short(name)}"
    if not account or not model:
        lacking = "provider account" if not account else "model"
        return f"{shown} has no {lacking}: write provider-account/model"
    return f'{shown} has more than one "/": write provider-account/model'


def _has_blank(name: str) -> bool:
    # Every other blank is told from what is printable.
    return " " in name or not name.isprintable()


def repeated(manifest: Manifest) -> Iterator[Problem]:
    """Yield a problem for each target that an earlier one makes superfluous."""
    names = [target.get("target") for _, target in manifest.targets]
    texts = [name for name in names if isinstance(name, str) and name]
    if len(texts) == len(set(texts)):
        return
    seen: dict[str, list[tuple[list[Any], Path]]] = {}
    for path, target in manifest.targets:
        name = target.get("target")
        if not isinstance(name, str) or not name:
            continue
        conditions = [target.get(key) or None for key in _APART]
        others = seen.setdefault(name, [])
        first = next((other for known, other in others if known == conditions), None)
        if first is None:
            if len(others) < _MOST_COMPARED:
                others.append((conditions, path))
            continue
        yield Problem(
            _where(manifest, path),
            f'target "{short(name)}" is listed twice: remove one, or tell them apart with'
            " metadata_match",
            notes=(Note(_where(manifest, first), "first listed here"),),
        )


def _where(manifest: Manifest, path: Path) -> Path:
    """Return where a target is named; the item itself where it has its name by a merge key.

    The name stands at the anchor then, and says nothing of which item is meant.
    """
    named = (*path, "target")
    item = manifest.document.span((*manifest.path, *path))
    name = manifest.document.span((*manifest.path, *named))
    return named if item.start <= name.start and name.end <= item.end else path


def stranded(manifest: Manifest) -> Iterator[Problem]:
    """Yield a problem where there are several targets and none may stand in for another."""
    targets = manifest.targets
    items = manifest.mapping("routing_config").get("load_balance_targets")
    if len(targets) < 2 or not isinstance(items, list) or len(items) != len(targets):
        return
    if all(target.get("fallback_candidate") is False for _, target in targets):
        yield Problem(
            ("routing_config", "load_balance_targets"),
            "no target may stand in for another: set fallback_candidate to true on one of them",
            at=At.KEY,
            notes=tuple(
                Note((*path, "fallback_candidate"), "ruled out here", at=At.KEY)
                for path, _ in targets[:_MOST_NOTES]
            ),
        )
