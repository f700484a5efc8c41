"""Ids that tell nothing: those of records that follow from a text with a name which never leaves (decision 0196).

An id is a hash of what is inside. Whoever has the words that are shown could try names until the id comes out; so outside such records go by other ids,
the same in every report of a dossier, which follow from a secret of the dossier.
"""

import hmac
from collections.abc import Iterable, Iterator
from dataclasses import replace as changed
from typing import Any, Final, TypeVar

import msgspec

from servanda.model.codec import to_plain
from servanda.report.bundle import BundleContents
from servanda.report.redacting import RECORD_ID, Veil, walked
from servanda.report.view import ReportView

_N_DIGITS: Final = 24
_R = TypeVar("_R", bound=msgspec.Struct)


class Renaming:
    """Gives other ids for ``ids``; all other words stay."""

    def __init__(self, ids: Iterable[str], secret: bytes) -> None:
        self._new = {one: f"{one[:3]}_{hmac.digest(secret, one.encode(), 'sha256').hex()[:_N_DIGITS]}" for one in ids}

    def __bool__(self) -> bool:
        """Tell whether any id is given as another."""
        return bool(self._new)

    def words(self, text: str) -> str:
        """Return words with the other ids."""
        return RECORD_ID.sub(lambda found: self._new.get(found[0], found[0]), text) if self._new else text

    def record(self, record: _R) -> _R:
        """Return a record with the other ids."""
        made: _R = walked(record, self.words, lambda span: span)
        return made

    def records(self, records: Iterable[_R]) -> tuple[_R, ...]:
        """Return records with the other ids."""
        return tuple(map(self.record, records))

    def view(self, view: ReportView) -> ReportView:
        """Return a view in which everything goes by the other ids."""
        if not self._new:
            return view
        return changed(
            view,
            texts=self.records(view.texts),
            claims=self.records(view.claims),
            incidents=self.records(view.incidents),
            findings=self.records(view.findings),
            decisions=self.records(view.decisions),
            undecided=self.records(view.undecided),
            source_of={self.words(name): source for name, source in view.source_of.items()},
            credited={self.words(name): agency for name, agency in view.credited.items()},
            aliases={self.words(name): self.words(key) for name, key in view.aliases.items()},
        )

    def contents(self, contents: BundleContents) -> BundleContents:
        """Return what goes into a bundle with the other ids."""
        if not self._new:
            return contents
        return changed(
            contents,
            view=self.view(contents.view),
            chosen=tuple(map(self.words, contents.chosen)),
            documents=self.records(contents.documents),
            rejected=self.records(contents.rejected),
            records=tuple({name: self.words(value) for name, value in line.items()} for line in contents.records),
        )


def renaming_of(veil: Veil, view: ReportView, secret: bytes, further: Iterable[Any] = ()) -> Renaming:
    """Return the other ids for what a view shows: of documents that name somebody, their texts and claims, and of all that rests on these.

    ``further`` are records on such documents that the view does not hold: claims that people rejected, identifications.
    """
    found = set(_own(veil, (*view.texts, *view.claims, *view.undecided, *further)))
    rests: list[Any] = [*view.incidents, *view.findings]
    resting = [(one.id, set(RECORD_ID.findall(str(to_plain(one))))) for one in rests]
    for _ in range(2):  # findings rest on incidents
        found |= {name for name, named in resting if named & found}
    return Renaming(found, secret)


def _own(veil: Veil, records: Iterable[Any]) -> Iterator[str]:
    for one in records:
        if veil.hides_in(one.document_id):
            yield from (one.document_id, one.id, getattr(one, "text_id", one.id), getattr(one, "key", one.id))
