"""Agreements as data: who is bound to do or to leave what, where and when (CONTRACT section 5, short forms written out).

Every field that a file may give in a short form has one form here. Where a value comes from, who checked it and who
disputes it stands beside the records, by path, as `Sourcing`.
"""

from typing import Any, Final, Literal

import msgspec

from servanda.model.base import Record, require
from servanda.model.findings import BoundAs, FindingStatus, Reading
from servanda.model.spans import Span

SCHEMA: Final = "servanda/agreement/1"
Checked = Literal["none", "secondary", "primary"]
ActKind = Literal["event", "prevent", "withdraw", "presence", "obstruct", "overflight", "perform"]


class Dispute(Record, frozen=True, kw_only=True):
    """Another value that somebody gives, and who."""

    value: Any
    source: str | None = None


class Sourcing(Record, frozen=True, kw_only=True):
    """Where a value comes from, whether that source was opened (``checked``), and what others say instead."""

    source: str | None = None
    checked: Checked | None = None
    disputed: tuple[Dispute, ...] = ()


class AgreementName(Record, frozen=True, kw_only=True):
    """A name in use; ``also`` lists other agreements that it may mean."""

    name: str
    also: tuple[str, ...] = ()


class AgreementText(Record, frozen=True, kw_only=True):
    """The text, in a file relative to the dossier."""

    file: str
    language: str | None = None


class Term(Record, frozen=True, kw_only=True):
    """A time ``[since, until)`` in which an agreement is in force, or suspended; dates, or instants with offset."""

    since: str | None = msgspec.field(name="from", default=None)
    until: str | None = None
    basis: str | None = None


class AgreementTime(Record, frozen=True, kw_only=True):
    """Signature, terms in force (adjoining ones are prolongations) and suspensions."""

    signed: str | None = None
    in_force: tuple[Term, ...] = ()
    suspended: tuple[Term, ...] = ()


class Succession(Record, frozen=True, kw_only=True):
    """Another agreement that takes this one's place, or whose place it takes, from a day on."""

    agreement: str
    since: str | None = msgspec.field(name="from", default=None)


class Bound(Record, frozen=True, kw_only=True):
    """Who is bound, in which role, on what basis; ``disputed`` says who contests it."""

    actor: str
    role: BoundAs
    group: str | None = msgspec.field(name="class", default=None)
    since: str | None = None
    until: str | None = None
    basis: str | None = None
    disputed: tuple[Dispute, ...] = ()


class ZoneVersion(Record, frozen=True, kw_only=True):
    """One map of a zone: a GeoJSON file, or the strip ``depth_km`` deep inside the edge of another zone.

    ``precision`` ``indicative`` means drawn by hand; ``uncertainty_km`` is how far its line may be off. ``feature`` picks
    one feature of the file. ``by`` says whose map it is.
    """

    file: str | None = None
    feature: str | None = None
    within: str | None = None
    depth_km: tuple[float, float] | None = None
    precision: Literal["exact", "indicative", "unknown"] | None = None
    uncertainty_km: float | None = None
    by: str | None = None

    def __post_init__(self) -> None:
        """Refuse a zone that is nowhere, and a depth that runs backwards."""
        require(bool(self.file) or bool(self.within), "a zone needs a file, or a zone that it lies within")
        depth = self.depth_km or (0.0, 0.0)
        require(0 <= depth[0] <= depth[1], f"depth_km {list(depth)} must be two numbers, the smaller first")


class Zone(Record, frozen=True, kw_only=True):
    """A named zone; several ``versions`` are rival maps."""

    name: str
    versions: tuple[ZoneVersion, ...]


class Binds(Record, frozen=True, kw_only=True):
    """Whom a provision binds: actors by id, and classes of bound actors."""

    actors: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()


class Act(Record, frozen=True, kw_only=True):
    """What is to be done or left. ``event`` and ``prevent`` have PLOVER types and modes (none = any), the others an object.

    ``origin`` is the zone that a withdrawal leaves (``from``).
    """

    kind: ActKind
    plover: tuple[str, ...] = ()
    modes: tuple[str, ...] = ()
    object: str | None = None
    origin: str | None = None


class Proviso(Record, frozen=True, kw_only=True):
    """What must be the case for a provision to apply at all ("as long as ...", "after ...").

    It is known to be so in the terms ``met``, not to be so in the terms ``failed``, and otherwise by the reports on the
    duty ``provision`` of the same agreement: done by all or not done.
    """

    words: str
    provision: str | None = None
    met: tuple[Term, ...] = ()
    failed: tuple[Term, ...] = ()


class Provision(Record, frozen=True, kw_only=True):
    """One rule.

    ``zone`` is where it holds (``in``; none is everywhere), ``target`` narrows it to acts against a type or class,
    ``target_not`` excludes some, ``only_if`` says on what it depends. ``article`` is its number in the text ("4", "5 (b)"), by which verdicts cite it.
    """

    id: str
    kind: Literal["obligation", "prohibition", "permission"]
    reading: Reading
    by: str | None = None
    article: str | None = None
    binds: Binds
    act: Act
    zone: str | None = None
    target: str | None = None
    target_not: str | None = None
    yields: FindingStatus | None = None
    deadline: str | None = None
    evaluate: Literal["incident", "milestone"] = "incident"
    only_if: Proviso | None = None
    text: Span | None = None


class Criterion(Record, frozen=True, kw_only=True):
    """How a body is to be composed: seats in all and by group, and the share that decides."""

    id: str
    body: str
    size: int | None = None
    groups: dict[str, int] = msgspec.field(default_factory=dict)
    quorum: float | None = None
    reading: Reading = "reported"


class MonitoringBody(Record, frozen=True, kw_only=True):
    """A body that watches over the agreement, and who sits in it."""

    id: str
    members: tuple[str, ...] = ()


class Monitoring(Record, frozen=True, kw_only=True):
    """The bodies that watch over the agreement."""

    bodies: tuple[MonitoringBody, ...] = ()


class AgreementReview(Record, frozen=True, kw_only=True):
    """Who has gone over the file, and with what result."""

    by: str | None = None
    role: str | None = None
    date: str | None = None
    verdict: str = "pending"


class Agreement(Record, frozen=True, kw_only=True):
    """One agreement. ``definitions`` name classes of weapons or actors that provisions speak of."""

    schema: Literal["servanda/agreement/1"] = SCHEMA
    id: str
    title: str
    form: Literal["written", "oral", "unilateral", "reported"]
    timezone: str = "UTC"
    names: tuple[AgreementName, ...] = ()
    external_ids: dict[str, str] = msgspec.field(default_factory=dict)
    text: AgreementText | None = None
    time: AgreementTime
    bound: tuple[Bound, ...] = ()
    definitions: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    zones: tuple[Zone, ...] = ()
    provisions: tuple[Provision, ...] = ()
    composition: tuple[Criterion, ...] = ()
    monitoring: Monitoring = Monitoring()
    supersedes: tuple[Succession, ...] = ()
    superseded_by: tuple[Succession, ...] = ()
    reviewed: tuple[AgreementReview, ...] = ()
