"""`log`: the custody log as a person reads it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple

from servanda.errors import UsageError
from servanda.model.base import Record
from servanda.model.decisions import Decision
from servanda.model.runs import EVENTS, CustodyEntry
from servanda.pipeline.case import Case
from servanda.pipeline.permitted import permitted_decisions
from servanda.pipeline.wanted import period_of
from servanda.review import taken_back
from servanda.text.suggesting import meant

_ACCOUNT: Final = "account"


class LogFilter(Record, frozen=True, kw_only=True):
    """Which entries of the log are wanted: by whom, of which event, and of which days (ISO dates, ``until`` not included)."""

    by: str | None = None
    event: str | None = None
    since: str | None = None
    until: str | None = None


class Deed(NamedTuple):
    """One entry with what it wrote: how many records of each kind, and the decisions among them."""

    entry: CustodyEntry
    wrote: dict[str, int]
    decisions: tuple[Decision, ...]


class LogPage(NamedTuple):
    """Some of the entries that pass, newest first, how many pass in all, and everybody who stands in the log."""

    deeds: tuple[Deed, ...]
    n: int
    people: tuple[str, ...]


class Since(NamedTuple):
    """What others wrote since somebody's last deed (UTC, ISO): how many documents came in, how many decisions were taken, and by whom."""

    at: str
    n_documents: int
    n_decisions: int
    people: tuple[str, ...]


def since_last(case: Case, by: str) -> Since | None:
    """Return what others wrote since the last deed of ``by``, signing in and out aside; ``None`` for who has done nothing yet."""
    entries = [entry for entry in case.store.log() if entry.event != _ACCOUNT]
    last = next((entry for entry in reversed(entries) if entry.by == by), None)
    return _written_after(last, _deeds(case, [entry for entry in entries if entry.seq > last.seq])) if last else None


def _written_after(last: CustodyEntry, deeds: Iterable[Deed]) -> Since:
    counted = [(deed.wrote.get("document", 0), len(deed.decisions), deed.entry.by) for deed in deeds]
    deciding = {name for _, n, name in counted if n}
    return Since(last.at, sum(n for n, _, _ in counted), sum(n for _, n, _ in counted), tuple(sorted(deciding)))


def list_log(
    case: Case, after: int = 0, wanted: LogFilter | None = None
) -> tuple[tuple[CustodyEntry, ...], list[dict[str, Any]]]:
    """Return the entries behind number ``after`` that pass, and a row for each. Raises `UsageError`.

    ``taken_back`` says which of its decisions were, ``proof`` what vouches for it.
    """
    head = case.store.newest_head()
    signed = head.size if head else 0
    stamped = max(case.store.stamps.sizes(".tsr"), default=0)
    entries = _passing(case.store.log(after), wanted or LogFilter())
    undone = _undone(case)
    return entries, [_row(entry, undone.get(entry.seq, ""), _proof(entry, signed, stamped)) for entry in entries]


def log_page(case: Case, wanted: LogFilter, first: int, most: int) -> LogPage:
    """Return ``most`` of the entries that pass, from the ``first`` one on, newest first. Raises `UsageError`."""
    everything = tuple(case.store.log())
    found = _passing(everything, wanted)[::-1]
    shown = found[first : first + most]
    return LogPage(_deeds(case, shown), len(found), tuple(sorted({entry.by for entry in everything})))


def _passing(entries: Iterable[CustodyEntry], wanted: LogFilter) -> tuple[CustodyEntry, ...]:
    if wanted.event is not None and wanted.event not in EVENTS:
        raise UsageError(f"the log knows no event {wanted.event!r}; {meant(wanted.event, EVENTS)}")
    period = period_of(wanted.since, wanted.until)
    return tuple(
        entry
        for entry in entries
        if wanted.by in {None, entry.by}
        and wanted.event in {None, entry.event}
        and (period.since is None or entry.at >= period.since)
        and (period.until is None or entry.at < period.until)
    )


def _undone(case: Case) -> dict[int, str]:
    """Return by number of entry who took back what it decided, and when; of how many where it was not all."""
    decisions = permitted_decisions(case)
    decided, against = _by_entry(case, decisions), taken_back(decisions)
    return {seq: words for seq, made in decided.items() if (words := _undone_words(made, against))}


def _by_entry(case: Case, decisions: Iterable[Decision]) -> dict[int, list[Decision]]:
    """Return decisions by the number of the entry that wrote them."""
    entry_of = case.store.entries("decision")
    found: dict[int, list[Decision]] = {}
    for one in decisions:
        found.setdefault(entry_of.get(one.id, 0), []).append(one)
    return found


def _undone_words(made: Sequence[Decision], against: Mapping[str, Decision]) -> str:
    undos = [against[one.id] for one in made if one.id in against]
    share = "" if len(undos) == len(made) else f"{len(undos)} of {len(made)} "
    return f"{share}by {', '.join(sorted({f'{undo.by} on {undo.at[:10]}' for undo in undos}))}" if undos else ""


def _deeds(case: Case, entries: Collection[CustodyEntry]) -> tuple[Deed, ...]:
    wrote = case.store.kinds_written([entry.seq for entry in entries])
    decided = _by_entry(case, permitted_decisions(case))
    return tuple(Deed(entry, wrote.get(entry.seq, {}), tuple(decided.get(entry.seq, ()))) for entry in entries)


def _proof(entry: CustodyEntry, signed: int, stamped: int) -> str:
    return "time-stamped" if entry.seq <= stamped else "signed" if entry.seq <= signed else "not signed yet"


def _row(entry: CustodyEntry, undone: str, proof: str) -> dict[str, Any]:
    return {
        "entry": entry.seq,
        "at": entry.at,
        "event": entry.event,
        "by": entry.by,
        "what": entry.subject.kind,
        "sha256": entry.subject.sha256,
        "details": ", ".join(sorted(entry.detail_commitments)),
        "taken_back": undone,
        "proof": proof,
    }
