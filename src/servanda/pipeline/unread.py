"""Which texts a run must look at: those that came or were read since every text was last known to be read (decision 0260)."""

from collections.abc import Iterable
from contextlib import closing
from typing import Final

from servanda.extract import ExtractConfig
from servanda.model.codec import decode_json, encode
from servanda.model.documents import DocumentText
from servanda.pipeline.case import Case
from servanda.pipeline.makings import reading_state
from servanda.pipeline.ready import is_passing
from servanda.store import Contents, derived_after, facts_of, last_derivation

_NAME: Final = "reading"
_STATE, _LAST = "state", "last"
_STAGES: Final = ("parse", "extract")


def to_look_at(case: Case, texts: Iterable[DocumentText], config: ExtractConfig) -> list[DocumentText]:
    """Return those of some current texts of which nobody knows that they are read as the program reads now."""
    since = _all_read_until(case, config)
    if since is None:
        return list(texts)
    new = derived_after(case.store, _STAGES, since)
    return [text for text in texts if text.document_id in new or text.id in new]


def keep_read(case: Case, config: ExtractConfig) -> None:
    """Keep that all current texts are read, as far as anything has been derived."""
    last = last_derivation(case.store)
    if not is_passing(case) and _all_read_until(case, config) != last[0]:
        facts = {_STATE: reading_state(case.reference.digest, config), _LAST: encode(last).decode()}
        case.store.ready.made(_NAME, Contents((), facts=facts)).close()


def _all_read_until(case: Case, config: ExtractConfig) -> int | None:
    """Return the number of the last derivation at which all texts were read.

    ``None`` where that is not known, the rules of reading or the reference data were others, or the record was set back since.
    """
    kept = None if is_passing(case) else case.store.ready.opened(_NAME)
    if kept is None:
        return None
    with closing(kept):
        facts = facts_of(kept)
    number, digest = decode_json(facts.get(_LAST, '[0, ""]'))
    is_same = facts.get(_STATE) == reading_state(case.reference.digest, config) and last_derivation(
        case.store, number
    ) == (number, digest)
    return int(number) if is_same else None
