"""``servanda report``: the dossier as one file."""

from pathlib import Path
from typing import Annotated

import typer

from servanda.cli.output import say
from servanda.cli.passphrase import passphrase


def register(app: typer.Typer) -> None:
    """Add the command of this file to the program."""
    app.command("report")(report)


def report(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The dossier.")],
    output: Annotated[Path, typer.Option(help="File to write; its ending says the form: .html .csv .jsonl .geojson")],
) -> None:
    """Write a report; every number in it links to the characters it rests on.

    Example: servanda report north-west --output north-west.html
    """
    from servanda.pipeline import open_case, write_report

    with open_case(folder, passphrase=passphrase(folder)) as case:
        write_report(case, output)
    say(f"wrote {output}")
