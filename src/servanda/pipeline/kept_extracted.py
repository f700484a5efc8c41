"""What was found in each text, kept joined beside the records: a run does not put together again what it has put together before (decision 0281)."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, Final
from zlib import decompress
from zlib import error as zlib_error

from servanda.errors import RecordError
from servanda.model.codec import decode, encode
from servanda.pipeline.case import Case
from servanda.pipeline.extracted import Found, found_in
from servanda.pipeline.ready import is_passing, program_state
from servanda.store import Contents, Difference, Due, Line, newest_hashes, record_line, rest_of

_NAME: Final = "found"
_STAGE: Final = "extract"
Read = Callable[[Collection[str]], Mapping[str, Sequence[Any]]]
"""Gives what rules read in some texts, from the records, by the ids of the texts."""


def found_with_kept(case: Case, texts: Collection[str], read: Read) -> dict[str, Found]:
    """Return what was found in texts, as kept where the record of it is the same; what is new is kept too.

    ``texts`` are all that are current. Where nothing may be kept all are read.
    """
    if is_passing(case):
        return _made(texts, read)
    grounds, kept = _grounds(case, texts), case.store.ready.kept(_NAME, program_state())
    told = {name: one for name, ground in grounds.items() if (one := _told(kept.get(ground))) is not None}
    new = [name for name in grounds if name not in told]
    found = _made(new, read)
    if new or len(kept) != len(grounds):
        dues = [Due(_NAME, "", grounds[name], partial(_line, name, found.get(name))) for name in sorted(grounds)]
        case.store.ready.made(_NAME, Contents(dues, basis=program_state())).close()
    return {**told, **found}


def check_found(case: Case, texts: Collection[str], read: Read) -> Iterator[Difference]:
    """Yield the file of what was found in texts where it says something else than the records: somebody has edited it."""
    kept = {} if is_passing(case) else case.store.ready.kept(_NAME, program_state())
    there = {name: kept[ground] for name, ground in _grounds(case, texts).items() if ground in kept}
    made = _made(list(there), read)
    if any(_told(record) != made[name] for name, record in there.items()):
        yield Difference(
            f"ready/{_NAME}.sqlite", "says something else than the records; delete it, and it is made anew"
        )


def _made(texts: Collection[str], read: Read) -> dict[str, Found]:
    items = read(texts) if texts else {}
    return {name: found_in(items.get(name, ())) for name in texts}


def _grounds(case: Case, texts: Collection[str]) -> dict[str, bytes]:
    """Return by text a hash of the record of what was read in it; of texts that no rule read there is none."""
    newest = newest_hashes(case.store, _STAGE)
    return {name: rest_of(name.encode(), newest[name].encode()) for name in texts if name in newest}


def _told(record: bytes | None) -> Found | None:
    """Return what was kept of a text, ``None`` where nothing was or it cannot be read."""
    try:
        return decode(decompress(record), Found) if record is not None else None
    except (RecordError, zlib_error):
        return None


def _line(name: str, found: Found | None) -> Line:
    return record_line(_NAME, name, encode(found or Found()))
