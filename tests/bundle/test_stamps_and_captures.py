"""Time-stamps and captures from the web inside a bundle."""

import gzip
import http.server
import io
import json
import shutil
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.truce import AGREEMENT
from warcio.archiveiterator import ArchiveIterator

from servanda.pipeline import ReportRequest, add_sources, init_dossier, open_case, run_case, stamp_case, write_report
from servanda.report import examined
from servanda.report.bundle.wacz import Resource, wacz

TEXT = "The Rapid Support Forces shelled Nyala on Monday, 5 May 2031. Nine people were killed, a doctor said."
PAGE = f"<!doctype html><html lang='en'><head><title>Nyala</title></head><body><article><p>{TEXT}</p></article></body></html>".encode()


def _silent(*_: object) -> None:
    return


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200 if self.path == "/news/nyala" else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(PAGE if self.path == "/news/nyala" else b"")

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def folder(site: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dossier with one page from the web and one file."""
    folder = tmp_path_factory.mktemp("web") / "case"
    init_dossier(folder)
    settings = 'title = "Nyala"\ncountries = ["SD"]\n[collect]\nallow_private = true\nseconds_between_requests = 0.0\n'
    (folder / "dossier.toml").write_text(settings, encoding="utf-8")
    (folder / "agreements" / "truce.yaml").write_text(AGREEMENT, encoding="utf-8")
    (folder.parent / "denial.txt").write_text("The Rapid Support Forces denied that they shelled Nyala on 5 May 2031.")
    with open_case(folder, create=True) as case:
        add_sources(case, [f"{site}/news/nyala", str(folder.parent / "denial.txt")], _silent, public=True)
        run_case(case, "local", 0, _silent)
    return folder


def _bundle(folder: Path, output: Path) -> dict[str, bytes]:
    with open_case(folder) as case:
        write_report(case, output, ReportRequest("court", with_proofs=True))
    with zipfile.ZipFile(output) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_a_captured_page_is_packed_as_it_came_over_the_wire(folder, site, tmp_path):
    files = _bundle(folder, tmp_path / "x.zip")
    assert examined(tmp_path / "x.zip")[0] == []
    with zipfile.ZipFile(io.BytesIO(files["captures.wacz"])) as archive:
        warc = archive.read("archive/data.warc.gz")
        index = gzip.decompress(archive.read("indexes/index.cdx.gz")).decode().splitlines()
        pages = [json.loads(line) for line in archive.read("pages/pages.jsonl").splitlines()]
    responses = {
        record.rec_headers["WARC-Target-URI"]: record.content_stream().read()
        for record in ArchiveIterator(io.BytesIO(warc))
        if record.rec_type in {"response", "resource"}
    }
    assert responses[f"{site}/news/nyala"] == PAGE
    assert {page.get("url") for page in pages} >= {f"{site}/news/nyala"}
    for line in index:
        fields = json.loads(line.split(" ", 2)[2])
        start, length = int(fields["offset"]), int(fields["length"])
        [record] = ArchiveIterator(io.BytesIO(warc[start : start + length]))
        assert record.rec_headers["WARC-Target-URI"] == fields["url"]
    assert len(index) == len(responses)


def test_the_capture_record_with_address_headers_and_time_is_proven(folder, site, tmp_path):
    files = _bundle(folder, tmp_path / "x.zip")
    records = [json.loads(line) for line in files["records.jsonl"].split(b"\n") if line]
    [capture] = [json.loads(item["body"]) for item in records if item["kind"] == "capture"]
    assert capture["url"] == f"{site}/news/nyala"
    assert ["Content-Type", "text/html; charset=utf-8"] in capture["exchanges"][0]["response_headers"]
    objects = {item["id"] for item in records if item["kind"] == "object"}
    assert {capture["warc_sha256"], capture["object_sha256"]} <= objects


def test_the_same_captures_give_the_same_archive(tmp_path):
    resources = [Resource(b"one", "text/plain", "2031-05-01T10:00:00Z", "One")]
    for name in "ab":
        with (tmp_path / name).open("w+b") as out, (tmp_path / f"{name}.work").open("w+b") as archive:
            wacz(out, archive, [], resources, ("2031-06-01T00:00:00Z", "servanda"))
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


@pytest.mark.openssl
def test_stamps_are_checked_with_openssl_and_said_to_be_unchecked_without(folder, authority, stranger, alone, tmp_path):
    shutil.copy(authority.root, folder / "stamp-roots.pem")
    with authority.serving() as address:
        settings = (folder / "dossier.toml").read_text(encoding="utf-8")
        (folder / "dossier.toml").write_text(f'stamp_authority = "{address}"\n{settings}', encoding="utf-8")
        with open_case(folder) as case:
            assert len(stamp_case(case).stamped) == 1
    _bundle(folder, tmp_path / "x.zip")
    with zipfile.ZipFile(tmp_path / "x.zip") as archive:
        archive.extractall(tmp_path / "x")
    where = str(Path(shutil.which("openssl") or "").parent)
    done = alone(tmp_path / "x", path=where)
    assert done.returncode == 0, done.stdout
    assert "time-stamps: 1 checked" in done.stdout
    done = alone(tmp_path / "x")
    assert (done.returncode, "time-stamps: UNCHECKED (no OpenSSL here)" in done.stdout) == (0, True)
    done = alone(tmp_path / "x", "--roots", str(stranger.root), path=where)
    assert done.returncode == 1
    assert "is no time-stamp of the tree head of that size by a trusted authority" in done.stdout
