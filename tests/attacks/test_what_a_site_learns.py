"""The first visit of a dossier says what the sites learn, before they learn it; through a proxy, or later, it does not."""

import http.server
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from servanda.pipeline import init_dossier

NOTE = "each site that is visited learns this machine's network address, the time and the name 'Desk Reader'"
PAGE = b"<!doctype html><html><body><p>Two boats were seized off Tarnholm, the harbour office said.</p></body></html>"


@pytest.fixture
def site() -> Iterator[tuple[str, list[Any]]]:
    """A site with one page, and the headers that its visitors sent."""
    seen: list[Any] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            seen.append(self.headers)
            self.send_response(404 if self.path == "/robots.txt" else 200)
            self.end_headers()
            self.wfile.write(b"" if self.path == "/robots.txt" else PAGE)

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", seen
    server.shutdown()
    server.server_close()


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    init_dossier(tmp_path / "case")
    settings = '[collect]\nallow_private = true\nseconds_between_requests = 0.0\nuser_agent = "Desk Reader"\n'
    (tmp_path / "case" / "dossier.toml").write_text(f'title = "Tarnholm"\n{settings}', encoding="utf-8")
    return tmp_path / "case"


def test_it_is_said_once_and_the_site_learns_no_more(desk, site, servanda):
    url, seen = site
    first, second = servanda("add", desk, f"{url}/a"), servanda("add", desk, f"{url}/b")
    assert NOTE in first.text
    assert "to go through a proxy" in first.text
    assert first.text.index(NOTE) < first.text.index(f"{url}/a"), "before the visit, not after it"
    assert "learns" not in second.text
    for headers in seen:
        assert {name.lower() for name in headers} <= {"host", "user-agent", "accept", "accept-encoding", "connection"}
        assert headers["User-Agent"] == "Desk Reader"


def test_addresses_in_a_table_are_no_other(desk, site, servanda, tmp_path):
    url, _ = site
    (tmp_path / "links.csv").write_text(f"url,publisher\n{url}/a,The Gazette\n", encoding="utf-8")
    assert NOTE in servanda("add", desk, tmp_path / "links.csv").text


def test_files_and_a_proxy_are_passed_over_in_silence(desk, site, servanda, tmp_path):
    (tmp_path / "a.txt").write_text("Two boats were seized off Tarnholm.", encoding="utf-8")
    assert "learns" not in servanda("add", desk, tmp_path / "a.txt").text
    with (desk / "dossier.toml").open("a", encoding="utf-8") as settings:
        settings.write('proxy = "socks5://127.0.0.1:1"\n')
    said = servanda("add", desk, f"{site[0]}/a")
    assert "learns" not in said.text
    assert site[1] == [], "nothing goes around the proxy"
