"""What waits beside the records: reports that were frozen and count otherwise now, agreements with faults; and what others did since one was here."""

from collections.abc import Iterator
from typing import Any, Final, NamedTuple
from urllib.parse import urlencode

from servanda.pipeline import diff_edition, editions, own_agreements, since_last
from servanda.web.sitting import Sitting
from servanda.web.words import Say


class Beside(NamedTuple):
    """A reason of the inbox with its rows, ready for the page."""

    reason: str
    rows: tuple[dict[str, Any], ...]


_ROW: Final = {"name": "", "tolls": (), "n": 1}


def beside(desk: Sitting, say: Say) -> Iterator[Beside]:
    """Yield what waits beside the records, for who is cleared for all of them; of a large dossier without frozen reports, which take long to compare."""
    if not desk.sees_all:
        return
    if not desk.snapshot().is_large and (
        rows := desk.kept(("frozen", say.language), lambda: tuple(_frozen(desk, say)))
    ):
        yield Beside("frozen", rows)
    if rows := tuple(_faulty(desk, say)):
        yield Beside("agreement", rows)


def since_here(desk: Sitting, say: Say) -> str:
    """Return in words what others did since the last deed of who looks; nothing where it is nothing, or he is not cleared for all."""
    found = desk.kept(("since", desk.by), lambda: since_last(desk.case, desk.by or "")) if desk.sees_all else None
    if not found or not (found.n_documents or found.n_decisions):
        return ""
    many = [
        say.count("new_reports", found.n_documents) if found.n_documents else "",
        say.count("others_decided", found.n_decisions, by=say("comma").join(found.people)) if found.n_decisions else "",
    ]
    return say("since_here", at=found.at[:16].replace("T", " "), what=say("comma").join(filter(None, many)))


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
