"""The lists of what is current, made ready once and looked up until something changes (decision 0244)."""

from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path
from sqlite3 import Connection
from typing import Final

import servanda
from servanda.model.codec import decode_json, encode, sha256
from servanda.model.ids import content_id
from servanda.pipeline.case import Case
from servanda.pipeline.inputs import looked_for, own_files
from servanda.store import Contents, Difference, Shelves, facts_of, same_lists, unkept

DOCUMENTS: Final = "documents"
CURRENT: Final = "current"
REJECTED: Final = "rejected"
SINCE: Final = "since"
UNTIL: Final = "until"
PLACED_IN_TIME: Final = ("incidents", "findings")
_RECORDS: Final = "records"
_DECIDED: Final = ("decision", "key_alias")  # what no derivation stands behind
_SET_BESIDE: Final = {DOCUMENTS: ("document", "quarantine"), _RECORDS: ("quarantine",)}
"""Kinds of record that lists show beside what is derived and decided: a file that cannot be read waits for a person."""
STATE: Final = "state"
"""The fact by which lists say what they were made of."""
_WATCHED: Final = "watched"
_PROGRAM: Final = "program"


@contextmanager
def ready_lists(case: Case, what: str) -> Iterator[Connection]:
    """Give the lists that ``what`` is among, made anew where anything that they rest on has changed.

    They are kept for the next time, except where anything is sealed, withheld or supposed; those that documents are withheld from, in memory.
    A case that is ``patient`` takes those that were kept last. Raises what `build_view` does.
    """
    group = DOCUMENTS if what == DOCUMENTS else _RECORDS
    with closing(_last(case, group) or _kept(case, group) or _made_once(case, group)) as lists:
        yield lists


def make_ready(case: Case, *, answered: bool = False) -> None:
    """Make the lists of claims, incidents and findings ready, where they are not and may be kept; ``answered``, what is asked of them most with them."""
    if not is_passing(case):
        (_kept(case, _RECORDS) or _made_once(case, _RECORDS, answered=answered)).close()


def kept_shelves(case: Case) -> Shelves | None:
    """Return the lists of records that were kept last, whatever changed since, for many threads; ``None`` where none are or another program made them."""
    lists = None if is_passing(case) else case.store.ready.opened(_RECORDS, by_many=True)
    if lists is None:
        return None
    shelves = Shelves(lists)
    return shelves if shelves.facts().get(_PROGRAM) == program_state() else None


def are_ready(case: Case) -> bool:
    """Tell whether the lists of records are kept, and nothing changed that they rest on."""
    kept = _kept(case, _RECORDS)
    if kept is None:
        return False
    kept.close()
    return True


def check_ready(case: Case) -> Iterator[Difference]:
    """Yield the kept lists that show something else than the records: somebody has edited them."""
    for group in (_RECORDS, DOCUMENTS):
        kept = _kept(case, group)
        if kept is None:
            continue
        with closing(kept), closing(unkept(_contents(case, group, answered=True))) as anew:
            if not same_lists(kept, anew):
                where = f"ready/{group}.sqlite"
                yield Difference(where, "shows something else than the records; delete it, and it is made anew")


@cache
def program_state() -> str:
    """Return a hash of the program's files by size and time of change: another program may list otherwise. They do not change under a process."""
    folder = Path(servanda.__file__).parent
    paths = (path for path in folder.rglob("*") if "__pycache__" not in path.parts and path.is_file())
    found = ((str(path.relative_to(folder)), path.stat()) for path in paths)
    return content_id("prg", sorted((name, one.st_size, str(one.st_mtime_ns)) for name, one in found))


def dossier_state(case: Case, kinds: Iterable[str], watched: Iterable[str]) -> str:
    """Return a hash of the program, the files of the dossier, those in ``watched`` places, and how far its store has come.

    ``kinds`` are the kinds of record that count beside what is derived and decided.
    """
    paths = {str(path) for path in own_files(case.dossier)} | set(watched)
    state = {
        "program": program_state(),
        "files": [(path, _digest(Path(path))) for path in sorted(paths)],
        "store": case.store.marks((*_DECIDED, *kinds)),
    }
    return content_id("sta", state)


def watched_places(case: Case) -> list[str]:
    """Return the places where files that agreements name are looked for. Raises `ConfigError`."""
    return sorted(map(str, looked_for(case.dossier)))


def _last(case: Case, group: str) -> Connection | None:
    """Return the lists that were kept last, whatever changed since, for who would rather have them than wait."""
    return case.store.ready.opened(group) if case.patient and not is_passing(case) else None


def _made_once(case: Case, group: str, *, answered: bool = False) -> Connection:
    """Return lists made anew: by one thread, while others wait for it."""
    with case.store.ready.making:
        return _kept(case, group) or _made(case, group, answered=answered)


def _kept(case: Case, group: str) -> Connection | None:
    """Return the lists that were kept, where they still hold."""
    lists = None if is_passing(case) else case.store.ready.opened(group)
    if lists is None:
        return None
    facts = facts_of(lists)
    if facts.get(STATE) == _state(case, group, decode_json(facts.get(_WATCHED, "[]"))):
        return lists
    lists.close()
    return None


def _made(case: Case, group: str, *, answered: bool) -> Connection:
    if is_passing(case):
        return _held(case, group)
    watched = watched_places(case)
    facts = {STATE: _state(case, group, watched), _WATCHED: encode(watched).decode(), _PROGRAM: program_state()}
    contents = _contents(case, group, answered=answered)
    return case.store.ready.made(group, contents._replace(facts={**contents.facts, **facts}))


def _held(case: Case, group: str) -> Connection:
    """Return lists that must not be kept; those from which the same documents were withheld a moment ago are still in memory."""
    if case.supposed or case.store.holds_sealed():
        return unkept(_contents(case, group))
    held = case.store.ready.held  # before anything is read: an expunging lets go of it, and of what is put into it then
    state = _state(case, group, watched_places(case))
    return held.opened((group, case.withheld), state, lambda: unkept(_contents(case, group)))


def _contents(case: Case, group: str, *, answered: bool = False) -> Contents:
    from servanda.pipeline.listed import documents_listed, records_listed
    from servanda.pipeline.listing import answers_ahead

    if group == DOCUMENTS:
        return documents_listed(case)
    contents = records_listed(case)
    return contents._replace(answers=answers_ahead) if answered else contents


def is_passing(case: Case) -> bool:
    """Tell whether lists must not be kept: what is sealed would stand in the clear, what is withheld or supposed is not the record."""
    return bool(case.withheld or case.supposed or case.store.holds_sealed())


def _state(case: Case, group: str, watched: Iterable[str]) -> str:
    return dossier_state(case, _SET_BESIDE[group], watched)


def _digest(path: Path) -> str | None:
    return sha256(path.read_bytes()) if path.is_file() else None
