"""Addresses inside a network are refused, however they are written and whatever a name means a moment later."""

import socket
from collections.abc import Callable
from typing import Any

import pytest

from servanda.collect import CollectConfig, Network, collect
from servanda.collect.web.addresses import is_public, read_address, resolve_host
from servanda.errors import InputError
from servanda.model.documents import Quarantine

MakeNetwork = Callable[..., Network]
PUBLIC = "93.184.216.34"


def reason(url: str, network: Network) -> str:
    *_, item = collect(url, CollectConfig(), network)
    assert isinstance(item, Quarantine)
    return item.reason


@pytest.mark.parametrize(
    "ip",
    [
        "127.0.0.1", "127.9.9.9", "0.0.0.1", "10.0.0.1", "172.16.5.5", "192.168.1.1", "169.254.169.254", "100.64.0.1",
        "192.0.2.1", "198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fe80::1%eth0",
        "fc00::1", "fd12::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "2002:7f00:1::", "64:ff9b::7f00:1",
        "2001:0:7f00:1::", "2001:db8::1", "no address",
    ],
)  # fmt: skip
def test_addresses_that_are_not_public(ip: str) -> None:
    assert not is_public(ip)


@pytest.mark.parametrize("ip", [PUBLIC, "1.1.1.1", "2606:4700::1111", "::ffff:1.1.1.1", "64:ff9b::101:101"])
def test_addresses_that_are_public(ip: str) -> None:
    assert is_public(ip)


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "127.1", "2130706433", "0x7f.1", "017700000001", "[::1]", "[::ffff:7f00:1]", "localhost"]
)
def test_ways_to_write_this_machine_are_refused(host: str, network: MakeNetwork) -> None:
    said = reason(f"http://{host}/", network(resolve=resolve_host, allow_private=False))
    assert "not a public address" in said or "not found" in said
    assert "allow_private" in said or "not found" in said


def test_nothing_is_asked_of_a_refused_address(site: Any, network: MakeNetwork) -> None:
    assert "not a public address" in reason(site.put("/a", b"<p>x"), network(allow_private=False))
    assert site.asked == []


def test_one_private_address_among_public_ones_refuses_all(network: MakeNetwork) -> None:
    way = network(resolve=lambda _host, _port: [PUBLIC, "10.0.0.1"], allow_private=False)
    assert "at 10.0.0.1" in reason("http://mixed.test/", way)


def test_a_redirect_into_the_network_is_refused(
    site: Any, network: MakeNetwork, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("servanda.collect.web.addresses.is_public", lambda ip: ip == "127.0.0.1")
    way = network(
        resolve=lambda host, _port: ["192.168.0.7"] if host == "router.test" else ["127.0.0.1"], allow_private=False
    )
    said = reason(site.put("/a", b"", 302, location="http://router.test/admin"), way)
    assert "router.test is at 192.168.0.7" in said
    assert "kept as cap_" in said


def test_the_connection_goes_to_the_address_that_was_checked(
    site: Any, network: MakeNetwork, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The name means a public address when it is checked and this machine ever after (DNS rebinding)."""
    answers: dict[str, int] = {}

    def rebinding(host: str, _port: int) -> list[str]:
        answers[host] = answers.get(host, 0) + 1
        return [PUBLIC] if answers[host] == 1 else ["127.0.0.1"]

    connected: list[Any] = []

    def connect(address: Any, *_: Any, **__: Any) -> socket.socket:
        connected.append(address)
        raise OSError("nobody there")

    monkeypatch.setattr("urllib3.util.connection.create_connection", connect)
    said = reason(
        site.url("/a", host="rebind.test"), network(resolve=rebinding, allow_private=False, respect_robots=False)
    )
    assert connected == [(PUBLIC, site.server_port)]
    assert "no sound answer" in said
    assert answers == {"rebind.test": 1}
    assert site.asked == []


def test_a_connection_that_ends_elsewhere_is_refused(
    site: Any, network: MakeNetwork, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = socket.create_connection
    monkeypatch.setattr(
        "urllib3.util.connection.create_connection", lambda address, *_, **__: real(("127.0.0.1", address[1]))
    )
    way = network(resolve=lambda _host, _port: [PUBLIC], allow_private=False, respect_robots=False)
    assert f"went to 127.0.0.1 instead of {PUBLIC}" in reason(site.url("/a"), way)
    assert site.asked == []


def test_a_second_address_is_tried_when_the_first_takes_no_connection(site: Any, network: MakeNetwork) -> None:
    site.put("/a", b"<!doctype html><p>Two shells fell.")
    (item,) = collect(site.url("/a"), CollectConfig(), network(resolve=lambda _host, _port: ["127.0.0.2", "127.0.0.1"]))
    assert item.captured.capture.exchanges[0].ip_address == "127.0.0.1"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("url", "word"),
    [
        ("ftp://news.test/x", "only http and https"), ("file:///etc/hostname", "only http and https"), ("gopher://news.test/", "only http and https"),
        ("http://user:secret@news.test/", "user name or password"), ("http://", "no host"), ("http://news.test:99999/", "no web address"),
        ("http://news test/", "no web address"), ("http://news.test/\r\nX: y", "no web address"), ("http://[::1/", "no web address"),
        ("http://news.test\\@10.0.0.1/", "no web address"), ("http://" + "a" * 3000, "no web address"), (f"http://{'ä' * 70}.test/", "no web address"),
    ],
)  # fmt: skip
def test_what_is_no_address_of_the_web_is_refused(url: str, word: str, network: MakeNetwork) -> None:
    said = reason(url, network())
    assert word in said
    assert "secret" not in said


def test_ports_of_other_services_are_refused(network: MakeNetwork) -> None:
    assert "port 25" in reason(
        "http://mail.test:25/", network(resolve=lambda _host, _port: [PUBLIC], allow_private=False)
    )


@pytest.mark.parametrize(
    ("url", "same"),
    [
        ("HTTP://News.Test", "http://news.test/"), ("https://news.test:443/a#b", "https://news.test/a"),
        ("http://news.test:8080?q=a b".replace(" ", "+"), "http://news.test:8080/?q=a+b"), ("http://bücher.test/ä?ö", "http://xn--bcher-kva.test/%C3%A4?%C3%B6"),
        ("http://news.test/a%20b", "http://news.test/a%20b"), ("http://news.test./", "http://news.test/"),
    ],
)  # fmt: skip
def test_addresses_in_one_form(url: str, same: str) -> None:
    assert read_address(url).url == same


def test_an_address_stays_what_it_is() -> None:
    with pytest.raises(InputError):
        read_address("mailto:desk@news.test")
    assert read_address("http://[2606:4700::1111]:8080/x").netloc == "[2606:4700::1111]:8080"
