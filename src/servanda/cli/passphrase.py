"""Where the passphrase of the signing key and the vault comes from: the environment, or the person at the terminal."""

import getpass
import os
import sys
from pathlib import Path

from servanda.cli.output import say
from servanda.errors import UsageError

VARIABLE = "SERVANDA_PASSPHRASE"


def passphrase(folder: Path) -> str | None:
    """Return the passphrase that opens the signing key in ``folder``, ``None`` where none is needed or to be had.

    The variable SERVANDA_PASSPHRASE is taken; without it a person is asked, once, if the key needs one.
    """
    from servanda.pipeline import is_key_locked

    given = os.environ.get(VARIABLE)
    if given or not is_key_locked(folder):
        return given or None
    if sys.stdin.isatty():
        given = getpass.getpass("passphrase of the signing key (empty: go on without signing): ")
    if not given:
        say(
            f"note: the signing key needs a passphrase ({VARIABLE}): what is written now is signed when it is next given"
        )
    return given or None


def passphrase_to_read(folder: Path) -> str | None:
    """Return the passphrase for a command that only reads, ``None`` where none is needed, to be had, or tellable.

    A damaged key is the matter of what reads it.
    """
    from servanda.errors import StoreError
    from servanda.pipeline import is_key_locked

    given = os.environ.get(VARIABLE)
    try:
        is_asked = not given and is_key_locked(folder) and sys.stdin.isatty()
    except StoreError:
        is_asked = False
    if is_asked:
        given = getpass.getpass("passphrase of keys and vault (empty: check their form only): ")
    return given or None


def new_passphrase(*, asked: bool) -> str | None:
    """Return the passphrase for a new key: asked for twice where that is wished, else from the variable, or none.

    Raises `UsageError` where a person is to be asked and there is no terminal.
    """
    if not asked:
        return os.environ.get(VARIABLE) or None
    if not sys.stdin.isatty():
        raise UsageError(f"there is no terminal to ask for a passphrase: give it in the variable {VARIABLE}")
    while not (given := _twice("new passphrase: ")):
        say("it must not be empty")
    return given


def first_passphrase(*, asked: bool) -> str | None:
    """Return the passphrase for the keys of a new dossier: from the variable, else asked for, where an empty answer is one.

    Without a terminal nobody is asked; where ``asked`` insists, that is a `UsageError`.
    """
    given = os.environ.get(VARIABLE)
    if given or (not asked and not sys.stdin.isatty()):
        return given or None
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
