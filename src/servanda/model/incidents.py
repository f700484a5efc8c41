"""Incidents: claims about one event, with both sides kept."""

from typing import Literal

from servanda.model.base import Record
from servanda.model.claims import Composition, Effect, Modality
from servanda.model.places import PlaceBasis, PlacePrecision, Stretch, is_carried, told_place
from servanda.model.time import UNKNOWN_TIME, TimeInterval
from servanda.model.verdicts import IncidentVerdict

Status = Literal["civilian", "member_of_party"]
LinkType = Literal["member", "commanded", "supported", "affiliated", "unknown"]


class PartyLink(Record, frozen=True, kw_only=True):
    """How an actor belongs to a party; only ``member`` and ``commanded`` attribute by themselves."""

    party: str
    type: LinkType


class IncidentActor(Record, frozen=True, kw_only=True):
    """Somebody held to have acted: by whose claims, and whether alleged, claimed, admitted or denied."""

    entity_id: str | None
    name: str
    stance: Literal["alleged", "claimed", "admitted", "denied"]
    link_to_party: PartyLink | None = None
    claims: tuple[str, ...]


class IncidentTarget(Record, frozen=True, kw_only=True):
    """Whom or what it hit, by whose claims. ``status`` is what the words for it say, ``None`` where they say nothing.

    An object is ``member_of_party`` where its words say that it belongs to one that fights ("mortar positions").
    """

    entity_id: str | None
    name: str
    type: str
    status: Status | None = None
    claims: tuple[str, ...]


class TollBySource(Record, frozen=True, kw_only=True):
    """One claim's count of persons, in the ``words`` it was said in ("more than 100"), and who said it."""

    claim: str
    minimum: int | None
    maximum: int | None
    words: str | None = None
    speaker: str | None = None
    published_on: str | None = None


class IncidentToll(Record, frozen=True, kw_only=True):
    """Lowest and highest count that anybody gives, ``None`` where somebody leaves that end open; never averaged.

    ``words`` say the range as it was said ("9 to at least 18").
    """

    effect: Effect
    minimum: int | None
    maximum: int | None
    by_source: tuple[TollBySource, ...]
    words: str | None = None


class Contradiction(Record, frozen=True, kw_only=True):
    """A field in which claims disagree, with the claims and a note in words."""

    field: str
    claims: tuple[str, ...]
    note: str


class IncidentPlace(Record, frozen=True, kw_only=True):
    """Where it is held to have happened; degrees WGS 84, radius in kilometres. ``stretch``: between two known places.

    Where no claim states a place with the act, ``name`` and ``basis`` tell the one that all claims have from their paragraph or a
    heading; it has no position then, so that nothing is decided by it.
    """

    name: str | None = None
    place_id: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    precision: PlacePrecision = "unknown"
    radius_km: float | None = None
    country: str | None = None
    stretch: Stretch | None = None
    basis: PlaceBasis | None = None

    @property
    def carried(self) -> bool:
        """Tell whether no claim states it with the act."""
        return is_carried(self.basis)

    @property
    def told(self) -> str | None:
        """The name, with where it is from unless it is stated with the act."""
        return told_place(self.name, self.basis) if self.name else self.name


class Feature(Record, frozen=True, kw_only=True):
    """One comparison behind a link: its name, its value in words, and the weight it added."""

    name: str
    value: str
    weight: float


class Link(Record, frozen=True, kw_only=True):
    """Why two claims were held to speak of one event: the sum of the weights of its features."""

    a: str
    b: str
    score: float
    features: tuple[Feature, ...]


class Seen(Record, frozen=True, kw_only=True):
    """What one claim says was seen or heard: its kind as observations have it, and a word for it as agreements have them.

    Several words of ``called`` leave open which of them it was; none: the claim does not say in words that are known.
    """

    claim: str
    object: str
    called: tuple[str, ...] = ()


class Milestone(Record, frozen=True, kw_only=True):
    """A duty's performance as reported."""

    provision_id: str | None
    object: str
    extent: Literal["all", "part", "none"] | None = None


class AgreementNamed(Record, frozen=True, kw_only=True):
    """An agreement that claims name; no ``agreement_id`` and several ``candidates`` where the name may mean several."""

    agreement_id: str | None = None
    candidates: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()


class Voice(Record, frozen=True, kw_only=True):
    """Who says so: the innermost speaker of one member claim. ``published_on`` is the day of the document that has it.

    ``counted``: its origin stands for an independent account.
    """

    claim: str
    document_id: str
    name: str | None
    entity_id: str | None = None
    origin: str | None = None
    counted: bool = True
    published_on: str | None = None


class Incident(Record, frozen=True, kw_only=True):
    """Claims about one event. ``id`` hashes the sorted member keys; ``handle`` is kept by the store.

    ``among_fighters``: all that is told is that armed sides fought each other or took ground (``targets`` then), and nobody is said to be hit.
    ``also_at`` are the other places of an act that is told at once of several ("shelled A, B and C"); ``place`` is then the first of them.
    ``verdicts`` are what monitors ruled on it: no members, for they tell of no act, and no origins.
    """

    id: str
    handle: str | None = None
    kind: str
    mode: str | None = None
    aspect: Literal["occurrence", "situation"] = "occurrence"
    modality: Modality = "asserted"
    time: TimeInterval = UNKNOWN_TIME
    place: IncidentPlace = IncidentPlace()
    also_at: tuple[IncidentPlace, ...] = ()
    members: tuple[str, ...]
    denials: tuple[str, ...] = ()
    actors: tuple[IncidentActor, ...] = ()
    targets: tuple[IncidentTarget, ...] = ()
    among_fighters: bool = False
    casualties: tuple[IncidentToll, ...] = ()
    voices: tuple[Voice, ...] = ()
    n_documents: int
    n_independent_origins: int
    credibility: Literal["1", "2", "3", "4", "5", "6"]
    contradictions: tuple[Contradiction, ...] = ()
    links: tuple[Link, ...] = ()
    seen: tuple[Seen, ...] = ()
    milestone: Milestone | None = None
    composition: Composition | None = None
    agreements: tuple[AgreementNamed, ...] = ()
    verdicts: tuple[IncidentVerdict, ...] = ()
    schema: int = 1

    @property
    def places(self) -> tuple[IncidentPlace, ...]:
        """All places of the act, ``place`` first."""
        return (self.place, *self.also_at)

    @property
    def place_names(self) -> tuple[str, ...]:
        """The names of all its places that have one."""
        return tuple(place.name for place in self.places if place.name)

    @property
    def is_located(self) -> bool:
        """Tell whether the degrees of any of its places are known."""
        return any(place.latitude is not None for place in self.places)

    @property
    def is_only_denied(self) -> bool:
        """Tell whether all that claims say of it is that it did not happen."""
        return bool(self.members) and set(self.members) <= set(self.denials)

    @property
    def told_place(self) -> str | None:
        """The names of all its places, with where they are from unless they are stated with the act; ``None`` where none is told."""
        return "; ".join(place.told for place in self.places if place.told) or None

    @property
    def sights(self) -> str:
        """What was seen, in brackets: " (howitzer or tank; vehicle)"; empty where no claim says that."""
        told = dict.fromkeys(" or ".join(one.called) for one in self.seen if one.called)
        return f" ({'; '.join(told)})" if told else ""


class Handle(Record, frozen=True, kw_only=True):
    """One state of a lasting incident name such as ``INC-0042``; the newest state of a name counts.

    ``members`` are claim keys. ``merged`` stands for a name whose incident went into that of ``into``, ``retired`` for one
    whose claims are gone for now. ``lineage`` lists the names that this one came from or took in.
    """

    handle: str
    incident_id: str
    members: tuple[str, ...]
    status: Literal["open", "merged", "retired"] = "open"
    into: str | None = None
    lineage: tuple[str, ...] = ()
    schema: int = 1
