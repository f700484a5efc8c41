"""What waits beside the records: reports that were frozen and count otherwise now, agreements with faults; and what others did since one was here."""

from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple
from urllib.parse import urlencode

from servanda.model.findings import Finding
from servanda.pipeline import (
    Waiting,
    collapsing,
    diff_edition,
    due_reports,
    editions,
    endings,
    own_agreements,
    since_last,
    to_look_at,
)
from servanda.report import Laid
from servanda.web.addresses import href_of
from servanda.web.sitting import Sitting
from servanda.web.telling import one_line
from servanda.web.words import Say


class Beside(NamedTuple):
    """A reason of the inbox with its rows, ready for the page."""

    reason: str
    rows: tuple[dict[str, Any], ...]


_ROW: Final = {"name": "", "tolls": (), "n": 1}


def settled_at(one: Waiting) -> str:
    """Return the address where something that waits is settled: a name and a file have no page of their own."""
    if one.reason == "unplaced":
        return f"/names/?{urlencode({'name': one.words})}"
    return "/intake/#aside" if one.kind == "file" else href_of(one.id)


def next_after(waiting: Sequence[Waiting], name: str) -> str:
    """Return the address of what waits next to a record; where that waits no more, of the first of all, and of none where nothing does."""
    at = next((n for n, one in enumerate(waiting) if one.id == name), -1)
    return next(map(settled_at, waiting[at + 1 :]), "")


def beside(desk: Sitting, say: Say) -> Iterator[Beside]:
    """Yield what waits beside the records; what rests on all of them for who is cleared for all; of a large dossier without frozen reports, which take long to compare."""
    if rows := tuple(_again(desk, say)):
        yield Beside("again", rows)
    if not desk.sees_all:
        return
    today = desk.case.now()
    timely = {
        "collapsing": _collapsing(desk, say, today),
        "ending": _ending(desk, say, today),
        "due": _due(desk, say, today),
    }
    yield from (Beside(reason, rows) for reason, found in timely.items() if (rows := tuple(found)))
    if not desk.snapshot().is_large and (
        rows := desk.kept(("frozen", say.language), lambda: tuple(_frozen(desk, say)))
    ):
        yield Beside("frozen", rows)
    if rows := tuple(_faulty(desk, say)):
        yield Beside("agreement", rows)


def since_here(desk: Sitting, say: Say) -> tuple[str, str]:
    """Return in words what others did since the last deed of who looks, and its day; nothing where it is nothing, or he is not cleared for all."""
    found = desk.kept(("since", desk.by), lambda: since_last(desk.case, desk.by or "")) if desk.sees_all else None
    if not found or not (found.n_documents or found.n_decisions):
        return "", ""
    many = [
        say.count("new_reports", found.n_documents) if found.n_documents else "",
        say.count("others_decided", found.n_decisions, by=say("comma").join(found.people)) if found.n_decisions else "",
    ]
    what = say("comma").join(filter(None, many))
    return say("since_here", at=found.at[:16].replace("T", " "), what=what), found.at[:10]


def about(finding: Finding, laid: Laid, say: Say) -> list[str]:
    """Return in words which accusation a row is about, without what anybody decided on it."""
    incident = laid.incidents.get(finding.incident_id or "")
    parts = [f"{say.code('status', finding.status)}: {say.party(finding.party) or say('nobody_named')}"]
    return [*parts, f"{finding.agreement_id}/{finding.provision_id}", *(one_line(incident, say) if incident else ())]


def _again(desk: Sitting, say: Say) -> Iterator[dict[str, Any]]:
    """Yield the accusations that this person is to judge without sight of the first verdict."""
    laid = desk.snapshot().laid
    for one in to_look_at(laid.view, desk.by, desk.case.now()) if desk.by and desk.may_judge else ():
        yield _ROW | {"href": f"/again/{one.finding.id}", "parts": about(one.finding, laid, say)}


def _collapsing(desk: Sitting, say: Say, today: str) -> Iterator[dict[str, Any]]:
    for one in collapsing(desk.snapshot().view, today):
        asked = urlencode({"status": "alleged_violation", "since": one.since})
        parts = [one.title, say.count("breaches_lately", one.n, before=str(one.n_before))]
        yield _ROW | {"href": f"/findings/?{asked}", "parts": parts}


def _ending(desk: Sitting, say: Say, today: str) -> Iterator[dict[str, Any]]:
    for one in endings(desk.snapshot().view, today):
        yield _ROW | {
            "href": f"/agreements/{one.agreement}",
            "parts": [one.title, say("in_force_until", day=one.until)],
        }


def _due(desk: Sitting, say: Say, today: str) -> Iterator[dict[str, Any]]:
    for one in due_reports(desk.case, today):
        asked = {"since": one.since, "until": one.until, "audience": one.audience}
        yield _ROW | {
            "href": f"/period/?{urlencode(asked)}",
            "parts": [say.code("audience", one.audience), f"{one.since} – {one.until}"],
        }


def _frozen(desk: Sitting, say: Say) -> Iterator[dict[str, Any]]:
    """Yield the newest edition for each audience, where something counts otherwise now."""
    for audience in sorted({one.audience for one in editions(desk.case)}):
        edition, changes = diff_edition(desk.case, None, None, audience)
        if changes:
            asked = {"since": edition.since, "until": edition.until, "audience": audience}
            words = [
                say("edition_of", number=edition.number, revision=edition.revision),
                say.code("audience", audience),
            ]
            parts = [*words, f"{edition.since} – {edition.until}", say.count("count_otherwise", len(changes))]
            yield _ROW | {"href": f"/period/?{urlencode(asked)}", "parts": parts}


def _faulty(desk: Sitting, say: Say) -> Iterator[dict[str, Any]]:
    for file in own_agreements(desk.case.folder):
        if file.problems:
            name = file.agreement.id if file.agreement else file.path.stem
            first = file.problems[0]
            parts = [name, say.code("severity", first.severity), f"{say('line', n=first.line)}: {first.message}"]
            yield _ROW | {"href": f"/agreements/{name}", "parts": parts}
