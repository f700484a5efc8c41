"""The errors that docs/explanation/accuracy.md tells of are those that the rules make: one that is mended must leave the page."""

import re
from datetime import date
from pathlib import Path

import pytest

from servanda.model.claims import EventClaim, QuotationClaim
from servanda.text.dates import read_dates

PAGE = Path(__file__).resolve().parents[2] / "docs" / "explanation" / "accuracy.md"
EXAMPLES = dict(re.findall(r'^(\d+)\. "([^"]+)"', PAGE.read_text(encoding="utf-8"), re.MULTILINE))


def _claims(claims_of, number: str):
    words = EXAMPLES[number]
    return claims_of(words if words[-1] in ".!?" else f"{words}.", "2031-05-15")


@pytest.mark.parametrize("number", ["1", "2", "3", "7", "8", "10", "11", "14", "15", "17", "18"])
def test_no_event_is_found(claims_of, number):
    assert not [claim for claim in _claims(claims_of, number) if isinstance(claim, EventClaim)]


@pytest.mark.parametrize(
    ("number", "word", "modality"),
    [
        ("4", "ambushed", "asserted"),
        ("5", "shelled", "asserted"),
        ("6", "shot", "asserted"),
        ("9", "Shelling", "asserted"),
        ("12", "attack", "planned"),
        ("13", "wounded", "asserted"),
        ("16", "threatened", "asserted"),
        ("19", "release", "presupposed"),
        ("20", "blocking", "asserted"),
        ("23", "fell", "asserted"),
    ],
)
def test_the_one_event_is_read_wrongly_as_the_page_says(claims_of, number, word, modality):
    (event,) = [claim for claim in _claims(claims_of, number) if isinstance(claim, EventClaim)]
    assert (event.trigger.quote, event.modality) == (word, modality)
    assert not event.casualties
    assert (event.time.start, event.time.end) == (None, None)


def test_the_wrong_speaker_is_the_one_the_page_names(claims_of):
    (siege,) = [
        claim
        for claim in _claims(claims_of, "18")
        if isinstance(claim, QuotationClaim) and claim.span.quote == "a siege"
    ]
    assert siege.attribution[-1].name == "rebels"


@pytest.mark.parametrize(
    ("number", "anchor", "found"),
    [
        ("21", date(2031, 5, 15), [("2030-09-01", "2030-10-01")]),
        ("22", date(2031, 5, 15), []),
        ("24", date(2031, 5, 20), [(None, None)]),
        ("25", date(2031, 5, 15), [(None, None)]),
        ("26", date(2031, 5, 15), []),
    ],
)
def test_times_are_read_as_the_page_says(number, anchor, found):
    assert [(one.since, one.until) for one in read_dates(EXAMPLES[number], anchor)] == found
