"""``servanda show``: one record with its whole trace down to the quoted characters."""

from pathlib import Path
from typing import Annotated

import typer

from servanda.cli.opening import open_to_read
from servanda.cli.output import Format, print_lines, tell


def register(app: typer.Typer) -> None:
    """Add the command of this file to the program."""
    app.command("show")(show)


def show(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The dossier.")],
    record: Annotated[str, typer.Argument(metavar="ID", help="Id, key or handle (INC-0042); the first characters do.")],
    form: Annotated[Format, typer.Option("--format", help="table (an outline) or jsonl.")] = Format.table,
) -> None:
    """Show a record: what it says, what it rests on, who decided what about it.

    The id of a person (servanda persons DIR) gives every account of him, whom he may be, and what was decided.

    Example: servanda show north-west INC-0003
    """
    from servanda.pipeline import trace

    with open_to_read(folder) as case:
        records, outline = trace(case, record)
    if form is Format.table:
        tell(outline)
    else:
        print_lines(records)
