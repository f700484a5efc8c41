"""``servanda log``: the custody log."""

from pathlib import Path
from typing import Annotated

import typer

from servanda.cli.output import Format, print_rows


def register(app: typer.Typer) -> None:
    """Add the command of this file to the program."""
    app.command("log")(log)


def log(  # noqa: PLR0913, PLR0917 - one parameter an option
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The dossier.")],
    form: Annotated[Format, typer.Option("--format", help="table, jsonl or csv.")] = Format.table,
    after: Annotated[int, typer.Option(min=0, help="Only entries after this number.")] = 0,
    by: Annotated[str | None, typer.Option(metavar="NAME", help="Only what this person or machine did.")] = None,
    event: Annotated[str | None, typer.Option(help="Only this event, such as collected, reviewed or run.")] = None,
    since: Annotated[str | None, typer.Option(help="Only from this day on (2031-05-04).")] = None,
    until: Annotated[str | None, typer.Option(help="Only until, not including, this day.")] = None,
) -> None:
    """List the custody log: what was done when, by whom, whether decisions were taken back, and whether it is signed and time-stamped.

    Details (such as a file name) stand in the log as salted hashes; here they are named, and their values lie in the vault.

    Example: servanda log north-west

    Example: servanda log north-west --after 120 --format jsonl

    Example: servanda log north-west --by ana --event reviewed --since 2031-05-04
    """
    from servanda.pipeline import LogFilter, list_log, open_case

    with open_case(folder) as case:
        entries, rows = list_log(case, after, LogFilter(by=by, event=event, since=since, until=until))
    print_rows(entries, rows, form)
