"""Everything current in a dossier, put together for lists, traces and reports."""

from collections.abc import Iterable, Sequence
from dataclasses import replace as replaced
from typing import Any

from servanda.model.findings import Finding
from servanda.model.incidents import Incident
from servanda.model.making import replace
from servanda.pipeline.carrying import homeless
from servanda.pipeline.case import Case
from servanda.pipeline.counting import counting_rule
from servanda.pipeline.current import (
    current_passed_over,
    current_quarantine,
    current_texts,
    extracted,
    key_aliases,
)
from servanda.pipeline.dossier_period import dossier_period
from servanda.pipeline.grading import case_sources
from servanda.pipeline.joined import folded_claims
from servanda.pipeline.permitted import permitted_decisions, that_count
from servanda.pipeline.relating import agreement_book, related_anew
from servanda.reference.agreement_files import hearings, vocabulary
from servanda.report import ReportView, TurnedDown
from servanda.review import Folded, judge, outgrown


def build_view(case: Case, *, anew: bool = False) -> ReportView:
    """Return what is current: claims with decisions folded in, incidents with their handles, findings as reviewed.

    Incidents and findings are those on record; ``anew``, and where documents are withheld, they are made from what may be known.
    """
    with case.store.memory.holding():  # each is read once, and forgotten with all that does not stand in the view
        view = _view(case, anew=anew)
        return replaced(view, claims=tuple(view.claims))


def closed_view(case: Case) -> ReportView:
    """Return what `build_view` does, with claims that are opened when somebody asks for them, as long as the case is open."""
    with case.store.memory.holding():
        return _view(case, anew=False)


def _view(case: Case, *, anew: bool) -> ReportView:
    texts, folded = current_texts(case), folded_claims(case)
    decisions, aliases = permitted_decisions(case), key_aliases(case)
    incidents, findings = related_anew(case) if anew or case.withheld else _on_record(case)
    sources = case_sources(case, texts)
    judged = judge(findings, that_count(case, decisions), aliases)
    shown, turned_down = _reviewed(_with_handles(case, incidents), folded, judged)
    runs = list(case.store.records("run"))
    files = by_files(case)
    return ReportView(
        **files,
        period=dossier_period(case.dossier.settings.period, files["book"], texts),
        generated_at=case.now(),
        texts=texts,
        claims=folded.claims,
        incidents=shown.incidents,
        findings=shown.findings,
        sources=tuple(sorted({s.source for s in sources.values() if s.source}, key=lambda source: source.name)),
        source_of={name: item.source.id for name, item in sources.items() if item.source},
        credited={name: item.credits[0].name for name, item in sources.items() if item.credits},
        decisions=decisions,
        stale=(*folded.stale, *outgrown(findings, decisions, aliases), *homeless(case, decisions)),
        aliases=aliases,
        review=folded.status,
        turned_down=turned_down,
        quarantined=current_quarantine(case),
        passed_over=current_passed_over(case),
        undecided=extracted(case).undecided,
        run=runs[-1] if runs else None,
    )


def by_files(case: Case) -> dict[str, Any]:
    """Return what a view says by the files of the dossier and the registry, whatever was reported. Raises `ConfigError`."""
    book, words = agreement_book(case), vocabulary()
    return {
        "title": case.dossier.settings.title,
        "licence": case.dossier.settings.licence,
        "counting": counting_rule(case, book),
        "book": book,
        "zones": book.geometries(),
        "heard": {f"{one.id}/{rule}": how for one in book.agreements for rule, how in hearings(one, words).items()},
        "names": {name: actor.name for name, actor in case.reference.actors.actors.items()},
    }


def _reviewed(
    incidents: Sequence[Incident], folded: Folded, findings: Sequence[Finding]
) -> tuple[TurnedDown, TurnedDown]:
    """Return what counts, and what people turned down: rejected claims and incidents, and findings on these incidents."""
    rejected = {item.id for item in incidents if folded.status.get(item.handle or "") == "rejected"}
    counting = TurnedDown(
        folded.claims,
        tuple(item for item in incidents if item.id not in rejected),
        tuple(item for item in findings if item.incident_id not in rejected),
    )
    return counting, TurnedDown(
        folded.rejected,
        tuple(item for item in incidents if item.id in rejected),
        tuple(item for item in findings if item.incident_id in rejected),
    )


def incidents_with_handles(case: Case) -> tuple[Incident, ...]:
    """Return the incidents on record, each with the handle that the store keeps for it."""
    return _with_handles(case, case.store.current("corroborate"))


def _on_record(case: Case) -> tuple[tuple[Incident, ...], tuple[Finding, ...]]:
    return tuple(case.store.current("corroborate")), tuple(case.store.current("assess"))


def _with_handles(case: Case, incidents: Iterable[Incident]) -> tuple[Incident, ...]:
    handles = {state.incident_id: state.handle for state in case.store.handles()}
    found = (replace(incident, handle=handles.get(incident.id)) for incident in incidents)
    return tuple(sorted(found, key=lambda incident: (incident.handle or "", incident.id)))
