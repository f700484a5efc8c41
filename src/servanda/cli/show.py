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
    other: Annotated[
        str | None,
        typer.Argument(metavar="[ID]", help="A second incident: why the two are kept apart.", show_default=False),
    ] = None,
    form: Annotated[Format, typer.Option("--format", help="table (an outline) or jsonl.")] = Format.table,
) -> None:
    """Show a record: what it says, what it rests on, who decided what about it; of an incident why each claim belongs to it.

    The id of a person (servanda persons DIR) gives every account of him, whom he may be, and what was decided.

    Example: servanda show north-west INC-0003

    Example: servanda show north-west INC-0003 INC-0007   (why they are two)
    """
    from servanda.pipeline import trace, why_apart

    with open_to_read(folder) as case:
        if other is not None:
            tell(why_apart(case, record, other))
            return
        records, outline = trace(case, record)
    if form is Format.table:
        tell(outline)
    else:
        print_lines(records)
