"""Where the passphrase of the signing key and the vault comes from: a file, the environment, or the person at the terminal."""

import getpass
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

from servanda.cli.output import say
from servanda.errors import UsageError

VARIABLE = "SERVANDA_PASSPHRASE"
_from_file: ContextVar[str | None] = ContextVar("passphrase", default=None)


@contextmanager
def taken_from(file: Path | None) -> Iterator[None]:
    """Take the passphrase from a file while the block runs. Raises `UsageError` where others can read it, or it holds none."""
    token = _from_file.set(read_passphrase(file) if file else None)
    try:
        yield
    finally:
        _from_file.reset(token)


def read_passphrase(file: Path) -> str:
    """Return the passphrase in a file: its first line. Raises `UsageError` where others can read the file, or it holds none."""
    try:
        mode = stat.S_IMODE(file.stat().st_mode)
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{file}: cannot be read ({error}); give the file that holds the passphrase") from error
    if os.name == "posix" and mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise UsageError(f"{file}: others on this machine can read the passphrase (mode {mode:03o}): chmod 600 {file}")
    if not lines or not lines[0]:
        raise UsageError(f"{file}: its first line is empty; write the passphrase there")
    return lines[0]


def given_passphrase() -> str | None:
    """Return the passphrase of ``--passphrase-file``, else of the variable SERVANDA_PASSPHRASE, ``None`` without either."""
    return _from_file.get() or os.environ.get(VARIABLE) or None


def passphrase(folder: Path) -> str | None:
    """Return the passphrase that opens the signing key in ``folder``, ``None`` where none is needed or to be had.

    The file or variable is taken; without them a person is asked, once, if the key needs one.
    """
    from servanda.pipeline import is_key_locked

    given = given_passphrase()
    if given or not is_key_locked(folder):
        return given
    if sys.stdin.isatty():
        given = getpass.getpass("passphrase of the signing key (empty: go on without signing): ")
    if not given:
        say(
            f"note: the signing key needs a passphrase (--passphrase-file, or {VARIABLE}): what is written now is signed when it is next given"
        )
    return given or None


def passphrase_to_read(folder: Path) -> str | None:
    """Return the passphrase for a command that only reads, ``None`` where none is needed, to be had, or tellable.

    A damaged key is the matter of what reads it.
    """
    from servanda.errors import StoreError
    from servanda.pipeline import is_key_locked, is_vault_locked

    given = given_passphrase()
    try:
        is_locked = is_key_locked(folder) or is_vault_locked(folder)
        is_asked = not given and is_locked and sys.stdin.isatty()
    except StoreError:
        is_asked = False
    if is_asked:
        given = getpass.getpass("passphrase of keys and vault (empty: check their form only): ")
    return given or None


def new_passphrase(*, asked: bool) -> str | None:
    """Return the passphrase for a new key: asked for twice where that is wished, else from file or variable, or none.

    Raises `UsageError` where a person is to be asked and there is no terminal.
    """
    if not asked:
        return given_passphrase()
    if not sys.stdin.isatty():
        raise UsageError(f"there is no terminal to ask for a passphrase: give it in the variable {VARIABLE}")
    while not (given := _twice("new passphrase: ")):
        say("it must not be empty")
    return given


def first_passphrase(*, asked: bool) -> str | None:
    """Return the passphrase for the keys of a new dossier: from file or variable, else asked for, where an empty answer is one.

    Without a terminal nobody is asked; where ``asked`` insists, that is a `UsageError`.
    """
    given = given_passphrase()
    if given or (not asked and not sys.stdin.isatty()):
        return given
    if asked:
        return new_passphrase(asked=True)
    return _twice("passphrase for the signing key and the vault (empty: none): ") or None


def _twice(prompt: str) -> str:
    """Return what was typed twice alike; an empty answer needs no second."""
    while True:
        given = getpass.getpass(prompt)
        if not given or getpass.getpass("the same again: ") == given:
            return given
        say("the two are not the same")


def typed_twice(prompt: str, otherwise: str) -> str:
    """Return a password that a person types twice. Raises `UsageError` without a terminal: ``otherwise`` says what does instead."""
    if not sys.stdin.isatty():
        raise UsageError(f"there is no terminal to ask for a password; {otherwise}")
    while not (given := _twice(prompt)):
        say("it must not be empty")
    return given
