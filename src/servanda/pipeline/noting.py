"""`note`: what somebody told a desk enters as a document: by form or from JSON Lines, with its photos and recordings."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final, Literal, get_args

from servanda.collect import CollectConfig, Collected, Declared, collected, media_type, read_declared
from servanda.errors import EmptyInput, NotFoundError, RecordError, TooLargeInput, UsageError
from servanda.model.base import Record
from servanda.model.codec import decode_json, encode, from_plain, to_plain
from servanda.model.documents import ROW_MEDIA_TYPE, Consent, Document, DocumentText, Paragraph
from servanda.model.ids import content_id
from servanda.model.making import text_layer, with_id
from servanda.model.runs import Derivation
from servanda.parse import DESCRIBED_VERSION
from servanda.pipeline.adding import put_document
from servanda.pipeline.case import Case
from servanda.pipeline.twins import Twins
from servanda.text.suggesting import meant

Channel = Literal["phone", "interview", "post", "letter", "visit", "radio", "other"]
CHANNELS: Final[tuple[str, ...]] = get_args(Channel)
_INSIDE: Final = ("internal", "confidential", "protected")
_DESK: Final = "notes of the desk"


class Media(Record, frozen=True, kw_only=True):
    """A photo, film or recording that came with a note: its file, and what a person says that it ``shows``."""

    file: str
    shows: str


class NoteOf(Record, frozen=True, kw_only=True):
    """What was told, by which channel, when (an instant with offset), and who wrote it down (a pseudonym).

    ``source`` is the pseudonym of who told it: it goes into the vault and nowhere else. ``code`` is a word that tells nothing
    (``S-17``) and stands in the open: notes of one code count as one origin, those without any as the desk's, all together.
    """

    text: str
    channel: Channel
    received_at: str
    source: str | None = None
    code: str | None = None
    collector: str | None = None
    title: str | None = None
    language: str | None = None
    sensitivity: Literal["internal", "confidential", "protected"] = "internal"
    consent: Consent | None = None
    retain_until: str | None = None
    source_location: str | None = None
    risk: str | None = None
    media: tuple[Media, ...] = ()


@dataclass(frozen=True)
class Noted:
    """What became of a note: its id, those of its media, whether it was there already, and what to tell."""

    document_id: str
    media_ids: tuple[str, ...]
    is_known: bool
    warnings: tuple[str, ...]


def read_note(plain: Mapping[str, Any]) -> NoteOf:
    """Return a note from plain values. Raises `UsageError` saying what to mend, field by field."""
    unknown = sorted(set(plain) - set(NoteOf.__struct_fields__))
    if unknown:
        raise UsageError(f"a note has no field {unknown[0]!r}; {meant(unknown[0], NoteOf.__struct_fields__)}")
    for name in ("text", "channel", "received_at"):
        if not str(plain.get(name) or "").strip():
            raise UsageError(f"a note needs '{name}'{_NEEDS[name]}")
    if plain["channel"] not in CHANNELS:
        raise UsageError(f"channel {plain['channel']!r}: {meant(str(plain['channel']), CHANNELS)}")
    if plain.get("sensitivity", "internal") not in _INSIDE:
        raise UsageError(
            f"sensitivity {plain['sensitivity']!r}: what was told to a desk is internal, confidential or protected"
        )
    try:
        note: NoteOf = from_plain({name: value for name, value in plain.items() if value not in (None, "")}, NoteOf)
    except RecordError as error:
        raise UsageError(f"this note cannot be read: {error}") from error
    _instant(note.received_at)
    return note


_NEEDS: Final = {
    "text": ": what was told, in words",
    "channel": f": one of {', '.join(CHANNELS)}",
    "received_at": ": when, with the offset from UTC, such as 2031-05-04T09:30:00+02:00",
}


def read_notes(path: Path) -> Iterator[tuple[int, NoteOf | UsageError]]:
    """Yield the notes of a file of JSON Lines by line, or what is wrong with a line. Raises `NotFoundError`."""
    if not path.is_file():
        raise NotFoundError(f"{path}: no such file. Check the spelling and the folder you are in.")
    for number, line in enumerate(path.read_bytes().splitlines(), start=1):
        if not line.strip():
            continue
        try:
            plain = decode_json(line)
            yield number, read_note(plain if isinstance(plain, dict) else {})
        except RecordError as error:
            yield number, UsageError(f"is no JSON: {error}")
        except UsageError as error:
            yield number, error


def take_note(case: Case, note: NoteOf, folder: Path | None = None) -> Noted:
    """Store a note with its media, in one transaction; files of media are looked for in ``folder``, else where one works.

    Raises `NotFoundError`, an `InputError` for a file that cannot be kept, and `StoreError`.
    """
    config = case.dossier.collect_config()
    media = [_medium(case, note, one, (folder or Path(), config)) for one in note.media]
    item = _document(case, note, [item for item, _ in media])
    known = case.store.has("document", item.document.id)
    twins, at = Twins(case), case.now()
    ids: list[str] = []
    with case.store.writer("received", case.by, at, case.tool(channel=note.channel)) as batch:
        for one, shows in [*media, (item, None)]:
            if batch.has("document", one.document.id):
                ids.append(one.document.id)
                continue
            met = twins.meet(one)
            put_document(case, batch, met, twins, at)
            document = met.item.document
            ids.append(document.id)
            if shows and met.home is None:
                layer = _described(document, shows)
                batch.put(layer)
                batch.derive(_derivation(document, layer))
    case.store.sign()
    return Noted(ids[-1], tuple(ids[:-1]), known, (*item.warnings, *_told(item)))


def _told(item: Collected) -> Iterator[str]:
    for part in item.apart:
        if part.in_text:
            yield f"the note's own words give the protected {part.field}: no report for others will hold it"


def _common(case: Case, note: NoteOf) -> dict[str, Any]:
    """Return what is declared of a note and of all that came with it. The day it was told stands for the day of publication."""
    return {
        "publisher": f"source {note.code}" if note.code else _DESK, "channel": note.channel, "received_at": note.received_at,
        "collector": note.collector or case.by, "sensitivity": note.sensitivity, "language": note.language, "witness": note.source,
        "source_location": note.source_location, "retain_until": note.retain_until, "risk": note.risk, "published_on": _instant(note.received_at).date().isoformat(),
        "consent": to_plain(note.consent) if note.consent else None,
    }  # fmt: skip


def _declared(case: Case, note: NoteOf, title: str | None) -> Declared:
    found = read_declared(
        {name: value for name, value in {**_common(case, note), "title": title}.items() if value is not None}
    )
    if found.warnings:
        raise UsageError("; ".join(found.warnings))
    return found


def _document(case: Case, note: NoteOf, media: Sequence[Collected]) -> Collected:
    kept = [
        {
            "sha256": one.document.object_sha256,
            "media_type": one.document.media_type,
            "n_bytes": one.document.n_bytes,
            "shows": what.shows,
        }
        for one, what in zip(media, note.media, strict=True)
    ]
    values = {"text": note.text, "title": note.title, **_common(case, note), "media": kept or None}
    content = encode({name: value for name, value in values.items() if value is not None})
    return collected(
        f"note of {note.received_at} by {note.channel}", content, ROW_MEDIA_TYPE, _declared(case, note, note.title)
    )


def _medium(case: Case, note: NoteOf, media: Media, how: tuple[Path, CollectConfig]) -> tuple[Collected, str]:
    folder, config = how
    if not media.shows.strip():
        raise UsageError(f"{media.file}: say what it shows; nobody can look for what is not described")
    path = folder / media.file
    if not path.is_file():
        raise NotFoundError(f"{path}: no such file. Check the spelling and the folder you are in.")
    with path.open("rb") as file:
        content = file.read(config.max_file_bytes + 1)
    if not content:
        raise EmptyInput(f"{path}: the file is empty. Check that it was copied completely.")
    if len(content) > config.max_file_bytes:
        raise TooLargeInput(
            f"{path}: more than {config.max_file_bytes} bytes. Raise the bound max_file_bytes under [collect]."
        )
    item = collected(
        f"{path.name}, with the note of {note.received_at}",
        content,
        media_type(path.name, content),
        _declared(case, note, None),
    )
    return item, " ".join(media.shows.split())


def _described(document: Document, shows: str) -> DocumentText:
    """Return the layer of a photo or recording: what a person says that it shows."""
    fields = {
        name: getattr(document, name) for name in ("title", "publisher", "author", "published_on", "language", "url")
    }
    paragraphs = (Paragraph(start=0, end=len(shows)),)
    return text_layer(document.id, shows, paragraphs, parser="described", parser_version=DESCRIBED_VERSION, **fields)


def _derivation(document: Document, layer: DocumentText) -> Derivation:
    record = Derivation(
        id="", input_id=document.id, stage="parse", version=DESCRIBED_VERSION, config_sha256="",
        reference_sha256=content_id("ref", {"layer": layer.id}), outputs=(layer.id,),
    )  # fmt: skip
    return with_id("drv", record)


def _instant(words: str) -> datetime:
    try:
        found = datetime.fromisoformat(words)
    except ValueError as error:
        raise UsageError(f"received_at {words!r} is no instant; write it as 2031-05-04T09:30:00+02:00") from error
    if found.tzinfo is None:
        raise UsageError(
            f"received_at {words!r} states no offset from UTC; write 2031-05-04T09:30:00+02:00, or end it in Z"
        )
    return found
