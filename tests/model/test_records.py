"""Records round-trip, refuse nonsense, and keep their ids and keys when only identifications change."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.errors import RecordError
from servanda.model.claims import (
    AgreementMention,
    AgreementReferenceClaim,
    Casualties,
    Claim,
    EventClaim,
    EventType,
    MadeBy,
    QuotationClaim,
    QuotationDetail,
    StanceClaim,
    StanceDetail,
)
from servanda.model.codec import canonical, decode, encode, from_plain, to_plain
from servanda.model.documents import Paragraph
from servanda.model.identification import Candidate, Identification
from servanda.model.joining import index_identifications, join
from servanda.model.making import kind_of, replace, sealed, text_layer
from servanda.model.parties import Attribution, Participant
from servanda.model.places import PlaceMention
from servanda.model.spans import Span
from servanda.model.time import TimeInterval

TEXT = (
    "The mayor of Lindau said “shells hit Oberdorf and Niederdorf on Monday”; أصابت القذائف — the Lindau accord holds."
)


@st.composite
def spans(draw: st.DrawFn) -> Span:
    start = draw(st.integers(0, len(TEXT) - 1))
    return Span.of(TEXT, start, draw(st.integers(start + 1, len(TEXT))))


def _base(span: Span, speaker: str | None) -> dict[str, object]:
    voices = (Attribution(level="document", name="The Lake Gazette"),)
    if speaker:
        voices += (Attribution(level="speaker", name=speaker, mention=span),)
    made_by = MadeBy(rule="test.rule", version="1", confidence=0.5)
    return {
        "id": "", "key": "", "document_id": "doc_1", "text_id": "txt_1", "language": "en", "span": span,
        "attribution": voices, "made_by": made_by,
    }  # fmt: skip


@st.composite
def claims(draw: st.DrawFn) -> Claim:
    span, other = draw(spans()), draw(spans())
    base = _base(span, draw(st.none() | st.sampled_from(["Anna Huber", "مصدر"])))
    place = PlaceMention(name=other.quote, mention=other)
    who = Participant(role="actor", name="The Guard", type="organisation", mention=other)
    toll = Casualties(effect="killed", who=who, minimum=draw(st.none() | st.integers(0, 99)), mention=other)
    match draw(st.sampled_from(["event", "quotation", "stance", "reference"])):
        case "event":
            event = EventType(plover="ASSAULT", mode=draw(st.none() | st.just("aerial")))
            parts = {"participants": (who,), "places": (place,), "casualties": (toll,)}
            return sealed(EventClaim(**base, event=event, trigger=other, **parts))  # type: ignore[arg-type]
        case "quotation":
            detail = QuotationDetail(type="direct", manner="speech", source=None, cue=span, content=(other,))
            return sealed(QuotationClaim(**base, quotation=detail))  # type: ignore[arg-type]
        case "stance":
            stance = StanceDetail(attitude="demands", holder=replace(who, role="holder"), object=other)
            return sealed(StanceClaim(**base, stance=stance))  # type: ignore[arg-type]
        case _:
            return sealed(AgreementReferenceClaim(**base, agreements=(AgreementMention(mention=other),)))  # type: ignore[arg-type]


@given(claims())
def test_round_trip_keeps_every_field(claim: Claim) -> None:
    assert decode(encode(claim), Claim) == claim
    assert from_plain(to_plain(claim), Claim) == claim
    assert json.loads(encode(claim))["kind"] == kind_of(claim)


@given(claims())
def test_sealing_again_changes_nothing(claim: Claim) -> None:
    assert sealed(claim) == claim


def _identified(claim: Claim) -> Claim:
    """Join made-up identifications into every mention of the claim."""
    made = {"id": "idn_1", "document_id": "doc_1", "text_id": "txt_1", "made_by": MadeBy(rule="r", version="9")}
    found: list[Identification] = []
    for place in getattr(claim, "places", ()):
        put = replace(
            place, place_id="geo:1", latitude=47.55, longitude=9.69, precision="town", radius_km=2.0, country="DE"
        )
        found.append(
            Identification(what="place", name=place.name, mention=place.mention, value="geo:1", place=put, **made)
        )  # type: ignore[arg-type]
    people = [*getattr(claim, "participants", ()), *claim.attribution]
    if isinstance(claim, StanceClaim) and claim.stance.holder:
        people.append(claim.stance.holder)
    found.extend(
        Identification(what="actor", name=party.name or "", mention=party.mention, value="the-guard", **made)  # type: ignore[arg-type]
        for party in people
    )
    for accord in claim.agreements:
        candidates = tuple(Candidate(value=v, name=v, score=0.5, reason="same name") for v in ("accord-1", "accord-2"))
        found.append(
            Identification(
                what="agreement",
                name=accord.mention.quote,
                mention=accord.mention,
                value=None,
                candidates=candidates,
                **made,
            )  # type: ignore[arg-type]
        )
    return join(claim, index_identifications(found))


@given(claims())
def test_identifications_change_neither_id_nor_key(claim: Claim) -> None:
    joined = _identified(claim)
    assert joined != claim
    again = sealed(joined)
    assert (again.id, again.key) == (claim.id, claim.key)


@given(claims())
def test_a_new_rule_version_changes_the_id_but_not_the_key(claim: Claim) -> None:
    newer = sealed(replace(claim, made_by=MadeBy(rule="test.rule", version="2")))
    assert newer.key == claim.key
    assert newer.id != claim.id


@st.composite
def events(draw: st.DrawFn) -> EventClaim:
    """An event of any trigger, with or without place, participants, toll and time."""
    base = _base(draw(spans()), draw(st.none() | st.sampled_from(["Anna Huber", "مصدر"])))
    mentions = draw(st.lists(spans(), max_size=3))
    who = [Participant(role="actor", name=span.quote, type="organisation", mention=span) for span in mentions]
    places = [PlaceMention(name=span.quote, mention=span) for span in draw(st.lists(spans(), max_size=2))]
    times = st.sampled_from([TimeInterval(), TimeInterval(start="2031-05-01", end="2031-05-02", precision="day")])
    toll = Casualties(effect="killed", minimum=draw(st.none() | st.integers(0, 99)))
    return sealed(
        EventClaim(
            **base,  # type: ignore[arg-type]
            event=EventType(plover=draw(st.sampled_from(["ASSAULT", "PROTEST"]))),
            trigger=draw(spans()),
            apart=tuple(draw(st.lists(spans(), max_size=1))),
            participants=tuple(who),
            places=tuple(places),
            casualties=(toll,),
            time=draw(times),
            modality=draw(st.sampled_from(["asserted", "possible"])),
        )
    )


@given(events(), events())
def test_an_event_is_known_by_its_trigger_whatever_else_is_read_better(one: EventClaim, other: EventClaim) -> None:
    """A better or carried place, other participants, times, tolls, voices and bounds of the claim change no key."""
    better = sealed(replace(other, trigger=one.trigger, apart=one.apart))
    assert better.key == one.key
    starts = [[span.start for span in claim.apart] for claim in (one, other)]
    same = (one.trigger, starts[0]) == (other.trigger, starts[1])
    assert (one.key == other.key) == same
    assert sealed(replace(one, text_id="txt_2")).key != one.key


@given(events())
def test_an_id_made_before_events_could_be_set_apart_is_the_same(claim: EventClaim) -> None:
    plain = to_plain(sealed(replace(claim, apart=())))
    del plain["apart"]
    assert sealed(from_plain(plain, Claim)).id == plain["id"]


@given(claims(), claims())
def test_different_content_has_different_ids(a: Claim, b: Claim) -> None:
    assert (a.id == b.id) == (a == b)


@given(spans(), spans())
def test_spans_compare_as_character_sets(a: Span, b: Span) -> None:
    one, two = set(range(a.start, a.end)), set(range(b.start, b.end))
    assert a.overlaps(b) == bool(one & two)
    assert a.contains(b) == (two <= one)
    assert TEXT[a.start : a.end] == a.quote


@pytest.mark.parametrize(
    ("kind", "wrong", "says"),
    [
        (Span, {"start": 3, "end": 3, "quote": ""}, "forward range"),
        (Span, {"start": 0, "end": 2, "quote": "abc"}, "quotes 3 characters"),
        (TimeInterval, {"start": "14/03/2019"}, "neither a date"),
        (TimeInterval, {"start": "2019-03-14", "end": "2019-03-14"}, "is empty"),
        (PlaceMention, {"name": "Oberdorf", "latitude": 91.0}, "outside -90..90"),
        (Participant, {"role": "actor", "name": "x", "type": "person", "mood": "bad"}, "mood"),
        (MadeBy, {"rule": 3, "version": "1"}, r"\$\.rule"),
    ],
)
def test_nonsense_is_refused_with_the_reason(kind: type, wrong: dict[str, object], says: str) -> None:
    with pytest.raises(RecordError, match=says):
        from_plain(wrong, kind)


def test_a_text_layer_does_not_depend_on_its_parser() -> None:
    paragraphs = (Paragraph(start=0, end=len(TEXT)),)
    one = text_layer("doc_1", TEXT, paragraphs, parser="plain", parser_version="1")
    two = text_layer("doc_1", TEXT, paragraphs, parser="html", parser_version="7")
    assert one.id == two.id != text_layer("doc_2", TEXT, paragraphs, parser="plain", parser_version="1").id


@given(st.dictionaries(st.text(max_size=5), st.integers(-(2**53) + 1, 2**53 - 1) | st.text(max_size=5), max_size=5))
def test_canonical_json_is_one_form_of_one_value(value: dict[str, object]) -> None:
    shuffled = dict(sorted(value.items(), reverse=True))
    assert canonical(value) == canonical(shuffled)
    assert json.loads(canonical(value)) == value
