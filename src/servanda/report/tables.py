"""Records as flat rows, for lists."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple, get_args

from servanda.model.claims import Claim, Effect, EventClaim, StanceClaim, VerdictClaim
from servanda.model.findings import Finding
from servanda.model.incidents import Incident
from servanda.model.making import kind_of
from servanda.model.outlines import Claims
from servanda.model.parties import Attribution
from servanda.reference.grammar import is_nobody
from servanda.report.phrases import DENIED, beside_words, ruling_words, said_count, tolls
from servanda.report.standing import fullest_first, is_thin
from servanda.report.view import ReportView
from servanda.text.lookalikes import cautions

Row = dict[str, Any]
TOLL_COLUMNS = tuple(f"{effect}{end}" for effect in get_args(Effect) for end in ("", " minimum", " maximum"))
"""A column of words for each effect, and its bounds as numbers: for files; on a terminal ``tolls`` says it all."""
_SPEAKING: Final = ("actor", "participant")
_SPOKEN_TO: Final = ("addressee", "target", "beneficiary")


def cell(value: Any) -> str:
    """Return a value as a cell; a leading formula sign is quoted, because spreadsheets would run it.

    A lone carriage return would end the row, and what follows it begin one: it becomes a line feed, which is quoted.
    """
    text = "" if value is None else str(value).replace("\r\n", "\n").replace("\r", "\n")
    return "'" + text if text[:1] in {"=", "+", "-", "@", "\t", "\n"} and not _is_number(text) else text


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def claim_row(claim: Claim, view: ReportView) -> Row:
    """Return the row of a claim: it rests on the claim, and on what people decided on it."""
    places = getattr(claim, "places", ())
    return {
        "id": claim.id,
        "kind": kind_of(claim),
        "type": type_of(claim),
        "modality": claim.modality if claim.polarity == "affirmed" else f"{claim.modality}, denied",
        "review": view.review_of(claim),
        "speaker": speaker(claim.attribution),
        "place": "; ".join(place.told for place in places) or None,
        "start": getattr(getattr(claim, "time", None), "start", None),
        "counts": counts(claim),
        "document": claim.document_id,
        "at": f"{claim.span.start}-{claim.span.end}",
        "quote": claim.span.quote,
        "rule": claim.made_by.rule,
    }


def type_of(claim: Claim) -> str | None:
    """Return the PLOVER type of an event, the attitude of a stance, the outcomes of a verdict; nothing of other claims."""
    match claim:
        case EventClaim():
            return claim.event.plover
        case StanceClaim():
            return claim.stance.attitude
        case VerdictClaim():
            return "; ".join(dict.fromkeys(one.outcome for one in claim.verdict.by_party))
        case _:
            return None


def _what_and_when(incident: Incident, view: ReportView) -> Row:
    """Return the cells that tell an incident, be it an act or a statement, in their order."""
    return {
        "handle": incident.handle,
        "kind": incident.kind,
        "mode": incident.mode,
        "modality": DENIED if incident.is_only_denied else incident.modality,
        "review": view.review_of(incident),
        "start": incident.time.start,
        "end": incident.time.end,
        "place": incident.told_place,
    }


def incident_row(incident: Incident, view: ReportView) -> Row:
    """Return the row of an incident that counts as an act: it rests on the incident, and on what people decided on it."""
    place = incident.place
    return {
        **_what_and_when(incident, view),
        "precision": place.precision,
        "radius_km": place.radius_km,
        "alleged actors": "; ".join(f"{actor.name} ({actor.stance})" for actor in incident.actors) or None,
        "tolls": tolls(incident.casualties),
        **_bounds(incident),
        "claims": len(incident.members),
        "documents": incident.n_documents,
        "origins": incident.n_independent_origins,
        "credibility": incident.credibility,
        "contradictions": "; ".join(c.field for c in incident.contradictions) or None,
        "verdicts": "; ".join(map(ruling_words, incident.verdicts)) or None,
        "told": "thin" if is_thin(incident) else None,
    }


def finding_row(finding: Finding, view: ReportView) -> Row:
    """Return the row of a finding that counts: it rests on the finding, and on its incident where that is an act."""
    incident = view.acts_by_id.get(finding.incident_id or "")
    return {
        "id": finding.id,
        "status": finding.status,
        "review": finding.review,
        "agreement": finding.agreement_id,
        "provision": finding.provision_id,
        "reading": finding.reading,
        "party": finding.party,
        "bound as": finding.bound_as,
        "incident": incident.handle if incident else None,
        "start": incident.time.start if incident else None,
        "place": incident.told_place if incident else None,
        "support": finding.support,
        "facts missing": "; ".join(finding.missing) or None,
        "beside": "; ".join(map(beside_words, finding.beside)) or None,
        "tolls": tolls(incident.casualties) if incident else None,
        **_bounds(incident),
        "as of": finding.as_of,
    }


def findings_by_act(view: ReportView) -> list[Finding]:
    """Return the findings that count: act by act, each with its provisions below one another, then duties without an act."""

    def place(finding: Finding) -> tuple[bool, str]:
        incident = view.acts_by_id.get(finding.incident_id or "")
        return incident is None, (incident.handle or incident.id) if incident else ""

    return sorted(view.counted_findings, key=place)


def statement_rows(view: ReportView) -> Iterator[tuple[Incident, Row]]:
    """Yield each statement or meeting that no provision speaks of, with its row."""
    telling = {voice.document_id for incident in view.standing.statements for voice in incident.voices}
    claims = {claim.id: claim for claim in Claims.of(view.claims).within(telling)}
    for incident in view.standing.statements:
        told = [claims[name] for name in incident.members if name in claims]
        yield (
            incident,
            {
                **_what_and_when(incident, view),
                "by": _named(told, _SPEAKING),
                "to": _named(told, _SPOKEN_TO),
                "claims": len(incident.members),
                "documents": incident.n_documents,
                "origins": incident.n_independent_origins,
                "quote": told[0].span.quote if told else None,
            },
        )


def _named(claims: Iterable[Claim], roles: Collection[str]) -> str | None:
    people = (one for claim in claims for one in getattr(claim, "participants", ()) if one.role in roles)
    return "; ".join(dict.fromkeys(one.name for one in people if not is_nobody(one.name))) or None


def _bounds(incident: Incident | None) -> Row:
    """Return the toll of each effect as it was said, with its bounds beside it; empty where open or where none is told."""
    said = {count.effect: said_count(count) for count in incident.casualties} if incident else {}
    row: Row = {}
    for effect in get_args(Effect):
        minimum, maximum, words = said.get(effect, (None, None, None))
        row |= {effect: words, f"{effect} minimum": minimum, f"{effect} maximum": maximum}
    return row


def counts(claim: Claim) -> str | None:
    """Return what a claim counts, as it was said: "more than 100 killed", "drone: dozens"."""
    quantity = getattr(claim, "quantity", None)
    counted = [tolls(getattr(claim, "casualties", ())), quantity and f"{quantity.unit}: {said_count(quantity).words}"]
    return "; ".join(words for words in counted if words) or None


def source_rows(view: ReportView) -> Iterator[tuple[Any, Row]]:
    """Yield each source with its row."""
    counts = Counter(view.source_of.values())
    cautioned = cautions(source.name for source in view.sources)
    for source in view.sources:
        yield (
            source,
            {
                "id": source.id,
                "name": source.name,
                "kind": source.kind,
                "owner family": source.owner_family,
                "reliability": source.reliability,
                "interested in": "; ".join(source.interested_in) or None,
                "documents": counts[source.id],
                "caution": cautioned.get(source.name),
            },
        )


def actor_rows(view: ReportView) -> Iterator[tuple[Row, Row]]:
    """Yield the people and bodies that the claims name, most frequent first."""
    counts: Counter[tuple[str, str | None]] = Counter()
    for one in Claims.of(view.claims).outlines:
        counts.update({(name, entity): n for name, entity, n in one.parties if not is_nobody(name)})
    for (name, entity), count in sorted(counts.items(), key=lambda item: (-item[1], item[0][0], item[0][1] or "")):
        row = {"name": name, "entity": entity, "claims": count}
        yield row, row


def unresolved_rows(view: ReportView) -> Iterator[tuple[Row, Row]]:
    """Yield the names that nobody could place, most frequent first, with reason and best candidates."""
    counts = Counter((item.what, item.name, item.why) for item in view.undecided)
    best = {(item.what, item.name, item.why): item.candidates for item in view.undecided}
    for key, count in sorted(counts.items(), key=lambda item: (-item[1], item[0][1])):
        what, name, why = key
        candidates = "; ".join(f"{n}. {c.name} [{c.value}]: {c.reason}" for n, c in enumerate(best[key][:3], start=1))
        row = {"what": what, "name": name, "mentions": count, "why": why, "candidates": candidates or None}
        yield row, row


def speaker(chain: tuple[Attribution, ...]) -> str:
    """Return the chain from document to speaker in words; an unknown speaker says who fits."""
    names = []
    for voice in chain:
        fits = f" ({' or '.join(voice.candidates)}?)" if voice.candidates and not voice.name else ""
        names.append((voice.name or "unknown") + fits)
    return " > ".join(names)


class Table(NamedTuple):
    """A list of which each row rests on its record: the records in their order, and the row of one."""

    records: Callable[[ReportView], Sequence[Any]]
    row: Callable[[Any, ReportView], Row]

    def rows(self, view: ReportView) -> Iterator[tuple[Any, Row]]:
        """Yield each record with its row."""
        return ((record, self.row(record, view)) for record in self.records(view))


CLAIMS: Final = "claims"
TABLES: Final[Mapping[str, Table]] = {
    CLAIMS: Table(lambda view: view.claims, claim_row),
    "incidents": Table(lambda view: fullest_first(view.acts), incident_row),
    "findings": Table(findings_by_act, finding_row),
}
ROWS: dict[str, Callable[[ReportView], Iterator[tuple[Any, Row]]]] = {
    CLAIMS: TABLES[CLAIMS].rows,
    "incidents": TABLES["incidents"].rows,
    "statements": statement_rows,
    "findings": TABLES["findings"].rows,
    "sources": source_rows,
    "actors": actor_rows,
    "unresolved": unresolved_rows,
}
