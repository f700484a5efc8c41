"""What waits for a person, the gravest first, each with the reason why: danger to somebody, killings, accusations, names, files, doubts.

Nothing is ranked by a guess: each reason is a fact of the record, and what a person has decided on waits no longer.
"""

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from servanda.model.claims import HAPPENED, EventClaim
from servanda.model.documents import Document
from servanda.model.findings import Finding
from servanda.model.incidents import Incident
from servanda.model.outlines import asking, is_disputed, is_unnamed
from servanda.pipeline.case import Case
from servanda.pipeline.second_look import looks
from servanda.report import ReportView
from servanda.review import Described, describe_documents

REASONS: Final = (
    "withdrawn", "readable", "killed", "monitors", "collapsing", "ending", "due", "frozen", "contested", "single", "divided", "again", "unplaced", "agreement", "quarantined", "disputed", "unnamed",
    "stale", "corroborated",
)  # fmt: skip
"""Why something waits, in the order in which it is shown; frozen reports, agreements, deadlines and second looks wait beside the records, so `inbox` has none of them."""


class Waiting(NamedTuple):
    """One thing that waits: its ``reason``, the kind of record it is, its id, and words of it; ``n`` counts what hangs on it."""

    reason: str
    kind: str
    id: str
    words: str
    n: int = 1


def inbox(case: Case, view: ReportView) -> tuple[Waiting, ...]:
    """Return what waits for a person, in a view and among the documents, the gravest reason first, within one what most hangs on."""
    return in_order((*dangers(case), *waiting_in(view)))


def in_order(found: Iterable[Waiting]) -> tuple[Waiting, ...]:
    """Return what waits in the order in which it is shown."""
    return tuple(sorted(found, key=lambda one: (REASONS.index(one.reason), -one.n, one.id)))


def waiting_in(view: ReportView) -> Iterator[Waiting]:
    """Yield what waits of the records of a view."""
    yield from (*_acts(view), *_accusations(view), *_divided(view), *_places(view))
    yield from (Waiting("quarantined", "file", one.id, f"{one.locator}: {one.reason}") for one in view.quarantined)
    yield from _doubts(view)
    yield from (Waiting("stale", "decision", one.id, f"{one.verdict} by {one.by}: {one.because}") for one in view.stale)


def dangers(case: Case) -> Iterator[Waiting]:
    """Yield what waits among the documents: of most nothing was declared that could be a danger, and they are let go as they are read."""
    decisions = case.store.decisions()
    named = {name for one in decisions for name in (*one.targets, one.target.id_seen)}
    documents = [one for one in case.store.records("document") if _is_guarded(one) or one.id in named]
    yield from _dangers(describe_documents(documents, decisions))


def _is_guarded(document: Document) -> bool:
    return document.consent is not None or bool(document.protected)


def _dangers(documents: Iterable[Described]) -> Iterator[Waiting]:
    """Yield documents that may harm somebody: consent that was withdrawn, a protected name that can be read in the text."""
    for one in documents:
        if any(guard.sensitivity == "protected" for guard in one.guards):
            continue
        words = one.value("title") or one.document.locator
        reasons = [reason for guard in one.guards for reason in _harms(guard)]
        yield from (Waiting(reason, "document", one.document.id, words) for reason in dict.fromkeys(reasons))


def _harms(guard: Document) -> Iterator[str]:
    if guard.consent and guard.consent.withdrawn_at:
        yield "withdrawn"
    if any(part.in_text for part in guard.protected):
        yield "readable"


def _acts(view: ReportView) -> Iterator[Waiting]:
    """Yield acts on which nobody has decided and in which people are said to be killed, or monitors hit."""
    monitors = {body.id for agreement in view.book.agreements for body in agreement.monitoring.bodies}
    for act in view.acts:
        if act.modality not in HAPPENED or view.review_of(act) != "proposed":
            continue
        if any(one.entity_id in monitors for one in act.targets):
            yield Waiting("monitors", "incident", act.id, "", act.n_documents)
        elif killed := _killed(act):
            yield Waiting("killed", "incident", act.id, "", killed)


def _killed(act: Incident) -> int:
    """Return how many are said to be killed at least, 1 where nobody says how many, and 0 where nobody is."""
    tolls = [toll for toll in act.casualties if toll.effect == "killed" and toll.maximum != 0]
    return max((toll.minimum or 1 for toll in tolls), default=0)


def _accusations(view: ReportView) -> Iterator[Waiting]:
    """Yield findings that allege a breach and on which nobody has decided."""
    acts = {act.id: act for act in view.acts}
    open_ = (one for one in view.counted_findings if (one.status, one.review) == ("alleged_violation", "proposed"))
    for finding in open_:
        if act := acts.get(finding.incident_id or ""):
            yield Waiting(_grounds(finding, act), "finding", finding.id, "", act.n_documents)


def _divided(view: ReportView) -> Iterator[Waiting]:
    """Yield accusations that two persons judged differently, the second without sight of the first verdict."""
    yield from (Waiting("divided", "finding", one.finding.id, "") for one in looks(view) if one.differs)


def _grounds(finding: Finding, act: Incident) -> str:
    """Return on what an accusation rests: contested where somebody denies or contradicts it, whoever agrees."""
    if finding.support == "contested" or act.contradictions or act.denials:
        return "contested"
    return "corroborated" if finding.support == "corroborated" else "single"


def _places(view: ReportView) -> Iterator[Waiting]:
    """Yield names of places that nobody could settle and that keep acts from being placed, with how many claims they keep."""
    blocked: dict[str, list[str]] = {}
    for claim in asking(view.claims):
        if isinstance(claim, EventClaim) and claim.modality in HAPPENED:
            for place in claim.places:
                if place.is_open:
                    blocked.setdefault(place.name, []).append(claim.id)
    yield from (Waiting("unplaced", "claim", claims[0], name, len(claims)) for name, claims in blocked.items())


def _doubts(view: ReportView) -> Iterator[Waiting]:
    """Yield claims of events that are doubtful by themselves: two readings disagree on who did it, or whose word it is is open."""
    for claim in asking(view.claims):
        if not isinstance(claim, EventClaim) or view.review_of(claim) != "proposed":
            continue
        if is_disputed(claim):
            yield Waiting("disputed", "claim", claim.id, claim.span.quote)
        elif is_unnamed(claim):
            yield Waiting("unnamed", "claim", claim.id, claim.span.quote)
