"""What is known at once after somebody decided, while incidents and findings of a large dossier are made anew behind his back."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from msgspec import structs

from servanda.model.decisions import Decision
from servanda.model.findings import Finding
from servanda.pipeline import Case, current_decisions, folded_claims
from servanda.report import Laid, Mended, Told, TurnedDown
from servanda.review import Folded, judge
from servanda.web.snapshot import Snapshot, alone_among

_UNDO = "undo"


def patched(snapshot: Snapshot, case: Case) -> Snapshot:
    """Return a snapshot with what was decided since: on claims and their documents, on findings, and on acts the review alone."""
    laid, view = snapshot.laid, snapshot.view
    decisions, counting = current_decisions(case)
    touched = _touched(view.decisions, decisions)
    if not touched:
        return snapshot
    documents = _documents(case, laid, touched)
    folded = folded_claims(case, [view.heads[name].id for name in documents])
    judged = [_judged(view.findings_by_id[name], counting) for name in touched if name in view.findings_by_id]
    review = {name: said for name, said in view.review.items() if name not in touched} | dict(folded.status)
    changed = view.decided(judged, decisions=decisions, review=review, **_with_claims(laid, folded, documents))
    laid = laid.decided(changed, documents, Told(folded.claims, folded.rejected), judged)
    return replace(snapshot, laid=laid, alone=alone_among(case, decisions))


def _touched(before: Iterable[Decision], after: Iterable[Decision]) -> frozenset[str]:
    """Return the keys, handles and ids that decisions taken since are on; of an undo those of what is taken back."""
    known = {one.id for one in before}
    by_id = {one.id: one for one in after}
    found: set[str] = set()
    for one in by_id.values():
        if one.id not in known:
            undone = by_id.get(one.target.key) if one.verdict == _UNDO else None
            found.update((undone or one).targets)
    return frozenset(found)


def _documents(case: Case, laid: Laid, touched: Iterable[str]) -> set[str]:
    """Return the documents, among those laid out, of the claims whose keys were decided on: claims that were entered by hand since are among them."""
    found = case.store.claims_with([name for name in touched if name.startswith("key_")])
    return {one.document_id for one in found.values()} & laid.view.heads.keys()


def _with_claims(laid: Laid, folded: Folded, documents: set[str]) -> dict[str, Any]:
    """Return the claims of a view with those of some documents as they are folded now, and what is turned down."""
    if not documents:
        return {}
    aside = laid.view.turned_down
    counting = {one.id for name in documents for one in laid.claims_of(name)} - {one.id for one in aside.claims}
    rejected = tuple(one for one in aside.claims if one.document_id not in documents)
    return {
        "claims": Mended(laid.view.claims, counting, folded.claims),
        "turned_down": TurnedDown((*rejected, *folded.rejected), aside.incidents, aside.findings),
    }


def _judged(finding: Finding, counting: tuple[Decision, ...]) -> Finding:
    return judge([structs.replace(finding, review="proposed")], counting)[0]
