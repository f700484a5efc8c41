"""What of a claim matters for telling whether two claims speak of one event."""

import re
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final, NamedTuple

from servanda.corroborate.config import CorroborateConfig
from servanda.corroborate.places import Site, held_site, sites_of
from servanda.corroborate.tolls import tolls_of
from servanda.corroborate.windows import Window, publication_window, window_of
from servanda.model.claims import (
    HAPPENED,
    Claim,
    Composition,
    Effect,
    EventClaim,
    ObservationClaim,
    PerformanceClaim,
    QuotationClaim,
)
from servanda.model.parties import Participant
from servanda.model.sources import DocumentSource
from servanda.model.spans import Span
from servanda.reference.grammar import is_nobody
from servanda.text.counts import Said
from servanda.text.folds import vowels

Told = EventClaim | ObservationClaim | PerformanceClaim
_NO_INCIDENT: Final = frozenset({"period_total", "cumulative", "unknown"})  # totals, and what is only recalled
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class EventMention:
    """A claim at one place; a claim that names several separate places gives one event mention for each.

    ``parts`` are the tokens of all that the same words tell at once, of several places: what is counted belongs to all of them together.

    ``site`` is a place stated with the act: one that holds on from elsewhere (`PlaceMention.carried`) is ``held_site``: it never parts, and links only beside other evidence.
    ``window`` is the stated time; ``guess`` the days before publication where none is stated. ``body`` holds what a
    composition or performance is about. ``words`` are longer words of the claim, without its names. ``text`` is what is told
    together: a document, or one row of a sheet; ``compiled`` names the table of a row that rests on others' reports.
    ``quoted`` are the words around the act with which somebody is quoted, up to its end and behind it.
    ``lent_site`` and ``lent_window`` are those of the act that the claim takes up, where it states none itself (see `acts`).
    """

    token: str
    claim: Told
    kind: str
    aspect: str
    mode: str | None
    window: Window | None
    guess: Window | None
    site: Site | None
    actors: frozenset[str]
    targets: frozenset[str]
    tolls: Mapping[Effect, Said] = field(hash=False)
    words: frozenset[str]
    body: str | None = None
    text: str = ""
    quoted: tuple[str, str] = ("", "")
    compiled: str | None = None
    lent_site: Site | None = None
    lent_window: Window | None = None
    held_site: Site | None = None
    parts: frozenset[str] = frozenset()

    @property
    def place(self) -> Site | None:
        """Where it was, stated here or for the act that it takes up."""
        return self.site or self.lent_site

    @property
    def time(self) -> Window | None:
        """When it was, stated here or for the act that it takes up."""
        return self.window or self.lent_window

    @property
    def denied(self) -> bool:
        """Tell whether the claim denies that it happened."""
        return self.claim.polarity == "denied"

    @property
    def bare(self) -> bool:
        """Tell whether it has neither place nor time nor victims: such a mention is like any other of its kind."""
        return self.place is None and self.time is None and not self.tolls

    @property
    def only_placed(self) -> bool:
        """Tell whether it tells at most where it was: neither when nor by whom, to whom, with what, or with how many victims."""
        return not (self.time or self.tolls or self.mode or self.actors or self.targets)


class Kind(NamedTuple):
    """What kind of incident a claim makes, in which mode, and what it is about."""

    kind: str
    mode: str | None
    body: str | None


def event_mentions(
    claims: Iterable[Claim], sources: Mapping[str, DocumentSource], config: CorroborateConfig
) -> tuple[EventMention, ...]:
    """Return the event mentions of all claims that say something happened or deny it, by token.

    Totals of a period are none: they count several events (DESIGN section 4).
    """
    listed = tuple(claims)
    told = {claim.key: claim for claim in listed if isinstance(claim, Told) and tells(claim)}
    found = [one for claim in told.values() for one in _event_mentions(claim, sources.get(claim.document_id), config)]
    parts = _told_at_once(found, config.weights.limits["vague_radius_km"])
    quoted = _quoted(found, listed)
    marked = (replace(one, parts=parts.get(one.token, one.parts), quoted=quoted[one.token]) for one in found)
    return tuple(sorted(marked, key=lambda one: one.token))


def _quoted(found: Iterable[EventMention], claims: Iterable[Claim]) -> Mapping[str, tuple[str, str]]:
    """Return by token the words around an act with which somebody is quoted, up to its end and behind it; those of its claim where nobody is."""
    said: dict[str, list[Span]] = {}
    for claim in claims:
        if isinstance(claim, QuotationClaim):
            said.setdefault(claim.text_id, []).extend(claim.quotation.content)
    return {one.token: _around(one.claim, said.get(one.claim.text_id, ())) for one in found}


def _around(claim: Told, quoted: Iterable[Span]) -> tuple[str, str]:
    """Return the innermost quoted words around an act, parted at its end."""
    word = _word_of(claim)
    held = (span for span in quoted if span.start <= word.start and word.end <= span.end)
    whole = min(held, key=lambda span: (span.end - span.start, span.start), default=claim.span)
    end = word.end - whole.start
    return whole.quote[:end], whole.quote[end:]


def _word_of(claim: Told) -> Span:
    """Return the words that tell an act."""
    return claim.trigger if isinstance(claim, EventClaim) else claim.span


def _told_at_once(found: Iterable[EventMention], vague_km: float) -> Mapping[str, frozenset[str]]:
    """Return by token the tokens of all that the same words tell of several places: one claim has all of these, or each has a claim.

    Claims with counts of their own tell an act each.
    """
    told: dict[Hashable, list[EventMention]] = {}
    for one in found:
        several = one.token != one.claim.key
        if one.site and (several or not one.site.vague(vague_km)):
            told.setdefault(_telling(one), []).append(one)
    parts: dict[str, frozenset[str]] = {}
    for some in told.values():
        places = {one.site.place.place_id or one.site.fold for one in some if one.site}
        if len(places) > 1 and len({tuple(one.tolls.items()) for one in some if one.tolls}) <= 1:
            parts |= dict.fromkeys((one.token for one in some), frozenset(one.token for one in some))
    return parts


def _telling(one: EventMention) -> Hashable:
    """Return what is told at once: the words of the act, with whoever says so, when, by whom and to whom."""
    claim, word = one.claim, _word_of(one.claim)
    voices = tuple((level.level, who_is(level.entity_id, level.name)) for level in claim.attribution)
    return one.text, word.start, word.end, voices, one.denied, one.window, one.actors, one.targets


def tells(claim: Claim) -> bool:
    """Tell whether a claim says of one event, or of a state of things, that it was so, or denies it."""
    if isinstance(claim, EventClaim) and claim.counting in _NO_INCIDENT:
        return False
    return isinstance(claim, Told) and claim.modality in HAPPENED


def kind_of(claim: Told) -> Kind:
    """Return the kind of incident that a claim makes."""
    match claim:
        case EventClaim():
            return Kind(claim.event.plover, claim.event.mode, None)
        case ObservationClaim():
            return Kind("OBSERVATION", claim.observation.object, None)
        case PerformanceClaim(composition=seats) if seats is not None:
            groups = ",".join(f"{name}={seats.groups[name]}" for name in sorted(seats.groups))
            return Kind("COMPOSITION", None, f"{body_of(claim, seats)}:{groups}")
        case _:
            return Kind("PERFORMANCE", None, claim.performance.object if claim.performance else None)


def body_of(claim: PerformanceClaim, seats: Composition) -> str:
    """Return the body that a composition is of: its entity id where the registry knows it, else its name."""
    known = (one.entity_id for one in claim.participants if one.role == "participant" and one.name == seats.body)
    return next((entity for entity in known if entity), seats.body)


def _event_mentions(claim: Told, source: DocumentSource | None, config: CorroborateConfig) -> Iterator[EventMention]:
    kind = kind_of(claim)
    stated, guess = _windows(claim, source, config)
    sites = sites_of(claim.places)
    for number, site in enumerate(sites or (None,)):
        yield EventMention(
            token=f"{claim.key}@{number}" if len(sites) > 1 else claim.key,
            claim=claim,
            kind=kind.kind,
            aspect=claim.aspect if isinstance(claim, EventClaim) else "occurrence",
            mode=kind.mode,
            window=stated,
            guess=guess,
            site=site,
            actors=_named(claim, "actor"),
            targets=_named(claim, "target"),
            tolls=tolls_of(claim, config.weights.toll_parts) if isinstance(claim, EventClaim) else {},
            words=_words(claim, int(config.weights.limits["shortest_rare_word"])),
            body=kind.body,
            text=text_of(claim, source),
            compiled=claim.document_id if source and source.table == "compiled" else None,
            held_site=held_site(claim.places),
        )


def _windows(
    claim: Told, source: DocumentSource | None, config: CorroborateConfig
) -> tuple[Window | None, Window | None]:
    """Return the stated time of a claim, and where none is stated what is guessed: the day of its paragraph, else those before publication."""
    limits = config.weights.limits
    told = window_of(claim.time, limits["clock_tolerance_hours"])
    if told and not claim.time.carried:
        return told, None
    published = source.published_on if source else None
    return None, told or publication_window(published, limits["publication_lag_days"])


def text_of(claim: Claim, source: DocumentSource | None) -> str:
    """Return what names the text that a claim stands in: its document, of a sheet the row, since rows are told apart."""
    return f"{claim.document_id}#{claim.span.start}" if source and source.table else claim.document_id


def _named(claim: Told, role: str) -> frozenset[str]:
    return frozenset(who_is(p.entity_id, p.name) for p in named_as(claim, role))


def named_as(claim: Told, role: str) -> tuple[Participant, ...]:
    """Return those whom a claim names in a role; a bare pronoun ("we", "they") names nobody, nor do "both sides"."""
    return tuple(p for p in claim.participants if p.role == role and (p.entity_id or not is_nobody(p.name)))


def who_is(entity_id: str | None, name: str | None) -> str:
    """Return the entity id, or the folded name where the registry knows none."""
    return entity_id or f"~{vowels(name or '')}"


def _words(claim: Told, shortest: int) -> frozenset[str]:
    names = {word.casefold() for place in claim.places for word in _WORD.findall(place.name)}
    names |= {word.casefold() for one in claim.participants for word in _WORD.findall(one.name)}
    words = {word.casefold() for word in _WORD.findall(claim.span.quote)}
    return frozenset(word for word in words - names if len(word) >= shortest)
