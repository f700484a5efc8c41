"""What a report shows: current records, put together by the pipeline."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from servanda.model.aliases import with_former
from servanda.model.claims import Claim
from servanda.model.counting import CountingRule
from servanda.model.decisions import Decision
from servanda.model.documents import DocumentText, PassedOver, Quarantine
from servanda.model.findings import Finding
from servanda.model.identification import Identification
from servanda.model.incidents import Incident
from servanda.model.passages import Passage
from servanda.model.period import Period
from servanda.model.runs import Run
from servanda.model.sources import Source
from servanda.reference.counting import shipped_rule
from servanda.report.standing import Standing, standing

if TYPE_CHECKING:
    from servanda.reference.agreement_files import AgreementBook, Hearing
    from servanda.report.persons import PersonShown


_ANY_TIME: Final = Period()


class LeftOut(NamedTuple):
    """What an export leaves out: its kind, the reason in words, and its id, or for those outside how many alone."""

    kind: str
    reason: str
    id: str | None = None
    n: int = 1

    @property
    def words(self) -> str:
        """The same in words."""
        what = f"{self.kind} {self.id}" if self.id else f"{self.n} {self.kind}{'' if self.n == 1 else 's'}"
        return f"{what}: {self.reason}"


UNHEARD: Final[Mapping[str, str]] = {
    "hand": "no rule reads reports of it, and nobody has entered one",
    "never": "nothing that reports tell can meet it (servanda agreement check)",
}
"""What stands in the place of silence beside a provision that reports are not read for."""


class TurnedDown(NamedTuple):
    """What people rejected: claims, incidents, and the findings that rest on these incidents. It counts nowhere."""

    claims: Sequence[Claim] = ()
    incidents: tuple[Incident, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class ReportView:
    """Everything that is current in a dossier, joined and with decisions folded in.

    ``source_of`` names the source of a document by its id (absent: not graded), ``credited`` the agency that it says it is from. ``zones`` holds GeoJSON geometries by
    ``agreement_id/zone_name``, ``heard`` how reports on ``agreement_id/provision_id`` can come in (absent: they are read).
    ``undecided`` are mentions without a match, ``stale`` decisions whose target is gone, ``aliases`` what an earlier key
    became. ``review`` is what was decided on a claim's key or an incident's handle, ``turned_down`` what was rejected and is
    not among the claims, incidents and findings. ``left_out`` is what the audience may not see, ``licence`` the terms that the desk
    gives its tables under, ``counting`` the rule by which it counts. ``incidents`` and ``findings`` are all that are made; what counts are ``acts``
    and ``counted_findings``, by the dossier's ``period``. ``persons`` are for the desk alone: nobody outside gets any.
    ``passages`` bear on provisions; the page alone has them.
    """

    title: str
    generated_at: str
    texts: tuple[DocumentText, ...]
    claims: Sequence[Claim]
    incidents: tuple[Incident, ...]
    findings: tuple[Finding, ...]
    book: "AgreementBook"
    sources: tuple[Source, ...] = ()
    source_of: Mapping[str, str] = field(default_factory=dict)
    credited: Mapping[str, str] = field(default_factory=dict)
    decisions: tuple[Decision, ...] = ()
    aliases: Mapping[str, str] = field(default_factory=dict)
    review: Mapping[str, str] = field(default_factory=dict)
    turned_down: TurnedDown = field(default_factory=TurnedDown)
    stale: tuple[Decision, ...] = ()
    quarantined: tuple[Quarantine, ...] = ()
    passed_over: tuple[PassedOver, ...] = ()
    undecided: tuple[Identification, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    zones: Mapping[str, Any] = field(default_factory=dict)
    heard: Mapping[str, "Hearing"] = field(default_factory=dict)
    run: Run | None = None
    left_out: tuple[LeftOut, ...] = ()
    licence: str | None = None
    counting: CountingRule = field(default_factory=shipped_rule)
    persons: tuple["PersonShown", ...] = ()
    period: Period = _ANY_TIME
    passages: tuple[Passage, ...] = ()

    @cached_property
    def standing(self) -> Standing:
        """The incidents parted by what they count as."""
        return standing(self.incidents, self.book, self.period)

    @property
    def acts(self) -> tuple[Incident, ...]:
        """The incidents that count."""
        return self.standing.acts

    @cached_property
    def acts_by_id(self) -> Mapping[str, Incident]:
        """The incidents that count, by id."""
        return {incident.id: incident for incident in self.acts}

    @cached_property
    def counted_findings(self) -> tuple[Finding, ...]:
        """The findings that count: those on acts, and those on duties of which no incident tells."""
        return self.standing.counted(self.findings)

    def decided(self, **changes: Any) -> "ReportView":
        """Return the view with other claims, findings, reviews or decisions of the same incidents: what counts is not parted again."""
        found = replace(self, **changes)
        kept = ("standing", "acts_by_id", *(("counted_findings",) if found.findings is self.findings else ()))
        found.__dict__.update({name: self.__dict__[name] for name in kept if name in self.__dict__})
        return found

    def in_background(self) -> "ReportView":
        """Return the view with the acts outside the dossier's period in the place of those that count, and the findings on them."""
        aside = {incident.id for incident in self.standing.background}
        findings = tuple(finding for finding in self.findings if finding.incident_id in aside)
        return replace(self, incidents=self.standing.background, findings=findings, period=Period())

    def review_of(self, record: Claim | Incident | Finding) -> str:
        """Return what people decided on a record: proposed, accepted, rejected or amended."""
        if isinstance(record, Finding):
            return record.review
        return self.said_on(record.handle if isinstance(record, Incident) else record.key)

    def said_on(self, name: str | None) -> str:
        """Return the same by the key of a claim or the handle of an incident."""
        return self.review.get(name or "", "proposed")

    def with_turned_down(self) -> "ReportView":
        """Return the view with what was rejected among the rest."""
        claims, incidents, findings = self.turned_down
        return replace(
            self,
            claims=(*self.claims, *claims) if claims else self.claims,
            incidents=(*self.incidents, *incidents),
            findings=(*self.findings, *findings),
        )

    def decisions_on(self, names: Iterable[str]) -> tuple[Decision, ...]:
        """Return the decisions taken on any of these keys, handles and ids, or on what became one of them."""
        wanted = with_former(names, self.aliases)
        return tuple(decision for decision in self.decisions if not wanted.isdisjoint(decision.targets))

    def unheard(self, agreement_id: str, provision_id: str) -> str | None:
        """Return why nothing is read for a provision; ``None`` where reports of it are, so that silence means something."""
        return UNHEARD.get(self.heard.get(f"{agreement_id}/{provision_id}", "read"))
