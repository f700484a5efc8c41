"""The examples on the pages of docs/reference/rules are what the rules do."""

from datetime import date
from pathlib import Path

import pytest

from servanda.extract import extract
from servanda.extract.config import ExtractConfig
from servanda.model.claims import (
    AgreementReferenceClaim,
    EventClaim,
    ObservationClaim,
    PerformanceClaim,
    QuotationClaim,
    RoleClaim,
    StanceClaim,
    VerdictClaim,
)
from servanda.model.documents import Paragraph
from servanda.model.making import text_layer
from servanda.text.dates import read_dates

PAGES = Path(__file__).resolve().parents[2] / "docs" / "reference" / "rules"


def _rows(name: str) -> list[list[str]]:
    lines = (PAGES / f"{name}.md").read_text(encoding="utf-8").splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("|")]
    return rows[2:]


def _events(claims_of, text: str) -> list[EventClaim]:
    return [claim for claim in claims_of(text, "2031-05-15") if isinstance(claim, EventClaim)]


@pytest.mark.parametrize("row", _rows("verification"), ids=lambda row: row[0])
def test_verification(claims_of, row) -> None:
    text, word, *wanted = row
    [found] = {one.verification for one in _events(claims_of, text) if one.trigger.quote == word}
    assert [found.value, found.on, found.by.name if found.by else "", found.reason or ""] == wanted


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


@pytest.mark.parametrize("row", _rows("attribution"))
def test_attribution(claims_of, row) -> None:
    text, words, speaker, type_, rules, _ = row
    claims = [claim for claim in claims_of(text, "2031-05-15") if isinstance(claim, QuotationClaim)]
    about = [claim for claim in claims if any(words in part.quote for part in claim.quotation.content)]
    if speaker == "nobody":
        assert about == []
        return
    claim = min(about, key=lambda item: sum(len(part.quote) for part in item.quotation.content))
    *outer, last = claim.attribution[1:]
    told = " > ".join([*(level.name or "unknown" for level in outer), last.name or "unknown"])
    assert told + (": " if last.candidates else "") + "; ".join(sorted(last.candidates)) == speaker
    assert claim.quotation.type == type_
    assert claim.made_by.rule.removeprefix("quotation.") in rules.split(" or ")


@pytest.mark.parametrize(("text", "attitude", "holder", "words", "_why"), _rows("stances"))
def test_stances(claims_of, text, attitude, holder, words, _why) -> None:
    found = [
        (f"{one.stance.attitude} {one.polarity}", one.stance.holder.name, one.stance.object.quote)
        for one in claims_of(text, "2031-05-15")
        if isinstance(one, StanceClaim)
    ]
    assert found == ([] if attitude == "none" else [(attitude, holder, words)])


@pytest.mark.parametrize("row", _rows("roles"))
def test_roles(claims_of, row) -> None:
    text, person, office, body, rule, _ = row
    found = [
        (role.person.name, role.office, role.organisation.name if role.organisation else "-", one.made_by.rule)
        for one in claims_of(text, "2031-05-15")
        if isinstance(one, RoleClaim)
        for role in (one.role,)
    ]
    assert found == ([] if person == "none" else [(person, office, body, f"role.{rule}")])


@pytest.mark.parametrize(("text", "mention", "rule", "_why"), _rows("references"))
def test_references(claims_of, text, mention, rule, _why) -> None:
    found = [
        (one.span.quote, one.made_by.rule)
        for one in claims_of(text, "2031-05-15")
        if isinstance(one, AgreementReferenceClaim)
    ]
    assert found == ([] if mention == "none" else [(mention, f"agreement_reference.{rule}")])


@pytest.mark.parametrize(("language", "text", "event", "tolls", "_why"), _rows("foreign"))
def test_foreign(reference, language, text, event, tolls, _why) -> None:
    whole = (Paragraph(start=0, end=len(text)),)
    fields = {"parser": "test", "parser_version": "1", "language": language, "published_on": "2031-05-15"}
    layer = text_layer("doc_test", text, whole, **fields)
    claims = [one for one in extract(layer, ExtractConfig(), reference) if isinstance(one, EventClaim)]
    said = {f"{toll.effect} {toll.minimum} {toll.maximum}" for claim in claims for toll in claim.casualties}
    assert {claim.event.plover for claim in claims} == (set() if event == "none" else {event})
    assert said == (set() if tolls == "none" else set(tolls.split("; ")))


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


@pytest.mark.parametrize("row", _rows("verdicts"))
def test_verdicts(claims_of, row) -> None:
    text, finder, outcome, of_whom, article, _ = row
    found = [claim for claim in claims_of(text, "2031-05-15") if isinstance(claim, VerdictClaim)]
    if finder == "none":
        assert found == []
        return
    [claim] = found
    named = "; ".join(one.party.name for one in claim.verdict.by_party if one.party)
    assert (claim.attribution[-1].name, named or "nobody") == (finder, of_whom)
    assert {one.outcome for one in claim.verdict.by_party} == {outcome}
    assert (claim.verdict.article or "-") == article
    assert (claim.polarity, claim.modality) == ("affirmed", "asserted")
