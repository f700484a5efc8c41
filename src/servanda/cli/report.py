"""``servanda report``: the dossier as one file."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from servanda.cli.output import say
from servanda.cli.passphrase import passphrase


class Audience(StrEnum):
    """For whom a report is."""

    internal = "internal"
    partner = "partner"
    public = "public"
    court = "court"


def register(app: typer.Typer) -> None:
    """Add the command of this file to the program."""
    app.command("report")(report)


def report(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The dossier.")],
    output: Annotated[
        Path,
        typer.Option(
            help="File to write; its ending says the form: .html .csv .jsonl .geojson, .zip (evidence bundle)"
        ),
    ],
    audience: Annotated[
        Audience, typer.Option(help="Who will see it: consent, sensitivity and retention say what is left out.")
    ] = Audience.internal,
    finding: Annotated[
        list[str], typer.Option(metavar="ID", help=".zip: a finding to pack; may be given again; all without it.")
    ] = [],  # noqa: B006 - typer copies defaults
    disclose: Annotated[
        list[str],
        typer.Option(
            metavar="ID", help=".zip: a document whose protected fields this audience may read; needs the vault."
        ),
    ] = [],  # noqa: B006 - typer copies defaults
) -> None:
    """Write a report; every number in it links to the characters it rests on.

    Example: servanda report north-west --output north-west.html

    Example: servanda report north-west --output market.zip --finding fnd_2a70 --audience court
    """
    from servanda.pipeline import ReportRequest, open_case, write_report

    request = ReportRequest(audience=audience.value, findings=tuple(finding), disclose=tuple(disclose))
    with open_case(folder, passphrase=passphrase(folder)) as case:
        left_out = write_report(case, output, request)
    for item in left_out:
        say(f"left out for {audience.value}: {item.kind} {item.id}: {item.reason}")
    say(f"wrote {output}")
