"""The program in a process of its own that begins where this one is: most of a command's time is importing, which is done here once.

What a person meets stays as it is: streams, working directory, exit status, and that a command may end its process at once.
"""

import os
import signal
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Callable
from functools import cache
from typing import IO, NoReturn

PATIENCE = 1800.0
"""Seconds after which a process that a test waits for is held to hang: on no machine does it take that long."""


class Running:
    """A command that has been started: a child of this process, and the files that its streams go to."""

    def __init__(self, words: tuple[object, ...], child: int, said: tuple[IO[bytes], IO[bytes]]) -> None:
        self._words, self._child, self._said = words, child, said
        self._status: int | None = None

    def poll(self) -> int | None:
        """Return its exit status, or ``None`` while it runs."""
        return self._look(os.WNOHANG)

    def wait(self) -> subprocess.CompletedProcess[str]:
        """Wait until it has ended, and return what it said."""
        status = self._look(0)
        assert status is not None
        return subprocess.CompletedProcess(["servanda", *map(str, self._words)], status, *map(_content, self._said))

    def _look(self, how: int) -> int | None:
        if self._status is None:
            child, status = os.waitpid(self._child, how)
            self._status = os.waitstatus_to_exitcode(status) if child else None
        return self._status


def servanda(*words: object, text: str = "", before: Callable[[], object] = int) -> subprocess.CompletedProcess[str]:
    """Run ``servanda`` with these words, ``text`` on its standard input. ``before`` is done in the child first."""
    return start(*words, text=text, before=before).wait()


def start(*words: object, text: str = "", before: Callable[[], object] = int) -> Running:
    """Do as `servanda`, and do not wait for its end."""
    main = loaded()
    given, out, err = (tempfile.TemporaryFile("w+b") for _ in range(3))  # noqa: SIM115 - closed with what holds them
    with given:
        given.write(text.encode())
        given.seek(0)
        child = os.fork()
        if not child:
            become(("servanda", *map(str, words)), main, (given, out, err), before)
    return Running(words, child, (out, err))


@cache
def loaded() -> Callable[[], None]:
    """Open what commands open when they need it, for a child would do so for itself alone; return the program."""
    from servanda import pipeline, store
    from servanda.cli import main
    from servanda.reference.language import opened_language

    opened_language("en_core_web_sm")
    for room in (pipeline, store):
        for name in room.__all__:
            getattr(room, name)
    return main


def become(
    argv: tuple[str, ...], main: Callable[[], None], streams: tuple[IO[bytes], ...], before: Callable[[], object]
) -> NoReturn:
    """Run ``main`` over these streams, ``before`` first, and end; nothing of the tests is run in this process again."""
    status: object = 1
    try:
        for number, stream in enumerate(streams):
            os.dup2(stream.fileno(), number)
        sys.stdin, sys.stdout, sys.stderr = (
            os.fdopen(number, mode, buffering, encoding="utf-8")
            for number, (mode, buffering) in enumerate((("r", -1), ("w", -1), ("w", 1)))
        )
        sys.argv = list(argv)
        signal.alarm(int(PATIENCE))
        before()
        main()
        status = 0
    except SystemExit as ended:
        status = ended.code or 0
    except BaseException:  # noqa: BLE001 - as Python ends where nobody catches it
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status if isinstance(status, int) else 1)


def _content(stream: IO[bytes]) -> str:
    stream.seek(0)
    return stream.read().decode()
