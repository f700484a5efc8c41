"""What must hold of one stored record: columns, ids, and every span against the frozen text it quotes."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import msgspec

from servanda.errors import NotFoundError, RecordError, StoreError, VaultLocked
from servanda.model.claims import BaseClaim
from servanda.model.codec import decode_json, encode, sha256
from servanda.model.custody import SigningKey
from servanda.model.documents import DocumentText, PassedOver
from servanda.model.identification import Identification
from servanda.model.ids import claim_id, claim_key, former_key
from servanda.model.spans import Span
from servanda.store.heads import statement
from servanda.store.keys import key_id, verifies
from servanda.store.kinds import record_of, row_of
from servanda.store.store import Store

_N_LAYERS = 16


class Layers:
    """The texts of frozen layers by id, the last few kept at hand."""

    def __init__(self, store: Store) -> None:
        def read(text_id: str) -> str | None:
            try:
                return str(store.get("document_text", text_id).text)
            except (NotFoundError, RecordError, StoreError, VaultLocked):
                return None

        self.text = lru_cache(maxsize=_N_LAYERS)(read)


def check_record(row: Any, layers: Layers) -> Iterator[str]:
    """Yield what is wrong with a record whose bytes have the right hash; ``row`` is a row of the table ``records``."""
    try:
        record = record_of(row.kind, row.body)
    except RecordError as error:
        yield f"cannot be read: {error}"
        return
    expected = row_of(record)
    if (expected.id, expected.document_id, expected.key) != (row.id, row.document_id, row.key):
        yield "its columns do not say what its body says"
    if encode(decode_json(row.body)) != row.body:  # not the whole record: an older version wrote fewer fields
        yield "its bytes are not in the form that the program writes"
    yield from _content(record, layers)


def _content(record: Any, layers: Layers) -> Iterator[str]:
    match record:
        case DocumentText():
            if sha256(record.text.encode("utf-8")) != record.text_sha256:
                yield "its text does not have the hash it states"
            yield from _spans(record.text, (record.edited_by, record.disclaimer))
        case BaseClaim():
            if record.key not in {claim_key(record), former_key(record)}:  # type: ignore[arg-type]
                yield "its key does not follow from its spans"
            if claim_id(record) != record.id:  # type: ignore[arg-type]
                yield "its id does not follow from its content"
            yield from _quotes(record, layers.text(record.text_id))
        case SigningKey():
            if key_id(record.public_key) != record.id:
                yield "its id does not follow from its public key"
            if not verifies(record.public_key, statement(record), record.possession):
                yield "it is not signed by itself"
        case Identification() | PassedOver():
            yield from _quotes(record, layers.text(record.text_id))
        case _:
            return


def _quotes(record: Any, text: str | None) -> Iterator[str]:
    if text is None:
        yield f"its text layer {record.text_id} cannot be read"
    else:
        yield from _spans(text, record)


def _spans(text: str, value: Any) -> Iterator[str]:
    """Yield a word for each span, anywhere in ``value``, that does not quote ``text``."""
    match value:
        case Span():
            if text[value.start : value.end] != value.quote:
                yield f"span {value.start}-{value.end} does not quote its text"
        case tuple():
            for item in value:
                yield from _spans(text, item)
        case msgspec.Struct():
            for name in value.__struct_fields__:
                yield from _spans(text, getattr(value, name))
        case _:
            return
