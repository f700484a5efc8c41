"""What an audience gets to see: the record made anew from the documents that it may see, and nothing of the rest."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from dataclasses import replace as changed

from servanda.errors import UsageError
from servanda.model.incidents import Incident
from servanda.model.making import replace
from servanda.pipeline.case import Case
from servanda.pipeline.coarsening import coarsened
from servanda.pipeline.documents import described_documents, refusals
from servanda.pipeline.permitted import told_outside
from servanda.pipeline.person_pages import shown_persons
from servanda.pipeline.veiling import veil_over
from servanda.pipeline.view import build_view
from servanda.report import (
    AUDIENCES,
    GUARDED,
    INTERNAL,
    LeftOut,
    Refusal,
    ReportView,
    TurnedDown,
    Veil,
    held_back,
    without_findings,
)

_HELD_BACK = "what may not be shown, or what people decided on the whole record, speaks against it"


@dataclass(frozen=True)
class Release:
    """A dossier as one audience may know it: ``case`` gives nothing of what is withheld, ``view`` is what is shown.

    ``left_out`` are by number and reason only, save for the desk itself; ``withheld`` are the reasons in full by document id, for
    the desk's eyes. ``meant`` gives for the id of a finding on record the ids of this release's on the same act. ``is_coarse`` where places are
    told by district. ``veil`` took the names of those who never leave named out of ``view``; it must be laid over whatever else goes out. The desk
    itself has none.
    """

    case: Case
    view: ReportView
    left_out: tuple[LeftOut, ...]
    withheld: Mapping[str, str]
    meant: Mapping[str, frozenset[str]]
    is_coarse: bool = False
    veil: Veil = field(default_factory=lambda: Veil((), ()))

    @property
    def is_record(self) -> bool:
        """Tell whether this is the record itself, nothing of it withheld, unnamed or told less exactly."""
        return not self.case.withheld and not self.is_coarse and not self.veil.left_out()


def release(case: Case, audience: str) -> Release:
    """Return what ``audience`` may see now. Raises `UsageError` for no audience.

    Where documents are withheld, linking and assessing run anew over the others: counts, grades, tolls, merges and names carry
    nothing of them. A finding that the whole record does not bear out is held back. Outside, incidents are numbered anew, and children, people who
    are held and survivors of sexual violence are not named; partners and the public are told places by district, and nothing of documents
    that are too recent.
    """
    refused = refused_documents(case, audience)
    seen = changed(case, withheld=case.withheld | frozenset(refused))
    view, gone, meant = build_view(seen), frozenset[str](), dict[str, frozenset[str]]()
    whole = view
    if refused:
        whole = build_view(case, anew=True)
        rejected = frozenset(incident.id for incident in whole.turned_down.incidents)
        whole = whole.with_turned_down()
        gone = held_back(view, whole, seen.withheld, rejected)
        meant = _meant(view, whole)
        view = without_findings(view, gone)
    documents = [one.document.id for one in described_documents(case)]  # a later declaration is no document of its own
    reasons = {name: refused[name].reason for name in documents if name in refused}
    if audience == INTERNAL:
        left_out = [LeftOut("document", why, name) for name, why in sorted(reasons.items())]
        left_out += [LeftOut("finding", _HELD_BACK, name) for name in sorted(gone)]
        left_out += _turned_down(view)
    else:
        view = _outside(seen, view, audience)
        counted = Counter(refused[name].kind for name in reasons)
        left_out = [LeftOut("document", why, n=n) for why, n in sorted(counted.items())]
        left_out += [LeftOut("finding", _HELD_BACK, n=len(gone))] if gone else []
    is_coarse = audience in GUARDED
    view = coarsened(view, case.reference.gazetteer) if is_coarse else view
    veil = Veil((), ()) if audience == INTERNAL else veil_over(seen, view, whole)
    view = changed(view, persons=shown_persons(seen, view)) if audience == INTERNAL else veil.view(view)
    left_out += veil.left_out()
    return Release(seen, changed(view, left_out=tuple(left_out)), tuple(left_out), reasons, meant, is_coarse, veil)


def refused_documents(case: Case, audience: str) -> dict[str, Refusal]:
    """Return, by id, why documents may not be shown to ``audience`` now; what protects one protects all of its content.

    Raises `UsageError` for no audience.
    """
    if audience not in AUDIENCES:
        raise UsageError(f"there is no audience {audience!r}; take one of: {', '.join(AUDIENCES)}")
    return refusals(case, audience)


def _outside(case: Case, view: ReportView, audience: str) -> ReportView:
    """Return a view as those outside see it: incidents numbered by their time, decisions by role and day, no word of the desk's own.

    What was quarantined or passed over, decisions that hold on to nothing any more, and when the desk worked are its own matter.
    """
    ordered = sorted(view.incidents, key=lambda incident: (incident.time.start or "9999", incident.id))
    names = {incident.id: f"{audience}-{number:04d}" for number, incident in enumerate(ordered, start=1)}
    numbers = {state.handle: names[state.incident_id] for state in case.store.handles() if state.incident_id in names}
    return changed(
        view,
        incidents=tuple(replace(incident, handle=names[incident.id]) for incident in ordered),
        decisions=told_outside(case, view, numbers),
        generated_at=view.generated_at[:10],
        quarantined=(),
        passed_over=(),
        stale=(),
        review={},
        turned_down=TurnedDown(),
        run=None,
    )


def _turned_down(view: ReportView) -> Iterator[LeftOut]:
    """Yield what counts nowhere because people rejected it: for the desk itself."""
    for incident in view.turned_down.incidents:
        said = next(item for item in reversed(view.decisions_on([incident.handle or ""])) if item.verdict == "reject")
        yield LeftOut("incident", f"rejected by {said.by}: {said.because}", incident.handle or incident.id)
    for finding in view.turned_down.findings:
        yield LeftOut("finding", "its incident was rejected", finding.id)


def _meant(shown: ReportView, whole: ReportView) -> dict[str, frozenset[str]]:
    """Return for each finding on record those shown on the same provision, party and act."""
    claims = _claims((*shown.incidents, *whole.incidents))
    return {
        one.id: frozenset(
            other.id
            for other in shown.findings
            if (one.agreement_id, one.provision_id, one.party) == (other.agreement_id, other.provision_id, other.party)
            and (one.incident_id == other.incident_id or _share(claims, one.incident_id, other.incident_id))
        )
        for one in whole.findings
    }


def _claims(incidents: Iterable[Incident]) -> dict[str, frozenset[str]]:
    return {item.id: frozenset((*item.members, *item.denials)) for item in incidents}


def _share(claims: Mapping[str, frozenset[str]], one: str | None, other: str | None) -> bool:
    return bool(claims.get(one or "", frozenset()) & claims.get(other or "", frozenset()))
