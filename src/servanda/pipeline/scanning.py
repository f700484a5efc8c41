"""Tesseract, run for the room parse: optional, installed by the user, never fetched."""

import os
import shutil
import subprocess

from servanda.errors import BrokenInput, MachineError, UnsupportedInput
from servanda.parse import ParseConfig, Scanner

_PROGRAM = "tesseract"
_N_SHOWN = 200
# One thread: the words found must not hang on the machine's cores, and runs have workers of their own.
_ENVIRONMENT = {"OMP_THREAD_LIMIT": "1", "LC_ALL": "C"}


def open_scanner(config: ParseConfig) -> Scanner | None:
    """Return tesseract with the configured languages, `None` where there are none.

    Where it or one of the languages is not installed, the scanner says so of each picture: other documents are read.
    """
    if not config.ocr_languages:
        return None
    program = shutil.which(_PROGRAM)
    if program is None:
        return _missing("scans need the program tesseract: install tesseract-ocr, or leave ocr_languages out.")
    missing = sorted(set(config.ocr_languages) - set(_said(program, "--list-langs").split()))
    if missing:
        return _missing(f"tesseract has no language {', '.join(missing)}: install tesseract-ocr-{missing[0]}.")
    languages = "+".join(config.ocr_languages)
    words = _said(program, "--version").split()
    number = words[1] if len(words) > 1 else "unknown"
    command = (program, "stdin", "stdout", "-l", languages, "--dpi", "300", "tsv")
    return Scanner(f"tesseract-{number}-{languages}", lambda picture: _table(command, picture, config.max_ocr_seconds))


def _missing(reason: str) -> Scanner:
    def refuse(_picture: bytes) -> str:
        raise UnsupportedInput(reason)

    return Scanner("missing", refuse)


def _table(command: tuple[str, ...], picture: bytes, max_seconds: float) -> str:
    """Return the words in a picture. Raises `BrokenInput` where it cannot be read, or not in time, and `MachineError`."""
    environment = os.environ | _ENVIRONMENT
    try:
        done = subprocess.run(  # noqa: S603 - our own command; the picture comes on standard input
            command, input=picture, capture_output=True, check=False, timeout=max_seconds, env=environment
        )
    except subprocess.TimeoutExpired as error:
        raise BrokenInput(f"tesseract took longer than {max_seconds:g} s for a page (max_ocr_seconds).") from error
    if done.returncode < 0:
        raise MachineError(f"tesseract was ended by signal {-done.returncode}.")
    if done.returncode:
        said = " ".join(done.stderr.decode("utf-8", errors="replace").split())[:_N_SHOWN]
        raise BrokenInput(f"tesseract cannot read the picture ({said or f'status {done.returncode}'}).")
    return done.stdout.decode("utf-8", errors="replace")


def _said(program: str, option: str) -> str:
    done = subprocess.run(  # noqa: S603 - our own command
        [program, option], capture_output=True, text=True, check=False, timeout=60, env=os.environ | _ENVIRONMENT
    )
    return done.stdout or done.stderr
