"""What an entry of the registry of actors holds (the form is described in ``data/actors/README.md``)."""

from collections.abc import Mapping
from typing import Final, Literal

from servanda.model.base import Record
from servanda.model.incidents import LinkType
from servanda.model.parties import ParticipantType

_ARABIC: Final = "ar"
_PARTICIPANTS: Final[Mapping[str, ParticipantType]] = {
    "person": "person",
    "state": "group",
    "guarantor": "group",
    "armed_forces": "group",
    "armed_group": "group",
    "opposition": "organisation",
    "un_body": "organisation",
    "international": "organisation",
    "ngo": "organisation",
    "media": "organisation",
    "ministry": "organisation",
    "office": "organisation",
}


class Dispute(Record, frozen=True, kw_only=True):
    """Another value that a source gives."""

    value: str
    source: str


class ContextAlias(Record, frozen=True, kw_only=True):
    """A name that means the actor only in reports on ``countries``."""

    name: str
    countries: tuple[str, ...]


class ActorLink(Record, frozen=True, kw_only=True):
    """How an actor is linked to ``party``; dates are ISO days, months or years, ``None`` is open or unknown."""

    party: str
    link: LinkType
    since: str | None = None
    until: str | None = None
    disputed: tuple[Dispute, ...] = ()


class ActorClass(Record, frozen=True, kw_only=True, rename={"name": "class"}):
    """A class such as ``designated_terrorist``, by whose list and since when."""

    name: str
    by: str | None = None
    since: str | None = None
    until: str | None = None
    disputed: tuple[Dispute, ...] = ()


class Office(Record, frozen=True, kw_only=True):
    """An office of a person in an organisation, ``until`` exclusive.

    An office without ``until`` was still held at ``as_of`` (an ISO day, month or year), or is held to this day without it.
    """

    office: str
    organisation: str | None = None
    since: str | None = None
    until: str | None = None
    as_of: str | None = None


class Actor(Record, frozen=True, kw_only=True):
    """An entry of the registry (the form is described in ``data/actors/README.md``)."""

    id: str
    name: str
    type: str
    country: str | None = None
    aliases: tuple[str, ...] = ()
    aliases_ar: tuple[str, ...] = ()
    aliases_cyrl: tuple[str, ...] = ()
    metonyms: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    context_aliases: tuple[ContextAlias, ...] = ()
    part_of: tuple[ActorLink, ...] = ()
    classes: tuple[str | ActorClass, ...] = ()
    offices: tuple[Office, ...] = ()
    owner_family: str | None = None
    source: str | None = None
    checked: Literal["none", "secondary", "primary"] = "none"

    def name_in(self, language: str) -> str:
        """Return how pages in a language call it: its first name in Arabic where they are in Arabic and it has one."""
        return self.aliases_ar[0] if language == _ARABIC and self.aliases_ar else self.name

    @property
    def participant_type(self) -> ParticipantType:
        """What the actor is as one who takes part in an event."""
        return _PARTICIPANTS.get(self.type, "other")
