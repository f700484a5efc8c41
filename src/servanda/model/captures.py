"""Captures: what a server answered to one visit, hop by hop, and where the bytes are kept."""

from servanda.model.base import Record, require

Headers = tuple[tuple[str, str], ...]
"""Header lines in their order, names as they were sent."""


class TlsFacts(Record, frozen=True, kw_only=True):
    """What the encrypted connection told: protocol, cipher and the server's own certificate (SHA-256 of its DER form).

    ``is_verified`` says whether the certificate was valid for the host and signed by an authority this machine trusts.
    Names and dates are null where the certificate cannot be read.
    """

    protocol: str
    cipher: str
    certificate_sha256: str
    is_verified: bool
    subject: str | None = None
    issuer: str | None = None
    valid_from: str | None = None
    valid_until: str | None = None


class Exchange(Record, frozen=True, kw_only=True):
    """One request and its answer. ``ip_address`` is the one that was checked and connected to.

    ``response_record`` and ``request_record`` are the WARC-Record-IDs under which the exact bytes stand. ``status`` is null
    where an archive holds bytes without the answer they came in.
    """

    url: str
    started_at: str
    response_record: str
    status: int | None = None
    reason: str = ""
    request_headers: Headers = ()
    response_headers: Headers = ()
    method: str = "GET"
    request_record: str | None = None
    ip_address: str | None = None
    tls: TlsFacts | None = None


class Capture(Record, frozen=True, kw_only=True):
    """One visit to ``url``: the exchanges in their order (all but the last are redirects) and what they left.

    ``warc_sha256`` names the object with the WARC records, ``object_sha256`` the one with the bytes of the last answer
    (transfer and content coding undone), ``document_id`` the document they became. A feed, a sitemap, a redirect that was
    not followed and an error page have no document. ``found_in`` is the capture of the feed or sitemap that named the
    address; ``archive_sha256`` the WARC or WACZ file that somebody else's ``tool`` wrote.
    """

    id: str
    url: str
    started_at: str
    tool: str
    exchanges: tuple[Exchange, ...]
    warc_sha256: str
    object_sha256: str | None = None
    document_id: str | None = None
    found_in: str | None = None
    archive_sha256: str | None = None
    schema: int = 1

    def __post_init__(self) -> None:
        """Refuse a capture without any exchange."""
        require(bool(self.exchanges), "a capture holds at least one exchange")
