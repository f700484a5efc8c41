"""How a command opens a dossier: with a passphrase where it is to be had, and a word on what stays shut without one."""

import getpass
import inspect
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from servanda.cli.output import say
from servanda.cli.passphrase import given_passphrase, passphrase, taken_from

if TYPE_CHECKING:
    from servanda.pipeline import Case

PARTIAL = 3
_NAME = "passphrase_file"
_OPTION = Annotated[
    Path | None,
    typer.Option(
        "--passphrase-file", metavar="FILE", help="File with the passphrase, which only you can read (chmod 600)."
    ),
]
_left_out: list[str] = []


@contextmanager
def open_to_read(folder: Path) -> "Iterator[Case]":
    """Open a dossier to look at. Where documents are sealed, a person at a terminal is asked for the passphrase.

    What stays shut is left out, said in a line, and makes the exit status 3 in the end.
    """
    from servanda.pipeline import open_case

    with open_case(folder, passphrase=given_passphrase(), writes=False) as case:
        say_left_out(case)
        yield case


@contextmanager
def open_to_write(folder: Path, *, create: bool = False) -> "Iterator[Case]":
    """Open a dossier to write into. A locked signing key is asked for, and what is sealed as in `open_to_read`."""
    from servanda.pipeline import open_case

    with open_case(folder, create=create, passphrase=passphrase(folder)) as case:
        say_left_out(case)
        yield case


def say_left_out(case: "Case") -> None:
    """Say what is sealed and stays shut, after asking for the passphrase where somebody can answer.

    Raises `WrongPassphrase` for one that does not open it.
    """
    from servanda.errors import WrongPassphrase
    from servanda.pipeline import left_out

    said = left_out(case)
    shut = case.store.sealing.locked() if said else None
    if isinstance(shut, WrongPassphrase):
        raise shut
    if said and given_passphrase() is None and sys.stdin.isatty():
        given = getpass.getpass("documents are sealed; passphrase of the vault (empty: go on without them): ")
        if given:
            case.store.sealing.unlock(given)
            said = left_out(case)
    if said:
        say(f"note: {said}")
        _left_out.append(said)


def opening(function: Callable[..., None]) -> Callable[..., None]:
    """Return a command with the option ``--passphrase-file``, that ends with status 3 where sealed documents were left out."""
    signature = inspect.signature(function, eval_str=True)
    option = inspect.Parameter(_NAME, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=_OPTION)

    @wraps(function)
    def command(**given: Any) -> None:
        _left_out.clear()
        with taken_from(given.pop(_NAME, None)):
            function(**given)
        if _left_out:
            raise typer.Exit(PARTIAL)

    command.__signature__ = signature.replace(parameters=[*signature.parameters.values(), option])  # type: ignore[attr-defined]
    command.__annotations__ = {**function.__annotations__, _NAME: _OPTION}
    return command
