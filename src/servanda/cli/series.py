"""``servanda series``: do counts in a series of reports agree with how each compares itself with the last?"""

from pathlib import Path
from typing import Annotated

import typer

from servanda.cli.opening import open_to_read
from servanda.cli.output import Format, print_rows


def register(app: typer.Typer) -> None:
    """Add the command of this file to the program."""
    app.command("series")(series)


def series(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The dossier.")],
    publisher: Annotated[str | None, typer.Option(help="Only reports of this publisher.")] = None,
    form: Annotated[Format, typer.Option("--format", help="table, jsonl or csv.")] = Format.table,
) -> None:
    """Hold sentences such as "N breaches, compared with M" against each other and against earlier reports.

    Example: servanda series north-west --publisher "The monitor"
    """
    from servanda.pipeline import series_rows

    with open_to_read(folder) as case:
        rows = list(series_rows(case, publisher))
    print_rows(rows, rows, form)
