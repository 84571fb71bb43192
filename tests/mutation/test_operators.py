from __future__ import annotations

import ast

import pytest

from tests.mutation.operators import mutated, sites


def mutants(source: str) -> list[str]:
    """Return the sources that the sites of a module make of it."""
    tree = ast.parse(source)
    found = []
    for site in sites(tree):
        with mutated(site):
            compile(tree, "x.py", "exec")
            found.append(ast.unparse(tree))
    assert ast.unparse(tree) == ast.unparse(ast.parse(source))
    return found


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a < b", ["a <= b"]),
        ("a >= b > c", ["a > b > c", "a >= b >= c"]),
        ("a is not b", ["a is b"]),
        ("x = a in b and c", ["x = a in b or c", "x = a not in b and c"]),
        ("x = not a", ["x = a"]),
        ("x = y[3]", ["x = y[4]"]),
        ("x = True", ["x = False"]),
        ("x = 'text'", []),
        ("x = 'text' == y", ["x = 'text' != y", "x = 'textXX' == y"]),
        ("x = y in 'abc'", ["x = y not in 'abc'", "x = y in 'ab'"]),
        ("x = 'abc' in y", ["x = 'abc' not in y", "x = 'abcXX' in y"]),
        ("if a: b()", ["if not a:\n    b()"]),
        (
            "x = 'y' if a.b('c') else 'd'",
            [
                "x = 'y' if not a.b('c') else 'd'",
                "x = 'y' if a.b('cXX') else 'd'",
            ],
        ),
        ("x = [y for y in z if y]", ["x = [y for y in z if not y]"]),
        ("for x in y: continue", ["for x in y:\n    break"]),
        ("def f(): return x", ["def f():\n    return"]),
        ("def f(): return", ["def f():\n    pass"]),
        ("def f(): return None", []),
        ("def f(): return False", ["def f():\n    return True"]),
        ("def f(): yield x", ["def f():\n    if False:\n        yield x"]),
        ("def f():\n    '''Text.'''", []),
        ("@d(1)\ndef f(x: Literal[1]) -> Literal[2]: pass", []),
        ("x = f'{1 + y} is {z == 2}'", []),
        ("if TYPE_CHECKING: x = 1", []),
    ],
)
def test_mutants(source: str, expected: list[str]) -> None:
    assert mutants(source) == expected


def test_a_site_knows_its_function_and_the_lines_that_lead_to_it() -> None:
    source = (
        "x = 1\ndef f():\n    def g():\n        return (\n            2)\n"
        "    while (a and\n           b):\n        c()\n"
    )
    [constant, returned, two, either] = sites(ast.parse(source))
    assert constant.function is None
    assert returned.function is two.function is either.function is not None
    assert [list(site.lines) for site in (constant, returned, two, either)] == [
        [1],
        [4, 5],
        [4, 5],
        [6, 7],
    ]
