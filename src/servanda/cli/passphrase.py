"""Where the passphrase of the signing key comes from: the environment, or the person at the terminal."""

import getpass
import os
import sys
from pathlib import Path

VARIABLE = "SERVANDA_PASSPHRASE"


def passphrase(folder: Path) -> str | None:
    """Return the passphrase that opens the signing key in ``folder``, ``None`` where none is needed or to be had.

    The variable SERVANDA_PASSPHRASE is taken; without it a person is asked, once, if the key needs one.
    """
    from servanda.pipeline import is_key_locked

    given = os.environ.get(VARIABLE)
    if given or not is_key_locked(folder) or not sys.stdin.isatty():
        return given or None
    return getpass.getpass("passphrase of the signing key (empty: go on without signing): ") or None


def new_passphrase(*, asked: bool) -> str | None:
    """Return the passphrase for a new key: asked for twice where that is wished, else from the variable, or none."""
    import typer

    if not asked:
        return os.environ.get(VARIABLE) or None
    return str(typer.prompt("passphrase for the signing key", hide_input=True, confirmation_prompt=True))
