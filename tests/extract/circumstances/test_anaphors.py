"""Which agreement "the agreement" and "it" take up: the last one in the same speaker's words, or none."""

import pytest

from servanda.extract.circumstances.anaphors import Named, anaphors, antecedent
from servanda.extract.document_analysis import AttributionRelation, Attributions
from servanda.model.parties import Attribution
from servanda.model.spans import Span
from servanda.reference.lexicon import load_lexicon

WORDS = load_lexicon().references
NAMES = ("Lusk Accord", "Karvo Memorandum", "Second Lusk Accord", "resolution 1234", "Karvo truce")


def taken_up(text: str) -> list[str | None]:
    """Return what each anaphor of a text stands for; words in ‹› are A's, words in «» are B's."""
    attributions = Attributions(
        document=Attribution(level="document", name=None),
        relations=tuple(
            AttributionRelation(
                rule="test",
                type="direct",
                manner="speech",
                speaker=Attribution(level="speaker", name=name),
                content=(Span.of(text, start, text.index(closing, start)),),
            )
            for name, opening, closing in (("A", "‹", "›"), ("B", "«", "»"))
            for start in [index + 1 for index, letter in enumerate(text) if letter == opening]
        ),
    )
    starts = [
        (text.index(name, at), name)
        for name in NAMES
        for at in range(len(text))
        if text.startswith(name, at) and not text.startswith(f"Second {name}", at - len("Second "))
    ]
    named = tuple(Span.of(text, start, start + len(name)) for start, name in sorted(set(starts)))
    found = (antecedent(bounds, head, Named(named, attributions, WORDS)) for bounds, head in anaphors(text, WORDS))
    return [span.quote if span else None for span in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Lusk Accord failed. The agreement was weak.", ["Lusk Accord"]),
        ("‹The Lusk Accord failed.› «The Karvo Memorandum holds.» ‹The agreement was weak.›", ["Lusk Accord"]),
        ("«The Karvo Memorandum holds.» ‹The agreement was weak.›", ["Karvo Memorandum"]),  # the only one named
        ("‹The Lusk Accord failed.› «The Karvo Memorandum holds.» The agreement was weak.", [None]),
        ("‹The Lusk Accord failed.› The Karvo Memorandum holds. «The agreement is weak.»", ["Karvo Memorandum"]),
        ("The Lusk Accord and resolution 1234 hold. The agreement was weak.", ["Lusk Accord"]),
        ("The Lusk Accord and resolution 1234 hold. The resolution was weak.", ["resolution 1234"]),
        ("The Lusk Accord failed. The truce was weak.", [None]),
        ("The Karvo truce failed. The truce was weak.", ["Karvo truce"]),
        ("The Lusk Accord failed. The memorandum was weak.", [None]),
        ("The Lusk Accord was signed. It was never implemented.", ["Lusk Accord"]),
        ("They praised the Lusk Accord and violated it.", ["Lusk Accord"]),
        ("The Lusk Accord is old. Its provisions are clear.", ["Lusk Accord"]),
        ("The Lusk Accord is old. It rained.", []),
        ("The agreement was weak.", [None]),
    ],
)
def test_antecedents(text: str, expected: list[str | None]) -> None:
    assert taken_up(text) == expected
