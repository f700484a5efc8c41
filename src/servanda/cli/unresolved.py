"""``servanda unresolved``: names that nobody could place, by frequency, with suggestions; settle them here."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from servanda.cli.opening import open_to_read, open_to_write
from servanda.cli.output import Format, print_rows, say
from servanda.text.counting import counted

if TYPE_CHECKING:
    from servanda.pipeline import Choice


def register(app: typer.Typer) -> None:
    """Add the command of this file to the program."""
    app.command("unresolved")(unresolved)


def unresolved(  # noqa: PLR0913, PLR0917 - one parameter an option
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The dossier.")],
    accept: Annotated[
        list[str],
        typer.Option(
            metavar="NAME=CHOICE",
            help="What a name means: the number of a suggestion, an id, LATITUDE,LONGITUDE[,KM] for a new place, or the type "
            "of a new actor; may be given again.",
        ),
    ] = [],  # noqa: B006 - typer copies defaults
    table: Annotated[
        Path | None, typer.Option("--settle", metavar="FILE", help="This list as CSV, its column choice filled in.")
    ] = None,
    form: Annotated[Format, typer.Option("--format", help="table, jsonl or csv.")] = Format.table,
    by: Annotated[
        str | None, typer.Option(metavar="NAME", help="Settling: your pseudonym; without it the desk's collector.")
    ] = None,
    because: Annotated[str, typer.Option(help="Settling: why.")] = "settled from the list of names without a match",
) -> None:
    """List names without a match, most frequent first, with the reason and the best candidates; or settle some of them.

    Each file that changes is kept on record, with who settled it and why.

    Example: servanda unresolved north-west --accept "Haas=1" --accept "Abu Dali=35.42,36.93,5" --by ana

    Many at once: servanda unresolved north-west --format csv > names.csv, fill in choice, then --settle names.csv
    """
    from servanda.pipeline import list_records, read_choice_table, read_choices

    choices = (*read_choices(accept), *(read_choice_table(table) if table else ()))
    if not choices:
        with open_to_read(folder) as case:
            records, rows = list_records(case, "unresolved", {})
        print_rows(records, [{**row, "choice": None} for row in rows] if form is Format.csv else rows, form)
        return
    _settle(folder, choices, by, because)


def _settle(folder: Path, choices: "tuple[Choice, ...]", by: str | None, because: str) -> None:
    from servanda.pipeline import Said, settle

    with open_to_write(folder) as case:
        settled = settle(case, choices, Said(by or case.by, because))
    for line in settled.lines:
        say(line)
    say(f"{counted(len(settled.lines), 'name')} settled in {', '.join(path.name for path in settled.files)}")
    say(f"next: servanda run {folder}")
