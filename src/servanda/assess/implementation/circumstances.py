"""When, where and by whom something is said, of a sentence: what its claims tell, else its own words, else the document."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from servanda.assess.actors import When
from servanda.assess.kleene import agreed
from servanda.assess.provisos import proviso_at
from servanda.assess.setting import Setting
from servanda.assess.times import Period, period
from servanda.assess.zones import DEFAULT_RADIUS_KM
from servanda.model.agreements import Provision
from servanda.model.claims import (
    HAPPENED,
    Claim,
    EventClaim,
    ObservationClaim,
    PerformanceClaim,
    QuotationClaim,
    StanceClaim,
)
from servanda.model.documents import DocumentText
from servanda.model.period import month, one_day
from servanda.model.places import PlaceMention
from servanda.model.spans import Span
from servanda.model.time import TimeInterval
from servanda.reference.agreement_files import ZoneShape
from servanda.text.dates import read_dates

_A_DAY = len("2019-01-01")
_WISHES = frozenset({"demands", "hopes", "fears", "pledges", "threatens"})


class Dated(NamedTuple):
    """From ``start`` until ``end`` (ISO, half-open), and what told so."""

    start: str
    end: str
    by: Literal["claim", "sentence", "publication"]


@dataclass(frozen=True)
class Circumstances:
    """A sentence ``[start, end)`` of a text with its claims."""

    text: DocumentText
    start: int
    end: int
    claims: tuple[Claim, ...]

    @property
    def sentence(self) -> str:
        """Its words."""
        return self.text.text[self.start : self.end]

    def dated(self, evidence: Sequence[Span], held: Sequence[TimeInterval]) -> Dated | None:
        """Return when: as a claim of the words has it, else as ``held`` times do, else as the sentence says first, else the day or month of publication.

        ``held`` are the times of incidents that its claims tell of. ``None`` where no time is known.
        """
        times = [getattr(claim, "time", None) for claim in self._over(evidence)]
        stated = [time for time in (*times, *held) if time and time.start and time.end and not time.carried]
        if stated:
            return Dated(str(stated[0].start), str(stated[0].end), "claim")
        return self._in_words() or self._published()

    def _in_words(self) -> Dated | None:
        published = self.text.published_on or ""
        anchor = date.fromisoformat(published[:_A_DAY]) if len(published) >= _A_DAY else None
        found = read_dates(self.sentence, anchor)
        whole = [one for one in found if one.since and one.until]
        return self._capped(Dated(str(whole[0].since), str(whole[0].until), "sentence")) if whole else None

    def _capped(self, dated: Dated) -> Dated:
        """Return a time that ends with the day of publication, if that lies in it: nobody tells of what came later."""
        told = self._published()
        return dated._replace(end=told.end) if told and dated.start < told.end < dated.end else dated

    def _published(self) -> Dated | None:
        day = self.text.published_on or ""
        if len(day) >= _A_DAY:
            time = one_day(day)
            return Dated(str(time.start), str(time.end), "publication")
        if len(day) == len("2019-01"):
            told = month(day)
            return Dated(str(told.since), str(told.until), "publication")
        return None

    def fits(self, provision: Provision, setting: Setting, dated: Dated, evidence: Sequence[Span]) -> bool:
        """Tell whether a provision surely held then, and nothing that is told lies outside of it."""
        when = period(dated.start, dated.end, setting.agreement.timezone)
        if not self._names_it(setting.agreement.id) or agreed(setting.calendar.during(when)) != "true":
            return False
        time = TimeInterval(
            start=dated.start[:_A_DAY], end=dated.end[:_A_DAY] if dated.end[:_A_DAY] > dated.start[:_A_DAY] else None
        )
        asked = proviso_at(time, provision, setting)
        if asked is not None and asked.result == "false":
            return False
        return self._in_zone(provision, setting) and self._bound(provision, setting, when, evidence)

    def _names_it(self, agreement_id: str) -> bool:
        """Tell whether the sentence names this agreement, or none."""
        named = [one for claim in self.claims for one in claim.agreements]
        return not named or any(agreement_id in {one.agreement_id, *one.candidates} for one in named)

    def _in_zone(self, provision: Provision, setting: Setting) -> bool:
        if provision.zone is None:
            return True
        shapes = setting.shapes(provision.zone)
        places = [one for claim in self.claims for one in getattr(claim, "places", ()) if one.latitude is not None]
        if not places or not shapes:
            return True
        return any(_may_hold(shape, place) for place in places for shape in shapes)

    def _bound(self, provision: Provision, setting: Setting, when: Period, evidence: Sequence[Span]) -> bool:
        """Tell whether those who act in an event of the words are bound, or not known."""
        actors = {entity for claim in self._events(evidence) for entity in _acting(claim)}
        if provision.kind != "prohibition" or not actors or None in actors:
            return True
        zone = setting.agreement.timezone
        parties = [bound.actor for bound in setting.bound_by(provision)]
        return any(setting.actors.link(str(actor), party, When(when, zone)) for actor in actors for party in parties)

    def only_wished(self, evidence: Sequence[Span], *, told: bool) -> bool:
        """Tell whether claims of the words say that they are demanded, hoped, planned, feared ... and none that they are so.

        Where the words themselves have ``told`` how it stands, what ought to be or can be ("weapons that should have been withdrawn") is part of that.
        """
        real = HAPPENED | ({"demanded", "possible"} if told else set())
        if events := self._events(evidence):
            return all(one.modality not in real for one in events)
        return any(
            all(wished.contains(span) for span in evidence) for claim in self.claims for wished in _wished(claim)
        )

    def speaker(self, evidence: Sequence[Span], held: Sequence[Claim]) -> str:
        """Return who says so: the innermost speaker of the narrowest claim over the words, else who published it."""
        over = [*held, *(claim for claim in self.claims if any(_says(claim, span) for span in evidence))]
        spoken = [claim for claim in over if len(claim.attribution) > 1]
        if spoken:
            narrow = min(spoken, key=lambda one: (one.span.end - one.span.start, one.id))
            return narrow.attribution[-1].name or ""
        return self.text.publisher or ""

    def _events(self, evidence: Iterable[Span]) -> list[EventClaim]:
        return [claim for claim in self._over(evidence) if isinstance(claim, EventClaim)]

    def _over(self, evidence: Iterable[Span]) -> list[Claim]:
        return [claim for claim in self.claims if any(_core(claim).overlaps(span) for span in evidence)]


def _acting(claim: EventClaim) -> list[str | None]:
    return [one.entity_id for one in claim.participants if one.role == "actor"]


def _wished(claim: Claim) -> tuple[Span, ...]:
    """Return the words of what a claim demands, hopes, fears, pledges or threatens."""
    if not isinstance(claim, StanceClaim) or claim.stance.attitude not in _WISHES or claim.stance.object is None:
        return ()
    return (claim.stance.object,)


def _says(claim: Claim, words: Span) -> bool:
    """Tell whether a claim says the words, or tells of what they tell: an attribution that only stands in their sentence does not."""
    if isinstance(claim, QuotationClaim):
        return any(content.overlaps(words) for content in claim.quotation.content)
    return isinstance(claim, EventClaim | ObservationClaim | PerformanceClaim) and _core(claim).overlaps(words)


def _core(claim: Claim) -> Span:
    return claim.trigger if isinstance(claim, EventClaim) else claim.span


def _may_hold(shape: ZoneShape, place: PlaceMention) -> bool:
    radius = place.radius_km if place.radius_km is not None else DEFAULT_RADIUS_KM[place.precision]
    inside, _ = shape.holds(place.longitude or 0.0, place.latitude or 0.0, radius, place.stretch)
    return inside != "false"
