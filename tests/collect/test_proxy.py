"""Through a proxy: every connection goes to it, it is asked for checked addresses only, and the capture is the site's alone."""

import ipaddress
import socket
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from servanda.collect import CollectConfig, Collected, Network, collect
from servanda.model.documents import Quarantine

MakeNetwork = Callable[..., Network]
PAGE = b"<!doctype html><html><body><p>Two boats were seized off Tarnholm, the harbour office said.</p></body></html>"
PUBLIC = "93.184.216.34"


class Proxy:
    """A proxy that speaks CONNECT, and connects to ``port`` of this machine whatever it is asked for."""

    def __init__(self, answer: bytes = b"HTTP/1.1 200 Connection established\r\nVia: p\r\n\r\n") -> None:
        self.asked: list[str] = []
        self.answer, self.to_port = answer, 0
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._listening.getsockname()[1]}"
        threading.Thread(target=self._serve, daemon=True).start()

    def close(self) -> None:
        self._listening.close()

    def _serve(self) -> None:
        while True:
            try:
                client, _ = self._listening.accept()
            except OSError:
                return
            threading.Thread(target=self._pass_on, args=(client,), daemon=True).start()

    def _pass_on(self, client: socket.socket) -> None:
        head = b""
        while not head.endswith(b"\r\n\r\n") and (piece := client.recv(1)):
            head += piece
        self.asked.append(head.split(b"\r\n")[0].decode())
        client.sendall(self.answer)
        if b" 200 " not in self.answer:
            client.close()
            return
        site = socket.create_connection(("127.0.0.1", self.to_port))
        for one, other in ((client, site), (site, client)):
            threading.Thread(target=_copy, args=(one, other), daemon=True).start()


class Socks(Proxy):
    """A proxy that speaks SOCKS 5, and connects to ``port`` of this machine whatever it is asked for."""

    def __init__(
        self, method: bytes = b"\x05\x00", answer: bytes = b"\x05\x00\x00\x01\x00\x00\x00\x00\x00\x00"
    ) -> None:
        self.method = method
        super().__init__(answer)
        self.address = self.address.replace("http", "socks5")

    def _pass_on(self, client: socket.socket) -> None:
        assert client.recv(3) == b"\x05\x01\x00"
        client.sendall(self.method)
        kind = client.recv(4)[-1:]
        packed, port = client.recv(4 if kind == b"\x01" else 16), int.from_bytes(client.recv(2), "big")
        self.asked.append(f"{ipaddress.ip_address(packed)} {port}" if packed else "hung up")
        client.sendall(self.answer) if packed else None
        if not packed or self.answer[1]:
            client.close()
            return
        site = socket.create_connection(("127.0.0.1", self.to_port))
        for one, other in ((client, site), (site, client)):
            threading.Thread(target=_copy, args=(one, other), daemon=True).start()


def _copy(one: socket.socket, other: socket.socket) -> None:
    try:
        while piece := one.recv(65_536):
            other.sendall(piece)
        other.shutdown(socket.SHUT_WR)
    except OSError:
        return


@pytest.fixture
def proxy() -> Iterator[Proxy]:
    made = Proxy()
    yield made
    made.close()


def _last(url: str, network: Network) -> Any:
    *_, item = collect(url, CollectConfig(), network)
    return item


@pytest.mark.parametrize("kind", ["site", "secure_site"])
def test_a_page_comes_through_the_proxy_as_it_comes_without(
    kind: str, request: Any, proxy: Proxy, authority: Any, network: MakeNetwork
) -> None:
    site = request.getfixturevalue(kind)
    proxy.to_port = site.server_port
    settings = {"ca_file": str(authority.ca_file), "respect_robots": False}
    url = site.put("/a", PAGE)
    through = _last(url, network(resolve=lambda *_: [PUBLIC], proxy=proxy.address, **settings))
    straight = _last(url, network(**settings))
    assert isinstance(through, Collected)
    assert through.content == straight.content == PAGE
    assert proxy.asked == [f"CONNECT {PUBLIC}:{site.server_port} HTTP/{proxy.asked[0][-3:]}"]
    assert b"CONNECT" not in through.captured.warc
    assert b"Via" not in through.captured.warc
    assert [seen["Host"] for seen in site.headers_seen] == [f"news.test:{site.server_port}"] * 2


@pytest.mark.parametrize("ip", [PUBLIC, "2606:2800:220:1:248:1893:25c8:1946"])
@pytest.mark.parametrize("kind", ["site", "secure_site"])
def test_a_page_comes_through_socks_as_it_comes_without(
    kind: str, ip: str, request: Any, authority: Any, network: MakeNetwork
) -> None:
    site, proxy = request.getfixturevalue(kind), Socks()
    proxy.to_port = site.server_port
    settings = {"ca_file": str(authority.ca_file), "respect_robots": False}
    url = site.put("/a", PAGE)
    through = _last(url, network(resolve=lambda *_: [ip], proxy=proxy.address, **settings))
    proxy.close()
    assert isinstance(through, Collected)
    assert through.content == PAGE
    assert proxy.asked == [f"{ip} {site.server_port}"]
    assert through.captured.capture.exchanges[-1].ip_address == ip


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"method": b"\x05\xff"}, "asks for a password"),
        ({"method": b"HT"}, "does not speak SOCKS 5"),
        ({"method": b""}, ""),
        ({"answer": b"\x05\x02\x00\x01\x00\x00\x00\x00\x00\x00"}, "its rules forbid it"),
        ({"answer": b"\x05\x63\x00\x01\x00\x00\x00\x00\x00\x00"}, "reply 99"),
        ({"answer": b"\x05\x00\x00\x09"}, "does not speak SOCKS 5"),
    ],
)
def test_nothing_goes_around_a_socks_proxy_that_refuses(
    site: Any, network: MakeNetwork, answers: dict[str, bytes], said: str
) -> None:
    proxy = Socks(**answers)
    proxy.to_port = site.server_port
    url = site.put("/a", PAGE)
    item = _last(url, network(proxy=proxy.address, respect_robots=False, connect_seconds=2.0))
    proxy.close()
    assert isinstance(item, Quarantine)
    assert said in item.reason
    assert site.asked == []


def test_a_private_address_is_refused_before_the_proxy_is_asked(proxy: Proxy, network: MakeNetwork) -> None:
    for ip in ("10.0.0.1", "127.0.0.1", "169.254.169.254"):
        way = network(resolve=lambda *_, ip=ip: [ip], proxy=proxy.address, allow_private=False)
        assert "not a public address" in _last("http://inside.test/", way).reason
    assert proxy.asked == []


def test_a_redirect_inside_is_refused_through_the_proxy_too(site: Any, proxy: Proxy, network: MakeNetwork) -> None:
    proxy.to_port = site.server_port
    url = site.put("/a", b"", status=302, location="http://inside.test/secret")
    way = network(
        resolve=lambda host, _: ["10.0.0.1" if host == "inside.test" else PUBLIC],
        proxy=proxy.address, allow_private=False, respect_robots=False,
    )  # fmt: skip
    assert "not a public address" in _last(url, way).reason
    assert len(proxy.asked) == 1


def test_a_certificate_must_be_that_of_the_site(secure_site: Any, proxy: Proxy, network: MakeNetwork) -> None:
    proxy.to_port = secure_site.server_port
    secure_site.put("/a", PAGE)
    way = network(resolve=lambda *_: [PUBLIC], proxy=proxy.address, respect_robots=False)
    assert "certificate is not trusted" in _last(secure_site.url("/a"), way).reason


def test_nothing_goes_around_a_proxy_that_refuses_or_is_not_there(site: Any, network: MakeNetwork) -> None:
    refusing = Proxy(b"HTTP/1.1 403 Forbidden\r\n\r\n")
    url = site.put("/a", PAGE)
    for address in (refusing.address, "http://127.0.0.1:1"):
        item = _last(url, network(proxy=address, respect_robots=False))
        assert isinstance(item, Quarantine)
        assert "no sound answer" in item.reason
    refusing.close()
    assert site.asked == []


@pytest.mark.parametrize(
    "proxy", ["socks5h://127.0.0.1:9050", "socks4://127.0.0.1:9050", "socks5://127.0.0.1", "127.0.0.1:8080", "http://me:secret@p.test:1", "http://p.test", "http://p.test:0", "http://p.test:99999", "http://a b:1", ""]
)  # fmt: skip
def test_what_is_no_proxy_is_refused(proxy: str) -> None:
    with pytest.raises(ValueError, match="http://HOST:PORT"):
        CollectConfig(proxy=proxy)
