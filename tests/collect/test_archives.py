"""WARC files and WACZ packages that others made: answers become documents, digests are checked, bounds hold."""

import gzip
import hashlib
import io
import json
import zipfile
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from servanda.collect import CollectConfig, Collected, LeftOut, collect
from servanda.model.codec import sha256
from servanda.model.documents import Quarantine

PAGE = b"<!doctype html><html><body><p>Two shells fell on Oberdorf, the mayor said.</p></body></html>"
URL = "https://news.test/a"


def archive(*pages: tuple[str, str, bytes, dict[str, str]], packed: bool = True, requests: str = "after") -> bytes:
    """Return a WARC file of answers (address, status line, body, headers), each with its request."""
    buffer = io.BytesIO()
    writer = WARCWriter(buffer, gzip=packed, warc_version="1.0")
    writer.write_record(
        writer.create_warcinfo_record("x.warc", {"software": "crawler 3.2", "format": "WARC File Format 1.0"})
    )
    for url, status, body, headers in pages:
        head = StatusAndHeaders(status, list({"Content-Type": "text/html", **headers}.items()), protocol="HTTP/1.1")
        answer = writer.create_warc_record(
            url, "response", payload=io.BytesIO(body), http_headers=head, length=len(body),
            warc_headers_dict={"WARC-Date": "2031-05-06T07:08:09Z", "WARC-IP-Address": "93.184.216.34"},
        )  # fmt: skip
        asked = StatusAndHeaders("GET /a HTTP/1.1", [("Host", "news.test"), ("X-Crawler", "3")], is_http_request=True)
        request = writer.create_warc_record(url, "request", http_headers=asked)
        if requests == "before":
            writer.write_record(request)
        writer.write_record(answer)
        if requests == "after":
            request.rec_headers.add_header("WARC-Concurrent-To", answer.rec_headers.get_header("WARC-Record-ID"))
            writer.write_record(request)
    return buffer.getvalue()


def split(path: Path, config: CollectConfig | None = None) -> tuple[list[Collected], list[Quarantine], list[LeftOut]]:
    found = list(collect(path, config or CollectConfig()))
    return (
        [item for item in found if isinstance(item, Collected)],
        [item for item in found if isinstance(item, Quarantine)],
        [item for item in found if isinstance(item, LeftOut)],
    )


def write(tmp_path: Path, content: bytes, name: str = "a.warc.gz") -> Path:
    path = tmp_path / name
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(("packed", "requests"), [(True, "after"), (False, "before"), (True, "none")])
def test_an_answer_is_a_document_with_its_capture(tmp_path: Path, packed: bool, requests: str) -> None:
    content = archive((URL, "200 OK", PAGE, {"X-Edge": "7"}), packed=packed, requests=requests)
    (item,), quarantined, left_out = split(write(tmp_path, content))
    assert not quarantined
    assert not left_out
    assert (item.content, item.document.url, item.document.media_type) == (PAGE, URL, "text/html")
    capture = item.captured.capture
    assert (capture.url, capture.started_at, capture.tool) == (URL, "2031-05-06T07:08:09Z", "crawler 3.2")
    assert capture.archive_sha256 == sha256(content)
    (exchange,) = capture.exchanges
    assert (exchange.status, exchange.ip_address) == (200, "93.184.216.34")
    assert ("X-Edge", "7") in exchange.response_headers
    assert (("X-Crawler", "3") in exchange.request_headers) == (requests != "none")
    kept = list(ArchiveIterator(io.BytesIO(item.captured.warc), check_digests="raise"))
    assert [record.rec_type for record in kept] == ["response", "request"][: 1 + (requests != "none")]
    assert kept[0].rec_headers.get_header("WARC-Record-ID") == exchange.response_record


def test_the_record_kept_has_the_digests_of_the_original(tmp_path: Path) -> None:
    content = archive((URL, "200 OK", PAGE, {}))
    (item,), _, _ = split(write(tmp_path, content))
    old = next(record for record in ArchiveIterator(io.BytesIO(content)) if record.rec_type == "response")
    new = next(iter(ArchiveIterator(io.BytesIO(item.captured.warc))))
    for name in ("WARC-Block-Digest", "WARC-Payload-Digest", "WARC-Date"):
        assert new.rec_headers.get_header(name) == old.rec_headers.get_header(name) is not None


def test_parts_of_pages_are_left_out_and_counted(tmp_path: Path) -> None:
    content = archive(
        (URL, "200 OK", PAGE, {}),
        ("https://news.test/x.png", "200 OK", b"\x89PNG\r\n\x1a\n00", {"Content-Type": "image/png"}),
        ("https://news.test/x.js", "200 OK", b"let x = 1", {"Content-Type": "text/javascript"}),
        ("https://news.test/old", "301 Moved", b"", {"Location": URL}),
        ("dns:news.test", "200 OK", b"x", {}),
    )
    found, quarantined, (left_out,) = split(write(tmp_path, content))
    assert len(found) == 1
    assert not quarantined
    assert left_out.reason == (
        "left out: 2 pictures, scripts and other parts of pages, 1 redirects and error pages, 1 that are no pages of the web"
    )


def test_codings_are_undone(tmp_path: Path) -> None:
    chunked = b"%x\r\n%s\r\n0\r\n\r\n" % (len(PAGE), PAGE)
    content = archive(
        (URL, "200 OK", gzip.compress(PAGE, mtime=0), {"Content-Encoding": "gzip"}),
        (URL + "2", "200 OK", chunked, {"Transfer-Encoding": "chunked"}),
        (URL + "3", "200 OK", PAGE, {"Transfer-Encoding": "chunked"}),
    )
    found, _, _ = split(write(tmp_path, content))
    assert [item.content for item in found] == [PAGE] * 3


@pytest.mark.parametrize("digest", ["both", "payload"])
def test_a_changed_answer_is_refused(tmp_path: Path, digest: str) -> None:
    content = archive((URL, "200 OK", PAGE, {}), (URL + "2", "200 OK", PAGE, {}), packed=False)
    if digest == "payload":
        content = b"".join(
            line for line in content.splitlines(keepends=True) if not line.startswith(b"WARC-Block-Digest")
        )
    found, (quarantine,), _ = split(write(tmp_path, content.replace(b"Oberdorf", b"Niedrdrf", 1), "a.warc"))
    assert [item.document.url for item in found] == [URL + "2"]
    assert "digest stated in it" in quarantine.reason


def test_bombs_end_within_their_bounds(tmp_path: Path) -> None:
    many = archive(*((f"{URL}{number}", "200 OK", PAGE, {}) for number in range(20)))
    _, quarantined, _ = split(write(tmp_path, many), CollectConfig(max_members=10))
    assert "more than 10 records" in quarantined[-1].reason
    large = archive((URL, "200 OK", b" " * 3_000_000, {}), (URL + "2", "200 OK", PAGE, {}))
    found, (quarantine,), _ = split(write(tmp_path, large), CollectConfig(max_file_bytes=1_000_000))
    assert quarantine.error == "TooLargeInput"
    assert len(found) == 1
    _, quarantined, _ = split(write(tmp_path, large), CollectConfig(max_unpacked_bytes=1_000_000))
    assert "max_unpacked_bytes" in quarantined[0].reason


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"no archive",
        gzip.compress(b"no archive", mtime=0),
        b"\x1f\x8bxxxx",
        b"WARC/1.0\r\n\r\n",
        b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 9999\r\n\r\nHTTP",
    ],
)
def test_what_is_no_archive_says_so(tmp_path: Path, content: bytes, capfd: pytest.CaptureFixture[str]) -> None:
    found, quarantined, _ = split(write(tmp_path, content))
    assert not found
    assert quarantined
    assert capfd.readouterr() == ("", "")


def test_an_archive_that_is_cut_off_is_read_up_to_there(tmp_path: Path) -> None:
    content = archive((URL, "200 OK", PAGE, {}), (URL + "2", "200 OK", PAGE * 50, {}))
    found, quarantined, _ = split(write(tmp_path, content[:-300]))
    assert [item.document.url for item in found][:1] == [URL]
    assert quarantined


def package(warc: bytes, stated: str | None = None, **members: bytes) -> bytes:
    description = {
        "profile": "data-package",
        "resources": [
            {
                "name": "data.warc.gz",
                "path": "archive/data.warc.gz",
                "hash": f"sha256:{stated or hashlib.sha256(warc).hexdigest()}",
                "bytes": len(warc),
            }
        ],
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        made.writestr("datapackage.json", json.dumps(description))
        made.writestr("archive/data.warc.gz", warc)
        for name, content in members.items():
            made.writestr(name, content)
    return buffer.getvalue()


def test_a_package_is_read_and_its_digest_kept(tmp_path: Path) -> None:
    content = package(archive((URL, "200 OK", PAGE, {})))
    (item,), quarantined, _ = split(write(tmp_path, content, "a.wacz"))
    assert not quarantined
    assert item.captured.capture.archive_sha256 == sha256(content)
    assert item.document.locator.endswith("a.wacz#archive/data.warc.gz#record-2")


def test_a_package_that_was_changed_or_is_none_is_refused(tmp_path: Path) -> None:
    warc = archive((URL, "200 OK", PAGE, {}))
    for content, word in (
        (package(warc, stated="0" * 64), "was changed"),
        (package(warc, **{"archive/more.warc.gz": warc}), "states no SHA-256"),
        (b"PK\x03\x04 broken", "damaged"),
        (b"", "damaged"),
    ):
        _, quarantined, _ = split(write(tmp_path, content, "a.wacz"))
        assert word in quarantined[0].reason
