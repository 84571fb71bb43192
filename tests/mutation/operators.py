"""Small mistakes to make in a module: each site is one edit of its syntax tree.

Left alone are docstrings, annotations, decorators, imports for types, and f-strings, in which the
messages are; of the texts only those that decide something are changed.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

_FLIPS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
_TESTED = (ast.If, ast.While, ast.IfExp)
_UNTOUCHED = {"decorator_list", "annotation", "returns"}


class Site(NamedTuple):
    """A place for a mutation: ``new`` goes to a field of ``holder``, or into the list there."""

    holder: ast.AST
    field: str
    item: int | None
    new: object
    statement: ast.stmt
    function: ast.FunctionDef | ast.AsyncFunctionDef | None
    """The outermost function around it, None for what runs when the module is imported."""

    @property
    def lines(self) -> range:
        """The lines of the statement, of a compound one those before its body."""
        end = self.statement.end_lineno or self.statement.lineno
        body = getattr(self.statement, "body", None)
        if isinstance(body, list):
            end = max(self.statement.lineno, body[0].lineno - 1)
        return range(self.statement.lineno, end + 1)


def sites(tree: ast.Module) -> list[Site]:
    """Return the sites of a module in the order of its text."""
    return list(_Finder().below(tree, tested=False))


@contextmanager
def mutated(site: Site) -> Iterator[None]:
    """Have the edit in the tree for a while."""
    old = getattr(site.holder, site.field)
    if site.item is None:
        setattr(site.holder, site.field, site.new)
    else:
        setattr(site.holder, site.field, [*old[: site.item], site.new, *old[site.item + 1 :]])
    try:
        yield
    finally:
        setattr(site.holder, site.field, old)


class _Finder:
    def __init__(self) -> None:
        self.statements: list[ast.stmt] = []
        self.functions: list[ast.FunctionDef | ast.AsyncFunctionDef] = []

    def below(self, node: ast.AST, *, tested: bool) -> Iterator[Site]:
        """Yield the sites below a node; ``tested``: its value decides which way is taken."""
        for field, value in ast.iter_fields(node):
            if field in _UNTOUCHED:
                continue
            decides = tested or _decides(node, field)
            if isinstance(value, ast.AST):
                yield from self.at(node, field, None, value, tested=decides)
            elif isinstance(value, list):
                for index, item in enumerate(value):
                    if isinstance(item, ast.AST):
                        yield from self.at(node, field, index, item, tested=decides)

    def at(
        self, holder: ast.AST, field: str, index: int | None, node: ast.AST, *, tested: bool
    ) -> Iterator[Site]:
        """Yield the sites of a node and those below it."""
        if isinstance(node, ast.JoinedStr | ast.Import | ast.ImportFrom) or _is_text(node):
            return
        if isinstance(holder, ast.Compare) and index is not None and _is_set(holder, index):
            return
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            return
        if isinstance(node, ast.stmt):
            self.statements.append(node)
        if isinstance(node, _FUNCTIONS):
            self.functions.append(node)
        for new in _instead(node, tested=tested, is_whole_test=_is_whole_test(holder, field)):
            yield self._site(holder, field, index, new)
        if isinstance(node, ast.Compare):
            for i, op in enumerate(node.ops):
                yield self._site(node, "ops", i, _FLIPS[type(op)]())
                yield from self._fewer(node, i)
        if isinstance(node, ast.BoolOp):
            op_instead = ast.Or() if isinstance(node.op, ast.And) else ast.And()
            yield self._site(node, "op", None, op_instead)
        if isinstance(node, ast.Return) and _matters(node.value):
            yield self._site(node, "value", None, None)
        yield from self.below(node, tested=tested and not isinstance(node, ast.stmt | ast.Lambda))
        if isinstance(node, _FUNCTIONS):
            self.functions.pop()
        if isinstance(node, ast.stmt):
            self.statements.pop()

    def _fewer(self, node: ast.Compare, i: int) -> Iterator[Site]:
        """Yield what takes the last character away from those that something may be."""
        chars = node.comparators[i]
        if _is_set(node, i) and isinstance(chars, ast.Constant):
            new = ast.copy_location(ast.Constant(str(chars.value)[:-1]), chars)
            yield self._site(node, "comparators", i, new)

    def _site(self, holder: ast.AST, field: str, index: int | None, new: object) -> Site:
        function = self.functions[0] if self.functions else None
        return Site(holder, field, index, new, self.statements[-1], function)


def _is_set(node: ast.Compare, i: int) -> bool:
    """Whether a text to the right of ``in`` stands for its characters."""
    right = node.comparators[i]
    return (
        isinstance(node.ops[i], ast.In | ast.NotIn)
        and isinstance(right, ast.Constant)
        and isinstance(right.value, str)
        and len(right.value) > 1
    )


def _decides(node: ast.AST, field: str) -> bool:
    if isinstance(node, ast.Compare):
        return True
    return field == "test" or (isinstance(node, ast.comprehension) and field == "ifs")


def _is_whole_test(holder: ast.AST, field: str) -> bool:
    return (isinstance(holder, _TESTED) and field == "test") or field == "ifs"


def _is_text(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    )


def _matters(value: ast.expr | None) -> bool:
    """Whether a returned value is more than None, true or false, which have mutants already."""
    if isinstance(value, ast.Constant) and isinstance(value.value, bool):
        return False
    return value is not None and not (isinstance(value, ast.Constant) and value.value is None)


def _instead(node: ast.AST, *, tested: bool, is_whole_test: bool) -> Iterator[ast.AST]:
    """Yield what may stand in a node's place."""
    if isinstance(node, ast.Constant):
        yield from _constants(node, tested=tested)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield node.operand
    elif is_whole_test and isinstance(node, ast.Name | ast.Call | ast.Attribute | ast.Subscript):
        yield ast.copy_location(ast.UnaryOp(ast.Not(), node), node)
    elif isinstance(node, ast.Continue):
        yield ast.copy_location(ast.Break(), node)
    elif isinstance(node, ast.Break):
        yield ast.copy_location(ast.Continue(), node)
    elif isinstance(node, ast.Return) and node.value is None:
        yield ast.copy_location(ast.Pass(), node)
    elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Yield | ast.YieldFrom):
        # Never reached, but the function stays a generator.
        never = ast.copy_location(ast.Constant(False), node)
        yield ast.copy_location(ast.If(never, [node], []), node)


def _constants(node: ast.Constant, *, tested: bool) -> Iterator[ast.AST]:
    value = node.value
    if isinstance(value, bool):
        yield ast.copy_location(ast.Constant(not value), node)
    elif isinstance(value, int | float):
        yield ast.copy_location(ast.Constant(value + 1), node)
    elif isinstance(value, str) and tested:
        yield ast.copy_location(ast.Constant(value + "XX"), node)
