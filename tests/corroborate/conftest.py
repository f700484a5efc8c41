"""Invented claims: what a text says of an event in the made-up country of Vessaria."""

from dataclasses import dataclass, field
from typing import Any

import pytest

from servanda.corroborate import CorroborateConfig, corroborate
from servanda.model.claims import Casualties, EventClaim, EventType, MadeBy
from servanda.model.incidents import Incident
from servanda.model.making import sealed
from servanda.model.parties import Attribution, Participant
from servanda.model.places import PlaceMention
from servanda.model.sources import DocumentSource, Source
from servanda.model.spans import Span
from servanda.model.time import UNKNOWN_TIME, TimeInterval

MADE_BY = MadeBy(rule="hand", version="1")
TOWNS = {"Arvenna": (10.0, 20.0), "Belmora": (10.0, 20.6), "Corth": (12.0, 21.0), "Arvenna Mill": (10.0, 20.02)}


@dataclass
class World:
    """Makes claims one after the other, each with a span of its own, and keeps what is known of the documents."""

    sources: dict[str, DocumentSource] = field(default_factory=dict)
    offsets: dict[str, int] = field(default_factory=dict)

    def document(self, name: str, **known: Any) -> None:
        """Say who published a document (``family``, ``called``, ``reliability``), when (``on``), its ``shingles`` and the names in its title."""
        family = known.get("family", name)
        source = Source(
            id=f"src-{family}",
            name=known.get("called", family.title()),
            owner_family=family,
            reliability=known.get("reliability", "C"),
        )
        self.sources[name] = DocumentSource(
            document_id=name,
            source=source,
            published_on=known.get("on"),
            shingles=known.get("shingles", ()),
            title_names=known.get("title_names", ()),
        )

    def common(self, document: str, quote: str, speaker: str | None) -> dict[str, Any]:
        """Return the fields that all kinds of claim share."""
        start = self.offsets.get(document, 0)
        self.offsets[document] = start + len(quote) + 50
        chain = [Attribution(level="document", name=document)]
        if speaker:
            entity = speaker if speaker.islower() else None
            chain.append(Attribution(level="speaker", name=speaker, entity_id=entity))
        return {
            "id": "", "key": "", "document_id": document, "text_id": f"txt-{document}", "language": "en", "made_by": MADE_BY,
            "span": Span(start=start, end=start + len(quote), quote=quote), "attribution": tuple(chain),
        }  # fmt: skip

    def event(
        self, document: str, place: str | None = "Arvenna", day: str | None = "2021-05-04", **said: Any
    ) -> EventClaim:
        """Return a claim that something happened; ``said`` gives kind, mode, actor, target, toll, by, and claim fields."""
        quote = said.pop("quote", f"shells hit {place or 'the place'}")
        common = self.common(document, quote, said.pop("by", None))
        span = common["span"]
        parties = [(role, said.pop(role)) for role in ("actor", "target") if role in said]
        participants = tuple(
            Participant(role=role, name=name, type="group", entity_id=name if name.islower() else None)
            for role, name in parties
        )
        toll = said.pop("toll", None)
        casualties = (Casualties(effect="killed", minimum=toll, maximum=toll),) if toll is not None else ()
        claim = EventClaim(
            **common,
            event=EventType(plover=said.pop("kind", "ASSAULT"), mode=said.pop("mode", None)),
            trigger=Span(start=span.start, end=span.start + 6, quote=quote[:6]),
            participants=participants,
            places=(placed(place),) if place else (),
            time=said.pop("time", on(day) if day else UNKNOWN_TIME),
            casualties=said.pop("casualties", casualties),
            **said,
        )
        return sealed(claim)

    def incidents(self, *claims: Any, **config: Any) -> list[Incident]:
        """Return the incidents of the claims."""
        return list(corroborate(claims, self.sources, CorroborateConfig(**config)))


def placed(name: str) -> PlaceMention:
    """Return a place: a town of Vessaria with coordinates, or a name that nobody could place."""
    if name not in TOWNS:
        return PlaceMention(name=name)
    latitude, longitude = TOWNS[name]
    return PlaceMention(
        name=name,
        place_id=f"ves:{name.lower()}",
        latitude=latitude,
        longitude=longitude,
        precision="town",
        radius_km=4.0,
        country="VS",
    )


def on(day: str) -> TimeInterval:
    """Return one day."""
    year, month, number = (int(part) for part in day.split("-"))
    return TimeInterval(start=day, end=f"{year:04}-{month:02}-{number + 1:02}", precision="day", basis="stated")


@pytest.fixture
def world() -> World:
    return World()
