"""The way through this room: collect what the claims name, look each up, hand back identifications."""

from collections.abc import Iterator, Sequence
from typing import Any, Literal, NamedTuple

import msgspec

from servanda.model.claims import HAPPENED, AgreementMention, Claim, MadeBy
from servanda.model.documents import DocumentText
from servanda.model.identification import GUESSES, Candidate, Identification
from servanda.model.making import replace, with_id
from servanda.model.parties import Attribution, Participant
from servanda.model.places import PlaceCandidate, PlaceMention
from servanda.model.spans import Span
from servanda.model.time import TimeInterval
from servanda.reference import Reference
from servanda.reference.gazetteer import WORLD
from servanda.resolve.actors import NamedActor, decide_actor
from servanda.resolve.agreements import NamedAgreement, decide_agreement
from servanda.resolve.config import VERSION, ResolveConfig
from servanda.resolve.context import DocumentContext, find_areas
from servanda.resolve.offices import days_named
from servanda.resolve.phrases import PlacePhrase, read_phrase
from servanda.resolve.places import PlaceDecision, Scored, decide
from servanda.resolve.worldwide import decide_worldwide
from servanda.text.sections import Sections
from servanda.text.suggesting import may_be_name

What = Literal["actor", "place", "agreement"]


class Named(NamedTuple):
    """Something a claim names: what it is, its mention where there is one, and the name."""

    what: What
    mention: Span | None
    name: str


class Verdict(NamedTuple):
    """The id that was found, or ``None`` and why; candidates best first; by which rule; coordinates of places."""

    value: str | None
    why: str | None
    rule: str
    candidates: tuple[Candidate, ...] = ()
    place: PlaceMention | None = None


def resolve(
    text: DocumentText, claims: Sequence[Claim], config: ResolveConfig, reference: Reference
) -> Iterator[Identification]:
    """Yield one identification for everything that ``claims`` name, in the order of the text.

    Names without a mention come first. ``claims`` must belong to ``text``.
    """
    times = _times(claims)
    named = sorted(times, key=_order)
    places = [item for item in named if item.what == "place"]
    verdicts = _places(text.text, places, config, reference) if places else {}
    introduced: dict[int, dict[str, None]] = {}  # persons by section: a title alone reaches no further
    sections = Sections(text)
    for item in named:
        if item.what == "place":
            verdict = verdicts[item]
        elif item.what == "actor":
            days = days_named(times[item], text.published_on)
            before = introduced.setdefault(sections.at(item.mention.start) if item.mention else 0, {})
            named_actor = NamedActor(item.name, item.mention, text.text, days, tuple(before))
            verdict = Verdict(*decide_actor(named_actor, config, reference))
            person = reference.actors.actor(verdict.value) if verdict.value and item.mention else None
            before |= {person.id: None} if person is not None and person.type == "person" else {}
        else:
            verdict = Verdict(
                *decide_agreement(
                    NamedAgreement(item.name, item.mention, text.text, text.published_on), config, reference
                )
            )
        yield _identification(text, item, _sensible(verdict, item.name, reference))


def _sensible(verdict: Verdict, name: str, reference: Reference) -> Verdict:
    """Return the verdict without suggestions by likeness for what is no name: a suggestion needs one."""
    guesses = [one for one in verdict.candidates if one.reason.startswith(GUESSES)]
    if verdict.value is not None or not guesses or may_be_name(name, reference.headline_words.common):
        return verdict
    kept = tuple(one for one in verdict.candidates if one not in guesses)
    place = verdict.place
    if place is not None:
        sure = tuple(one for one in place.candidates if not one.reason.startswith(GUESSES))
        place = replace(place, candidates=sure)
    return verdict._replace(candidates=kept, place=place)


def _order(item: Named) -> tuple[int, int, str, str]:
    return (
        (item.mention.start, item.mention.end, item.what, item.name) if item.mention else (-1, -1, item.what, item.name)
    )


def _times(claims: Sequence[Claim]) -> dict[Named, set[TimeInterval | None]]:
    """Return everything the claims name, with the times of the events it takes part in; ``None`` for speech and all else."""
    found: dict[Named, set[TimeInterval | None]] = {}
    for claim in claims:
        happened = getattr(claim, "time", None) if claim.modality in HAPPENED else None
        part = frozenset(_named(getattr(claim, "participants", ()))) if happened else frozenset()
        for item in frozenset(_named(claim)):
            found.setdefault(item, set()).add(happened if item in part else None)
    return found


def _named(value: Any) -> Iterator[Named]:
    """Yield what the claims name, wherever it stands in them."""
    match value:
        case str() | None | Span():
            pass
        case list() | tuple():
            for item in value:
                yield from _named(item)
        case PlaceMention():
            yield Named("place", value.mention, value.name)
        case Participant() | Attribution():
            if value.name:
                yield Named("actor", value.mention, value.name)
        case AgreementMention():
            yield Named("agreement", value.mention, value.mention.quote)
        case msgspec.Struct():
            for name in value.__struct_fields__:
                yield from _named(getattr(value, name))


def _places(text: str, items: list[Named], config: ResolveConfig, reference: Reference) -> dict[Named, Verdict]:
    """Decide in two rounds: what is sure by itself first, then everything with those as neighbours.

    Where all the world is in scope, namesakes are the rule and all names of the text are decided together.
    """
    gazetteer = reference.gazetteer
    if WORLD in (config.countries or gazetteer.countries):
        phrases = {item: read_phrase(text, item.name, item.mention, gazetteer.knows) for item in items}
        decided = decide_worldwide(phrases, DocumentContext(text, (), config.neighbour_km), gazetteer, config)
        return {item: _verdict(item, phrases[item], decided[item], config) for item in items}
    context = DocumentContext(text, find_areas(text, gazetteer), config.neighbour_km)
    phrases = {item: read_phrase(text, item.name, item.mention, gazetteer.knows) for item in items}
    first = {item: decide(phrases[item], context, gazetteer, config) for item in items}
    sure = {(phrases[item].core, found.place) for item, found in first.items() if found.sure and found.place}
    informed = DocumentContext(text, context.areas, config.neighbour_km, tuple(sorted(sure, key=lambda one: one[0])))
    return {
        item: _verdict(item, phrases[item], decide(phrases[item], informed, gazetteer, config), config)
        for item in items
    }


def _verdict(item: Named, phrase: PlacePhrase, decision: PlaceDecision, config: ResolveConfig) -> Verdict:
    best = decision.candidates[: config.n_candidates]
    known = tuple(map(_place_candidate, best))
    place = PlaceMention(name=item.name, mention=item.mention, candidates=known)
    found = decision.place
    if found:
        place = PlaceMention(
            name=item.name,
            mention=item.mention,
            place_id=found.place_id,
            latitude=found.latitude,
            longitude=found.longitude,
            precision=found.precision,
            radius_km=found.radius_km,
            country=found.country,
            stretch=decision.stretch,
            candidates=known,
        )
    rule = f"resolve.place.{decision.stage}" + ("" if phrase.relation == "at" else f".{phrase.relation}")
    candidates = tuple(
        Candidate(value=one.place_id, name=one.name, score=one.score, reason=one.reason) for one in known
    )
    return Verdict(found.place_id if found else None, decision.why, rule, candidates, place)


def _place_candidate(one: Scored) -> PlaceCandidate:
    place = one.hit.place
    return PlaceCandidate(
        place_id=place.place_id,
        name=place.name,
        score=round(min(max(one.score, 0.0), 1.0), 3),
        reason="; ".join(one.reasons),
        latitude=place.latitude,
        longitude=place.longitude,
    )


def _identification(text: DocumentText, item: Named, verdict: Verdict) -> Identification:
    made_by = MadeBy(rule=verdict.rule, version=VERSION)
    record = Identification(
        id="",
        document_id=text.document_id,
        text_id=text.id,
        what=item.what,
        name=item.name,
        mention=item.mention,
        value=verdict.value,
        candidates=verdict.candidates,
        place=verdict.place,
        why=verdict.why,
        made_by=made_by,
    )
    return with_id("idn", record)
