"""Words of a language stand in the lexicon, not in Python: what is left under extract is counted, and only falls."""

import ast
import re
from collections.abc import Iterator

import pytest
from spacy.glossary import GLOSSARY

BUDGET = 5  # collections, alternations and chains of comparisons of two English words or more; take it down with each that goes
_WORD = re.compile(r"[a-z][a-z-]+")
_ALTERNATION = re.compile(r"\b[a-z]{2,}(?:\|\(?[a-z]{2,}\b)+|(?:\(|\|)[A-Za-z]?[a-z]{2,}\|[A-Za-z]?[a-z]{2,}")


def names_of(trees) -> set[str]:
    """Return what is no word of a language: labels of the parser, and the names that records give to their values."""
    literals = {
        constant.value
        for tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.Subscript) and ast.unparse(node.value).endswith("Literal")
        for constant in ast.walk(node)
        if isinstance(constant, ast.Constant) and isinstance(constant.value, str)
    }
    return {*GLOSSARY, *literals}


def spots(tree: ast.Module, names: set[str]) -> Iterator[int]:
    """Yield the line of each collection, alternation or chain of comparisons with two words or more."""
    exports = [
        node.value
        for node in tree.body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) in {"__all__", "__slots__"}
    ]
    for node in ast.walk(tree):
        match node:
            case ast.List() | ast.Tuple() if node in exports:
                continue
            case ast.Set(elts=parts) | ast.List(elts=parts) | ast.Tuple(elts=parts):
                words = [part.value for part in parts if isinstance(part, ast.Constant)]
            case ast.Dict(keys=keys):
                words = [key.value for key in keys if isinstance(key, ast.Constant)]
            case ast.BoolOp(values=values):
                compared = [one for one in values if isinstance(one, ast.Compare)]
                words = [
                    right.value for one in compared for right in one.comparators if isinstance(right, ast.Constant)
                ]
            case ast.Constant(value=str() as text) if _ALTERNATION.search(text) and "\n\n" not in text:
                yield node.lineno
                continue
            case _:
                continue
        if len({word for word in words if isinstance(word, str) and _WORD.fullmatch(word) and word not in names}) > 1:
            yield node.lineno


def test_words_in_python_only_become_fewer(sources) -> None:
    names = names_of(source.tree for source in sources)
    found = [
        f"{source.path}:{line}"
        for source in sources
        if source.part == "extract"
        for line in sorted(set(spots(source.tree, names)))
    ]
    assert len(found) <= BUDGET, (
        f"{len(found)} places, {BUDGET} allowed; a word belongs into reference/data:\n" + "\n".join(found)
    )


@pytest.mark.parametrize(
    ("code", "n"),
    [
        ('A = frozenset({"says", "said"})', 1),
        ('B = {"nsubj", "VERB", "planned"}', 0),
        ('C = x == "late" or x == "early"', 1),
        ('D = re.compile(r"(?:edited|translated) by")', 1),
        ('E = {"of": 1, "from": 2}', 1),
        ('F = ("said",)', 0),
    ],
)
def test_the_count_sees_what_it_looks_for(code, n) -> None:
    assert len(list(spots(ast.parse(code), names_of([ast.parse('M = Literal["planned"]')])))) == n
