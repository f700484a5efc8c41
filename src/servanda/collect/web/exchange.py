"""One request to one checked address, and its answer."""

import http.client
import ssl
from collections.abc import Sequence
from typing import Any, NamedTuple

import urllib3
from urllib3.exceptions import HTTPError

from servanda.collect.config import CollectConfig
from servanda.collect.web.addresses import Address
from servanda.collect.web.certificates import tls_context, tls_facts
from servanda.collect.web.tape import Bounds, PlainConnection, SecureConnection, Tape
from servanda.errors import BrokenInput, InputError
from servanda.model.captures import Headers, TlsFacts

_ACCEPT = "text/html,application/xhtml+xml,application/xml;q=0.9,application/pdf;q=0.9,*/*;q=0.8"
_PIECE = 65_536


class Answer(NamedTuple):
    """What a server answered: its exact bytes (``received``) and ours (``sent``), and what they say.

    ``body`` has the transfer coding undone (chunks put together), not the content coding. ``certificate`` is the server's own in DER, empty without TLS.
    """

    url: str
    ip_address: str
    started_at: str
    sent: bytes
    received: bytes
    status: int
    reason: str
    request_headers: Headers
    headers: Headers
    body: bytes
    tls: TlsFacts | None
    certificate: bytes

    def header(self, name: str) -> str | None:
        """Return the first value of a header, in whatever case its name was sent."""
        return next((value for key, value in self.headers if key.lower() == name), None)


def exchange(address: Address, ips: Sequence[str], config: CollectConfig, bounds: Bounds) -> Answer:
    """Request ``address`` from the first of its checked ``ips`` that takes a connection, and return the whole answer.

    ``started_at`` is left for the caller to set. Through a proxy ``ip_address`` is the one that the proxy was asked for, and the
    tape holds nothing of what was said to the proxy.

    Raises `BrokenInput` where no sound answer comes in time and `TooLargeInput` beyond ``bounds``.
    """
    try:
        return _exchange(address, ips, config, bounds, is_verified=True)
    except ssl.SSLCertVerificationError as error:
        if config.allow_unverified_tls:
            return _exchange(address, ips, config, bounds, is_verified=False)
        reason = f"its certificate is not trusted ({error.verify_message})"
        raise BrokenInput(
            f"{address.url}: {reason}. Where you want it all the same, set allow_unverified_tls = true; the capture says so."
        ) from error


def _exchange(
    address: Address, ips: Sequence[str], config: CollectConfig, bounds: Bounds, *, is_verified: bool
) -> Answer:
    tape = Tape(bounds)
    connection = None
    try:
        ip, connection = _connected(address, ips, config, bounds, is_verified=is_verified)
        connection.tape = tape
        certificate, tls = b"", None
        if address.scheme == "https":
            certificate, tls = tls_facts(connection.sock, is_verified=is_verified)
        headers = {"Host": address.netloc, "User-Agent": config.user_agent, "Accept": _ACCEPT}
        headers |= {"Accept-Encoding": "gzip", "Connection": "close"}
        connection.request("GET", address.target, headers=headers, preload_content=False, decode_content=False)
        response = connection.getresponse()
        body = _body(response)
    except InputError as error:
        raise type(error)(f"{address.url}: {error}") from error
    except (HTTPError, http.client.HTTPException, OSError, ValueError) as error:
        if isinstance(cause := _cause(error), ssl.SSLCertVerificationError):
            raise cause from error
        raise BrokenInput(f"{address.url}: no sound answer ({_words(error)}). Try again later.") from error
    finally:
        if connection is not None:
            connection.close()
    return Answer(
        address.url, ip, "", bytes(tape.sent), bytes(tape.received), response.status, response.reason or "",
        tuple(headers.items()), tuple(response.headers.iteritems()), body, tls, certificate,
    )  # fmt: skip


def _connected(
    address: Address, ips: Sequence[str], config: CollectConfig, bounds: Bounds, *, is_verified: bool
) -> tuple[str, Any]:
    """Return the first of the checked addresses that can be connected to, and the connection. Raises its last error."""
    for n_left, ip in zip(range(len(ips) - 1, -1, -1), ips, strict=True):
        connection = _connection(address, ip, config, is_verified=is_verified)
        connection.tape = Tape(bounds)  # what a proxy is asked and says is no word of the site
        try:
            connection.connect()
            if config.proxy is None:
                _require_peer(connection.sock, ip, address)
        except (HTTPError, OSError, InputError) as error:
            connection.close()
            if n_left == 0 or isinstance(_cause(error), ssl.SSLError):
                raise
        else:
            connection.timeout = config.read_seconds
            return ip, connection
    raise BrokenInput("the host has no address. Check the name.")


def _connection(address: Address, ip: str, config: CollectConfig, *, is_verified: bool) -> Any:
    """Return a connection to the checked ``ip``; the certificate must be that of the host, not of the address.

    A proxy is asked for the checked address too, never for the name: it cannot be led elsewhere by what the name means to it.
    """
    host, port = config.proxy_address or (ip, address.port)
    if address.scheme == "http":
        connection: Any = PlainConnection(host, port, timeout=config.connect_seconds)
    else:
        connection = SecureConnection(
            host,
            port,
            timeout=config.connect_seconds,
            ssl_context=tls_context(config, is_verified=is_verified),
            server_hostname=address.host,
        )
    if config.is_socks:
        connection.beyond = (ip, address.port)
    elif config.proxy_address:
        connection.set_tunnel(ip, address.port)
    return connection


def _require_peer(connected: Any, ip: str, address: Address) -> None:
    """Refuse a connection that ended elsewhere than at the address that was checked."""
    peer = str(connected.getpeername()[0])
    if peer.partition("%")[0] != ip.partition("%")[0]:
        raise BrokenInput(f"the connection to {address.host} went to {peer} instead of {ip}.")


def _body(response: urllib3.BaseHTTPResponse) -> bytes:
    pieces = []
    while piece := response.read(_PIECE, decode_content=False):
        pieces.append(piece)
    return b"".join(pieces)


def _cause(error: BaseException) -> BaseException:
    """Return the innermost of the errors that libraries wrapped into each other."""
    inner = next((item for item in (*error.args, error.__cause__) if isinstance(item, BaseException)), None)
    return error if inner is None or inner is error else _cause(inner)


def _words(error: BaseException) -> str:
    cause = _cause(error)
    return f"{type(cause).__name__}: {getattr(cause, 'strerror', None) or cause}"[:200]
