"""Seeded mutations of a package: how many of them do its tests notice? ``make mutate`` runs it.

    python scripts/mutate.py clauses                 # 300 mutations of src/servanda/extract/clauses against tests/extract/clauses
    python scripts/mutate.py clauses --count 20 --seed 7 --show

A mutation changes one place of one module: a comparison is turned round, "and" becomes "or", a number is one more, a condition is
always or never true, a name in a set or call is left out, a returned value is ``None``. Each is tried in a child process that was forked after the sentences of the
tests had been parsed once. Exit status 1 if fewer than ``--floor`` are noticed. Docstrings and type annotations are left alone.
"""

import argparse
import ast
import copy
import gc
import importlib.util
import io
import os
import random
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import redirect_stderr, redirect_stdout
from importlib.machinery import ModuleSpec
from pathlib import Path
from typing import Final, NamedTuple

import pytest

ROOT: Final = Path(__file__).resolve().parent.parent
SECONDS: Final = 120
_TURNED: Final[dict[type[ast.cmpop], type[ast.cmpop]]] = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
_SUMS: Final[dict[type[ast.operator], type[ast.operator]]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr,
}  # fmt: skip


class Mutation(NamedTuple):
    """A changed module: its name, the line, what was changed, and its syntax tree."""

    module: str
    line: int
    what: str
    tree: ast.Module


Ways = Iterator[tuple[str, Callable[[], object]]]


def _of_comparison(node: ast.AST) -> Ways:
    if isinstance(node, ast.Compare):
        turned = _TURNED[type(node.ops[0])]
        yield f"{type(node.ops[0]).__name__} to {turned.__name__}", lambda: node.ops.__setitem__(0, turned())


def _of_terms(node: ast.AST) -> Ways:
    if isinstance(node, ast.BoolOp):
        other = ast.Or if isinstance(node.op, ast.And) else ast.And
        yield f"{type(node.op).__name__} to {other.__name__}", lambda: setattr(node, "op", other())
        yield "a term left out", node.values.pop


def _of_not(node: ast.AST) -> Ways:
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield "not left out", lambda: setattr(node, "operand", ast.UnaryOp(ast.Not(), node.operand))


def _of_operator(node: ast.AST) -> Ways:
    if isinstance(node, ast.BinOp) and type(node.op) in _SUMS:
        yield "operator", lambda: setattr(node, "op", _SUMS[type(node.op)]())


def _of_constant(node: ast.AST) -> Ways:
    if isinstance(node, ast.Constant) and isinstance(node.value, int):
        other = not node.value if isinstance(node.value, bool) else node.value + 1
        yield f"{node.value} to {other}", lambda: setattr(node, "value", other)


def _of_elements(node: ast.AST) -> Ways:
    if isinstance(node, ast.Set | ast.Tuple) and len(node.elts) > 1 and not _is_stored(node):
        yield "an element left out", node.elts.pop


def _is_stored(node: ast.Set | ast.Tuple) -> bool:
    return isinstance(getattr(node, "ctx", None), ast.Store)


def _of_condition(node: ast.AST) -> Ways:
    if isinstance(node, ast.If | ast.IfExp | ast.While):
        yield "condition never true", lambda: setattr(node, "test", ast.Constant(value=False))
    if isinstance(node, ast.If | ast.IfExp):
        yield "condition always true", lambda: setattr(node, "test", ast.Constant(value=True))


def _of_value(node: ast.AST) -> Ways:
    if isinstance(node, ast.Return) and node.value is not None:
        yield "returns None", lambda: setattr(node, "value", ast.Constant(value=None))


def _of_filter(node: ast.AST) -> Ways:
    if isinstance(node, ast.comprehension) and node.ifs:
        yield "filter left out", node.ifs.pop


_WAYS: Final = (
    _of_comparison, _of_terms, _of_not, _of_operator, _of_constant, _of_elements, _of_condition, _of_value, _of_filter,
)  # fmt: skip


def changes(node: ast.AST) -> Ways:
    """Yield the ways to change a node in place, each with a name."""
    for way in _WAYS:
        yield from way(node)


def _left_alone(node: ast.AST) -> list[ast.AST | None]:
    """Return the parts below a node that are not changed: annotations, decorators, imports, what runs for type checkers only."""
    if isinstance(node, ast.FunctionDef):
        return [
            node.returns,
            *(one.annotation for one in (*node.args.args, *node.args.kwonlyargs)),
            *node.decorator_list,
        ]
    if isinstance(node, ast.AnnAssign):
        return [node.annotation]
    if isinstance(node, ast.ClassDef):
        return list(node.keywords)
    whole = isinstance(node, ast.Import | ast.ImportFrom) or _names(node) & {
        "TYPE_CHECKING",
        "Literal",
        "__all__",
        "__slots__",
    }
    return [node] if whole else []


def _names(node: ast.AST) -> set[str]:
    """Return the name that decides whether a node is one for type checkers or lists names."""
    parts = {ast.If: ["test"], ast.Subscript: ["value"], ast.Assign: ["targets"]}.get(type(node), [])
    found = [item for part in parts for item in (getattr(node, part), *_several(getattr(node, part)))]
    return {item.id for item in found if isinstance(item, ast.Name)}


def _several(part: object) -> list[ast.AST]:
    return part if isinstance(part, list) else []


def mutations(folder: Path, package: str) -> list[Mutation]:
    """Return every mutation of the modules in a folder, in order of name and place."""
    found = []
    for path in sorted(folder.glob("*.py")):
        source = ast.parse(path.read_text(encoding="utf-8"))
        skipped = {
            id(inner) for one in ast.walk(source) for part in _left_alone(one) if part for inner in ast.walk(part)
        }
        nodes = list(ast.walk(source))
        module = package if path.stem == "__init__" else f"{package}.{path.stem}"
        for number, node in enumerate(nodes):
            if id(node) in skipped:
                continue
            for way, (what, _) in enumerate(changes(node)):
                tree = copy.deepcopy(source)
                list(changes(list(ast.walk(tree))[number]))[way][1]()
                found.append(
                    Mutation(module, getattr(node, "lineno", 0) or _line(node), what, ast.fix_missing_locations(tree))
                )
    return found


def _line(node: ast.AST) -> int:
    return next((inner.lineno for inner in ast.walk(node) if hasattr(inner, "lineno")), 0)


class _Changed:
    """Finds the changed module before the import system finds the one on disk."""

    def __init__(self, mutation: Mutation) -> None:
        self.mutation = mutation

    def find_spec(self, name: str, path: object = None, target: object = None) -> ModuleSpec | None:
        """Return where a module is loaded from, if it is the changed one."""
        del path, target
        if name != self.mutation.module:
            return None
        sys.meta_path.remove(self)
        try:
            spec = importlib.util.find_spec(name)
        finally:
            sys.meta_path.insert(0, self)
        if spec is not None and spec.loader is not None:
            code = compile(self.mutation.tree, str(spec.origin), "exec")
            spec.loader.exec_module = lambda module: exec(code, module.__dict__)  # type: ignore[method-assign]  # noqa: S102 - the changed module
        return spec


def _run(tests: Sequence[str]) -> int:
    output = io.StringIO()
    with redirect_stdout(output), redirect_stderr(output):
        return int(
            pytest.main(
                [
                    "-x",
                    "-q",
                    "-p",
                    "no:cacheprovider",
                    "-p",
                    "no:xdist",
                    "-p",
                    "no:unraisableexception",
                    "--assert=plain",
                    *tests,
                ]
            )
        )


def _is_read_again(module: str) -> bool:
    """Tell whether a module holds what changes: the package, what imports it, and the tests; not the sentences that are parsed."""
    return module.startswith(("servanda.extract", "tests.")) and not module.endswith(".parsing")


def noticed(mutation: Mutation, tests: Sequence[str]) -> bool:
    """Tell whether the tests fail with a mutation; tests that take two minutes have noticed it too."""
    child = os.fork()
    if child == 0:
        os.setpgid(0, 0)
        signal.alarm(SECONDS)
        for name in [one for one in sys.modules if _is_read_again(one)]:
            del sys.modules[name]
        sys.meta_path.insert(0, _Changed(mutation))
        try:
            os._exit(min(_run(tests), 100))
        except BaseException:  # noqa: BLE001 - whatever a changed module does, it was noticed
            os._exit(100)
    _, status = os.waitpid(child, 0)
    return status != 0


def main(arguments: Sequence[str] | None = None) -> int:
    """Try mutations, print those that no test noticed, and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("package", help="a package of servanda.extract: clauses, frames, factuality")
    parser.add_argument("--count", type=int, default=300, help="how many mutations (300)")
    parser.add_argument("--seed", type=int, default=1, help="which ones (1)")
    parser.add_argument("--floor", type=float, default=0.85, help="share that must be noticed (0.85)")
    parser.add_argument("--show", action="store_true", help="print every mutation as it is tried")
    chosen = parser.parse_args(arguments)
    package, folder = f"servanda.extract.{chosen.package}", ROOT / "src/servanda/extract" / chosen.package
    tests = [str(ROOT / "tests/extract" / chosen.package)]
    sys.path.insert(0, str(ROOT))
    os.chdir(ROOT)
    if _run(tests):
        print(f"The tests in {tests[0]} fail as they are; mend them first.", file=sys.stderr)
        return 2
    gc.freeze()
    everything = mutations(folder, package)
    tried = random.Random(chosen.seed).sample(everything, min(chosen.count, len(everything)))  # noqa: S311 - a sample
    began, missed = time.monotonic(), []
    for number, mutation in enumerate(tried, start=1):
        kept = not noticed(mutation, tests)
        missed += [mutation] if kept else []
        if chosen.show or kept:
            print(
                f"{number:4} {'not noticed' if kept else 'noticed':12} {mutation.module}:{mutation.line} {mutation.what}",
                flush=True,
            )
    share = 1 - len(missed) / len(tried)
    print(
        f"{len(tried) - len(missed)} of {len(tried)} mutations noticed ({share:.3f}), of {len(everything)} possible; "
        f"seed {chosen.seed}, {time.monotonic() - began:.0f} s"
    )
    return int(share < chosen.floor)


if __name__ == "__main__":
    sys.exit(main())
