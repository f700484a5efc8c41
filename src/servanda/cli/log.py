"""``servanda log``: the custody log."""

from pathlib import Path
from typing import Annotated

import typer

from servanda.cli.output import Format, print_rows


def register(app: typer.Typer) -> None:
    """Add the command of this file to the program."""
    app.command("log")(log)


def log(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The dossier.")],
    form: Annotated[Format, typer.Option("--format", help="table, jsonl or csv.")] = Format.table,
    after: Annotated[int, typer.Option(min=0, help="Only entries after this number.")] = 0,
) -> None:
    """List the custody log: what was done when, by whom, and whether it is signed and time-stamped.

    Details (such as a file name) stand in the log as salted hashes; here they are named, and their values lie in the vault.

    Example: servanda log north-west

    Example: servanda log north-west --after 120 --format jsonl
    """
    from servanda.pipeline import list_log, open_case

    with open_case(folder) as case:
        entries, rows = list_log(case, after)
    print_rows(entries, rows, form)
