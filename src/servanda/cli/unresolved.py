"""``servanda unresolved``: names that nobody could place, by frequency, with suggestions."""

from pathlib import Path
from typing import Annotated

import typer

from servanda.cli.output import Format, print_rows


def register(app: typer.Typer) -> None:
    """Add the command of this file to the program."""
    app.command("unresolved")(unresolved)


def unresolved(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The dossier.")],
    form: Annotated[Format, typer.Option("--format", help="table, jsonl or csv.")] = Format.table,
) -> None:
    """List names without a match, most frequent first, with the reason and the best candidates.

    Example: servanda unresolved north-west
    """
    from servanda.pipeline import list_records, open_case

    with open_case(folder) as case:
        records, rows = list_records(case, "unresolved", {})
    print_rows(records, rows, form)
