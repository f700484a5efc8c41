"""Small pieces: a function fits on a screen, a file is read in one sitting, more parameters than five are a record."""

import ast

import pytest

FUNCTION_LINES = 40
FILE_LINES = 300
# An expert reads and runs it alone, so it cannot be spread over files.
ALONE = {"src/servanda/report/bundle/verify.py": 600}
PARAMETERS = 5
INIT_LINES = 40


def _functions(tree):
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def _lines(function):
    first = min([function.lineno, *(decorator.lineno for decorator in function.decorator_list)])
    return function.end_lineno - first + 1


def _parameters(function):
    """What a caller has to think of: not self or cls. The options of a command are its interface, not parameters."""
    given = function.args
    names = [argument.arg for argument in (*given.posonlyargs, *given.args, *given.kwonlyargs)]
    names += [argument.arg for argument in (given.vararg, given.kwarg) if argument]
    return [name for name in names if name not in {"self", "cls"}]


def test_functions_are_short(sources) -> None:
    long = [
        f"{source.path}:{function.lineno} {function.name}: {_lines(function)} lines"
        for source in sources
        for function in _functions(source.tree)
        if _lines(function) > FUNCTION_LINES
    ]
    assert not long, "\n".join(long)


def test_files_are_short(sources) -> None:
    long = [
        f"{s.path}: {s.text.count(chr(10))} lines"
        for s in sources
        if s.text.count("\n") > ALONE.get(s.path.as_posix(), FILE_LINES)
    ]
    assert not long, "\n".join(long)


def test_parameters_are_few(sources) -> None:
    many = [
        f"{source.path}:{function.lineno} {function.name}: {len(_parameters(function))} parameters"
        for source in sources
        if source.part != "cli"
        for function in _functions(source.tree)
        if len(_parameters(function)) > PARAMETERS
    ]
    assert not many, "\n".join(many)


@pytest.mark.parametrize(
    ("code", "lines", "parameters"),
    [("def f(self, a, *, b, **c):\n    pass\n", 2, 3), ("@g\ndef f(a, /, *b):\n    x = 1\n    return x\n", 4, 2)],
)
def test_the_measures_count_what_they_say(code, lines, parameters) -> None:
    (function,) = _functions(ast.parse(code))
    assert (_lines(function), len(_parameters(function))) == (lines, parameters)
