"""What a report shows: current records, put together by the pipeline."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Protocol

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
from servanda.report.overlay import Changed, Mended
from servanda.report.standing import Standing, standing

if TYPE_CHECKING:
    from servanda.reference.agreement_files import AgreementBook, Hearing
    from servanda.report.persons import PersonShown


_ANY_TIME: Final = Period()
_ALLEGED: Final = "alleged_violation"
_STAYING: Final[tuple[str, ...]] = (
    "standing", "acts_by_id", "heads", "newest_day", "counted_findings", "findings_by_id", "n_findings", "breaches", "assessed",
)  # fmt: skip


class TextHead(Protocol):
    """What is told of a document without opening it."""

    @property
    def document_id(self) -> str:
        """The document."""

    @property
    def id(self) -> str:
        """Its text layer."""

    @property
    def title(self) -> str | None:
        """Its title."""

    @property
    def publisher(self) -> str | None:
        """Who published it."""

    @property
    def published_on(self) -> str | None:
        """On which day."""


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


class Assessed(NamedTuple):
    """By what findings were found: the hashes of the files of each agreement, and as of which day."""

    agreements: Mapping[str, tuple[str, ...]]
    as_of: str | None


def assessed(findings: Iterable[Finding]) -> Assessed:
    """Return by what findings were found."""
    hashes: dict[str, set[str]] = {}
    days = set()
    for one in findings:
        hashes.setdefault(one.agreement_id, set()).add(one.assessed_with.agreement_sha256)
        days.add(one.as_of or "")
    return Assessed({name: tuple(sorted(some)) for name, some in hashes.items()}, max(days, default=None) or None)


def breaches_by_day(findings: Iterable[Finding], acts: Mapping[str, Incident]) -> dict[str, Counter[str]]:
    """Return by agreement and day how many of the acts, by their ids, began on it that findings allege to be breaches, which nobody rejected."""
    alleged = (one for one in findings if one.status == _ALLEGED and one.review != "rejected")
    found: dict[str, Counter[str]] = {}
    for agreement, incident in {(one.agreement_id, one.incident_id or "") for one in alleged}:
        start = acts[incident].time.start if incident in acts else None
        if start:
            found.setdefault(agreement, Counter())[start[:10]] += 1
    return found


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
    texts: Sequence[DocumentText]
    claims: Sequence[Claim]
    incidents: Sequence[Incident]
    findings: Sequence[Finding]
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
    undecided: Sequence[Identification] = ()
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
    def acts(self) -> Sequence[Incident]:
        """The incidents that count."""
        return self.standing.acts

    @cached_property
    def acts_by_id(self) -> Mapping[str, Incident]:
        """The incidents that count, by id."""
        return {incident.id: incident for incident in self.acts}

    @cached_property
    def counted_findings(self) -> Sequence[Finding]:
        """The findings that count: those on acts, and those on duties of which no incident tells."""
        return self.standing.counted(self.findings)

    @cached_property
    def findings_by_id(self) -> Mapping[str, Finding]:
        """The findings by id, those that do not count too."""
        return {finding.id: finding for finding in self.findings}

    @cached_property
    def heads(self) -> Mapping[str, "TextHead"]:
        """What is told of each document that has a text, by the id of the document."""
        return {text.document_id: text for text in self.texts}

    @cached_property
    def n_findings(self) -> Mapping[str, int]:
        """How many findings count under each agreement."""
        return Counter(finding.agreement_id for finding in self.counted_findings)

    @cached_property
    def assessed(self) -> "Assessed":
        """By what the findings that count were found."""
        return assessed(self.counted_findings)

    @cached_property
    def breaches(self) -> Mapping[str, Mapping[str, int]]:
        """By agreement and day how many acts began on it that are alleged to be breaches, which nobody rejected."""
        return breaches_by_day(self.counted_findings, self.acts_by_id)

    @cached_property
    def newest_day(self) -> str | None:
        """The day on which the newest act began, ``None`` where no day is told."""
        return max((act.time.start[:10] for act in self.acts if act.time.start), default=None)

    def knowing(self, **known: Any) -> "ReportView":
        """Return the view with what it would find out when asked, known from elsewhere."""
        found = replace(self)
        found.__dict__.update(known)
        return found

    def decided(self, judged: Sequence[Finding] = (), **changes: Any) -> "ReportView":
        """Return the view with some findings ``judged`` otherwise, and with other claims, reviews or decisions.

        Incidents are the same, so what rests on these is known; what is told of all findings together stays as it was.
        """
        known = {name: self.__dict__[name] for name in _STAYING if name in self.__dict__}
        if judged:
            names = [one.id for one in judged]
            counting = [one for one in judged if one.incident_id is None or one.incident_id in self.acts_by_id]
            changes["findings"] = Mended(self.findings, names, judged)
            known["counted_findings"] = Mended(self.counted_findings, [one.id for one in counting], counting)
            known["findings_by_id"] = Changed(self.findings_by_id, {one.id: one for one in judged})
        return replace(self, **changes).knowing(**known)

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
