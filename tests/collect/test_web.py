"""Web addresses become documents with captures; what sites do not allow or do wrong is named."""

import io
import time
import tracemalloc
from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest
from warcio.archiveiterator import ArchiveIterator

from servanda.collect import Captured, CollectConfig, Collected, Known, Network, collect
from servanda.model.captures import Capture
from servanda.model.codec import decode, encode, sha256
from servanda.model.documents import Quarantine

HOST = "news.test"
NOW = "2031-05-06T07:08:09Z"
PAGE = b"<!doctype html><html><body><p>Two shells fell on Oberdorf, the mayor said.</p></body></html>"
GZIP_BOMB_BYTES = 20_000_000
MakeNetwork = Callable[..., Network]


def split(url: str, network: Network) -> tuple[list[Collected], list[Captured], list[Quarantine]]:
    found = list(collect(url, network.config, network))
    return (
        [item for item in found if isinstance(item, Collected)],
        [item for item in found if isinstance(item, Captured)],
        [item for item in found if isinstance(item, Quarantine)],
    )


def page(url: str, network: Network) -> Collected:
    (item,), captured, quarantined = split(url, network)
    assert not captured
    assert not quarantined
    assert item.captured is not None
    return item


def refusal(url: str, network: Network) -> Quarantine:
    found, _, (quarantine,) = split(url, network)
    assert not found
    return quarantine


def test_a_page_is_a_document_and_a_capture_that_binds_it(site: Any, network: MakeNetwork) -> None:
    url = site.put("/a?x=1", PAGE, x_served_by="edge 7")
    item = page(url, network())
    assert item.content == PAGE
    assert item.document.url == url
    assert item.document.media_type == "text/html"
    capture = item.captured.capture
    assert decode(encode(capture), Capture) == capture
    assert (capture.url, capture.started_at, capture.tool) == (url, NOW, "servanda test")
    assert capture.object_sha256 == item.document.object_sha256 == sha256(PAGE)
    assert capture.document_id == item.document.id
    assert capture.warc_sha256 == sha256(item.captured.warc)
    (exchange,) = capture.exchanges
    assert (exchange.url, exchange.status, exchange.reason, exchange.ip_address, exchange.tls) == (
        url,
        200,
        "OK",
        "127.0.0.1",
        None,
    )
    assert ("X-Served-By", "edge 7") in exchange.response_headers
    assert ("User-Agent", "Servanda") in exchange.request_headers
    assert site.headers_seen[-1]["Host"] == f"{HOST}:{site.server_port}"


def records(warc: bytes) -> list[tuple[str, Any, bytes]]:
    return [
        (record.rec_type, record.rec_headers, record.raw_stream.read())
        for record in ArchiveIterator(io.BytesIO(warc), no_record_parse=True)
    ]


def test_the_warc_holds_the_exact_bytes_and_their_digests(site: Any, network: MakeNetwork) -> None:
    def chunked(handler: Any) -> None:
        handler.wfile.write(b"HTTP/1.1 200 Fine\r\nTransfer-Encoding: chunked\r\nX-Odd:  two  spaces \r\n\r\n")
        handler.wfile.write(b"5\r\n<p>On\r\n8;ext=1\r\ne shell.\r\n0\r\n\r\n")

    site.pages["/chunked"] = chunked
    item = page(site.url("/chunked"), network())
    assert item.content == b"<p>One shell."
    (info, response, request) = records(item.captured.warc)
    assert (info[0], response[0], request[0]) == ("warcinfo", "response", "request")
    assert response[2].startswith(
        b"HTTP/1.1 200 Fine\r\nTransfer-Encoding: chunked\r\nX-Odd:  two  spaces \r\n\r\n5\r\n<p>On"
    )
    assert response[2].endswith(b"0\r\n\r\n")
    assert request[2].startswith(b"GET /chunked HTTP/1.1\r\nHost: news.test")
    headers = response[1]
    assert headers.get_header("WARC-Target-URI") == site.url("/chunked")
    assert headers.get_header("WARC-Date") == NOW
    assert headers.get_header("WARC-IP-Address") == "127.0.0.1"
    assert headers.get_header("WARC-Block-Digest") == f"sha256:{sha256(response[2])}"
    assert headers.get_header("WARC-Payload-Digest") is None, "readers disagree about chunks"
    exchange = item.captured.capture.exchanges[0]
    assert exchange.response_record == headers.get_header("WARC-Record-ID")
    assert exchange.request_record == request[1].get_header("WARC-Record-ID")
    assert request[1].get_header("WARC-Concurrent-To") == exchange.response_record
    bodies = [
        record.content_stream().read()
        for record in ArchiveIterator(io.BytesIO(item.captured.warc))
        if record.rec_type == "response"
    ]
    assert bodies == [b"<p>One shell."]


def test_the_same_exchange_gives_the_same_warc(site: Any, network: MakeNetwork) -> None:
    def fixed(handler: Any) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n<p>Words.")

    site.pages["/fixed"] = fixed
    first, second = (page(site.url("/fixed"), network()) for _ in range(2))
    assert first.captured == second.captured
    (_, (_, headers, _), _) = records(first.captured.warc)
    assert headers.get_header("WARC-Payload-Digest") == f"sha256:{sha256(b'<p>Words.')}"
    checked = [
        record.digest_checker.passed
        for record in ArchiveIterator(io.BytesIO(first.captured.warc), check_digests=True)
        if record.raw_stream.read() is not None
    ]
    assert checked == [True] * 3


def test_gzip_is_undone_in_the_object_and_kept_in_the_warc(
    site: Any, network: MakeNetwork, helpers: ModuleType
) -> None:
    packed = helpers.packed(PAGE)
    item = page(site.put("/packed", packed, content_encoding="gzip"), network())
    assert item.content == PAGE
    assert any(kind == "response" and block.endswith(packed) for kind, _, block in records(item.captured.warc))


def test_redirects_are_followed_and_kept(site: Any, network: MakeNetwork) -> None:
    site.put("/new", PAGE)
    site.put("/old", b"moved", 302, location="/new")
    item = page(site.put("/older", b"", 301, location=site.url("/old#top")), network())
    assert item.document.url == site.url("/new")
    assert item.document.locator == site.url("/older")
    assert [exchange.status for exchange in item.captured.capture.exchanges] == [301, 302, 200]
    assert sum(kind == "response" for kind, _, _ in records(item.captured.warc)) == 3


def test_a_redirect_in_another_alphabet_is_followed(site: Any, network: MakeNetwork) -> None:
    site.put("/%D8%AE%D8%A8%D8%B1", PAGE)

    def moved(handler: Any) -> None:
        handler.wfile.write("HTTP/1.1 302 Found\r\nLocation: /خبر\r\nContent-Length: 0\r\n\r\n".encode())

    site.pages["/old"] = moved
    assert page(site.url("/old"), network()).document.url == site.url("/%D8%AE%D8%A8%D8%B1")


def test_a_host_that_is_down_is_not_waited_for_at_each_page(site: Any, network: MakeNetwork) -> None:
    asked = []

    def resolve(host: str, _port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"] if host == HOST else ["127.0.0.2"]

    links = "".join(f"<item><link>http://down.test:9/{number}</link></item>" for number in range(5))
    url = site.put("/feed", f"<rss version='2.0'><channel>{links}</channel></rss>".encode())
    _, _, quarantined = split(url, network(resolve=resolve))
    assert len(quarantined) == 5
    assert asked.count("down.test") == 6, "once for each page, once for the rules"


def test_a_circle_of_redirects_ends(site: Any, network: MakeNetwork) -> None:
    found, (captured,), (quarantine,) = split(site.put("/a", b"", 302, location="/a"), network(max_redirects=3))
    assert not found
    assert "more than 3 redirects" in quarantine.reason
    assert len(captured.capture.exchanges) == 4
    assert captured.capture.document_id is None


@pytest.mark.parametrize(
    "location", ["ftp://news.test/x", "file:///etc/hostname", "javascript:alert(1)", "//[broken", "data:text/html,x"]
)
def test_a_redirect_to_another_scheme_is_kept_but_not_followed(site: Any, network: MakeNetwork, location: str) -> None:
    found, (captured,), (quarantine,) = split(site.put("/a", b"", 302, location=location), network())
    assert not found
    assert captured.capture.exchanges[0].status == 302
    assert captured.capture.id in quarantine.reason


def test_an_error_page_is_kept_as_capture_and_named(site: Any, network: MakeNetwork, helpers: ModuleType) -> None:
    found, (captured,), (quarantine,) = split(site.put("/gone", b"<p>Taken down.", 410), network())
    assert not found
    assert captured.content == b"<p>Taken down."
    assert "410 Gone" in quarantine.reason
    assert captured.capture.id in quarantine.reason
    packed = helpers.packed(b"<p>Taken down.")
    _, (captured,), _ = split(site.put("/gone", packed, 410, content_encoding="gzip"), network())
    assert captured.content == b"<p>Taken down."


def test_the_encoding_that_a_server_names_is_kept(site: Any, network: MakeNetwork) -> None:
    url = site.put("/a", "<p>سقطت قذيفة</p>".encode("cp1256"), content_type="text/html; charset=Windows-1256")
    assert page(url, network()).document.media_type == "text/html; charset=windows-1256"


# Robots and pace


def test_robots_rules_are_kept_with_wildcards(site: Any, network: MakeNetwork) -> None:
    site.put(
        "/robots.txt",
        b"User-agent: *\nDisallow: /private\nDisallow: /*.pdf$\nAllow: /private/open\n",
        content_type="text/plain",
    )
    way = network()
    for path in ("/private/x", "/deep/report.pdf"):
        assert "robots.txt does not allow it" in refusal(site.put(path, PAGE), way).reason
    for path in ("/private/open/x", "/report.pdf.html", "/"):
        page(site.put(path, PAGE), way)
    assert site.asked.count("/robots.txt") == 1
    assert "/private/x" not in site.asked


def test_rules_for_this_program_by_its_name(site: Any, network: MakeNetwork) -> None:
    site.put("/robots.txt", b"User-agent: DeskBot\nDisallow: /\nUser-agent: *\nAllow: /\n")
    url = site.put("/a", PAGE)
    assert "for DeskBot" in refusal(url, network(user_agent="DeskBot/2.1 (+mailto:desk@news.test)")).reason
    page(url, network(user_agent="Other"))
    page(url, network(user_agent="DeskBot/2.1", respect_robots=False))


def test_a_site_whose_rules_fail_allows_nothing(site: Any, network: MakeNetwork) -> None:
    site.put("/robots.txt", b"", 500)
    assert "status 500" in refusal(site.put("/a", PAGE), network()).reason


def test_requests_to_one_site_are_spaced_and_its_own_delay_counts(site: Any, network: MakeNetwork, clock: Any) -> None:
    site.put("/robots.txt", b"User-agent: *\nCrawl-delay: 7\n")
    way = network(seconds_between_requests=2)
    for path in ("/a", "/b", "/c"):
        page(site.put(path, PAGE), way)
    assert clock.waits == [2, 7, 7]


def test_a_delay_beyond_the_bound_is_refused(site: Any, network: MakeNetwork) -> None:
    site.put("/robots.txt", b"User-agent: *\nCrawl-delay: 900\n")
    assert "900 s" in refusal(site.put("/a", PAGE), network()).reason


def test_retry_after_is_waited_for_once(site: Any, network: MakeNetwork, clock: Any) -> None:
    answers = iter([(429, b"Retry-After: 30\r\n"), (200, b"")])

    def busy(handler: Any) -> None:
        status, extra = next(answers)
        handler.wfile.write(b"HTTP/1.1 %d X\r\n%sContent-Length: 4\r\n\r\n<p>x" % (status, extra))

    site.pages["/a"] = busy
    page(site.url("/a"), network(respect_robots=False))
    assert clock.waits == [30]
    site.put("/b", b"", 503, retry_after="9999")
    assert "asks to wait" in refusal(site.url("/b"), network(respect_robots=False)).reason


# Bounds


def test_an_answer_beyond_the_bound_is_refused_while_it_comes(site: Any, network: MakeNetwork) -> None:
    def endless(handler: Any) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n")
        try:
            for _ in range(10_000):
                handler.wfile.write(b"x" * 100_000)
        except OSError:
            return

    site.pages["/endless"] = endless
    assert refusal(site.url("/endless"), network(max_file_bytes=2_000_000)).error == "TooLargeInput"


def test_a_compressed_bomb_is_refused(site: Any, network: MakeNetwork, helpers: ModuleType) -> None:
    bomb = helpers.packed(b" " * GZIP_BOMB_BYTES)
    found, (captured,), (quarantine,) = split(
        site.put("/bomb", bomb, content_encoding="gzip"), network(max_file_bytes=1_000_000)
    )
    assert not found
    assert quarantine.error == "TooLargeInput"
    assert captured.content == bomb
    twice = helpers.packed(helpers.packed(b" " * GZIP_BOMB_BYTES))
    url = site.put("/twice", twice, content_encoding="gzip, gzip")
    assert split(url, network(max_file_bytes=1_000_000))[2][0].error == "TooLargeInput"


def test_a_silent_and_a_dripping_server_are_left(site: Any, network: MakeNetwork, clock: Any) -> None:
    def silent(_handler: Any) -> None:
        time.sleep(1)

    def dripping(handler: Any) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-")
        try:
            for _ in range(50):
                clock.seconds += 10
                handler.wfile.write(b"a")
                time.sleep(0.01)
        except OSError:
            return

    site.pages["/silent"], site.pages["/dripping"] = silent, dripping
    assert "no sound answer" in refusal(site.url("/silent"), network(read_seconds=0.2, respect_robots=False)).reason
    assert "longer than 60 s" in refusal(site.url("/dripping"), network(max_seconds=60, respect_robots=False)).reason


@pytest.mark.parametrize(
    "answer",
    [
        b"", b"SSH-2.0-x\r\n", b"HTTP/1.1 abc\r\n\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nshort",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nx", b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 500 + b"\r\n",
        b"HTTP/1.1 200 OK\r\nX: " + b"y" * 200_000 + b"\r\n\r\n", b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\nno gzip",
        b"HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n\r\nx", b"HTTP/1.1 200 OK\r\n\r\n", b"HTTP/1.1 302 Found\r\nLocation: http://\r\n\r\n",
        b"HTTP/1.1 999 Odd\r\n\r\nx", b"HTTP/1.1 204 No Content\r\n\r\n", b"\xff\xfe" * 100,
    ],
)  # fmt: skip
def test_an_odd_answer_is_a_quarantine_with_a_reason(site: Any, network: MakeNetwork, answer: bytes) -> None:
    site.pages["/odd"] = lambda handler: handler.wfile.write(answer)
    quarantine = refusal(site.url("/odd"), network(respect_robots=False))
    assert site.url("/odd") in quarantine.reason


def test_nobody_at_the_address(network: MakeNetwork) -> None:
    def unknown(_host: str, _port: int) -> list[str]:
        raise OSError(-2, "Name or service not known")

    assert "no sound answer" in refusal("http://127.0.0.1:9/", network()).reason
    assert "not found" in refusal("http://nowhere.test/", network(resolve=unknown)).reason


# TLS


def test_tls_facts_are_kept(secure_site: Any, authority: Any, network: MakeNetwork) -> None:
    item = page(secure_site.put("/a", PAGE), network(ca_file=str(authority.ca_file)))
    tls = item.captured.capture.exchanges[0].tls
    assert tls is not None
    assert tls.protocol in {"TLSv1.2", "TLSv1.3"}
    assert tls.is_verified
    assert tls.subject == "CN=news.test"
    assert tls.issuer == "CN=Authority of the tests"
    assert tls.valid_until.endswith("Z")
    (_, _, _, (kind, _, fields)) = records(item.captured.warc)
    assert kind == "metadata"
    assert f"tls-certificate-sha256: {tls.certificate_sha256}".encode() in fields


def test_a_certificate_that_is_not_trusted_is_refused_unless_allowed(secure_site: Any, network: MakeNetwork) -> None:
    url = secure_site.put("/a", PAGE)
    assert "certificate is not trusted" in refusal(url, network()).reason
    tls = page(url, network(allow_unverified_tls=True)).captured.capture.exchanges[0].tls
    assert not tls.is_verified


@pytest.mark.parametrize(("host", "days"), [("other.test", 1), (HOST, -2)])
def test_a_certificate_for_another_host_or_an_expired_one_is_refused(
    authority: Any, network: MakeNetwork, helpers: ModuleType, host: str, days: int
) -> None:
    for site in helpers.serve("https", authority.context(host, days)):
        url = site.put("/a", PAGE)
        assert "certificate is not trusted" in refusal(url, network(ca_file=str(authority.ca_file))).reason


# Feeds and sitemaps

RSS = """<?xml version="1.0"?><rss version="2.0"><channel><title>Lindau Courier</title>
<item><title>A</title><link>/a</link></item><item><title>B</title><link>{b}</link></item>
<item><title>No link</title></item><item><link>ftp://x.test/c</link></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title><entry><id>1</id><link href="a"/></entry></feed>"""


def test_a_feed_is_kept_and_its_entries_are_collected_once(site: Any, network: MakeNetwork) -> None:
    site.put("/a", PAGE)
    url = site.put(
        "/feed", RSS.format(b=site.put("/b", PAGE + b"<p>More.")).encode(), content_type="application/rss+xml"
    )
    found, (feed,), quarantined = split(url, network())
    assert [item.document.url for item in found] == [site.url("/a"), site.url("/b")]
    assert not quarantined
    assert feed.capture.document_id is None
    assert {item.captured.capture.found_in for item in found} == {feed.capture.id}
    again = list(collect(url, CollectConfig(), network(known=frozenset({site.url("/a")}))))
    assert [type(item) for item in again] == [Captured, Known, Collected]
    assert site.asked.count("/a") == 1


PROLOGUES = {
    "plain": b"",
    "outside": b'<!DOCTYPE rss PUBLIC "-//X//DTD RSS 0.91//EN" "http://x.test/rss.dtd">',
    "comment": b"<!-- " + b"x" * 20_000 + b" -->",
    "entities": b'<!DOCTYPE rss [<!ENTITY a "boom"><!ENTITY b "&a;&a;&a;">]>',
    "file": b'<!DOCTYPE rss [ <!ENTITY x SYSTEM "file:///etc/hostname"> ]>',
}


@pytest.mark.parametrize("name", PROLOGUES)
@pytest.mark.parametrize("content_type", ["application/rss+xml", "text/xml", "text/plain", "text/html"])
def test_a_feed_is_read_as_one_or_refused_and_never_a_document(
    site: Any, network: MakeNetwork, name: str, content_type: str
) -> None:
    site.put("/a", PAGE)
    feed = b'<?xml version="1.0"?>' + PROLOGUES[name] + RSS.format(b="/b").split("?>", 1)[-1].strip().encode()
    found, _, quarantined = split(site.put("/feed", feed, content_type=content_type), network())
    assert "/feed" not in {item.document.url and item.document.url.removeprefix(site.url("")) for item in found}
    if name in {"entities", "file"}:
        assert not found
        assert "declares entities" in quarantined[0].reason
    else:
        assert [item.document.url for item in found][:1] == [site.url("/a")]


def test_an_atom_feed(site: Any, network: MakeNetwork) -> None:
    site.put("/news/a", PAGE)
    found, _, _ = split(site.put("/news/atom", ATOM.encode(), content_type="application/atom+xml"), network())
    assert [item.document.url for item in found] == [site.url("/news/a")]


def test_links_beyond_the_bound_are_named(site: Any, network: MakeNetwork) -> None:
    site.put("/a", PAGE)
    found, _, (quarantine,) = split(site.put("/feed", RSS.format(b="/b").encode()), network(max_links=1))
    assert len(found) == 1
    assert "1 further addresses" in quarantine.reason


def sitemap(*urls: str, root: str = "urlset", entry: str = "url") -> bytes:
    inner = "".join(f"<{entry}><loc> {url} </loc></{entry}>" for url in urls)
    return f'<?xml version="1.0"?><!-- made --><{root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{inner}</{root}>'.encode()


def test_a_sitemap_index_leads_to_pages_of_its_own_host(site: Any, network: MakeNetwork, helpers: ModuleType) -> None:
    site.put("/a", PAGE)
    packed = site.put("/maps/1.xml.gz", helpers.packed(sitemap(site.url("/a"), site.url("/b", host="other.test"))))
    index = site.put("/sitemap.xml", sitemap(packed, root="sitemapindex", entry="sitemap"))
    found, captured, quarantined = split(index, network())
    assert [item.document.url for item in found] == [site.url("/a")]
    assert [item.capture.url for item in captured] == [index, packed]
    assert not quarantined
    assert "/b" not in site.asked


def test_a_sitemap_that_names_itself_ends(site: Any, network: MakeNetwork) -> None:
    url = site.url("/sitemap.xml")
    site.put("/sitemap.xml", sitemap(url, root="sitemapindex", entry="sitemap"))
    split(url, network())
    assert site.asked.count("/sitemap.xml") < 5


@pytest.mark.parametrize("kind", ["rss", "urlset"])
def test_entities_of_xml_are_neither_fetched_nor_grown(
    site: Any, network: MakeNetwork, tmp_path: Any, kind: str
) -> None:
    secret = tmp_path / "secret"
    secret.write_text("/stolen", encoding="utf-8")
    levels = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(9))
    dtd = f'<!DOCTYPE {kind} [<!ENTITY x SYSTEM "{secret.as_uri()}"><!ENTITY y SYSTEM "{site.url("/fetched")}"><!ENTITY l0 "/lots">{levels}]>'
    if kind == "rss":
        body = f'<?xml version="1.0"?>{dtd}<rss version="2.0"><channel><item><link>&x;</link></item><item><link>&y;</link></item><item><link>&l9;</link></item></channel></rss>'
    else:
        body = f'<?xml version="1.0"?>{dtd}<urlset><url><loc>&x;</loc></url><url><loc>&y;</loc></url><url><loc>&l9;</loc></url></urlset>'
    tracemalloc.start()
    split(site.put("/xml", body.encode()), network())
    grown, _ = tracemalloc.get_traced_memory()[1], tracemalloc.stop()
    assert grown < 50_000_000, "a thousand million times /lots"
    assert not {"/stolen", "/fetched"} & set(site.asked)


# Tables that name addresses


def test_a_table_of_addresses_is_visited_and_its_columns_hold(site: Any, network: MakeNetwork, tmp_path: Any) -> None:
    url = site.put("/a", PAGE)
    table = tmp_path / "list.csv"
    table.write_text(
        f"url,publisher,published_on\n{url},Lindau Courier,2031-05-05\n{site.url('/gone')},,\n", encoding="utf-8"
    )
    found, _, (quarantine,) = split(str(table), network())
    assert (found[0].document.publisher, found[0].document.published_on, found[0].document.url) == (
        "Lindau Courier",
        "2031-05-05",
        url,
    )
    assert "404" in quarantine.reason
