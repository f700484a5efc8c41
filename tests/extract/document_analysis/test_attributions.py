"""The chain of speakers: from the document inwards, nobody twice in a row."""

from servanda.extract.document_analysis import AttributionRelation, Attributions
from servanda.model.parties import Attribution
from servanda.model.spans import Span

TEXT = "Lina Haddad said she had said that the bridge was mined."


def _said(name: str | None, start: int) -> AttributionRelation:
    return AttributionRelation(
        "quotation.that",
        "indirect",
        "speech",
        Attribution(level="speaker", name=name),
        (Span.of(TEXT, start, len(TEXT)),),
    )


def _chain(*names: str | None) -> list[str | None]:
    said = tuple(_said(name, 17 + 4 * number) for number, name in enumerate(names))
    attributions = Attributions(Attribution(level="document", name="Ledger"), said)
    assert attributions.chain_of(said[-1]) == attributions.chain_at(50, 55)
    return [level.name for level in attributions.chain_at(50, 55)]


def test_who_says_that_he_said_is_one_level():
    assert _chain("Lina Haddad", "Lina Haddad") == ["Ledger", "Lina Haddad"]


def test_others_between_and_speakers_without_a_name_stay():
    assert _chain("Lina Haddad", "Oren Tal", "Lina Haddad") == ["Ledger", "Lina Haddad", "Oren Tal", "Lina Haddad"]
    assert _chain(None, None) == ["Ledger", None, None]
    assert _chain("Ledger") == ["Ledger", "Ledger"]  # the outlet, and the outlet quoted
