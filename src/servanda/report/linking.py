"""Where each thing of a report stands: in the page itself, or in one of the files beside it."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple, TypeVar
from urllib.parse import quote

from servanda.model.incidents import Incident
from servanda.report.config import ReportConfig
from servanda.report.standing import fullest_first
from servanda.report.view import ReportView

_T = TypeVar("_T")


class Linked(NamedTuple):
    """A file beside the page: its kind (``incidents``, ``documents`` or ``persons``), its name, what it is called, and the ids of its items."""

    kind: str
    name: str
    words: str
    ids: tuple[str, ...]
    before: str = ""
    after: str = ""


class Links(NamedTuple):
    """How one file refers to things: ``page_of`` names the file that holds an id; ``here`` is this file, empty for the page."""

    folder: str = ""
    page_of: Mapping[str, str] = {}
    here: str = ""

    def href(self, name: str) -> str:
        """Return the address of a thing by its id."""
        page = self.page_of.get(name, "")
        if page == self.here:
            return f"#{name}"
        return f"{page}#{name}" if self.here else f"{quote(self.folder)}/{page}#{name}"


def by_time(incident: Incident) -> tuple[bool, str, str]:
    """Return the place of an incident in the order of time; those without a date come last."""
    return incident.time.start is None, incident.time.start or "", incident.handle or incident.id


def is_large(view: ReportView, config: ReportConfig) -> bool:
    """Tell whether a report leaves its texts to files beside it."""
    return len(view.texts) > config.max_texts or len(view.claims) > config.max_claims


def linked_pages(view: ReportView, config: ReportConfig) -> tuple[Linked, ...]:
    """Return the files beside a large report: its incidents in order of time (thin ones, then those in the background last), its documents in the order of the view."""
    ordered = [*fullest_first(sorted(view.acts, key=by_time)), *sorted(view.standing.background, key=by_time)]
    days = {incident.id: (incident.time.start or "")[:10] for incident in ordered}
    days |= {text.document_id: text.published_on or "" for text in view.texts}
    incidents = _chunks("incidents", [incident.id for incident in ordered], days, config.per_page)
    documents = _chunks("documents", [text.document_id for text in view.texts], days, config.per_page)
    persons = _chunks("persons", [person.id for person in view.persons], {}, config.per_page)
    return (*incidents, *documents, *persons)


def page_of(view: ReportView, pages: Sequence[Linked]) -> dict[str, str]:
    """Return by id which file holds each incident, finding, document and claim."""
    found = {name: page.name for page in pages for name in page.ids}
    first = next((page.name for page in pages if page.kind == "incidents"), "")
    found |= {finding.id: found.get(finding.incident_id or "", first) for finding in view.findings}
    found |= {claim.id: found[claim.document_id] for claim in view.claims if claim.document_id in found}
    return found


def parts(view: ReportView, pages: Sequence[Linked], links: Links) -> Iterator[ReportView]:
    """Yield for each file beside a page its part of the view: its texts with their claims, its incidents and findings."""
    texts = {text.document_id: (text,) for text in view.texts}
    incidents = {incident.id: (incident,) for incident in view.incidents}
    claims = _grouped(view.claims, lambda claim: claim.document_id)
    findings = _grouped(view.findings, lambda finding: links.page_of[finding.id])
    persons = {person.id: (person,) for person in view.persons}
    for page in pages:
        yield replace(
            view,
            texts=_those(texts, page.ids),
            claims=_those(claims, page.ids),
            incidents=_those(incidents, page.ids),
            findings=_those(findings, (page.name,)),
            persons=_those(persons, page.ids),
        )


def _grouped(items: Iterable[_T], key: Callable[[_T], str]) -> dict[str, tuple[_T, ...]]:
    found: dict[str, list[_T]] = {}
    for item in items:
        found.setdefault(key(item), []).append(item)
    return {name: tuple(group) for name, group in found.items()}


def _those(groups: Mapping[str, tuple[_T, ...]], names: Iterable[str]) -> tuple[_T, ...]:
    return tuple(item for name in names for item in groups.get(name, ()))


def _chunks(kind: str, ids: Sequence[str], days: Mapping[str, str], size: int) -> list[Linked]:
    parts = [ids[at : at + size] for at in range(0, len(ids), size)] or ([()] if kind == "incidents" else [])
    names = [f"{kind}-{number:04}.html" for number in range(1, len(parts) + 1)]
    return [
        Linked(
            kind,
            name,
            _words(kind, part, days),
            tuple(part),
            names[n - 1] if n else "",
            names[n + 1] if n + 1 < len(names) else "",
        )
        for n, (name, part) in enumerate(zip(names, parts, strict=True))
    ]


def _words(kind: str, ids: Sequence[str], days: Mapping[str, str]) -> str:
    if kind == "persons":
        return f"Persons ({len(ids)})"
    what = {"incidents": "Incidents", "documents": "Reports"}[kind]
    known = [days[name] for name in ids if days[name]]
    undated = len(ids) - len(known)
    between = f"{known[0]} to {known[-1]}" if known else "without a date"
    return f"{what} {between} ({len(ids)}{f', {undated} without a date' if known and undated else ''})"
