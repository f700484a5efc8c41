"""``servanda store``: where the records are kept."""

from typing import Annotated

import typer

from servanda.cli.output import say, tell
from servanda.cli.program import Program
from servanda.text.counting import counted


def register(app: typer.Typer) -> None:
    """Add the group ``store`` to the program."""
    words = "The database that the records are in: SQLite in the dossier, or PostgreSQL for a team."
    group = Program(help=words)
    group.command("copy")(copy)
    group.callback()(_group)
    app.add_typer(group, name="store")


def _group() -> None:
    """The database that the records are in: SQLite in the dossier, or PostgreSQL for a team."""


def copy(
    source: Annotated[str, typer.Argument(metavar="SOURCE", help="URL of a database, or the folder of a dossier.")],
    target: Annotated[
        str, typer.Argument(metavar="TARGET", help="URL of an empty database, or the folder of a dossier.")
    ],
) -> None:
    """Copy all records from one database into an empty other one, and compare both.

    Every row, every hash, the chain of the log and its signed heads are checked before the copy counts; stopped before, the
    target stays empty. Only records are copied: originals, vault and heads are files of the dossier. A URL is
    postgresql+pg8000://USER@HOST/DATABASE or sqlite:///FILE. Which database a dossier uses stands in its dossier.toml (store).

    Example: servanda store copy north-west postgresql+pg8000://desk@db.example.org/northwest
    """
    from servanda.cli.progress import progress
    from servanda.pipeline import copy_store

    with progress("copying") as step:
        done = copy_store(source, target, step)
    rows = ", ".join(f"{n} {name}" for name, n in done.n_rows.items() if n)
    tell([f"{counted(sum(done.n_rows.values()), 'row')} copied and compared ({rows or 'none'})"])
    tell([f"the log has {counted(done.n_entries, 'entry', 'entries')}, root {done.root}"])
    say("to work with the copy, name it in dossier.toml (store); then: servanda verify DIR")
