"""HTTP messages as WARC records hold them: headers, and the body with its codings undone."""

import base64
import binascii
import hashlib
import io
from typing import NamedTuple

from warcio.bufferedreaders import ChunkedDataReader
from warcio.statusandheaders import StatusAndHeadersParser

from servanda.collect.web.decoding import decoded
from servanda.errors import BrokenInput, guarded
from servanda.model.captures import Headers

_DIGESTS = frozenset({"md5", "sha1", "sha256", "sha384", "sha512"})
_ANY_FIRST_LINE = StatusAndHeadersParser([], verify=False)


class Message(NamedTuple):
    """An answer: status (null where the line has none), its words, headers, and the bytes after them as they stood."""

    status: int | None
    reason: str
    headers: Headers
    raw_body: bytes

    def header(self, name: str) -> str | None:
        """Return the first value of a header, in whatever case its name was sent."""
        return next((value for key, value in self.headers if key.lower() == name), None)

    def body(self) -> bytes:
        """Return the body with its chunks put together; some programs keep the header but not the chunks."""
        if "chunked" not in (self.header("transfer-encoding") or "").lower():
            return self.raw_body
        with guarded("the answer"):
            return bytes(ChunkedDataReader(io.BytesIO(self.raw_body)).read())

    def content(self, max_bytes: int) -> bytes:
        """Return the body with all codings undone. Raises `InputError`."""
        return decoded(self.body(), self.header("content-encoding"), max_bytes)


def read_http(block: bytes) -> Message:
    """Return the HTTP message in the block of a response or request record. Raises `BrokenInput`."""
    stream = io.BytesIO(block)
    with guarded("the HTTP message"):
        head = _ANY_FIRST_LINE.parse(stream)
        words = str(head.statusline).split(" ", 1)
        headers = tuple((str(name), str(value)) for name, value in head.headers)
    status = int(words[0]) if words[0].isascii() and words[0].isdigit() else None
    return Message(status, words[1].strip() if len(words) > 1 else "", headers, stream.read())


def check_payload(message: Message, stated: str | None) -> None:
    """Raise `BrokenInput` where the body has another digest than stated, with chunk sizes and without."""
    name, _, value = (stated or "").partition(":")
    if name.lower() not in _DIGESTS or not value:
        return
    if not any(_same(name.lower(), value.strip(), body) for body in (message.raw_body, message.body())):
        raise BrokenInput("it does not have the digest stated in it: it was changed or damaged.")


def _same(name: str, value: str, body: bytes) -> bool:
    """Compare a digest in hexadecimal or base 32."""
    digest = hashlib.new(name, body, usedforsecurity=False).digest()
    if len(value) == 2 * len(digest):
        return value.lower() == digest.hex()
    try:
        return base64.b32decode(value.upper() + "=" * (-len(value) % 8)) == digest
    except (binascii.Error, ValueError):
        return False
