"""Stateless filters, one per stage, for pipes and measurement: JSON Lines in, JSON Lines out."""

from pathlib import Path
from typing import Annotated

import typer

from servanda.cli.output import print_lines, say, say_slow_start

Files = Annotated[
    list[Path] | None,
    typer.Argument(metavar="[FILE...]", help="Files; standard input (JSON Lines) where none is named."),
]
Country = Annotated[
    list[str],
    typer.Option(metavar="XX", help="Country in scope (ISO 3166 code), the main one first; may be given again."),
]


def register(app: typer.Typer) -> None:
    """Add the commands of this file to the program."""
    for name, function in (("extract", extract), ("geocode", geocode), ("link", link), ("assess", assess)):
        app.command(name)(function)


def extract(
    files: Files = None,
    resolve: Annotated[
        bool, typer.Option("--resolve", help="Join actors, places and agreements into the claims.")
    ] = False,
    country: Country = [],  # noqa: B006 - typer copies defaults
) -> None:
    """Read documents (CONTRACT section 2, or plain files) and print their claims.

    Example: servanda extract --resolve --country SY report.txt > claims.jsonl
    """
    from servanda.pipeline import extract_claims, read_documents

    documents, quarantined = read_documents(files)
    print_lines(extract_claims(documents, tuple(country), resolve))
    _finish(quarantined)


def geocode(files: Files = None, country: Country = []) -> None:  # noqa: B006 - typer copies defaults
    """Read documents with ``mentions`` and print them with ``places``.

    Example: servanda geocode --country SY < mentions.jsonl
    """
    from servanda.pipeline import geocode_rows, read_rows

    say_slow_start(country)
    print_lines(geocode_rows(read_rows(files), tuple(country)))


def link(files: Files = None) -> None:
    """Read event claims and print the incidents they form: ``{"incident_id", "members"}``.

    Example: servanda extract --resolve --country SY reports.jsonl | servanda link
    """
    from servanda.pipeline import link_claims, read_rows

    print_lines(link_claims(read_rows(files)))


def assess(
    agreements: Annotated[Path, typer.Option(help="Folder of agreement files.")],
    files: Files = None,
    zones: Annotated[Path | None, typer.Option(help="Folder of zone files (default: beside the agreements).")] = None,
    as_of: Annotated[
        str | None, typer.Option(help="Date of the assessment (default: the latest in the input).")
    ] = None,
) -> None:
    """Read incidents and print the findings under the agreements.

    Example: servanda incidents north-west --format jsonl | servanda assess --agreements north-west/agreements
    """
    from servanda.pipeline import assess_rows, read_rows

    print_lines(assess_rows(read_rows(files), agreements, zones, as_of))


def _finish(quarantined: list[str]) -> None:
    for line in quarantined:
        say(f"quarantined: {line}")
    if quarantined:
        raise typer.Exit(3)
