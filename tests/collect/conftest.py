"""A news site of the tests' own on this machine, plain and with TLS, and a network that thinks it is elsewhere."""

import datetime as dt
import gzip
import ssl
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from tests.conftest import PATIENCE

from servanda.collect import CollectConfig, Network, Surroundings

HOST = "news.test"
NOW = "2031-05-06T07:08:09Z"
PAGE = (
    "<!doctype html><html lang='en'><head><meta charset='utf-8'><title>Shells strike Oberdorf</title></head><body><article>"
    + "<p>Three shells struck the village of Oberdorf before dawn, the mayor said.</p>" * 4
    + "</article></body></html>"
).encode()


class Site(ThreadingHTTPServer):
    """Answers by path: ``pages[path]`` is (status, headers, body), or a function that writes to the handler itself."""

    daemon_threads = True

    def __init__(self, scheme: str) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.scheme = scheme
        self.pages: dict[str, Any] = {}
        self.asked: list[str] = []
        self.headers_seen: list[dict[str, str]] = []

    def url(self, path: str, host: str = HOST) -> str:
        return f"{self.scheme}://{host}:{self.server_port}{path}"

    def put(self, path: str, body: bytes, status: int = 200, **headers: str) -> str:
        """Serve a page and return its address; ``content_type`` becomes ``Content-Type``."""
        self.pages[path] = (status, {name.replace("_", "-").title(): value for name, value in headers.items()}, body)
        return self.url(path)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Site

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        self.server.headers_seen.append(dict(self.headers))
        found = self.server.pages.get(self.path, (404, {}, b"nothing here"))
        if callable(found):
            found(self)
            self.close_connection = True
            return
        status, headers, body = found
        self.send_response(status)
        for name, value in {"Content-Type": "text/html", "Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


def serve(scheme: str, context: ssl.SSLContext | None = None) -> Iterator[Site]:
    site = Site(scheme)
    if context:
        site.socket = context.wrap_socket(site.socket, server_side=True)
    thread = threading.Thread(target=site.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield site
    site.shutdown()
    site.server_close()
    thread.join()


@pytest.fixture
def site() -> Iterator[Site]:
    """The site without encryption."""
    yield from serve("http")


class Authority:
    """A certificate authority of the tests' own: ``ca_file`` for clients, ``context(name)`` for servers."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Authority of the tests")])
        certificate = self._signed(self._name, self._key, x509.BasicConstraints(ca=True, path_length=None), days=1)
        self.ca_file = folder / "ca.pem"
        self.ca_file.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))

    def context(self, host: str, days: int = 1) -> ssl.SSLContext:
        """Return a server's side for ``host``; with negative ``days`` its certificate has expired."""
        key = ec.generate_private_key(ec.SECP256R1())
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
        certificate = self._signed(name, key, x509.SubjectAlternativeName([x509.DNSName(host)]), days=days)
        path = self.folder / f"{host}.{days}.pem"
        private = key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        path.write_bytes(private + certificate.public_bytes(serialization.Encoding.PEM))
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(path)
        return context

    def _signed(self, name: x509.Name, key: Any, extension: x509.ExtensionType, days: int) -> x509.Certificate:
        now = dt.datetime.now(dt.UTC)
        builder = x509.CertificateBuilder().subject_name(name).issuer_name(self._name).public_key(key.public_key())
        builder = builder.serial_number(x509.random_serial_number())
        builder = builder.not_valid_before(now - dt.timedelta(days=9)).not_valid_after(now + dt.timedelta(days=days))
        return builder.add_extension(extension, critical=True).sign(self._key, hashes.SHA256())


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    """The authority that signs the certificate of the site."""
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture
def secure_site(authority: Authority) -> Iterator[Site]:
    """The site with TLS."""
    yield from serve("https", authority.context(HOST))


class Clock:
    """Seconds that pass only where somebody waits."""

    def __init__(self) -> None:
        self.seconds = 1000.0
        self.waits: list[float] = []

    def monotonic(self) -> float:
        return self.seconds

    def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.seconds += seconds


@pytest.fixture
def clock() -> Clock:
    """The clock of the network."""
    return Clock()


@pytest.fixture
def network(clock: Clock) -> Callable[..., Network]:
    """Return a function that makes a network: every host is this machine, which is allowed unless said otherwise."""

    def make(
        resolve: Callable[[str, int], list[str]] | None = None, known: frozenset[str] = frozenset(), **settings: Any
    ) -> Network:
        config = CollectConfig(
            **{"allow_private": True, "read_seconds": PATIENCE, "connect_seconds": PATIENCE, **settings}
        )
        around = Surroundings(resolve or (lambda _host, _port: ["127.0.0.1"]), clock.monotonic, clock.sleep)
        return Network(config, lambda: NOW, "servanda test", known.__contains__, around)

    return make


@pytest.fixture
def helpers() -> Any:
    """This file, for its functions."""
    import sys

    return sys.modules[__name__]


def packed(content: bytes) -> bytes:
    """Return gzip bytes."""
    return gzip.compress(content, mtime=0)
