"""The program in a process of its own that begins where this one is: most of a command's time is importing, which is done here once.

What a person meets stays as it is: streams, working directory, exit status, and that a command may end its process at once.
"""

import os
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Callable
from functools import cache
from typing import IO, NoReturn


def servanda(*words: object, text: str = "") -> subprocess.CompletedProcess[str]:
    """Run ``servanda`` with these words, ``text`` on its standard input."""
    main = _loaded()
    with (
        tempfile.TemporaryFile("w+b") as given,
        tempfile.TemporaryFile("w+b") as out,
        tempfile.TemporaryFile("w+b") as err,
    ):
        given.write(text.encode())
        given.seek(0)
        child = os.fork()
        if not child:
            _become(("servanda", *map(str, words)), main, (given, out, err))
        _, status = os.waitpid(child, 0)
        said = [_content(stream) for stream in (out, err)]
    return subprocess.CompletedProcess(["servanda", *words], os.waitstatus_to_exitcode(status), *said)


@cache
def _loaded() -> Callable[[], None]:
    """Open what commands open when they need it, for a child would do so for itself alone; return the program."""
    from servanda import pipeline, store
    from servanda.cli import main
    from servanda.reference.language import opened_language

    opened_language("en_core_web_sm")
    for room in (pipeline, store):
        for name in room.__all__:
            getattr(room, name)
    return main


def _become(argv: tuple[str, ...], main: Callable[[], None], streams: tuple[IO[bytes], ...]) -> NoReturn:
    """Run ``main`` over these streams and end; nothing of the tests is run in this process again."""
    status: object = 1
    try:
        for number, stream in enumerate(streams):
            os.dup2(stream.fileno(), number)
        sys.stdin, sys.stdout, sys.stderr = (
            os.fdopen(number, mode, encoding="utf-8") for number, mode in enumerate("rww")
        )
        sys.argv = list(argv)
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
