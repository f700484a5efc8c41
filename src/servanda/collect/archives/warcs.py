"""From the records of a WARC file to documents and captures: answers that hold a document, each with its request."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple
from urllib.parse import unquote, urlsplit

from servanda.collect.archives.http_blocks import Message, check_payload, read_http
from servanda.collect.archives.records import Entry, read_entries
from servanda.collect.collected import Captured, Collected, Item, LeftOut, collected, quarantined
from servanda.collect.config import CollectConfig
from servanda.collect.declared import Declared
from servanda.collect.folders import shown
from servanda.collect.sniffing import is_readable, media_type_of_answer
from servanda.collect.web.warc import warc_file
from servanda.errors import BrokenInput, EmptyInput, InputError
from servanda.model.captures import Capture, Exchange
from servanda.model.codec import sha256, sha256_of_file
from servanda.model.making import with_id

_SUCCESS = range(200, 300)
_TAKEN = frozenset({"request", "resource", "response"})
_UNKNOWN_TOOL = "unknown"


class Archive(NamedTuple):
    """Where a WARC file stands (a path, or a member of a package), the digest of the whole file, and what is declared of it."""

    locator: str
    digest: str
    declared: Declared


class _Pair(NamedTuple):
    """An answer (or a resource, which has none), the request before or after it, and the program that wrote them."""

    answer: Entry
    request: Entry | None
    tool: str


def read_warc(path: Path, declared: Declared, config: CollectConfig) -> Iterator[Item]:
    """Yield the documents of a WARC file with their captures, and in words what was left out."""
    archive = Archive(shown(path), sha256_of_file(path), declared)
    with path.open("rb") as file:
        yield from read_records(file, archive, config)


def read_records(file: BinaryIO, archive: Archive, config: CollectConfig) -> Iterator[Item]:
    """Yield what `read_warc` does from an open file; one that is damaged from some record on is read up to there."""
    left_out: Counter[str] = Counter()
    n_documents = 0
    try:
        for pair in _pairs(read_entries(file, config)):
            item = _item(pair, archive, config)
            n_documents += isinstance(item, Collected)
            if isinstance(item, str):
                left_out[item] += 1
            else:
                yield item
    except InputError as error:
        yield quarantined(archive.locator, type(error)(f"{archive.locator}: {error}"))
        return
    said = ", ".join(f"{count} {why}" for why, count in sorted(left_out.items()))
    if left_out:
        yield LeftOut(archive.locator, f"left out: {said}")
    if not n_documents:
        reason = f"{archive.locator}: the WARC file holds no document ({said or 'no records'})."
        yield quarantined(archive.locator, EmptyInput(reason))


def _pairs(entries: Iterator[Entry]) -> Iterator[_Pair]:
    """Put answers and requests together: programs write either first, next to each other.

    An answer that waits for its request is yielded before an error of ``entries`` is raised.
    """
    tool = _UNKNOWN_TOOL
    held: Entry | None = None
    try:
        for entry in entries:
            if entry.kind == "warcinfo":
                tool = _software(entry) or tool
            if entry.kind not in _TAKEN:
                continue
            if held and _belong_together(held, entry):
                answer, request = (held, entry) if entry.kind == "request" else (entry, held)
                yield _Pair(answer, request, tool)
                held = None
            else:
                yield from _alone(held, tool)
                held = entry
    except InputError:
        yield from _alone(held, tool)
        raise
    yield from _alone(held, tool)


def _alone(entry: Entry | None, tool: str) -> Iterator[_Pair]:
    if entry and entry.kind != "request":
        yield _Pair(entry, None, tool)


def _belong_together(one: Entry, other: Entry) -> bool:
    """Tell whether of two records one is an answer and the other its request, by their ids or else by their address."""
    if (one.kind == "request") == (other.kind == "request"):
        return False
    named = {one.header("warc-concurrent-to"), other.header("warc-concurrent-to")} - {None}
    if named:
        return bool(named & {one.header("warc-record-id"), other.header("warc-record-id")})
    return one.header("warc-target-uri") == other.header("warc-target-uri")


def _software(entry: Entry) -> str | None:
    lines = entry.record.block[:10_000].decode("utf-8", errors="replace").splitlines()
    found = next((line.partition(":")[2].strip() for line in lines if line.lower().startswith("software:")), "")
    return " ".join(found.split())[:200] or None


def _item(pair: _Pair, archive: Archive, config: CollectConfig) -> Item | str:
    """Return the document of an answer, its quarantine, or in words what kind of thing it is that is left out."""
    url = pair.answer.header("warc-target-uri") or ""
    locator = f"{archive.locator}#record-{pair.answer.number}"
    if _scheme(url) not in {"http", "https"}:
        return "that are no pages of the web"
    try:
        if pair.answer.error:
            raise pair.answer.error
        message = _message(pair.answer)
        if message.status is not None and message.status not in _SUCCESS:
            return "redirects and error pages"
        content = message.content(config.max_file_bytes)
        name = unquote(urlsplit(url).path).rsplit("/", maxsplit=1)[-1]
        kind = media_type_of_answer(name, content, message.header("content-type"))
        if not content.strip() or not is_readable(kind):
            return "pictures, scripts and other parts of pages"
        item = collected(locator, content, kind, archive.declared.plus(url=url))
        return item._replace(captured=_captured(pair, message, item, archive.digest))
    except InputError as error:
        return quarantined(locator, type(error)(f"{locator}: {error}"))


def _scheme(url: str) -> str:
    try:
        return urlsplit(url).scheme
    except ValueError:
        return ""


def _message(answer: Entry) -> Message:
    """Return the answer in a record; a resource has only bytes and the type that its record states."""
    if answer.kind == "resource":
        stated = answer.header("content-type")
        return Message(None, "", (("Content-Type", stated),) if stated else (), answer.record.block)
    message = read_http(answer.record.block)
    if answer.header("warc-block-digest") is None:
        check_payload(message, answer.header("warc-payload-digest"))
    return message


def _captured(pair: _Pair, message: Message, item: Collected, digest: str) -> Captured:
    answer, request = pair.answer, pair.request if pair.request and not pair.request.error else None
    warc = warc_file(entry.record for entry in (answer, request) if entry)
    at, identity = answer.header("warc-date"), answer.header("warc-record-id")
    if not at or not identity:
        raise BrokenInput("the record states no date or no id of its own.")
    url = item.document.url or ""
    exchange = Exchange(
        url=url,
        started_at=at,
        response_record=identity,
        status=message.status,
        reason=message.reason,
        request_headers=read_http(request.record.block).headers if request else (),
        response_headers=message.headers if message.status is not None else (),
        request_record=request.header("warc-record-id") if request else None,
        ip_address=answer.header("warc-ip-address"),
    )
    capture = Capture(
        id="", url=url, started_at=at, tool=pair.tool, exchanges=(exchange,), warc_sha256=sha256(warc),
        object_sha256=item.document.object_sha256, document_id=item.document.id, archive_sha256=digest,
    )  # fmt: skip
    return Captured(with_id("cap", capture), warc, item.content)
