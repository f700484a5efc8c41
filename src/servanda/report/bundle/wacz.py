"""Captures as one WACZ file (Web Archive Collection Zipped 1.1.1), which the usual replay tools open.

What came from the web keeps its WARC records, byte for byte; a document that came as a file becomes a ``resource``
record under a ``urn:`` of its hash. Nothing in the file depends on the clock: the same captures give the same bytes.
"""

import gzip
import json
import re
import uuid
import zlib
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import IO, Any, NamedTuple
from urllib.parse import urlsplit

from servanda.model.codec import sha256
from servanda.report.bundle.zipping import Entry, Zip

VERSION = "1.1.1"
_FORMAT = "WARC/1.1"
_N_LINES = 1024  # lines a compressed block of the index, as the reference tools write it
_N_CHUNK_BYTES = 1 << 16
_URL = re.compile(r"https?://", re.IGNORECASE)


class Resource(NamedTuple):
    """A document that did not come from the web: its bytes, media type, the instant it was received, a title."""

    content: bytes
    media_type: str
    received_at: str
    title: str


class _Indexed(NamedTuple):
    """One record that can be replayed, and where it stands in the WARC file."""

    headers: dict[str, str]
    http: dict[str, str]
    status: str
    offset: int
    length: int
    digest: str


def wacz(
    out: IO[bytes], archive: IO[bytes], warcs: Iterable[bytes], resources: Iterable[Resource], made: tuple[str, str]
) -> None:
    """Write a WACZ file with the records of ``warcs`` (gzip, a member a record) and a record for each resource.

    ``made`` are the instant and the program. ``archive`` is an empty file to work in; both can be read and moved in. No more than one WARC file
    or resource is in memory at a time.
    """
    made_at, software = made
    titles: dict[str, str] = {}
    records: list[_Indexed] = []
    for piece in chain(warcs, [_info(made_at, software)], _packed_resources(resources, titles)):
        records += _indexed(piece, archive.tell())
        archive.write(piece)
    index, summary = _index(records)
    files: dict[str, bytes | IO[bytes]] = {
        "archive/data.warc.gz": archive,
        "indexes/index.cdx.gz": index,
        "indexes/index.idx": summary,
        "pages/pages.jsonl": _pages(records, titles),
    }
    with Zip(out) as file:
        listed = [_listed(name, file.add(name, content)) for name, content in files.items()]
        fields = {"profile": "data-package", "wacz_version": VERSION, "software": software, "created": made_at}
        package = _json({**fields, "resources": listed})
        file.add("datapackage.json", package)
        digest = {"path": "datapackage.json", "hash": f"sha256:{sha256(package)}"}
        file.add("datapackage-digest.json", _json(digest))


def _listed(name: str, written: Entry) -> dict[str, Any]:
    return {
        "name": name.rpartition("/")[2],
        "path": name,
        "hash": f"sha256:{written.sha256}",
        "bytes": written.n_bytes,
    }


def _packed_resources(resources: Iterable[Resource], titles: dict[str, str]) -> Iterator[bytes]:
    """Yield the record of each resource, and note its title by its address."""
    for item in resources:
        titles[_urn(item.content)] = item.title
        yield _resource(item)


def _urn(content: bytes) -> str:
    return f"urn:sha256:{sha256(content)}"


def _resource(item: Resource) -> bytes:
    fields = {"WARC-Target-URI": _urn(item.content), "WARC-Payload-Digest": f"sha256:{sha256(item.content)}"}
    return _record("resource", item.received_at, item.media_type, item.content, fields)


def _info(made_at: str, software: str) -> bytes:
    content = f"software: {software}\r\nformat: WARC File Format 1.1\r\n".encode()
    return _record("warcinfo", made_at, "application/warc-fields", content, {})


def _record(kind: str, at: str, media_type: str, content: bytes, fields: dict[str, str]) -> bytes:
    """Return one WARC record as a gzip member; its id follows from what it holds."""
    digest = sha256(content)
    named = {
        "WARC-Type": kind,
        "WARC-Record-ID": f"<{uuid.uuid5(uuid.NAMESPACE_URL, f'{kind} {at} {digest}').urn}>",
        "WARC-Date": at,
        **fields,
        "WARC-Block-Digest": f"sha256:{digest}",
        "Content-Type": media_type,
        "Content-Length": str(len(content)),
    }
    head = "".join(f"{name}: {value}\r\n" for name, value in named.items())
    return gzip.compress(f"{_FORMAT}\r\n{head}\r\n".encode() + content + b"\r\n\r\n", mtime=0)


def _indexed(archive: bytes, begins: int) -> Iterator[_Indexed]:
    """Yield the responses and resources of a WARC file in which every record is a gzip member; it ``begins`` at that place of the whole."""
    offset = 0
    while offset < len(archive):
        record, length = _member(archive, offset)
        head, _, block = record.partition(b"\r\n\r\n")
        headers = _headers(head)
        if headers["warc-type"] in {"response", "resource"}:
            is_http = headers.get("content-type", "").startswith("application/http")
            answer = block.partition(b"\r\n\r\n")[0] if is_http else b""
            words = answer.split(b"\r\n", 1)[0].decode("latin-1").split()
            status = words[1] if len(words) > 1 else "200"
            digest = f"sha256:{sha256(archive[offset : offset + length])}"
            yield _Indexed(headers, _headers(answer), status, begins + offset, length, digest)
        offset += length


def _member(archive: bytes, offset: int) -> tuple[bytes, int]:
    """Return what the gzip member at ``offset`` holds, and its length."""
    member, place, parts = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16), offset, []
    while not member.eof and place < len(archive):
        some = archive[place : place + _N_CHUNK_BYTES]
        parts.append(member.decompress(some))
        place += len(some)
    return b"".join(parts), place - offset - len(member.unused_data)


def _headers(lines: bytes) -> dict[str, str]:
    """Return header lines by name in small letters; the first line is no header."""
    pairs = (line.partition(":") for line in lines.decode("utf-8", errors="replace").split("\r\n")[1:])
    return {name.strip().lower(): value.strip() for name, colon, value in pairs if colon}


def _index(records: Iterable[_Indexed]) -> tuple[bytes, bytes]:
    """Return the compressed index (CDXJ) and the list of its blocks."""
    lines = sorted(_line(record) for record in records)
    blocks, places = b"", ["!meta 0 " + _json({"format": "cdxj-gzip-1.0", "filename": "index.cdx.gz"}).decode()]
    for start in range(0, len(lines), _N_LINES):
        block = gzip.compress("".join(f"{line}\n" for line in lines[start : start + _N_LINES]).encode(), mtime=0)
        place = {"offset": len(blocks), "length": len(block), "digest": f"sha256:{sha256(block)}"}
        key = " ".join(lines[start].split(" ", 2)[:2])
        places.append(f"{key} " + _json({**place, "filename": "index.cdx.gz"}).decode())
        blocks += block
    return blocks, "".join(f"{place}\n" for place in places).encode()


def _line(record: _Indexed) -> str:
    url = record.headers["warc-target-uri"].strip("<>")
    media_type = record.http.get("content-type") or record.headers.get("content-type", "")
    fields = {
        "url": url,
        "mime": media_type.partition(";")[0].strip(),
        "status": record.status,
        "digest": record.headers.get("warc-payload-digest") or record.headers.get("warc-block-digest", ""),
        "length": str(record.length),
        "offset": str(record.offset),
        "filename": "data.warc.gz",
        "recordDigest": record.digest,
    }
    return f"{_search_key(url)} {_stamp(record)} {_json(fields).decode()}"


def _search_key(url: str) -> str:
    """Return an address with its host turned round ("org,example)/page"), so that an index sorted by it keeps sites together."""
    if not _URL.match(url):
        return url.replace(" ", "%20")
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    port = f":{parts.port}" if parts.port and parts.port not in {80, 443} else ""
    query = f"?{parts.query}" if parts.query else ""
    return f"{','.join(reversed(host.split('.')))}{port}){parts.path or '/'}{query}".lower().replace(" ", "%20")


def _stamp(record: _Indexed) -> str:
    return re.sub(r"\D", "", record.headers["warc-date"])[:14].ljust(14, "0")


def _pages(records: Iterable[_Indexed], titles: dict[str, str]) -> bytes:
    lines: list[dict[str, Any]] = [{"format": "json-pages-1.0", "id": "pages", "title": "All pages"}]
    for record in records:
        url = record.headers["warc-target-uri"].strip("<>")
        page = {"id": record.digest.removeprefix("sha256:")[:24], "url": url, "ts": record.headers["warc-date"]}
        if record.status == "200":
            lines.append({**page, "title": titles.get(url, url)})
    return b"".join(_json(line) + b"\n" for line in lines)


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
