"""What all tests share: where the repository is, what this machine has, a PostgreSQL server and a time-stamping authority of our own."""

import shutil
import subprocess
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from tests.forked import PATIENCE
from tests.server import Server, served

# No test may depend on how fast or busy a machine is, nor on chance: `make torture` draws other examples each time.
settings.register_profile("fresh", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("any_machine", settings.get_profile("fresh"), derandomize=True)
settings.load_profile("any_machine")

__all__ = ["PATIENCE"]
ROOT = Path(__file__).resolve().parent.parent
_DESKS = ROOT / "tests" / "web"
NEEDS = {
    "openssl": ("openssl",),
    "browser": ("chromium", "chromium-browser", "google-chrome"),
    "postgresql": ("postgres", "pg_ctl", "pg_ctlcluster"),
}


def pytest_addoption(parser: pytest.Parser) -> None:
    """`make torture`: the long rounds of tests that otherwise try a sample. Golden files are written anew on demand only."""
    parser.addoption("--torture", action="store_true", help="four times the flips and kills, and texts of megabytes")
    parser.addoption(
        "--golden-write", action="store_true", help="write how documents are read now (tests/parse/golden)"
    )


@pytest.fixture(scope="session")
def rounds(request: pytest.FixtureRequest) -> int:
    """How often a test goes through its sample: once, or four times with ``--torture``."""
    return 4 if request.config.getoption("--torture") else 1


@pytest.fixture(scope="session")
def root() -> Path:
    """The root of the repository."""
    return ROOT


@pytest.fixture(scope="session")
def shared(root: Path) -> Path:
    """The folder with the measurement data beside the repository; the test is skipped where it is absent."""
    folder = root.parent / "shared"
    if not folder.is_dir():
        pytest.skip("no measurement data beside the repository (../shared)")
    return folder


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A PostgreSQL server that this process of the tests starts and stops."""
    with served() as running:
        yield running


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Before any fixture of a test is set up, those of its module too: no fault hides, and what is no test of processes starts none.

    No fault of a rule of extraction hides behind its guard, except where a test is about guards. Documents are taken apart,
    looked at and read in the process of the test, except where a test is about the bounds of that. A desk reads in threads,
    which must not share what reads: it has its processes.
    """
    with pytest.MonkeyPatch.context() as patched:
        if item.get_closest_marker("guarded") is None:
            patched.setattr("servanda.extract.reading.guarding.CAUGHT", ())
        if item.get_closest_marker("bounded") is None:
            patched.setattr("servanda.pipeline.looking.WORKERS", 0)
            patched.setattr("servanda.pipeline.splitting.WORKERS", 0)
            if not item.path.is_relative_to(_DESKS):
                patched.setattr("servanda.pipeline.parsing.in_processes", _here)
        return (yield)


def _here(items: Iterable[Any], work: Any, _workers: int) -> Iterator[tuple[Any, ...]]:
    """Do the work in this process, as a run without workers does."""
    from servanda.pipeline.parsing import done

    return done(items, work, 0)


@pytest.fixture(scope="session", autouse=True)
def _stretched_once() -> Iterator[None]:
    """A passphrase is stretched at its true cost, a second of this machine, but once a process for each salt."""
    from nacl.pwhash import argon2id

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(argon2id, "kdf", lru_cache(maxsize=4096)(argon2id.kdf))
        yield


@pytest.fixture
def cheap_passphrases() -> Iterator[None]:
    """Passphrases are stretched at the least cost, for tests of what lies behind them: tests/store/test_stretching.py holds the true one."""
    from nacl.pwhash import argon2id

    true, least = argon2id.kdf, {"opslimit": argon2id.OPSLIMIT_MIN, "memlimit": argon2id.MEMLIMIT_MIN}
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(argon2id, "kdf", lambda size, words, salt, *_, **__: true(size, words, salt, **least))
        yield


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip, and say so, the tests that need a program which this machine does not have, and those of `make torture`."""
    for item in items:
        if item.get_closest_marker("torture") and not item.config.getoption("--torture"):
            item.add_marker(pytest.mark.skip(reason="takes minutes: make torture"))
    for marker, programs in NEEDS.items():
        if any(shutil.which(program) for program in programs):
            continue
        for item in items:
            if item.get_closest_marker(marker):
                item.add_marker(pytest.mark.skip(reason=f"needs one of: {', '.join(programs)}"))


_AUTHORITY = """
[ tsa ]
default_tsa = ours
[ ours ]
serial = serial
signer_cert = stamps.pem
certs = root.pem
signer_key = stamps.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha512
ess_cert_id_alg = sha256
[ stamping ]
extendedKeyUsage = critical, timeStamping
"""


class StampAuthority:
    """An authority that OpenSSL runs in ``folder``: a root, a stamping certificate under it, and answers to requests."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.root = folder / "root.pem"
        (folder / "tsa.cnf").write_text(_AUTHORITY, encoding="ascii")
        (folder / "serial").write_text("01\n", encoding="ascii")
        new = ("req", "-newkey", "rsa:2048", "-nodes", "-sha256")
        self._openssl(*new, "-x509", "-subj", "/CN=Root of tests", "-keyout", "root.key", "-out", "root.pem")
        self._openssl(*new, "-subj", "/CN=Stamps of tests", "-keyout", "stamps.key", "-out", "stamps.csr")
        self._openssl(
            "x509", "-req", "-in", "stamps.csr", "-CA", "root.pem", "-CAkey", "root.key", "-CAcreateserial",
            "-extfile", "tsa.cnf", "-extensions", "stamping", "-out", "stamps.pem",
        )  # fmt: skip

    def answer(self, request: bytes) -> bytes:
        """Return the authority's answer (DER) to a request (DER)."""
        (self.folder / "request").write_bytes(request)
        self._openssl("ts", "-reply", "-config", "tsa.cnf", "-queryfile", "request", "-out", "answer")
        return (self.folder / "answer").read_bytes()

    @contextmanager
    def serving(self, kind: str = "application/timestamp-reply") -> Iterator[str]:
        """Serve answers on this machine during the body, and yield the address."""
        authority = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                answer = authority.answer(self.rfile.read(int(self.headers["Content-Length"])))
                self.send_response(200)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            server.server_close()

    def _openssl(self, *words: str) -> None:
        subprocess.run(["openssl", *words], cwd=self.folder, check=True, capture_output=True)


@pytest.fixture(scope="session")
def authority(tmp_path_factory) -> StampAuthority:
    """A time-stamping authority; tests that ask for it are marked ``openssl``."""
    return StampAuthority(tmp_path_factory.mktemp("authority"))


@pytest.fixture(scope="session")
def stranger(tmp_path_factory) -> StampAuthority:
    """Another authority, whose root nobody has pinned."""
    return StampAuthority(tmp_path_factory.mktemp("stranger"))
