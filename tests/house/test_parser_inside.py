"""Only `reading` and `clauses` touch what the parser gives."""

import ast
from collections.abc import Iterator

import pytest

_INSIDE = {"reading", "clauses"}
_OF_TOKENS = {
    "ancestors", "children", "conjuncts", "dep_", "doc", "ent_iob_", "ent_type_", "ents", "head_", "idx", "is_punct", "is_sent_start",
    "left_edge", "lefts", "lemma_", "like_num", "lower_", "nbor", "noun_chunks", "orth_", "pos_", "right_edge", "rights", "sents",
    "shape_", "start_char", "subtree", "tag_", "text_with_ws", "whitespace_",
}  # fmt: skip


def touches(tree: ast.Module) -> Iterator[int]:
    """Yield the lines that import spaCy (for the types alone too) or ask a Token, Span or Doc for something only they have."""
    for node in ast.walk(tree):
        match node:
            case ast.ImportFrom(module=str() as module) if module.partition(".")[0] == "spacy":
                yield node.lineno
            case ast.Import(names=names) if any(one.name.partition(".")[0] == "spacy" for one in names):
                yield node.lineno
            case ast.Attribute(attr=name) if name in _OF_TOKENS:
                yield node.lineno


def package_of(source) -> str:
    """Return the package of `extract` (or the module right in it) that a source belongs to."""
    parts = source.path.with_suffix("").parts
    return parts[parts.index("extract") + 1]


def test_only_reading_and_clauses_touch_the_parser(sources) -> None:
    found = [
        f"{source.path}:{line}"
        for source in sources
        if source.part == "extract" and package_of(source) not in _INSIDE
        for line in touches(source.tree)
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("code", "n"),
    [
        ("from spacy.tokens import Token", 1),
        ("import spacy", 1),
        ("def f(a): return a.dep_ in a.children", 2),
        ("def f(clauses, i): return clauses.words.lemmas[i], clauses.tree.heads[i]", 0),
    ],
)
def test_the_count_sees_what_it_looks_for(code, n) -> None:
    assert len(list(touches(ast.parse(code)))) == n
