"""``servanda implementation``: what reports say of how each provision is carried out."""

from pathlib import Path
from typing import Annotated

import typer

from servanda.cli.opening import open_to_read
from servanda.cli.output import Format, print_rows, say


def register(app: typer.Typer) -> None:
    """Add the command of this file to the program."""
    app.command("implementation")(implementation)


def implementation(  # noqa: PLR0913, PLR0917 - one parameter an option
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The dossier, after a run.")],
    agreement: Annotated[str | None, typer.Option(help="Only this agreement (id).")] = None,
    provision: Annotated[str | None, typer.Option(help="Only this provision (id, such as p6).")] = None,
    sign: Annotated[str | None, typer.Option(help="Only what says: progress, setback or neither.")] = None,
    since: Annotated[
        str | None, typer.Option(help="Only what lies in the period from this date on (2019-02-15).")
    ] = None,
    until: Annotated[
        str | None, typer.Option(help="Only what lies in the period until, not including, this date.")
    ] = None,
    by_month: Annotated[
        bool, typer.Option("--by-month", help="Instead how many say what, by provision and month.")
    ] = False,
    form: Annotated[Format, typer.Option("--format", help="table, jsonl or csv.")] = Format.table,
) -> None:
    """List for each provision the passages of reports that bear on it, with sign, speaker and date, also where they hold no claim.

    A link rests on words for what the provision is about, or on a claim, and only where the agreement was in force. What reports say is no fact.

    Example: servanda implementation north-west --provision p6

    Example: servanda implementation north-west --sign setback --since 2019-02-01 --until 2019-03-01 --format csv

    Example: servanda implementation north-west --by-month
    """
    from servanda.pipeline import implementation as found_in
    from servanda.pipeline import month_rows, passage_rows, short_ids

    given = {"agreement": agreement, "provision": provision, "sign": sign, "since": since, "until": until}
    with open_to_read(folder) as case:
        found = found_in(case, {name: value for name, value in given.items() if value is not None})
        rows = month_rows(found) if by_month else passage_rows(found)
        short = short_ids(case, rows) if form is Format.table else {}
    print_rows(rows if by_month else found, rows, form, short)
    if not found:
        say("no passage bears on a provision; servanda agreement check names provisions that no report is read for")
