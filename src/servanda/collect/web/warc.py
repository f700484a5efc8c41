"""Exchanges as WARC records (ISO 28500:2017, version 1.1), written by warcio, digests in SHA-256.

Record ids are made from what the records hold, so the same exchange gives the same bytes; several such files can be put
together by writing one after the other.
"""

import base64
import io
import uuid
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from servanda.collect.web.exchange import Answer
from servanda.model.codec import sha256

_VERSION = "WARC/1.1"
_FIELDS = "application/warc-fields"


class WarcRecord(NamedTuple):
    """One record: its header lines but ``Content-Length``, and its block."""

    headers: tuple[tuple[str, str], ...]
    block: bytes


def warc_file(records: Iterable[WarcRecord]) -> bytes:
    """Return records as a WARC file, each in a gzip member of its own; their headers and blocks are written as they are."""
    file = io.BytesIO()
    writer = _Writer(file, gzip=True, warc_version=_VERSION)
    for record in records:
        headers = [(name, value) for name, value in record.headers if name.lower() != "content-length"]
        kind = next((value for name, value in headers if name.lower() == "warc-type"), "")
        held = StatusAndHeaders("", [*headers, ("Content-Length", str(len(record.block)))], protocol=_VERSION)
        writer.write_record(ArcWarcRecord("warc", kind, held, io.BytesIO(record.block), None, None, len(record.block)))
    return file.getvalue()


class _Writer(WARCWriter):  # type: ignore[misc]
    """A writer of records that bring their digests along; warcio would add some in SHA-1."""

    def ensure_digest(self, *_args: object, **_kwargs: object) -> None:
        """Add no digest."""


def exchange_records(answers: Sequence[Answer], tool: str) -> Iterator[WarcRecord]:
    """Yield the records of a visit: who wrote them, and for each answer the answer, the request and how it was encrypted."""
    info = f"software: {tool}\r\nformat: WARC File Format 1.1\r\n".encode()
    yield _record("warcinfo", _FIELDS, info, {"WARC-Date": answers[0].started_at})
    for answer in answers:
        about = {"WARC-Date": answer.started_at, "WARC-Target-URI": answer.url, "WARC-IP-Address": answer.ip_address}
        response = response_id(answer)
        own = {**about, "WARC-Record-ID": response, **_payload_digest(answer)}
        yield _record("response", "application/http; msgtype=response", answer.received, own)
        about["WARC-Concurrent-To"] = response
        yield _record(
            "request", "application/http; msgtype=request", answer.sent, {**about, "WARC-Record-ID": request_id(answer)}
        )
        if answer.tls:
            yield _record("metadata", _FIELDS, _tls_fields(answer), about)


def _payload_digest(answer: Answer) -> dict[str, str]:
    """Return the digest of the body, none for one sent in chunks: readers do not agree whether their sizes count to it."""
    if answer.header("transfer-encoding"):
        return {}
    return {"WARC-Payload-Digest": f"sha256:{sha256(answer.body)}"}


def response_id(answer: Answer) -> str:
    """Return the WARC-Record-ID of an answer."""
    return _identity("response", answer.started_at, answer.url, answer.received)


def request_id(answer: Answer) -> str:
    """Return the WARC-Record-ID of the request that was answered."""
    return _identity("request", answer.started_at, answer.url, answer.sent)


def _record(kind: str, media_type: str, block: bytes, given: dict[str, str]) -> WarcRecord:
    made = _identity(kind, given["WARC-Date"], given.get("WARC-Target-URI", ""), block)
    headers = {"WARC-Type": kind, "WARC-Record-ID": made, **given, "Content-Type": media_type}
    return WarcRecord((*headers.items(), ("WARC-Block-Digest", f"sha256:{sha256(block)}")), block)


def _identity(kind: str, at: str, url: str, block: bytes) -> str:
    digest = sha256(f"{kind}\n{at}\n{url}\n{sha256(block)}".encode())
    return f"<{uuid.UUID(bytes=bytes.fromhex(digest)[:16], version=5).urn}>"


def _tls_fields(answer: Answer) -> bytes:
    tls = answer.tls
    assert tls is not None  # noqa: S101 - the caller asks for answers over TLS only
    certificate = base64.b64encode(answer.certificate).decode("ascii")
    lines = {
        "tls-protocol": tls.protocol,
        "tls-cipher": tls.cipher,
        "tls-verified": "yes" if tls.is_verified else "no",
        "tls-certificate-sha256": tls.certificate_sha256,
        "tls-certificate": certificate,
    }
    return "".join(f"{name}: {value}\r\n" for name, value in lines.items()).encode("ascii")
