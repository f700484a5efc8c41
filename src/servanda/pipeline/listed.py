"""What lists hold: each record with its cells, its time, and what filters ask of it."""

from collections.abc import Collection, Iterable, Iterator
from functools import partial
from typing import Any, Final

from servanda.model.claims import BaseClaim
from servanda.model.codec import encode, encode_in_order
from servanda.model.findings import Finding
from servanda.model.ids import content_id
from servanda.model.incidents import Incident
from servanda.model.making import kind_of
from servanda.model.outlines import Claims
from servanda.model.period import one_day
from servanda.model.time import UNKNOWN_TIME, TimeInterval
from servanda.pipeline.case import Case
from servanda.pipeline.describing import document_rows
from servanda.pipeline.listed_beside import TOLD_IN, lines_beside
from servanda.pipeline.ready import CURRENT, PLACED_IN_TIME, REJECTED, SINCE, UNTIL, program_state
from servanda.pipeline.view import closed_view
from servanda.pipeline.wanted import BACKGROUND, named
from servanda.report import CLAIMS, ROWS, TABLES, ReportView, Table
from servanda.store import Contents, Due, Line, due, rest_of

_JUDGED: Final = (*TABLES, "statements")
"""Lists of records that people can reject: sources, actors and open names are none."""
Mark = tuple[str, str | None, str | None]
"""What a filter asks, the value, and the words by which it is offered (``None``: it is not)."""


def documents_listed(case: Case) -> Contents:
    """Return the list of documents."""
    return Contents(
        due(Line("documents", CURRENT, one.id, None, None, None, None, False, encode_in_order(row), encode(one)))
        for one, row in document_rows(case)
    )


def records_listed(case: Case) -> Contents:
    """Return the lists of all that is current, and beside what counts what people rejected, and the acts outside the dossier's period."""
    view = closed_view(case)
    whole, period = view.with_turned_down(), {SINCE: view.period.since, UNTIL: view.period.until}
    basis = content_id("bas", {"program": program_state(), "names": view.names})
    facts = {name: value for name, value in period.items() if value}
    return Contents(_lines(view, whole), named(whole), facts, basis)


def _lines(view: ReportView, whole: ReportView) -> Iterator[Due]:
    aside = frozenset(record.id for kind in view.turned_down for record in kind)
    current = _Marked(view, aside)
    turned_down = _Marked(whole, aside) if _holds_rejected(whole, aside) else None
    background = _Marked(view.in_background(), aside) if view.standing.background else None
    for what in ROWS:
        yield from current.lines(what, CURRENT)
        if turned_down and what in _JUDGED:
            yield from turned_down.lines(what, REJECTED, is_rejected=True)
        if background and what in PLACED_IN_TIME:
            yield from background.lines(what, BACKGROUND)
    yield from lines_beside(view)


def _holds_rejected(whole: ReportView, aside: Collection[str]) -> bool:
    """Tell whether people rejected anything: without that nothing is looked through for it."""
    return bool(aside) or REJECTED in {*whole.review.values(), *(one.review for one in whole.findings)}


class _Marked:
    """What filters ask of the records of one view."""

    def __init__(self, view: ReportView, aside: frozenset[str]) -> None:
        """Index the incidents and texts of ``view``; the records whose ids are ``aside`` were rejected."""
        self._view, self._aside = view, aside
        self._incidents = {incident.id: incident for incident in view.incidents}
        self._acts = {incident.id for incident in view.acts}
        self._published = {text.document_id: text.published_on for text in view.texts}
        self._publisher = {text.document_id: text.publisher for text in view.texts}
        self._claims = Claims.of(view.claims)
        self._document = {name: one.document_id for one in self._claims.outlines for name in one.ids}
        self._about: dict[str, bytes] = {}
        self._homes: dict[str, bytes] = {}

    def lines(self, what: str, part: str, *, is_rejected: bool = False) -> Iterator[Due]:
        """Yield the lines of a list of the view, as a part of it; with ``is_rejected`` those that people rejected.

        Most rows rest on their record and few words beside it, so that they are made where these changed. The others count over the whole view, and are made.
        """
        table = TABLES.get(what)
        if what == CLAIMS:
            yield from self._of_claims((what, part), is_rejected=is_rejected)
            return
        if table is None:
            pairs = ROWS[what](self._view)
            yield from (
                due(self._line(what, part, *pair)) for pair in pairs if not is_rejected or self._is_rejected(pair[0])
            )
            return
        for record in table.records(self._view):
            if not is_rejected or self._is_rejected(record):
                yield Due(what, part, self._ground(record), partial(self._made, (what, part), table, record))

    def _of_claims(self, where: tuple[str, str], *, is_rejected: bool) -> Iterator[Due]:
        """Yield the lines of claims, which stay closed where their lines stand."""
        for one in self._claims.outlines:
            home = self._of_home(one.document_id)
            for name, key, told in zip(one.ids, one.keys, one.hashes, strict=True):
                review, is_aside = self._view.said_on(key), name in self._aside
                if not is_rejected or is_aside or review == REJECTED:
                    ground = rest_of(told.encode(), encode((review, is_aside)), home)
                    yield Due(*where, ground, partial(self._claim, where, one.document_id, name))

    def _claim(self, where: tuple[str, str], document: str, name: str) -> Line:
        claim = next(one for one in self._claims.within({document}) if one.id == name)
        return self._made(where, TABLES[CLAIMS], claim)

    def _made(self, where: tuple[str, str], table: Table, record: Any) -> Line:
        return self._line(*where, record, table.row(record, self._view))

    def _ground(self, record: Any) -> bytes:
        """Return a hash of all that the line of an incident or a finding rests on, beside the names of actors."""
        if isinstance(record, Incident):
            return self._of_incident(record)
        beside = encode((self._review(record), record.id in self._aside))
        about = self._incidents.get(record.incident_id or "")
        grounds = (self._of_incident(about), encode(record.incident_id in self._acts)) if about else ()
        return rest_of(encode(record), beside, *grounds)

    def _of_home(self, name: str) -> bytes:
        """Return what of a document the lines of its claims rest on."""
        if name not in self._homes:
            self._homes[name] = encode((self._published.get(name), self._publisher.get(name)))
        return self._homes[name]

    def _of_incident(self, incident: Incident) -> bytes:
        if incident.id not in self._about:
            told = sorted({label or "" for _, _, label in self._sources(incident)})
            beside = (self._review(incident), incident.id in self._aside, told)
            self._about[incident.id] = rest_of(encode(incident), encode(beside))
        return self._about[incident.id]

    def _is_rejected(self, record: Any) -> bool:
        return getattr(record, "id", None) in self._aside or (
            isinstance(record, BaseClaim | Incident | Finding) and self._review(record) == REJECTED
        )

    def _line(self, what: str, part: str, record: Any, row: dict[str, Any]) -> Line:
        identity = getattr(record, "id", None)
        time, act = self._time(record), getattr(record, "incident_id", None)
        marks = (
            _in_lower_case(self._marks(record)) if isinstance(record, BaseClaim | Incident | Finding) else frozenset()
        )
        return Line(
            what, part, identity, time.start, time.end, getattr(record, "status", None), act if act in self._acts else None,
            identity in self._aside, encode_in_order(row), encode(record), _home(record), marks,
        )  # fmt: skip

    def _time(self, record: Any) -> TimeInterval:
        """Return when what a record is about took place: of a finding its incident's time; of a claim that tells of no act its publication day."""
        if isinstance(record, Finding):
            incident = self._incidents.get(record.incident_id or "")
            return incident.time if incident else UNKNOWN_TIME
        time: TimeInterval | None = getattr(record, "time", None)
        published = self._published.get(getattr(record, "document_id", ""))
        return time or (one_day(published) if published else UNKNOWN_TIME)

    def _marks(self, record: Any) -> Iterator[Mark]:
        """Yield the places, actors, kinds, sources and statuses under which a record is found; a finding's are those of its incident too."""
        about = self._incidents.get(record.incident_id or "") if isinstance(record, Finding) else record
        if about:
            yield from _places(about)
            yield from self._actors(about)
            yield from _kinds(about)
            yield from self._sources(about)
        if isinstance(record, Incident):
            yield from ((TOLD_IN, name, None) for name in (*record.members, *record.denials))
        if isinstance(record, Finding):
            yield "actor", record.party, self._view.names.get(record.party or "", record.party)
            yield "status", record.status, record.status
        review = self._review(record)
        yield "status", review, review

    def _actors(self, record: Any) -> Iterator[Mark]:
        """Yield everybody whom a record names: offered by the registered name, where there is one."""
        for person in (
            *getattr(record, "actors", ()),
            *getattr(record, "participants", ()),
            *getattr(record, "attribution", ()),
        ):
            known = person.entity_id
            yield "actor", known, self._view.names.get(known or "", person.name)
            yield "actor", person.name, None if known else person.name

    def _sources(self, record: Any) -> Iterator[Mark]:
        """Yield the publishers of a claim, or of the claims of an incident."""
        claims = (*record.members, *record.denials) if isinstance(record, Incident) else ()
        documents = {self._document.get(name, "") for name in claims} or {getattr(record, "document_id", "")}
        yield from (("source", name, name) for name in map(self._publisher.get, documents))

    def _review(self, record: Any) -> str:
        """Return what people decided; a finding on a rejected incident is rejected with it."""
        rejected = isinstance(record, Finding) and record.id in self._aside
        return REJECTED if rejected else self._view.review_of(record)


def _home(record: Any) -> str | None:
    """Return what a record belongs to: the document of a claim, the incident of a finding; an incident to its handle."""
    match record:
        case BaseClaim():
            return record.document_id
        case Incident():
            return record.handle or ""
        case Finding():
            return record.incident_id or ""
        case _:
            return None


def _places(record: Any) -> Iterator[Mark]:
    """Yield the places of a claim or an incident: offered by name, and asked for by their id where they are settled."""
    for place in record.places if isinstance(record, Incident) else getattr(record, "places", ()):
        yield "place", place.place_id, place.name
        yield "place", place.name, None if place.place_id else place.name


def _kinds(record: Any) -> Iterator[Mark]:
    """Yield the kinds of a claim or an incident."""
    event = getattr(record, "event", None)
    found = (record.kind, record.mode) if isinstance(record, Incident) else (kind_of(record), event and event.plover)
    yield from (("kind", name, name) for name in found)


def _in_lower_case(marks: Iterable[Mark]) -> frozenset[tuple[str, str, str | None]]:
    return frozenset((what, value.casefold(), label) for what, value, label in marks if value is not None)
