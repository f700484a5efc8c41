"""What every rule looks at: one agreement, its zones and sourcing, and what is known of the actors."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from servanda.assess.actors import Actors, When
from servanda.assess.calendars import Calendar, calendar_of
from servanda.assess.times import incident_period
from servanda.model.agreements import Agreement, Bound, Provision, Sourcing
from servanda.model.findings import AssessedWith
from servanda.model.incidents import Incident
from servanda.reference.agreement_files import AgreementBook, ZoneShape


@dataclass(frozen=True)
class Setting:
    """One agreement of ``book`` as seen on the day ``as_of``, under ``version`` of the rules.

    ``reports`` are the incidents that tell how far a duty is done.
    """

    agreement: Agreement
    book: AgreementBook
    actors: Actors
    as_of: str | None
    version: str
    reports: tuple[Incident, ...] = ()

    @property
    def sourcing(self) -> Mapping[str, Sourcing]:
        """Who says so, who checked it and who disputes it, by path in the agreement's file."""
        return self.book.sourcing.get(self.agreement.id, {})

    @property
    def assessed_with(self) -> AssessedWith:
        """Version of the rules and hash of the agreement's file."""
        return AssessedWith(rules=self.version, agreement_sha256=self.book.sha256.get(self.agreement.id, ""))

    @cached_property
    def calendar(self) -> Calendar:
        """When the agreement was in force. Raises `ConfigError` for a date that is none."""
        return calendar_of(self.agreement, self.sourcing, self.book)

    def when(self, incident: Incident) -> When:
        """Return the time of an incident, for questions about actors."""
        zone = self.agreement.timezone
        return When(incident_period(incident.time, zone), zone)

    def shapes(self, zone: str) -> tuple[ZoneShape, ...]:
        """Return the maps of a zone, several where there are rival ones."""
        return self.book.zones.get(f"{self.agreement.id}/{zone}", ())

    def bound_by(self, provision: Provision) -> tuple[Bound, ...]:
        """Return the bound actors whom a provision binds, by id or by class, in the order of the file."""
        binds = provision.binds
        return tuple(
            bound for bound in self.agreement.bound if bound.actor in binds.actors or bound.group in binds.classes
        )

    def members_of(self, name: str) -> frozenset[str]:
        """Return what the agreement defines ``name`` to mean; the name itself where it defines nothing."""
        return frozenset(self.agreement.definitions.get(name, (name,)))
