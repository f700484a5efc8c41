"""``servanda gazetteer import`` and ``lookup``: other people's places, and what a name may mean."""

from pathlib import Path
from typing import Annotated

import typer

from servanda.cli.output import Format, print_rows, say, say_slow_start
from servanda.cli.program import Program
from servanda.text.counting import counted

Country = Annotated[
    list[str],
    typer.Option(metavar="XX", help="Country in scope (ISO 3166 code), the main one first; may be given again."),
]


def register(app: typer.Typer) -> None:
    """Add the group ``gazetteer`` to the program."""
    group = Program(help="Places: take over gazetteers, look names up.")
    group.command("import", reads=False)(import_)
    group.command("lookup")(lookup)
    app.add_typer(group, name="gazetteer")


def import_(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The dossier.")],
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE",
            help="A dump of GeoNames (.txt, .zip), a table with P-codes or own places (.csv .xlsx .geojson).",
        ),
    ],
    country: Annotated[str | None, typer.Option(metavar="XX", help="Country of a table that does not say it.")] = None,
    source: Annotated[str | None, typer.Option(help="Whom to credit (default: the name of the file).")] = None,
) -> None:
    """Take the places of another gazetteer over into the dossier; P-codes and GeoNames ids are kept.

    Example: servanda gazetteer import north-west syr_admin3.xlsx --source "OCHA COD-AB, 2019"
    """
    from servanda.pipeline import import_places

    summary = import_places(folder, file, country, source)
    for reason in summary.refused:
        say(f"not taken over: {reason}")
    say(
        f"{counted(summary.n_places, 'place')} taken over into {summary.path}; {counted(len(summary.refused), 'row')} not"
    )
    say(f"next: servanda run {folder}")
    if summary.refused:
        raise typer.Exit(3)


def lookup(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name as it stands in a text, in any script.")],
    country: Country = [],  # noqa: B006 - typer copies defaults
    dossier: Annotated[Path | None, typer.Option(metavar="DIR", help="A dossier, with its places and imports.")] = None,
    form: Annotated[Format, typer.Option("--format", help="table, jsonl or csv.")] = Format.table,
) -> None:
    """Show what a name may mean, best first, and why; exit status 1 where nothing is known.

    Example: servanda gazetteer lookup "Khan Sheikhoun" --country SY
    """
    from servanda.pipeline import look_up_place

    if dossier is None:
        say_slow_start(country)
    rows = look_up_place(name, tuple(country), dossier)
    print_rows(rows, rows, form)
    if not rows:
        raise typer.Exit(1)
