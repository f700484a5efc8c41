"""What is kept beside the lists, so that the desk of a large dossier needs no view of its own: what no list holds, and what is told of all records together."""

from collections.abc import Iterable, Iterator
from typing import Any, Final, NamedTuple

from servanda.model.base import Record
from servanda.model.codec import encode
from servanda.model.decisions import Decision
from servanda.model.documents import DocumentText, Quarantine
from servanda.model.sources import Source
from servanda.pipeline.awaiting import waiting_in
from servanda.report import Assessed, ReportView, passed_on
from servanda.store import Due, record_line, rest_of

HEADS: Final = "heads"
"""The documents that have a text, in their order."""
WAITING: Final = "waiting"
UNDECIDED: Final = "undecided"
UNCOUNTED: Final = "uncounted"
"""Findings that count nowhere."""
TURNED_DOWN: Final = {"claims": "claims aside", "incidents": "incidents aside", "findings": "findings aside"}
BESIDE: Final = "beside"
TOLD_IN: Final = "claim"
"""What an incident is asked for by the id of a claim that tells of it or denies it."""


class Head(NamedTuple):
    """What is told of a document without opening it."""

    document_id: str
    id: str
    title: str | None
    publisher: str | None
    published_on: str | None

    @classmethod
    def of(cls, text: DocumentText) -> "Head":
        """Return that of a text layer."""
        return cls(text.document_id, text.id, text.title, text.publisher, text.published_on)


class Beside(Record, frozen=True, kw_only=True):
    """What a view says of all records together; the other fields are as in `ReportView`.

    ``decisions`` are the ids of those that had been taken.
    """

    decisions: tuple[str, ...]
    sources: tuple[Source, ...]
    source_of: dict[str, str]
    credited: dict[str, str]
    passed_on: dict[str, str]
    review: dict[str, str]
    stale: tuple[Decision, ...]
    quarantined: tuple[Quarantine, ...]
    n_findings: dict[str, int]
    assessed: Assessed
    breaches: dict[str, dict[str, int]]
    newest_day: str | None


def lines_beside(view: ReportView) -> Iterator[Due]:
    """Yield the lines that are kept beside the lists of a view."""
    yield from (_line(HEADS, one.document_id, Head.of(one)) for one in view.texts)
    yield from (_line(WAITING, one.id, one) for one in waiting_in(view))
    yield from (_line(UNDECIDED, one.id, one) for one in view.undecided)
    counted = {one.id for one in view.counted_findings}
    yield from (_line(UNCOUNTED, one.id, one, one.incident_id or "") for one in view.findings if one.id not in counted)
    kinds: Iterable[Iterable[Any]] = view.turned_down
    for what, some in zip(TURNED_DOWN.values(), kinds, strict=True):
        yield from (_line(what, one.id, one) for one in some)
    yield _line(BESIDE, BESIDE, _beside(view))


def _line(what: str, identity: str, record: object, home: str | None = None) -> Due:
    held = encode(record)
    ground = rest_of(identity.encode(), (home or "").encode(), held)
    return Due(what, "", ground, lambda: record_line(what, identity, held, home))


def _beside(view: ReportView) -> Beside:
    return Beside(
        decisions=tuple(one.id for one in view.decisions),
        sources=view.sources,
        source_of=dict(view.source_of),
        credited=dict(view.credited),
        passed_on=passed_on(view),
        review=dict(view.review),
        stale=view.stale,
        quarantined=view.quarantined,
        n_findings=dict(view.n_findings),
        assessed=view.assessed,
        breaches={name: dict(days) for name, days in view.breaches.items()},
        newest_day=view.newest_day,
    )
