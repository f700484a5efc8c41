"""What a period report rests on besides the record itself."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from servanda.model.claims import Claim
from servanda.model.counting import CountingRule, Side
from servanda.model.documents import DocumentText
from servanda.model.editions import Edition
from servanda.model.incidents import Incident
from servanda.model.period import Period
from servanda.model.sources import Source
from servanda.report.period.clock import ReportingClock
from servanda.report.period.edits import Edits
from servanda.report.phrases import party_name
from servanda.report.view import ReportView

Belongs = Callable[[str, str | None], frozenset[str]]
"""The parties that an actor (id) belonged to or was commanded by on a day (ISO date, ``None``: ever), itself among them."""


@dataclass(frozen=True)
class Asked:
    """What somebody asked for.

    ``compare``: with the period before. ``annex``: with all acts of the period. ``edition`` is the period's own, if frozen, and
    ``has_changed`` since; ``before`` is that of the period before. ``edits`` are what the desk changed in it by hand.
    """

    period: Period
    audience: str = "internal"
    language: str = "en"
    compare: bool = True
    annex: bool = False
    edition: Edition | None = None
    before: Edition | None = None
    has_changed: bool = False
    edits: Edits = field(default_factory=Edits)


@dataclass(frozen=True)
class Ground:
    """The record in hand and what is known around it.

    ``received`` gives for a document the day or instant it came in, ``district_of`` the district of a place id, ``countries`` the names of the
    dossier's countries, ``timezone`` its zone, ``arabic_names`` those of actors in Arabic.
    """

    view: ReportView
    rule: CountingRule
    rule_sha256: str = ""
    timezone: str = "UTC"
    countries: tuple[str, ...] = ()
    received: Mapping[str, str] = field(default_factory=dict)
    district_of: Mapping[str, str] = field(default_factory=dict)
    arabic_names: Mapping[str, str] = field(default_factory=dict)
    belongs: Belongs = lambda actor, _day: frozenset({actor})

    @cached_property
    def clock(self) -> ReportingClock:
        """The reporting clock of the rule."""
        return ReportingClock(self.rule.reporting_day, self.timezone)

    @cached_property
    def claims(self) -> Mapping[str, Claim]:
        """The claims by id."""
        return {claim.id: claim for claim in self.view.claims}

    def claims_of(self, names: Iterable[str]) -> Iterator[Claim]:
        """Yield those of some claims, by id, that are in the record."""
        return (self.claims[name] for name in names if name in self.claims)

    @cached_property
    def texts(self) -> Mapping[str, DocumentText]:
        """The text of each document by its id."""
        return {text.document_id: text for text in self.view.texts}

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        """The source of each document by its id; one that nobody graded has none."""
        by_id = {source.id: source for source in self.view.sources}
        return {name: by_id[source] for name, source in self.view.source_of.items() if source in by_id}

    @cached_property
    def monitors(self) -> frozenset[str]:
        """Ids of the actors whose own word is a monitor's."""
        rule = self.rule.monitors
        bodies = (body.id for agreement in self.view.book.agreements for body in agreement.monitoring.bodies)
        return frozenset((*rule.actors, *(bodies if rule.from_agreements else ())))

    @cached_property
    def parties(self) -> tuple[str, ...]:
        """Those whom agreements bind as parties or name as parties to the conflict, in the order of the files, each once."""
        roles = {"party", "named_conflicting_party"}
        bound = (one.actor for agreement in self.view.book.agreements for one in agreement.bound if one.role in roles)
        return tuple(dict.fromkeys((*bound, *(party for side in self.rule.sides for party in side.parties))))

    @cached_property
    def sides(self) -> tuple[Side, ...]:
        """The sides of the table: those of the rule, else the parties that most acts of the record are attributed to."""
        if self.rule.sides:
            return self.rule.sides
        named = [party for incident in self.view.acts for party in self.parties_of(incident)]
        ranked = sorted(self.parties, key=lambda party: (-named.count(party), self.parties.index(party)))
        chosen = ranked[: self.rule.most_sides]
        return tuple(
            Side(id=party, name=self._names_of(party), parties=(party,)) for party in self.parties if party in chosen
        )

    def _names_of(self, party: str) -> dict[str, str]:
        names = {"en": party_name(party, self.view.names)}
        return names | ({"ar": self.arabic_names[party]} if party in self.arabic_names else {})

    def parties_of(self, incident: Incident) -> frozenset[str]:
        """Return everybody whom an incident is attributed to: actors that nobody reports as denying it, and the parties behind them."""
        day = incident.time.start[:10] if incident.time.start else None
        found: set[str] = set()
        for actor in incident.actors:
            if actor.stance == "denied":
                continue
            link = actor.link_to_party
            found |= {link.party} if link and link.type in {"member", "commanded"} else set()
            found |= self.belongs(actor.entity_id, day) if actor.entity_id else frozenset({f"~{actor.name}"})
        return frozenset(found)
