"""`add` with web addresses: captures are bound into the custody log, and what became of each address is said."""

import http.server
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from servanda.model.codec import sha256
from servanda.pipeline import add_sources, open_case
from servanda.store import verify
from servanda.store.sealing import MAGIC

PAGE = b"<!doctype html><html lang='en'><head><title>Nyala</title></head><body><article><p>Nine people were killed in Nyala, a doctor said.</p></article></body></html>"
RSS = b"<rss version='2.0'><channel><title>T</title><item><link>/a</link></item><item><link>/gone</link></item></channel></rss>"


@pytest.fixture
def site() -> Iterator[str]:
    """A site with a feed, one page and one that is gone."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = {"/a": PAGE, "/feed": RSS}.get(self.path)
            self.send_response(404 if body is None else 200)
            self.end_headers()
            self.wfile.write(body or b"gone")

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def open_to_here(dossier: Path) -> Path:
    """A dossier that may visit this machine."""
    with (dossier / "dossier.toml").open("a", encoding="utf-8") as file:
        file.write("[collect]\nallow_private = true\nseconds_between_requests = 0.0\n")
    return dossier


def add(folder: Path, *sources: str) -> Any:
    with open_case(folder, create=True) as case:
        return add_sources(case, sources, lambda *_: None)


def test_a_feed_is_stored_with_its_pages_and_visited_once(open_to_here: Path, site: str) -> None:
    first = add(open_to_here, f"{site}/feed")
    assert (first.n_new, first.n_known, len(first.quarantined)) == (1, 0, 1)
    assert [line.split()[0] for line in first.visits] == ["kept:", "new:", "kept:"]
    second = add(open_to_here, f"{site}/feed")
    assert (second.n_new, second.n_known) == (0, 1)
    assert [line.split()[0] for line in second.visits] == ["kept:", "known:", "kept:"]
    with open_case(open_to_here) as case:
        captures = list(case.store.records("capture"))
        assert 3 <= len(captures) <= 5, "two visits in one second that give the same bytes are one capture"
        page = next(capture for capture in captures if capture.document_id)
        document = case.store.get("document", page.document_id)
        assert (document.object_sha256, document.received_at, document.url) == (
            sha256(PAGE),
            page.started_at,
            f"{site}/a",
        )
        assert case.store.object(page.object_sha256) == PAGE
        assert case.store.object(page.warc_sha256).startswith(b"\x1f\x8b")
        assert page.tool.startswith("servanda ")
        assert list(verify(case.store)) == []


def test_visits_of_internal_pages_are_sealed_with_all_that_they_left(open_to_here: Path, site: str) -> None:
    """The feed and the page that is gone have no document and are internal; addresses, headers and bytes go with them."""
    with (open_to_here / "dossier.toml").open("a", encoding="utf-8") as file:
        file.write('[protection]\nencrypt = "internal"\n')
    add(open_to_here, f"{site}/feed")
    assert add(open_to_here, f"{site}/feed").n_known == 1
    kept = [path.read_bytes() for path in (open_to_here / "evidence").glob("??/*")]
    assert len(kept) >= 5
    assert all(content.startswith(MAGIC) for content in kept)
    for path in open_to_here.rglob("*"):
        words = (b"Nyala", b"/gone", site.encode())
        assert not path.is_file() or not any(word in path.read_bytes() for word in words), path
    with open_case(open_to_here) as case:
        assert PAGE in [case.store.object(capture.object_sha256) for capture in case.store.records("capture")]
        assert list(verify(case.store)) == []


def test_the_same_page_again_is_known_and_a_further_capture(open_to_here: Path, site: str) -> None:
    first, second = add(open_to_here, f"{site}/a"), add(open_to_here, f"{site}/a")
    assert (first.n_new, second.n_new, second.n_known) == (1, 0, 1)
    assert second.visits[0].startswith(f"known: {site}/a (doc_")


@pytest.mark.parametrize(
    ("old", "new"), [(b'"status":200', b'"status":201'), (b"/a", b"/b"), (b'started_at":"2', b'started_at":"3')]
)
def test_a_changed_capture_is_found_by_verify(open_to_here: Path, site: str, old: bytes, new: bytes) -> None:
    """Even where the hash beside the record is changed with it: the custody entry binds status, address and time."""
    add(open_to_here, f"{site}/a")
    with sqlite3.connect(open_to_here / "records.sqlite") as base:
        for (trigger,) in base.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            base.execute(f'DROP TRIGGER "{trigger}"')
        (body,) = base.execute("SELECT body FROM records WHERE kind = 'capture'").fetchone()
        changed = body.replace(old, new)
        assert changed != body
        base.execute("UPDATE records SET body = ?, sha256 = ? WHERE kind = 'capture'", (changed, sha256(changed)))
    with open_case(open_to_here) as case:
        assert list(verify(case.store))


def test_without_leave_this_machine_is_refused(dossier: Path, site: str) -> None:
    summary = add(dossier, f"{site}/a")
    assert summary.n_new == 0
    assert "not a public address" in summary.quarantined[0].reason


def test_the_program_says_what_it_did(open_to_here: Path, site: str) -> None:
    with (open_to_here / "dossier.toml").open("a", encoding="utf-8") as file:
        file.write("seconds_between_request = 1.0\n")
    command = [str(Path(sys.executable).with_name("servanda")), "add", str(open_to_here), f"{site}/a", f"{site}/gone"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 3, done.stderr
    assert f"new: {site}/a (doc_" in done.stderr
    assert f"kept: {site}/gone (cap_" in done.stderr
    assert "quarantined: " in done.stderr
    assert "404" in done.stderr
    assert "1 new, 0 known, 1 quarantined" in done.stderr
    assert "unknown field 'seconds_between_request' is ignored" in done.stderr


def test_a_wrong_setting_is_named(dossier: Path, site: str) -> None:
    from servanda.errors import ConfigError

    with (dossier / "dossier.toml").open("a", encoding="utf-8") as file:
        file.write("[collect]\nmax_seconds = -1.0\n")
    with pytest.raises(ConfigError, match="must be above 0"):
        add(dossier, site)


def test_a_watched_folder_is_collected_while_the_program_waits(dossier: Path, tmp_path: Path) -> None:
    from servanda.pipeline import watch_folders

    folder = tmp_path / "inbox"
    folder.mkdir()
    deeds = iter(
        [
            lambda: (folder / "a.txt").write_text("Two shells fell."),
            lambda: None,
            lambda: (folder / "b.xyz").write_bytes(b""),
            lambda: None,
        ]
    )

    def pause() -> bool:
        deed = next(deeds, None)
        if deed:
            deed()
        return deed is not None

    with open_case(dossier, create=True) as case:
        brought = list(watch_folders(case, [folder], lambda *_: None, pause))
        assert [(one.n_new, len(one.quarantined)) for one in brought] == [(1, 0), (0, 1)]
        assert len(list(case.store.records("document"))) == 1


def test_a_watched_file_waits_while_another_process_writes(
    dossier: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from servanda.errors import StoreBusy
    from servanda.pipeline import watch_folders

    (tmp_path / "inbox").mkdir()
    (tmp_path / "inbox" / "a.txt").write_text("Two shells fell.", encoding="utf-8")
    with open_case(dossier, create=True) as case:
        writer, calls, pauses = case.store.writer, [], iter([True, True, False])

        def busy(*args: Any) -> Any:
            calls.append(args)
            if len(calls) == 1:
                raise StoreBusy("being written by process 1.")
            return writer(*args)

        monkeypatch.setattr(case.store, "writer", busy)
        brought = list(watch_folders(case, [tmp_path / "inbox"], lambda *_: None, lambda: next(pauses)))
        assert [one.n_new for one in brought] == [0, 1]
        assert "tried again" in brought[0].warnings[0]
