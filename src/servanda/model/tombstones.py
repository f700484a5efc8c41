"""Tombstones: what remains of a document that was expunged."""

from servanda.model.base import Record, require


class Tombstone(Record, frozen=True, kw_only=True):
    """A document was expunged: which, by whom (a pseudonym), when (an instant in UTC), why, and how much went with it.

    ``n_records`` counts the records that were emptied, by kind. Their ids and hashes stay, so that the custody log can
    still be checked; what they said is gone. ``target_id`` is the document's id.
    """

    id: str
    target_id: str
    by: str
    at: str
    because: str
    n_records: dict[str, int]
    n_objects: int
    schema: int = 1

    def __post_init__(self) -> None:
        """Refuse a tombstone without a person or a reason."""
        require(bool(self.by.strip()), "an expunging needs the name of a person: --by NAME")
        require(bool(self.because.strip()), "an expunging needs a reason: --because TEXT")
