"""What the last run said, where nothing that it rested on has changed since: the run is then not done again (decision 0245)."""

from contextlib import closing

from servanda.model.codec import decode, decode_json, encode, encode_in_order
from servanda.model.ids import content_id
from servanda.pipeline.case import Case
from servanda.pipeline.ready import dossier_state, is_passing, watched_places
from servanda.pipeline.scanning import open_scanner
from servanda.pipeline.summary import RunSummary
from servanda.store import Contents, facts_of

_RUN = "run"
_KINDS = ("document", "quarantine", "run")  # what a run takes or writes beside what is derived and decided
_GIVEN = ("document", "decision")
_STATE, _WATCHED, _SAID = "state", "watched", "said"


def said_before(case: Case) -> RunSummary | None:
    """Return what the last run said, with nothing new; ``None`` where anything that a run rests on may have changed."""
    lists = None if is_passing(case) else case.store.ready.opened(_RUN)
    if lists is None:
        return None
    with closing(lists):
        facts = facts_of(lists)
    if facts.get(_STATE) != _state(case, decode_json(facts.get(_WATCHED, "[]"))):
        return None
    summary: RunSummary = decode(facts[_SAID], RunSummary)
    return summary


def given_so_far(case: Case) -> tuple[int | str, ...]:
    """Return how far documents and decisions have come, which others may write while a run goes on."""
    marks = dict(case.store.marks(_GIVEN))
    return tuple(marks[kind] for kind in _GIVEN)


def keep_said(case: Case, summary: RunSummary, given: tuple[int | str, ...]) -> None:
    """Keep what a run that did all its work said, as the next one says it if nothing changes.

    ``given`` is how far documents and decisions had come when it began: where more came in since, the next run has work to do.
    """
    if is_passing(case) or summary.waiting or given_so_far(case) != given:
        return
    watched = watched_places(case)
    said = encode_in_order(summary.with_nothing_new()).decode()
    facts = {_STATE: _state(case, watched), _WATCHED: encode(watched).decode(), _SAID: said}
    case.store.ready.made(_RUN, Contents((), facts=facts)).close()


def _state(case: Case, watched: list[str]) -> str:
    """Return a hash of all that a run rests on: beside the dossier and the program with its data, the places and what reads scans."""
    scanner = open_scanner(case.dossier.settings.parse)
    parts = {
        "dossier": dossier_state(case, _KINDS, watched),
        "gazetteer": case.reference.gazetteer.digest,
        "scanner": scanner.version if scanner else None,
    }
    return content_id("sta", parts)
