"""Words of a language stand in the lexicon, not in Python: what is left under extract is counted, and only falls."""

import ast
import re
from collections.abc import Iterator

import pytest
from spacy.glossary import GLOSSARY

BUDGET = 0  # collections, alternations and chains of comparisons of two English words or more
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


def fields_of(trees) -> set[str]:
    """Return the names of the fields of records, and of their kinds."""
    classes = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    assigned = [one.target for node in classes for one in node.body if isinstance(one, ast.AnnAssign)]
    tags = [one.value for node in classes for one in node.keywords if one.arg == "tag"]
    return {ast.unparse(one) for one in assigned} | {one.value for one in tags if isinstance(one, ast.Constant)}


def spots(tree: ast.Module, names: set[str], fields: set[str]) -> Iterator[int]:
    """Yield the line of each collection, alternation or chain of comparisons with two words or more.

    A collection of nothing but fields of records (the keys of what makes one) is none of words.
    """
    exports = [
        node.value
        for node in ast.walk(tree)
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
        found = {word for word in words if isinstance(word, str) and _WORD.fullmatch(word) and word not in names}
        if len(found) > 1 and not found <= fields:
            yield node.lineno


def test_words_in_python_only_become_fewer(sources) -> None:
    names, fields = names_of(source.tree for source in sources), fields_of([source.tree for source in sources])
    found = [
        f"{source.path}:{line}"
        for source in sources
        if source.part == "extract"
        for line in sorted(set(spots(source.tree, names, fields)))
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
        ('G = {"killed": 1, "places": 2}', 0),
        ('H = {"killed": 1, "injured": 2}', 1),
    ],
)
def test_the_count_sees_what_it_looks_for(code, n) -> None:
    assert len(list(spots(ast.parse(code), names_of([ast.parse('M = Literal["planned"]')]), {"killed", "places"}))) == n
