"""A PostgreSQL server of our own on the loopback address, for the tests: started and stopped here, with a new database for each that asks."""

import getpass
import importlib.util
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import pytest

PROGRAMS = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))


class Server:
    """A running server; its programs stand in ``programs``, and its one role is ``desk``."""

    def __init__(self, folder: Path, port: int) -> None:
        self.programs = PROGRAMS[-1].parent
        self.port = port
        self._folder = folder
        self._numbers = count(1)

    def database(self) -> str:
        """Make an empty database and return its URL."""
        name = f"case{next(self._numbers)}"
        self.run("psql", "-q", "-c", f"CREATE DATABASE {name}", "postgres")
        return self.url(name)

    def url(self, name: str) -> str:
        return f"postgresql+pg8000://desk@127.0.0.1:{self.port}/{name}"

    def run(self, program: str, *words: str) -> None:
        """Run one of PostgreSQL's client programs against this server."""
        where = ("-h", "127.0.0.1", "-p", str(self.port), "-U", "desk")
        subprocess.run([str(self.programs / program), *where, *words], check=True, capture_output=True)


@contextmanager
def served() -> Iterator[Server]:
    """Run a server during the body; PostgreSQL refuses to run as root, so another user runs it then."""
    if not PROGRAMS:
        pytest.skip("no PostgreSQL server programs on this machine")
    if not importlib.util.find_spec("pg8000"):
        pytest.skip("no PostgreSQL driver: pip install 'servanda[postgresql]'")
    user = "postgres" if os.getuid() == 0 else getpass.getuser()
    folder = Path(tempfile.mkdtemp(prefix="servanda-pg-"))
    os.chown(folder, pwd.getpwnam(user).pw_uid, -1)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c fsync=off"
    data = str(folder / "data")
    control = [str(PROGRAMS[-1].with_name("pg_ctl")), "-D", data, "-w"]

    def run(*command: str) -> None:
        silent = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        subprocess.run(command, cwd=folder, user=user, check=True, **silent)

    run(str(PROGRAMS[-1]), "-D", data, "-A", "trust", "-U", "desk", "-N")
    run(*control, "-l", str(folder / "log"), "-o", options, "start")
    try:
        yield Server(folder, port)
    finally:
        run(*control, "-m", "immediate", "stop")
        shutil.rmtree(folder)
