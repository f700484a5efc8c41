"""Negation x predicate x construction: who did it, in whose words, and whether at all. A false accusation is the worst error there is."""

import pytest
from tests.extract.negation_grammar import PREDICATES, Cell, cells

from servanda.model.claims import EventClaim, QuotationClaim, StanceClaim

CELLS = tuple(cells())
HAPPENED = {"asserted", "presupposed"}
PUBLISHED = "2019-03-14"


def faults(cell: Cell, claims) -> list[str]:
    """Return what the claims have wrong: polarity, actors, speakers, and who is held to accuse somebody."""
    deeds = [claim for claim in claims if isinstance(claim, EventClaim) and claim.event.plover == "ASSAULT"]
    done = [claim for claim in deeds if claim.polarity == "affirmed" and claim.modality in HAPPENED]
    told = {"affirmed": done, "denied": [claim for claim in deeds if claim.polarity == "denied"], "open": done}[
        cell.polarity
    ]
    wrong = [f"told as done: {_shown(claim)}" for claim in done if cell.polarity != "affirmed"]
    if cell.polarity != "open":
        wrong += [] if told else [f"not told as {cell.polarity}: {list(map(_shown, deeds))}"]
        wrong += [f"other actors: {_shown(claim)}" for claim in told if _actors(claim) != set(cell.actors)]
        wrong += [f"another speaker: {_shown(claim)}" for claim in told if _speaker(claim) not in cell.speakers]
    return wrong + [f"accuses: {cell.accuser}" for claim in claims if cell.accuser and _accuses(claim, cell.accuser)]


def _actors(claim):
    return {_plain(one.name) for one in claim.participants if one.role == "actor"}


def _speaker(claim):
    last = claim.attribution[-1]
    return _plain(last.name or "") if last.level == "speaker" else None


def _plain(name):
    return name.casefold().removeprefix("the ").removeprefix("a ")


def _accuses(claim, name):
    stance = isinstance(claim, StanceClaim) and claim.stance.attitude == "accuses" and claim.polarity == "affirmed"
    return stance and claim.modality in HAPPENED and claim.stance.holder and _plain(claim.stance.holder.name) == name


def _shown(claim):
    return f"{claim.trigger.quote} {claim.polarity} {claim.modality} by {_actors(claim)} says {_speaker(claim)}"


@pytest.mark.parametrize("cell", CELLS, ids=[cell.name for cell in CELLS])
def test_actor_speaker_and_polarity(claims_of, cell):
    assert faults(cell, claims_of(cell.text, PUBLISHED)) == [], cell.text


def test_the_grid_is_whole():
    assert len(CELLS) >= 400
    assert len({cell.text for cell in CELLS}) == len(CELLS)
    assert {cell.name.split("-")[0] for cell in CELLS} == set(PREDICATES)


def test_a_wrong_answer_is_seen(claims_of):
    """The check sees each kind of fault: the plain sentence's claims are wrong for every negated cell beside it."""
    by_name = {cell.name: cell for cell in CELLS}
    plain = claims_of(by_name["shell-active-plain"].text, PUBLISHED)
    assert faults(by_name["shell-active-plain"], plain) == []
    assert faults(by_name["shell-active-did_not"], plain)
    assert faults(by_name["shell-active-refuses"], plain)
    blamed = claims_of(by_name["blame-active-plain"].text, PUBLISHED)
    assert faults(by_name["blame-active-plain"], blamed) == []
    assert {fault.split(":")[0] for fault in faults(by_name["blame-active-did_not"], blamed)} == {
        "other actors", "another speaker", "accuses",
    }  # fmt: skip


def _events(claims):
    return [claim for claim in claims if isinstance(claim, EventClaim)]


def _quoted(claims):
    return [
        (_speaker(claim), claim.polarity, claim.quotation.content[0].quote)
        for claim in claims
        if isinstance(claim, QuotationClaim)
    ]


def not_the_target(claims):
    targets = [one.name for claim in _events(claims) for one in claim.participants if one.role == "target"]
    return "He" not in targets and any("village" in name for name in targets)


def monitors_speak(claims):
    told = [_speaker(claim) for claim in _events(claims) if claim.event.plover == "ASSAULT"]
    return _quoted(claims) == [("monitors", "affirmed", "that shells hit the village")] and set(told) == {"monitors"}


def nobody_killed(claims):
    return not [c for c in _events(claims) if c.casualties and c.polarity == "affirmed" and c.modality in HAPPENED]


def nothing_said(claims):
    return not [one for one in _quoted(claims) if one[1] == "affirmed"]


SENTENCES = (
    ("design-contracted-perfect", "He's shelled the village, a resident said.", not_the_target),
    ("design-day-before-speaker", "On Friday monitors said that shells hit the village.", monitors_speak),
    ("design-never-killed", "The attack on Olm never killed 12 people.", nobody_killed),
    ("design-no-longer-says", "The army no longer says that rebels shelled the village.", nothing_said),
)


@pytest.mark.parametrize(("text", "right"), [row[1:] for row in SENTENCES], ids=[row[0] for row in SENTENCES])
def test_sentences_of_the_design(claims_of, text, right):
    assert right(claims_of(text, PUBLISHED))
