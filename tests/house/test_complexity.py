"""How many ways lead through a function, counted as radon counts them: every operand of "and" and "or" is one more."""

import ast
from collections import Counter

import pytest

MOST = 10
# Functions beyond it, by room. Numbers only fall: who mends a function takes its room's number down.
BUDGET = {
    "assess": 10, "cli": 8, "collect": 5, "corroborate": 19, "extract": 0, "model": 4, "parse": 29, "pipeline": 45,
    "reference": 28, "report": 20, "resolve": 15, "review": 4, "store": 4, "text": 15,
}  # fmt: skip


def complexity(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Return the cyclomatic complexity of a function without those defined in it (McCabe 1976, as in radon 6)."""
    return 1 + sum(_ways(node) for child in function.body for node in _own(child))


def _own(node: ast.AST):
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return
    yield node
    if isinstance(node, ast.Assert):
        return
    for child in ast.iter_child_nodes(node):
        yield from _own(child)


def _ways(node: ast.AST) -> int:
    ways = 0
    match node:
        case ast.If() | ast.IfExp() | ast.Assert():
            ways = 1
        case ast.BoolOp(values=values):
            ways = len(values) - 1
        case ast.comprehension(ifs=ifs):
            ways = 1 + len(ifs)
        case ast.For(orelse=orelse) | ast.AsyncFor(orelse=orelse) | ast.While(orelse=orelse):
            ways = 1 + bool(orelse)
        case ast.Try(handlers=handlers, orelse=orelse):
            ways = len(handlers) + bool(orelse)
        case ast.Match(cases=cases):
            ways = len(cases) - any(getattr(one.pattern, "pattern", False) is None for one in cases)
    return ways


def _functions(tree: ast.Module):
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def test_no_room_has_more_complex_functions_than_it_had(sources) -> None:
    found = {
        f"{source.path}:{function.lineno} {function.name}: {complexity(function)}": source.part
        for source in sources
        for function in _functions(source.tree)
        if complexity(function) > MOST
    }
    counted = Counter(found.values())
    grown = [part for part in counted if counted[part] > BUDGET.get(part, 0)]
    assert not grown, "\n".join(line for line, part in found.items() if part in grown)


@pytest.mark.parametrize(
    ("code", "ways"),
    [
        ("def f(): pass", 1),
        ("def f(a):\n    return a and a.b or a.c if a else None", 4),
        ("def f(a):\n    return [x for x in a if x if x > 1]", 4),
        ("def f(a):\n    for x in a:\n        while x: x -= 1\n    else:\n        return", 4),
        ("def f():\n    try: pass\n    except A: pass\n    except B: pass\n    else: pass", 4),
        ("def f(a):\n    match a:\n        case 1: pass\n        case 2: pass\n        case _: pass", 3),
        ("def f(a):\n    assert a or a.b\n    def g(): return 1 if a else 2\n    return g", 2),
    ],
)
def test_ways_are_counted_as_radon_counts_them(code, ways) -> None:
    assert complexity(ast.parse(code).body[0]) == ways
