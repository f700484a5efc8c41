"""Commands in processes of their own that begin where a process without threads is which has the program and the desk loaded.

`tests.forked` forks the process of the tests, which here serves desks in threads. What a person meets stays as it is.
"""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from typing import IO, Any, NoReturn

from tests.forked import PATIENCE, become, loaded

_ROOT = Path(__file__).resolve().parents[2]
_LOOKS_SECONDS = 0.02


class Begun:
    """A command that has been started, with the files that its streams go to."""

    def __init__(self, *words: object, script: str = "") -> None:
        """Start ``servanda`` with these words, or the ``script``, with the words as what is given to it."""
        self._words = ["servanda", *map(str, words)]
        self._out, self._err = (tempfile.NamedTemporaryFile(mode="r", encoding="utf-8") for _ in range(2))  # noqa: SIM115 - closed with what holds them
        asked = {"argv": self._words, "script": script, "streams": [os.devnull, self._out.name, self._err.name]}
        self.child = _told(asked)

    def first_line(self) -> str:
        """Wait for the first line that it says to standard error, and return it."""
        for _ in range(int(PATIENCE / _LOOKS_SECONDS)):
            line, is_whole, _ = Path(self._err.name).read_text(encoding="utf-8").partition("\n")
            if is_whole:
                return line
            time.sleep(_LOOKS_SECONDS)
        raise AssertionError("it said nothing")

    def end(self) -> None:
        """Ask it to end, as who manages services does."""
        os.kill(self.child, signal.SIGTERM)

    def wait(self) -> subprocess.CompletedProcess[str]:
        """Wait until it has ended, and return what it said."""
        status = _told({"awaited": self.child})
        with self._out, self._err:
            return subprocess.CompletedProcess(self._words, status, self._out.read(), self._err.read())


def _told(asked: dict[str, Any]) -> int:
    """Tell the process from which others are forked what to do, and return what it answers."""
    process = _parent()
    process.stdin.write(json.dumps(asked) + "\n")
    process.stdin.flush()
    return int(process.stdout.readline())


@cache
def _parent() -> subprocess.Popen[str]:
    """Start the process that others are forked from; it ends with that of the tests, whose end closes its input."""
    command = [sys.executable, "-c", "from tests.web.forking import serve; serve()"]
    way = os.pathsep.join(filter(None, (str(_ROOT), os.environ.get("PYTHONPATH"))))
    return subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=os.environ | {"PYTHONPATH": way}
    )


def serve() -> None:
    """Fork what is asked for on standard input, a line each, and answer with its number, or with the status of one that is awaited."""
    main = loaded()
    import servanda.web  # noqa: F401 - loaded for all that are forked from here

    going: set[int] = set()
    for line in sys.stdin:
        asked = json.loads(line)
        if child := asked.get("awaited"):
            answer = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
            going.discard(child)
        else:
            answer = _forked(asked, main)
            going.add(answer)
        print(answer, flush=True)
    for child in going:
        os.kill(child, signal.SIGTERM)


def _forked(asked: dict[str, Any], main: Callable[[], None]) -> int:
    child = os.fork()
    if not child:
        _become(asked, main)
    return child


def _become(asked: dict[str, Any], main: Callable[[], None]) -> NoReturn:
    modes = zip(asked["streams"], ("rb", "wb", "wb"), strict=True)
    streams: list[IO[bytes]] = [Path(name).open(mode) for name, mode in modes]  # noqa: SIM115 - they are the streams of a process
    run = partial(exec, asked["script"], {"__name__": "__main__"}) if asked["script"] else main
    become(tuple(asked["argv"]), lambda: _closing(run), tuple(streams), int)


def _closing(run: Callable[[], None]) -> None:
    """Do what a process does, and close the accounts as an interpreter does that ends."""
    from django.conf import settings
    from django.db import connections

    try:
        run()
    finally:
        if settings.configured:
            connections.close_all()
