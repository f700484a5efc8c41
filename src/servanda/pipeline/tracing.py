"""`show`: one record with its whole trace down to the quoted characters."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from servanda.errors import NotFoundError
from servanda.extract import explain
from servanda.model.claims import BaseClaim
from servanda.model.codec import to_plain
from servanda.model.decisions import Decision
from servanda.model.findings import Finding
from servanda.model.incidents import Incident
from servanda.pipeline.adding import describe_capture
from servanda.pipeline.case import Case
from servanda.pipeline.current import key_aliases
from servanda.pipeline.deciding import find_one, show_value
from servanda.pipeline.documents import described_document
from servanda.pipeline.growing import grown_since
from servanda.pipeline.person_pages import shown_persons
from servanda.pipeline.persons import one_person, people_in
from servanda.pipeline.view import build_view
from servanda.report import (
    ReportView,
    beside_words,
    describe,
    index_view,
    person_lines,
    ruling_words,
    together_words,
    told,
)
from servanda.review import taken_back

_SHORT = 160
_PERSON = "prs_"


def trace(case: Case, name: str) -> tuple[list[Any], list[str]]:
    """Return the record that ``name`` means with all that it rests on, and the same as an outline in lines of text.

    An id of a person (``prs_``) leads to every account of him. Raises `NotFoundError` or `UsageError`.
    """
    if name.startswith(_PERSON):
        return _person(case, name)
    record = find_one(case, name)
    view = build_view(case)
    current = {item.id: item for item in (*view.claims, *view.incidents, *view.findings)}
    record = current.get(record.id, record)
    records = [record, *_below(record, view)]
    reasons = _reasons(case, record, view) if isinstance(record, BaseClaim) else ()
    return records, [*_outline(case, record, view, ""), *reasons, *_decisions(record, view), *_grown(case, record)]


def _person(case: Case, name: str) -> tuple[list[Any], list[str]]:
    """Return the claims that tell of a person, and his page in lines of text."""
    view = build_view(case)
    aliases = key_aliases(case)
    known = one_person(people_in(view, aliases).persons, name, aliases)
    [person] = (one for one in shown_persons(case, view) if one.id == known.id)
    told = {account.claim for account in person.accounts}
    records = [claim for claim in view.claims if claim.id in told]
    return [*records, *person.decisions], list(person_lines(person, index_view(view)))


def _reasons(case: Case, claim: Any, view: ReportView) -> Iterator[str]:
    """Yield why a claim of the program says what it says; what a person or a coder made has no rules behind it."""
    text = next((text for text in view.texts if text.id == claim.text_id), None)
    if text is not None and text.sheet is None and claim.made_by.rule != "hand":
        yield from (f"  {line}" for line in explain(claim, text, case.reference))


def _below(record: Any, view: ReportView) -> Iterator[Any]:
    """Yield what a record rests on: the incident of a finding, the claims of an incident."""
    if isinstance(record, Finding):
        for incident in view.incidents:
            if incident.id == record.incident_id:
                yield incident
                yield from _below(incident, view)
    if isinstance(record, Incident):
        told = {*record.members, *(one.claim for one in record.verdicts)}
        yield from (claim for claim in view.claims if claim.id in told)


def _outline(case: Case, record: Any, view: ReportView, indent: str) -> Iterator[str]:
    match record:
        case Finding():
            yield f"{indent}{describe(record)}"
            for step in record.conditions:
                yield f"{indent}  {step.name} {step.result}: {step.value or ''}"
            yield from (f"{indent}  {line}" for line in _besides(record))
            for incident in (item for item in view.incidents if item.id == record.incident_id):
                yield from _outline(case, incident, view, indent + "  ")
        case Incident():
            yield f"{indent}{describe(record)}"
            for toll in record.casualties:
                for said in toll.by_source:
                    yield f"{indent}  {told(toll.effect, said)} says {said.speaker or 'the writer'} ({said.claim})"
            for contradiction in record.contradictions:
                yield f"{indent}  contradiction in {contradiction.field}: {contradiction.note}"
            yield from (f"{indent}  verdict: {ruling_words(one)} ({one.claim})" for one in record.verdicts)
            why = together_words(record)
            for claim in (item for item in view.claims if item.id in record.members):
                yield from _outline(case, claim, view, indent + "  ")
                yield from (f"{indent}    {words}" for words in [why.get(claim.id)] if words)
        case BaseClaim():
            yield f"{indent}{describe(record)}"
            yield from (f"{indent}  {line}" for line in _where(case, record))
        case _:
            yield from (f"{indent}{name}: {show_value(value)[:_SHORT]}" for name, value in to_plain(record).items())


def _besides(finding: Finding) -> Iterator[str]:
    """Yield how the provision was read, how far a duty was done by whose word, and the findings of which only one can hold."""
    yield f"reading of the provision: {finding.reading}"
    for done in finding.progress:
        own = " of itself" if done.own_word else ""
        level = f"{done.minimum}" if done.minimum == done.maximum else f"{done.minimum} to {done.maximum}"
        yield f"{done.on or 'date unknown'}: level {level}, says {', '.join(done.said_by) or 'nobody named'}{own}"
    yield from map(beside_words, finding.beside)
    if finding.alternative_to:
        yield f"alternative to {', '.join(finding.alternative_to)}: the report may mean either agreement"


def _pages(case: Case, claim: BaseClaim) -> Iterator[str]:
    """Yield where on the pages of a PDF file or scan a claim stands, page by page, and how surely it was read."""
    try:
        regions = case.store.get("document_text", claim.text_id).regions_of(claim.span)
    except NotFoundError:
        return
    for page, some in groupby(regions, key=lambda region: region.page):
        words = list(some)
        sides = (min(word.left for word in words), max(word.right for word in words))
        heights = (min(word.bottom for word in words), max(word.top for word in words))
        percents = [word.ocr_percent for word in words if word.ocr_percent is not None]
        doubt = f"; read from a scan, its least certain word at {min(percents)} %" if percents else ""
        yield f"on page {page}, {sides[0]}-{sides[1]} from the left, {heights[0]}-{heights[1]} from below{doubt}"


def _cells(case: Case, claim: BaseClaim) -> Iterator[str]:
    """Yield in which line of a sheet a claim stands, and in which cell its event."""
    try:
        sheet = case.store.get("document_text", claim.text_id).sheet
    except NotFoundError:
        return
    mention = getattr(claim, "trigger", claim.span)
    cell = sheet.cell_at(mention.start) if sheet else None
    if sheet and cell:
        kind = "compiled from others' reports: no origin of its own" if sheet.rows == "compiled" else "reports"
        yield (
            f"in cell {cell.name} ({sheet.columns[cell.column - 1]}) of table {sheet.table}"
            f"{f', sheet {sheet.title}' if sheet.title else ''}; its rows are {kind}"
        )


def _where(case: Case, claim: BaseClaim) -> Iterator[str]:
    """Yield where a claim stands, down to the bytes that were collected."""
    yield f"characters {claim.span.start}-{claim.span.end} of text layer {claim.text_id}: “{claim.span.quote}”"
    yield from _pages(case, claim)
    yield from _cells(case, claim)
    try:
        guards = described_document(case, claim.document_id).guards
    except NotFoundError:
        return
    for document in guards:
        again = "" if document is guards[0] else "again "
        yield f"{again}in {document.locator}, {document.n_bytes} bytes, SHA-256 {document.object_sha256}, received {document.received_at}"
    known = {document.id for document in guards}
    for capture in case.store.records("capture"):
        if capture.document_id in known:
            yield f"captured from {capture.url} ({describe_capture(capture)}), WARC file {capture.warc_sha256}"
    made = claim.made_by
    measured = "not measured" if made.confidence is None else made.confidence
    yield f"made by rule {made.rule} {made.version}, precision {measured}"


def _grown(case: Case, record: Any) -> Iterator[str]:
    """Yield that a rejected incident has grown since, where it has."""
    if isinstance(record, Incident):
        yield from (grown.words for grown in grown_since(case, [record]))


def _decisions(record: Any, view: ReportView) -> Iterator[str]:
    """Yield what was decided about a record, and of each decision, the record itself if it is one, whether it was taken back."""
    names = {record.id, getattr(record, "key", None), getattr(record, "handle", None)}
    against = taken_back(view.decisions)
    yield from map(_undone, filter(None, [against.get(record.id)]))
    for decision in view.decisions_on(name for name in names if name):
        told = f"{decision.at} {decision.by}: {decision.verdict} because {decision.because} ({decision.id})"
        undo = against.get(decision.id)
        yield f"{told}, {_undone(undo)}" if undo else told


def _undone(undo: Decision) -> str:
    return f"taken back by {undo.by} on {undo.at[:10]}"
