"""What was found in each text, kept joined beside the records: a run does not put together again what it has put together before (decision 0281).

Of a text the outline of its claims is read, the claims themselves where somebody asks for them (decision 0302).
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, Final, NamedTuple, TypeVar
from zlib import decompress
from zlib import error as zlib_error

from servanda.errors import RecordError
from servanda.model.base import Record
from servanda.model.claims import Claim
from servanda.model.codec import decode, encode
from servanda.model.making import replace
from servanda.model.outlines import Outline, outline_of
from servanda.pipeline.case import Case
from servanda.pipeline.extracted import Found, Known, found_in
from servanda.pipeline.ready import is_passing, program_state
from servanda.store import Difference, Due, Line, newest_hashes, record_line, rest_of

R = TypeVar("R", bound=Record)
_NAME: Final = "found"
_STAGE: Final = "extract"
Read = Callable[[Collection[str]], Mapping[str, Sequence[Any]]]
"""Gives what rules read in some texts, from the records, by the ids of the texts."""


class _Kept(Record, frozen=True, kw_only=True):
    """What is kept of a text beside its claims: their outline, and what else was found."""

    outline: Outline
    found: Found


class _Joined(Record, frozen=True, kw_only=True):
    """The claims of a text as they are kept."""

    claims: tuple[Claim, ...]


def found_with_kept(case: Case, texts: Collection[str], read: Read) -> Known:
    """Return what was found in texts, as kept where the record of it is the same; what is new is kept too.

    ``texts`` are all that are current. Where nothing may be kept all are read.
    """
    if is_passing(case):
        return Known(_made(texts, read))
    grounds, lines = _grounds(case, texts), case.store.ready.cells(_NAME, program_state())
    told = {name: one for name, ground in grounds.items() if (one := _told(lines.get(ground), _Kept)) is not None}
    new = _made([name for name in grounds if name not in told], read)
    kept = {**told, **{name: _kept(name, one) for name, one in new.items()}}
    gone = lines.keys() - {grounds[name] for name in told}
    if new or gone:
        dues = [
            Due(_NAME, "", grounds[name], partial(_line, name, kept[name], one)) for name, one in sorted(new.items())
        ]
        case.store.ready.added(_NAME, program_state(), dues, gone)
    found = {name: one.found for name, one in kept.items()}
    outlines = {name: one.outline for name, one in kept.items()}
    return Known(found, outlines, _Shelf(case, read, grounds, outlines, new).opened)


def check_found(case: Case, texts: Collection[str], read: Read) -> Iterator[Difference]:
    """Yield the file of what was found in texts where it says something else than the records: somebody has edited it."""
    if is_passing(case):
        return
    grounds, ready = _grounds(case, texts), case.store.ready
    cells, records = ready.cells(_NAME, program_state()), ready.kept(_NAME, program_state())
    made = _made([name for name, ground in grounds.items() if ground in cells], read)
    if any(_said(cells, records, grounds[name]) != (_kept(name, one), one.joined) for name, one in made.items()):
        yield Difference(
            f"ready/{_NAME}.sqlite", "says something else than the records; delete it, and it is made anew"
        )


def _said(
    cells: Mapping[bytes, bytes], records: Mapping[bytes, bytes], ground: bytes
) -> tuple[_Kept | None, tuple[Claim, ...] | None]:
    """Return what is kept of a text, and its claims; ``None`` for what cannot be read."""
    return _told(cells.get(ground), _Kept), _joined(records.get(ground))


class _Shelf(NamedTuple):
    """Where claims are opened, by the ids of their texts: those of ``new`` ones as they were put together just now, others from the file."""

    case: Case
    read: Read
    grounds: Mapping[str, bytes]
    outlines: Mapping[str, Outline]
    new: Mapping[str, Found]

    def opened(self, texts: Collection[str]) -> dict[str, tuple[Claim, ...]]:
        """Return the claims of some texts; what the file does not say, or says otherwise than their outline, is read from the records."""
        kept = self.case.store.ready.records(_NAME, [self.grounds[name] for name in texts if name not in self.new])
        told = {
            name: self.new[name].joined if name in self.new else _joined(kept.get(self.grounds[name])) for name in texts
        }
        lost = _made([name for name, claims in told.items() if not self._fits(name, claims)], self.read)
        return {
            **{name: claims for name, claims in told.items() if claims},
            **{n: one.joined for n, one in lost.items()},
        }

    def _fits(self, name: str, claims: tuple[Claim, ...] | None) -> bool:
        return claims is not None and tuple(one.id for one in claims) == self.outlines[name].ids


def _made(texts: Collection[str], read: Read) -> dict[str, Found]:
    items = read(texts) if texts else {}
    return {name: found_in(items.get(name, ())) for name in texts}


def _grounds(case: Case, texts: Collection[str]) -> dict[str, bytes]:
    """Return by text a hash of the record of what was read in it; of texts that no rule read there is none."""
    newest = newest_hashes(case.store, _STAGE)
    return {name: rest_of(name.encode(), newest[name].encode()) for name in texts if name in newest}


def _kept(name: str, found: Found) -> _Kept:
    return _Kept(outline=outline_of(name, found.joined), found=replace(found, joined=()))


def _told(content: bytes | None, kind: type[R]) -> R | None:
    """Return what was kept, ``None`` where nothing was or it cannot be read."""
    try:
        return decode(content, kind) if content is not None else None
    except RecordError:
        return None


def _joined(record: bytes | None) -> tuple[Claim, ...] | None:
    """Return the claims in a line, ``None`` where there is none or it cannot be read."""
    try:
        told = _told(None if record is None else decompress(record), _Joined)
    except zlib_error:
        return None
    return told.claims if told else None


def _line(name: str, kept: _Kept, found: Found) -> Line:
    return record_line(_NAME, name, encode(_Joined(claims=found.joined)), cells=encode(kept))
