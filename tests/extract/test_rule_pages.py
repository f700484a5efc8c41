"""The examples on the pages of docs/reference/rules are what the rules do."""

from datetime import date
from pathlib import Path

import pytest

from servanda.model.claims import EventClaim, ObservationClaim, PerformanceClaim
from servanda.text.dates import read_dates

PAGES = Path(__file__).resolve().parents[2] / "docs" / "reference" / "rules"


def _rows(name: str) -> list[list[str]]:
    lines = (PAGES / f"{name}.md").read_text(encoding="utf-8").splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("|")]
    return rows[2:]


def _events(claims_of, text: str) -> list[EventClaim]:
    return [claim for claim in claims_of(text, "2031-05-15") if isinstance(claim, EventClaim)]


@pytest.mark.parametrize(("text", "word", "modality", "polarity", "_rule"), _rows("modality"))
def test_modality(claims_of, text, word, modality, polarity, _rule) -> None:
    found = {(one.modality, one.polarity) for one in _events(claims_of, text) if one.trigger.quote.startswith(word)}
    assert found == {(modality, polarity)}


@pytest.mark.parametrize(("text", "tolls", "_rule"), _rows("tolls"))
def test_tolls(claims_of, text, tolls, _rule) -> None:
    said = {
        f"{toll.effect} {'-' if toll.minimum is None else toll.minimum} {'-' if toll.maximum is None else toll.maximum}"
        for claim in _events(claims_of, text)
        for toll in claim.casualties
    }
    assert said == (set() if tolls == "none" else set(tolls.split("; ")))


@pytest.mark.parametrize(("text", "days", "_rule"), _rows("times"))
def test_times(text, days, _rule) -> None:
    found = [
        "?" if one.since is None and one.until is None else f"{one.since or '?'} to {one.until or '?'}"
        for one in read_dates(text, date(2031, 5, 15))
    ]
    assert found == ([] if days == "none" else [days])


@pytest.mark.parametrize(("text", "word", "plover", "parts", "_rule"), _rows("events"))
def test_events(claims_of, text, word, plover, parts, _rule) -> None:
    found = [one for one in _events(claims_of, text) if one.trigger.quote.startswith(word)]
    assert [one.event.plover for one in found] == ([] if plover == "none" else [plover])
    said = {f"{one.role} {one.name}" for claim in found for one in claim.participants}
    assert said == (set() if parts == "none" else set(parts.split("; ")))


@pytest.mark.parametrize(("text", "thing", "means", "quantity", "_rule"), _rows("observations"))
def test_observations(claims_of, text, thing, means, quantity, _rule) -> None:
    found = [one for one in claims_of(text, "2031-05-15") if isinstance(one, ObservationClaim)]
    said = [(one.observation.object, one.observation.means) for one in found]
    assert said == ([] if thing == "none" else [(thing, means)])
    numbers = [str(one.quantity.minimum) for one in found if one.quantity]
    assert numbers == ([] if quantity == "-" else [quantity])


@pytest.mark.parametrize(("text", "thing", "extent", "_rule"), _rows("performance"))
def test_performance(claims_of, text, thing, extent, _rule) -> None:
    found = [one for one in claims_of(text, "2031-05-15") if isinstance(one, PerformanceClaim)]
    said = []
    for one in found:
        if one.performance is not None:
            said.append((one.performance.object, one.performance.extent or "-"))
        elif one.composition is not None:
            seats = "; ".join(f"{name} {number}" for name, number in one.composition.groups.items())
            said.append((one.composition.body, seats))
    assert said == ([] if thing == "none" else [(thing, extent)])
