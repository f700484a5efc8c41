"""`stamp` over HTTP, against an authority on this machine."""

import shutil
import socket
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from tests.conftest import PATIENCE

from servanda.collect import StampConfig, request_stamp
from servanda.errors import ConfigError, NetworkError
from servanda.pipeline import add_sources, open_case, stamp_case, verify_case, verify_notes

pytestmark = pytest.mark.openssl


def _nothing(_what: str, _done: int, _total: int) -> None:
    """No progress bar in tests."""


@pytest.fixture
def collected(dossier: Path, reports: Path) -> Path:
    with open_case(dossier, create=True) as case:
        add_sources(case, [str(reports)], _nothing)
    return dossier


def _configure(dossier: Path, address: str) -> None:
    settings = dossier / "dossier.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(f'stamp_authority = "{address}"\n{text}', encoding="utf-8")


def _unused_address() -> str:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{free.getsockname()[1]}/"


def test_a_dossier_is_stamped_and_verified_offline(collected, authority):
    shutil.copy(authority.root, collected / "stamp-roots.pem")
    with authority.serving() as address:
        _configure(collected, address)
        with open_case(collected) as case:
            summary = stamp_case(case)
            again = stamp_case(case)
    assert [stamped.size for stamped in summary.stamped] == [2]
    assert (summary.waiting, again.stamped, again.waiting) == ((), (), ())
    with open_case(collected) as case:
        assert verify_case(case) == ()
        assert [note[:26] for note in verify_notes(case)] == [
            "no outside witness was ask",
            "not covered: the truth of ",
        ]
        details = {opening.field for _, opening in case.store.vault.lines()}
    assert {"authority", "head", "stamped_at"} <= details


def test_without_an_authority_or_a_network_the_request_waits(collected, authority):
    shutil.copy(authority.root, collected / "stamp-roots.pem")
    with open_case(collected) as case:
        summary = stamp_case(case)
    assert (summary.stamped, summary.waiting) == ((), (2,))
    assert "stamp_authority" in summary.reason
    _configure(collected, _unused_address())
    with open_case(collected) as case:
        summary = stamp_case(case)
        assert "cannot be reached" in summary.reason
        assert verify_case(case) == ()
    with authority.serving() as address:
        settings = (collected / "dossier.toml").read_text(encoding="utf-8").splitlines()
        (collected / "dossier.toml").write_text("\n".join(settings[1:]), encoding="utf-8")
        _configure(collected, address)
        with open_case(collected) as case:
            assert [stamped.size for stamped in stamp_case(case).stamped] == [2]
            assert verify_case(case) == ()


def test_an_authority_whose_root_is_not_pinned_is_refused(collected, authority, stranger):
    shutil.copy(authority.root, collected / "stamp-roots.pem")
    with stranger.serving() as address:
        _configure(collected, address)
        with open_case(collected) as case:
            summary = stamp_case(case)
    assert summary.waiting == (2,)
    assert "does not hold" in summary.reason


class _Odd(BaseHTTPRequestHandler):
    """A server that is no authority: what it does stands in the path."""

    def do_POST(self) -> None:
        kind = "text/html" if self.path == "/page" else "application/timestamp-reply"
        self.send_response({"/moved": 302, "/broken": 500}.get(self.path, 200))
        self.send_header("Location", "http://127.0.0.1:9/")
        self.send_header("Content-Type", kind)
        self.end_headers()
        self.wfile.write(b"0" * (100_000 if self.path == "/long" else 10))
        if self.path == "/silent":
            threading.Event().wait(1)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def odd():
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Odd)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/page", "text/html"),
        ("/moved", "status 302"),
        ("/broken", "status 500"),
        ("/long", "more than"),
        ("/silent", "cannot be reached"),
    ],
)
def test_an_odd_answer_is_no_time_stamp(odd, path, said):
    with pytest.raises(NetworkError, match=said) as error:
        request_stamp(odd + path, b"request", StampConfig(seconds=0.3 if path == "/silent" else PATIENCE))
    assert error.value.transient


def test_other_schemes_are_refused():
    with pytest.raises(ConfigError, match="no http or https"):
        request_stamp("file:///etc/hostname", b"request", StampConfig())
